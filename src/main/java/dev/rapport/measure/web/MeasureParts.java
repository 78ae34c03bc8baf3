package dev.rapport.measure.web;

import dev.rapport.item.web.ItemParts;
import org.springframework.stereotype.Component;

/** The panels of a measure's page. */
@Component
class MeasureParts extends ItemParts {

    MeasureParts() {
        super("measure");
        main("information", "measure.information");
        main("infotext", "field.infotext", "infotext");
        side("campaign", "field.campaignId", "campaignId");
        side("audience", "measure.audience");
        side("course", "item.course");
    }
}

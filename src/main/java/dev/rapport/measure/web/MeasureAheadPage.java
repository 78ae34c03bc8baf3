package dev.rapport.measure.web;

import dev.rapport.item.web.ForeseenOutcomes;
import dev.rapport.item.web.ItemAheadPage;
import dev.rapport.measure.ShowMeasure;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What the buttons of a measure's page say before they are pressed. */
@Controller
@RequestMapping("/measures/{id}/ahead")
class MeasureAheadPage extends ItemAheadPage {

    MeasureAheadPage(ShowMeasure showMeasure, ForeseenOutcomes outcomes) {
        super(showMeasure, outcomes);
    }
}

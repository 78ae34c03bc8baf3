package dev.rapport.contact.web.edit;

import dev.rapport.item.web.ItemParts;
import org.springframework.stereotype.Component;

/** The panels of a contact's page. */
@Component
class ContactParts extends ItemParts {

    ContactParts() {
        super("contact");
        main("information", "contact.information");
        main("infotext", "field.infotext", "infotext");
        side("reminder", "field.reminder", "reminder", "reminderLead");
        side("campaign", "field.campaignId", "campaignId");
        side("course", "item.course");
    }
}

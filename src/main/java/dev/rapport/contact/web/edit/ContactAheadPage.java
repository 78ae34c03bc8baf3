package dev.rapport.contact.web.edit;

import dev.rapport.contact.ShowContact;
import dev.rapport.item.web.ForeseenOutcomes;
import dev.rapport.item.web.ItemAheadPage;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What the buttons of a contact's page say before they are pressed. */
@Controller
@RequestMapping("/contacts/{id}/ahead")
class ContactAheadPage extends ItemAheadPage {

    ContactAheadPage(ShowContact showContact, ForeseenOutcomes outcomes) {
        super(showContact, outcomes);
    }
}

package dev.rapport.contact.web.edit;

import dev.rapport.contact.ContactView;
import dev.rapport.contact.ShowContact;
import dev.rapport.engine.DrawnModels;
import dev.rapport.item.ReadCourse;
import dev.rapport.item.web.ItemModelPage;
import dev.rapport.shared.ModelNames;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** The way of a contact through its model. */
@Controller
@RequestMapping("/contacts/{id}/model")
class ContactModelPage extends ItemModelPage<ContactView> {

    ContactModelPage(ShowContact showContact, ReadCourse readCourse, DrawnModels drawnModels, ModelNames modelNames) {
        super("contact", showContact, readCourse, drawnModels, modelNames);
    }
}

package dev.rapport.contact.process;

import dev.rapport.contact.Contact;
import dev.rapport.contact.ModelledContactChange;
import dev.rapport.item.process.RemoveCampaignStep;
import org.springframework.stereotype.Component;

/** "Kampagne entfernen" of a contact. */
@Component("removeContactCampaign")
class RemoveContactCampaignStep extends RemoveCampaignStep<Contact> {

    RemoveContactCampaignStep(ModelledContactChange change, ReportedContact reported) {
        super(declared(ContactModel.KEY), change, reported);
    }
}

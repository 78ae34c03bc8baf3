package dev.rapport.contact.process;

import dev.rapport.contact.Contact;
import dev.rapport.contact.ModelledContactChange;
import dev.rapport.item.process.AssignCampaignStep;
import org.springframework.stereotype.Component;

/** "Kampagne zuweisen" of a contact. */
@Component("assignContactCampaign")
class AssignContactCampaignStep extends AssignCampaignStep<Contact> {

    AssignContactCampaignStep(ModelledContactChange change, ReportedContact reported) {
        super(declared(ContactModel.KEY), change, reported);
    }
}

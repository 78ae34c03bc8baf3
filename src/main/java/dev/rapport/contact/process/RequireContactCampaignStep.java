package dev.rapport.contact.process;

import dev.rapport.contact.Contact;
import dev.rapport.contact.ContactConditions;
import dev.rapport.contact.ContactOutcome;
import dev.rapport.item.process.ConditionStep;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Kampagne muss zugewiesen sein": for contacts what <i>Kampagne prüfen</i> is for measures. */
@Component("requireContactCampaign")
class RequireContactCampaignStep extends ConditionStep<Contact, ContactOutcome> {

    private final ContactConditions conditions;

    RequireContactCampaignStep(ContactConditions conditions, ReportedContact reported) {
        super(declared(ContactModel.KEY, "megaphone"), reported);
        this.conditions = conditions;
    }

    @Override
    protected void check(Long id, ContactOutcome said, DelegateExecution execution) {
        conditions.requireField(id, null, "campaignId");
    }
}

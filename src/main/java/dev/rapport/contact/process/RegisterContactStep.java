package dev.rapport.contact.process;

import dev.rapport.contact.ContactDraft;
import dev.rapport.contact.RegisterContact;
import dev.rapport.contact.process.ContactModel.Variables;
import dev.rapport.engine.Mark;
import dev.rapport.engine.ModelStep;
import dev.rapport.engine.ModelVariable;
import dev.rapport.engine.StartOnce;
import dev.rapport.engine.StepDeclaration;
import dev.rapport.item.process.ItemVariables;
import dev.rapport.shared.BusinessTime;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Kontakt eintragen": checks the input and stores the contact. */
@Component("registerContact")
class RegisterContactStep extends ModelStep {

    private final RegisterContact registerContact;
    private final StartOnce startOnce;
    private final BusinessTime time;

    RegisterContactStep(RegisterContact registerContact, StartOnce startOnce, BusinessTime time) {
        super(StepDeclaration.step("person-plus")
                .in(ContactModel.KEY)
                .notAfter(Mark.REGISTERED)
                .provides(
                        ContactModel.STATUSES,
                        ModelVariable.flag(Variables.REMINDER),
                        ModelVariable.period(Variables.REMINDER_LEAD),
                        ModelVariable.text(Variables.ASSIGNEE),
                        ModelVariable.moment(Variables.DUE_DATE),
                        ModelVariable.moment(Variables.START),
                        ModelVariable.text(Variables.ADDRESS_NAME),
                        ModelVariable.text(Variables.SUBJECT),
                        ModelVariable.number(Variables.VERSION))
                // only what is planned can be reminded of (rule 17)
                .result(registered("PLANNED", true), Mark.REGISTERED)
                .result(registered("PLANNED", false), Mark.REGISTERED)
                .result(registered("PERFORMED", false), Mark.REGISTERED, Mark.CLOSED)
                .result(registered("NOT_PERFORMED", false), Mark.REGISTERED, Mark.CLOSED)
                .build());
        this.registerContact = registerContact;
        this.startOnce = startOnce;
        this.time = time;
    }

    @Override
    protected void run(DelegateExecution execution) {
        ContactDraft draft =
                ItemVariables.draft(execution, ContactDraft.class, typed -> ContactVariables.read(typed, time));
        startOnce.claim(execution, draft);
        var registered = registerContact.register(draft, execution.getProcessInstanceId());
        execution.setProcessBusinessKey(registered.contact().id().toString());
        ContactVariables.registered(execution, registered, time);
    }

    private static Map<String, String> registered(String status, boolean reminder) {
        return Map.of(
                Variables.STATUS,
                status,
                Variables.REMINDER,
                String.valueOf(reminder),
                Variables.SUBJECT,
                StepDeclaration.SOMETHING,
                Variables.ADDRESS_NAME,
                StepDeclaration.SOMETHING,
                Variables.ASSIGNEE,
                StepDeclaration.SOMETHING);
    }
}

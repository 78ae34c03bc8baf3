package dev.rapport.contact.process;

import dev.rapport.contact.ContactDraft;
import dev.rapport.contact.RegisterContact;
import dev.rapport.engine.ModelStep;
import dev.rapport.engine.StartOnce;
import dev.rapport.shared.BusinessTime;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Kontakt eintragen": checks the input and stores the contact. */
@Component("registerContact")
class RegisterContactStep extends ModelStep {

    private final RegisterContact registerContact;
    private final StartOnce startOnce;
    private final BusinessTime time;

    RegisterContactStep(RegisterContact registerContact, StartOnce startOnce, BusinessTime time) {
        super(Kind.STEP);
        this.registerContact = registerContact;
        this.startOnce = startOnce;
        this.time = time;
    }

    @Override
    protected void run(DelegateExecution execution) {
        ContactDraft draft = ContactVariables.draft(execution);
        startOnce.claim(execution, draft);
        var registered = registerContact.register(draft, execution.getProcessInstanceId());
        execution.setProcessBusinessKey(registered.contact().id().toString());
        ContactVariables.registered(execution, registered, time);
    }
}

package dev.rapport.contact.process;

import dev.rapport.contact.PlanFollowUp;
import dev.rapport.contact.PlanFollowUp.FollowUp;
import dev.rapport.contact.PlanFollowUp.Whose;
import dev.rapport.engine.Mark;
import dev.rapport.engine.ModelStep;
import dev.rapport.engine.StepDeclaration;
import dev.rapport.engine.StepParameter;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Folgekontakt planen": the event that plans the next contact when one has been closed. */
@Component("planFollowUp")
class PlanFollowUpStep extends ModelStep {

    private static final String TYPE = "followUpType";
    private static final String LATER = "workingDaysLater";
    private static final String WHOSE = "followUpResponsible";
    private static final String SUBJECT = "followUpSubject";

    private static final String SAME = "same";
    private static final String CLOSER = "closer";

    private final PlanFollowUp planFollowUp;

    PlanFollowUpStep(PlanFollowUp planFollowUp) {
        super(StepDeclaration.event("calendar-plus")
                .in(ContactModel.KEY)
                .after(Mark.CLOSED)
                .parameters(
                        StepParameter.required(LATER, StepParameter.Kind.DAYS, "5"),
                        StepParameter.required(SUBJECT, StepParameter.Kind.TEXT, "{subject}"),
                        StepParameter.choice(WHOSE, SAME, CLOSER),
                        StepParameter.optional(TYPE, StepParameter.Kind.CODE))
                .build());
        this.planFollowUp = planFollowUp;
    }

    @Override
    protected void run(DelegateExecution execution) {
        planFollowUp.plan(
                Long.valueOf(execution.getProcessBusinessKey()),
                new FollowUp(
                        parameter(execution, TYPE),
                        Integer.parseInt(required(execution, LATER)),
                        CLOSER.equals(required(execution, WHOSE)) ? Whose.CLOSER : Whose.SAME,
                        required(execution, SUBJECT)));
    }
}

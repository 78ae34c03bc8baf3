package dev.rapport.bulk.process;

import dev.rapport.bulk.PlanNextContacts;
import dev.rapport.engine.ModelStep;
import dev.rapport.engine.ModelVariable;
import dev.rapport.engine.StepDeclaration;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Nächste Kontakte anlegen": plans the next contacts of an order. */
@Component("planNextContacts")
class PlanNextContactsStep extends ModelStep {

    private final PlanNextContacts planNextContacts;

    PlanNextContactsStep(PlanNextContacts planNextContacts) {
        super(StepDeclaration.step("calendar-plus")
                .in(BulkPlanModel.KEY)
                .asynchronous()
                .provides(ModelVariable.flag(BulkPlanModel.Variables.MORE))
                .result(Map.of(BulkPlanModel.Variables.MORE, "true"))
                .result(Map.of(BulkPlanModel.Variables.MORE, "false"))
                .build());
        this.planNextContacts = planNextContacts;
    }

    @Override
    protected boolean keepsLog() {
        return false;
    }

    @Override
    protected void run(DelegateExecution execution) {
        boolean more = planNextContacts.next(Long.valueOf(execution.getProcessBusinessKey()));
        execution.setVariable(BulkPlanModel.Variables.MORE, more);
    }
}

package dev.rapport.engine.process;

import dev.rapport.engine.Foresight;
import dev.rapport.engine.Mark;
import dev.rapport.engine.ModelStep;
import dev.rapport.engine.ModelledOutcomes;
import dev.rapport.engine.StepDeclaration;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Texts;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Ergebnis prüfen": the outcome must be one that this very model offers. */
@Component("checkOutcome")
class CheckOutcome extends ModelStep {

    private final ModelledOutcomes outcomes;

    CheckOutcome(ModelledOutcomes outcomes) {
        super(StepDeclaration.condition("question-circle")
                .in("contact", "measure")
                .after(Mark.REPORTED)
                .notAfter(Mark.CLOSED)
                .reads("outcome")
                .usual()
                .foreseen(Foresight.NEVER)
                .build());
        this.outcomes = outcomes;
    }

    @Override
    protected void run(DelegateExecution execution) {
        Object outcome = execution.getVariable("outcome");
        if (outcome == null || Texts.isBlank(outcome.toString())) {
            throw BusinessRuleViolation.invalid("outcome", "required");
        }
        boolean offered = outcomes.behind(execution.getProcessDefinitionId(), execution.getCurrentActivityId()).stream()
                .anyMatch(each -> each.code().equals(outcome));
        if (!offered) {
            throw BusinessRuleViolation.invalid("outcome", "not-found");
        }
    }
}

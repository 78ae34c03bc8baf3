package dev.rapport.measure.process;

import dev.rapport.engine.Mark;
import dev.rapport.engine.ModelStep;
import dev.rapport.engine.StepDeclaration;
import dev.rapport.engine.Submitted;
import dev.rapport.measure.CloseMeasure;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Durchgeführt festhalten": closes the measure as performed and keeps its audience. */
@Component("recordMeasurePerformed")
class RecordMeasurePerformedStep extends ModelStep {

    private final CloseMeasure closeMeasure;

    RecordMeasurePerformedStep(CloseMeasure closeMeasure) {
        super(StepDeclaration.step("check-circle")
                .in(MeasureModel.KEY)
                .after(Mark.REGISTERED, Mark.AT_WORK)
                .notAfter(Mark.CLOSED)
                .marks(Mark.CLOSED)
                .build());
        this.closeMeasure = closeMeasure;
    }

    @Override
    protected void run(DelegateExecution execution) {
        Long id = Long.valueOf(execution.getProcessBusinessKey());
        closeMeasure.requireUnchanged(id, Submitted.readVersion(execution));
        closeMeasure.performed(id, MeasureVariables.outcome(execution));
    }
}

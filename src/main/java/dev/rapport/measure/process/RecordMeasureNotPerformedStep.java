package dev.rapport.measure.process;

import dev.rapport.engine.Mark;
import dev.rapport.engine.ModelStep;
import dev.rapport.engine.StepDeclaration;
import dev.rapport.engine.Submitted;
import dev.rapport.measure.CloseMeasure;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Nicht durchgeführt festhalten": closes the measure as not performed. */
@Component("recordMeasureNotPerformed")
class RecordMeasureNotPerformedStep extends ModelStep {

    private final CloseMeasure closeMeasure;

    RecordMeasureNotPerformedStep(CloseMeasure closeMeasure) {
        super(StepDeclaration.step("x-circle")
                .in(MeasureModel.KEY)
                .after(Mark.REGISTERED)
                .notAfter(Mark.CLOSED)
                .marks(Mark.CLOSED)
                .build());
        this.closeMeasure = closeMeasure;
    }

    @Override
    protected void run(DelegateExecution execution) {
        Long id = Long.valueOf(execution.getProcessBusinessKey());
        closeMeasure.requireUnchanged(id, Submitted.readVersion(execution));
        closeMeasure.notPerformed(id, MeasureVariables.outcome(execution));
    }
}

package dev.rapport.measure.process;

import dev.rapport.engine.Mark;
import dev.rapport.engine.ModelStep;
import dev.rapport.engine.ReportedItem;
import dev.rapport.engine.StepDeclaration;
import dev.rapport.engine.Submitted;
import dev.rapport.measure.CloseMeasure;
import dev.rapport.shared.CurrentUser;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Nicht durchgeführt festhalten": closes the measure as not performed. */
@Component("recordMeasureNotPerformed")
class RecordMeasureNotPerformedStep extends ModelStep {

    private final CloseMeasure closeMeasure;
    private final ReportedMeasure reported;
    private final CurrentUser currentUser;

    RecordMeasureNotPerformedStep(CloseMeasure closeMeasure, ReportedMeasure reported, CurrentUser currentUser) {
        super(StepDeclaration.step("x-circle")
                .in(MeasureModel.KEY)
                .after(Mark.REGISTERED)
                .notAfter(Mark.CLOSED)
                .marks(Mark.CLOSED)
                .build());
        this.closeMeasure = closeMeasure;
        this.reported = reported;
        this.currentUser = currentUser;
    }

    @Override
    protected void run(DelegateExecution execution) {
        Long id = Long.valueOf(execution.getProcessBusinessKey());
        closeMeasure.requireUnchanged(id, Submitted.readVersion(execution));
        var outcome = reported.outcome(id, execution, false);
        ReportedItem.close(execution, currentUser, () -> closeMeasure.notPerformed(id, outcome));
    }
}

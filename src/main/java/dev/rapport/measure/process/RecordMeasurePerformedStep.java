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

/** "Durchgeführt festhalten": closes the measure as performed and keeps its audience. */
@Component(RecordMeasurePerformedStep.NAME)
class RecordMeasurePerformedStep extends ModelStep {

    static final String NAME = "recordMeasurePerformed";

    private final CloseMeasure closeMeasure;
    private final ReportedMeasure reported;
    private final CurrentUser currentUser;

    RecordMeasurePerformedStep(CloseMeasure closeMeasure, ReportedMeasure reported, CurrentUser currentUser) {
        super(StepDeclaration.step("check-circle")
                .in(MeasureModel.KEY)
                .after(Mark.REGISTERED, Mark.AT_WORK)
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
        var outcome = reported.outcome(id, execution, true);
        ReportedItem.close(execution, currentUser, () -> closeMeasure.performed(id, outcome));
    }
}

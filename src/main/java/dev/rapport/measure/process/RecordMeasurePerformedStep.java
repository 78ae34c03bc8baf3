package dev.rapport.measure.process;

import dev.rapport.engine.Mark;
import dev.rapport.engine.StepDeclaration;
import dev.rapport.item.ItemStatus;
import dev.rapport.item.process.RecordStep;
import dev.rapport.measure.CloseMeasure;
import dev.rapport.measure.Measure;
import dev.rapport.measure.MeasureOutcome;
import dev.rapport.shared.CurrentUser;
import org.springframework.stereotype.Component;

/** "Durchgeführt festhalten": closes the measure as performed and keeps its audience. */
@Component(RecordMeasurePerformedStep.NAME)
class RecordMeasurePerformedStep extends RecordStep<Measure, MeasureOutcome> {

    static final String NAME = "recordMeasurePerformed";

    RecordMeasurePerformedStep(CloseMeasure closeMeasure, ReportedMeasure reported, CurrentUser currentUser) {
        super(
                StepDeclaration.step("check-circle")
                        .in(MeasureModel.KEY)
                        .after(Mark.REGISTERED, Mark.AT_WORK)
                        .notAfter(Mark.CLOSED)
                        .marks(Mark.CLOSED)
                        .build(),
                ItemStatus.PERFORMED,
                closeMeasure,
                reported,
                currentUser);
    }
}

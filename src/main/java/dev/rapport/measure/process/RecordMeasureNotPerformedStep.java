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

/** "Nicht durchgeführt festhalten": closes the measure as not performed. */
@Component("recordMeasureNotPerformed")
class RecordMeasureNotPerformedStep extends RecordStep<Measure, MeasureOutcome> {

    RecordMeasureNotPerformedStep(CloseMeasure closeMeasure, ReportedMeasure reported, CurrentUser currentUser) {
        super(
                StepDeclaration.step("x-circle")
                        .in(MeasureModel.KEY)
                        .after(Mark.REGISTERED)
                        .notAfter(Mark.CLOSED)
                        .marks(Mark.CLOSED)
                        .build(),
                ItemStatus.NOT_PERFORMED,
                closeMeasure,
                reported,
                currentUser);
    }
}

package dev.rapport.measure.process;

import dev.rapport.engine.Mark;
import dev.rapport.engine.ModelledOutcomes;
import dev.rapport.item.process.RecordStep;
import dev.rapport.measure.CloseMeasure;
import dev.rapport.measure.Measure;
import dev.rapport.measure.MeasureOutcome;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.OutcomeCategory;
import org.springframework.stereotype.Component;

/** "Nicht durchgeführt festhalten": closes the measure as not performed. */
@Component("recordMeasureNotPerformed")
class RecordMeasureNotPerformedStep extends RecordStep<Measure, MeasureOutcome> {

    RecordMeasureNotPerformedStep(
            CloseMeasure closeMeasure, ReportedMeasure reported, ModelledOutcomes outcomes, CurrentUser currentUser) {
        super(
                declared(MeasureModel.KEY, "x-circle", OutcomeCategory.NOT_PERFORMED, Mark.REGISTERED)
                        .marks(Mark.CLOSED)
                        .build(),
                closeMeasure,
                reported,
                outcomes,
                currentUser);
    }
}

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

/** "Durchgeführt festhalten": closes the measure as performed and keeps its audience. */
@Component("recordMeasurePerformed")
class RecordMeasurePerformedStep extends RecordStep<Measure, MeasureOutcome> {

    RecordMeasurePerformedStep(
            CloseMeasure closeMeasure, ReportedMeasure reported, ModelledOutcomes outcomes, CurrentUser currentUser) {
        super(
                declared(MeasureModel.KEY, "check-circle", OutcomeCategory.PERFORMED, Mark.REGISTERED, Mark.AT_WORK)
                        .marks(Mark.CLOSED)
                        .build(),
                closeMeasure,
                reported,
                outcomes,
                currentUser);
    }
}

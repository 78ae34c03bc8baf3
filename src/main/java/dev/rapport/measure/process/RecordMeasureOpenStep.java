package dev.rapport.measure.process;

import dev.rapport.engine.JobsOfInstance;
import dev.rapport.engine.ModelledOutcomes;
import dev.rapport.item.process.RecordOpenStep;
import dev.rapport.measure.LeaveMeasureOpen;
import dev.rapport.measure.Measure;
import dev.rapport.measure.MeasureOutcome;
import dev.rapport.shared.CurrentUser;
import org.springframework.stereotype.Component;

/** "Neuen Termin festhalten": the measure was tried and stays open. */
@Component("recordMeasureOpen")
class RecordMeasureOpenStep extends RecordOpenStep<Measure, MeasureOutcome> {

    RecordMeasureOpenStep(
            LeaveMeasureOpen leaveOpen,
            ReportedMeasure reported,
            ModelledOutcomes outcomes,
            JobsOfInstance jobs,
            CurrentUser currentUser) {
        super(declared(MeasureModel.KEY), leaveOpen, reported, outcomes, jobs, currentUser);
    }
}

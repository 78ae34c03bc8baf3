package dev.rapport.measure.process;

import dev.rapport.engine.ModelledOutcomes;
import dev.rapport.engine.ReportPaths;
import dev.rapport.engine.ReportedItem;
import dev.rapport.engine.Submitted;
import dev.rapport.measure.CloseMeasure;
import dev.rapport.measure.MeasureOutcome;
import dev.rapport.measure.ReportMeasure;
import dev.rapport.measure.ReportMeasure.Kept;
import dev.rapport.shared.BusinessTime;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What was reported of a measure, between the variables of its model and {@link ReportMeasure}. */
@Component
class ReportedMeasure implements ReportedItem {

    private final ReportMeasure reportMeasure;
    private final CloseMeasure closeMeasure;
    private final BusinessTime time;

    ReportedMeasure(ReportMeasure reportMeasure, CloseMeasure closeMeasure, BusinessTime time) {
        this.reportMeasure = reportMeasure;
        this.closeMeasure = closeMeasure;
        this.time = time;
    }

    @Override
    public String process() {
        return MeasureModel.KEY;
    }

    @Override
    public void report(
            Long id, DelegateExecution execution, ModelledOutcomes.@Nullable Outcome outcome, ReportPaths.Ahead ahead) {
        closeMeasure.requireUnchanged(id, Submitted.readVersion(execution));
        boolean performed = ahead.means(outcome, RecordMeasurePerformedStep.NAME);
        Kept kept = reportMeasure.report(
                id, MeasureVariables.outcome(execution), outcome == null ? null : outcome.label(), performed);
        MeasureVariables.reported(execution, kept.measure(), kept.report(), time);
    }

    @Override
    public void confirm(Long id, DelegateExecution execution) {
        Integer read = Submitted.readVersion(execution);
        MeasureOutcome entered = MeasureVariables.outcome(execution);
        if (reportMeasure.isOpen(id)) {
            closeMeasure.requireUnchanged(id, read);
            MeasureVariables.reported(execution, reportMeasure.confirm(id, entered), null, time);
        } else {
            MeasureVariables.reported(execution, reportMeasure.note(id, entered.infotext()), null, time);
        }
    }

    /** How the measure is to be closed: as was reported, else as was handed in just now. */
    MeasureOutcome outcome(Long id, DelegateExecution execution, boolean performed) {
        MeasureOutcome handedIn = MeasureVariables.outcome(execution);
        return execution.hasVariable(REPORTED_BY) ? reportMeasure.outcome(id, handedIn, performed) : handedIn;
    }
}

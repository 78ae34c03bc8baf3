package dev.rapport.measure.process;

import dev.rapport.item.process.ReportedItem;
import dev.rapport.measure.CloseMeasure;
import dev.rapport.measure.Measure;
import dev.rapport.measure.MeasureOutcome;
import dev.rapport.measure.ReportMeasure;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.OutcomeCategory;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What was reported of a measure. */
@Component
class ReportedMeasure extends ReportedItem<Measure, MeasureOutcome> {

    private final BusinessTime time;

    ReportedMeasure(ReportMeasure reportMeasure, CloseMeasure closeMeasure, BusinessTime time) {
        super(MeasureModel.KEY, reportMeasure, closeMeasure);
        this.time = time;
    }

    @Override
    protected MeasureOutcome handedIn(VariableScope scope, OutcomeCategory category) {
        return MeasureVariables.outcome(scope, time);
    }

    @Override
    protected Set<String> usedUp() {
        return Set.of(MeasureModel.Variables.INFOTEXT, MeasureModel.Variables.PLANNED_FOR);
    }

    @Override
    protected Map<String, @Nullable Object> card(Measure measure) {
        return MeasureVariables.card(measure, time);
    }
}

package dev.rapport.measure.process;

import dev.rapport.item.process.ConditionStep;
import dev.rapport.measure.Measure;
import dev.rapport.measure.MeasureConditions;
import dev.rapport.measure.MeasureOutcome;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Frist nach dem Termin": closed neither too early nor too late. */
@Component("requireMeasureDays")
class RequireMeasureDaysStep extends ConditionStep<Measure, MeasureOutcome> {

    private final MeasureConditions conditions;

    RequireMeasureDaysStep(MeasureConditions conditions, ReportedMeasure reported) {
        super(declaredDays(MeasureModel.KEY), reported);
        this.conditions = conditions;
    }

    @Override
    protected void check(Long id, MeasureOutcome said, DelegateExecution execution) {
        requireDays(conditions, id, execution);
    }
}

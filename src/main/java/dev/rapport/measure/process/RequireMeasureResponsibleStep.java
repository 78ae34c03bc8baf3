package dev.rapport.measure.process;

import dev.rapport.item.process.ConditionStep;
import dev.rapport.measure.Measure;
import dev.rapport.measure.MeasureConditions;
import dev.rapport.measure.MeasureOutcome;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Nur die verantwortliche Person": nobody else may close it. */
@Component("requireMeasureResponsible")
class RequireMeasureResponsibleStep extends ConditionStep<Measure, MeasureOutcome> {

    private final MeasureConditions conditions;

    RequireMeasureResponsibleStep(MeasureConditions conditions, ReportedMeasure reported) {
        super(declared(MeasureModel.KEY, "person-check"), reported);
        this.conditions = conditions;
    }

    @Override
    protected void check(Long id, MeasureOutcome said, DelegateExecution execution) {
        conditions.requireResponsible(id);
    }
}

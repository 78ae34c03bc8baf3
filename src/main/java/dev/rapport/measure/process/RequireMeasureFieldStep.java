package dev.rapport.measure.process;

import dev.rapport.engine.StepParameter;
import dev.rapport.item.process.ConditionStep;
import dev.rapport.measure.Measure;
import dev.rapport.measure.MeasureConditions;
import dev.rapport.measure.MeasureOutcome;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Feld muss ausgefüllt sein": a field that this house does without nowhere else. */
@Component("requireMeasureField")
class RequireMeasureFieldStep extends ConditionStep<Measure, MeasureOutcome> {

    private final MeasureConditions conditions;

    RequireMeasureFieldStep(MeasureConditions conditions, ReportedMeasure reported) {
        super(
                declared(
                        MeasureModel.KEY,
                        "pencil",
                        StepParameter.choice(ConditionStep.FIELD, "infotext", "responsible", "plannedFor")),
                reported);
        this.conditions = conditions;
    }

    @Override
    protected void check(Long id, MeasureOutcome said, DelegateExecution execution) {
        requireField(conditions, id, execution);
    }
}

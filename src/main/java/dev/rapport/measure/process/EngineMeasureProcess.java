package dev.rapport.measure.process;

import dev.rapport.item.process.EngineItemProcess;
import dev.rapport.item.process.ItemTasks;
import dev.rapport.measure.Measure;
import dev.rapport.measure.MeasureDraft;
import dev.rapport.measure.MeasureOutcome;
import dev.rapport.measure.MeasureProcess;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Change;
import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@link MeasureProcess} on the engine. */
@Component
class EngineMeasureProcess extends EngineItemProcess<Measure, MeasureDraft, MeasureOutcome> implements MeasureProcess {

    private final BusinessTime time;

    EngineMeasureProcess(RuntimeService runtimeService, ItemTasks tasks, BusinessTime time) {
        super(MeasureModel.KEY, MeasureModel.Elements.CARRY_OUT, runtimeService, tasks);
        this.time = time;
    }

    @Override
    protected Map<String, @Nullable Object> card(Measure measure) {
        return MeasureVariables.card(measure, time);
    }

    @Override
    protected Map<String, Object> variables(MeasureOutcome outcome, boolean work) {
        return MeasureVariables.of(outcome);
    }

    @Override
    protected MeasureOutcome chosen(@Nullable String code) {
        return new MeasureOutcome(code, Change.none(), null, null);
    }

    @Override
    protected @Nullable Date due(Measure measure) {
        return MeasureVariables.dueDate(measure, time);
    }
}

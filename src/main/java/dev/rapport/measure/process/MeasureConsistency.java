package dev.rapport.measure.process;

import dev.rapport.engine.ItemConsistency;
import dev.rapport.measure.RestartMeasure;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Open measures without an instance, and instances without a measure. */
@Component
class MeasureConsistency extends ItemConsistency {

    private final RestartMeasure restartMeasure;

    MeasureConsistency(JdbcClient jdbc, RuntimeService runtimeService, RestartMeasure restartMeasure) {
        super(MeasureModel.KEY, "i.status = 'PLANNED'", jdbc, runtimeService);
        this.restartMeasure = restartMeasure;
    }

    @Override
    protected void restart(Long id) {
        restartMeasure.restart(id);
    }
}

package dev.rapport.measure.process;

import dev.rapport.engine.ConsistencyCheck;
import dev.rapport.engine.ItemConsistency;
import dev.rapport.engine.Lifecycle;
import dev.rapport.measure.CompleteMeasure;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What others have to know of the model {@code measure}. */
@Configuration(proxyBeanMethods = false)
class MeasureProcessConfiguration {

    /** What models of this process can rely on. */
    @Bean
    Lifecycle measureLifecycle() {
        return MeasureModel.LIFECYCLE;
    }

    /** Open measures without an instance, and instances without a measure. */
    @Bean
    ConsistencyCheck measureConsistency(
            JdbcClient jdbc, RuntimeService runtimeService, CompleteMeasure completeMeasure) {
        return new ItemConsistency(
                MeasureModel.KEY,
                "i.status = 'PLANNED' and i.voided_at is null",
                jdbc,
                runtimeService,
                completeMeasure::restart);
    }
}

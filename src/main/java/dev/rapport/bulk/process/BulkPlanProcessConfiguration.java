package dev.rapport.bulk.process;

import dev.rapport.bulk.BulkProcess;
import dev.rapport.engine.ConsistencyCheck;
import dev.rapport.engine.ItemConsistency;
import dev.rapport.engine.Lifecycle;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What others have to know of the model {@code bulkPlan}. */
@Configuration(proxyBeanMethods = false)
class BulkPlanProcessConfiguration {

    /** What models of this process can rely on. */
    @Bean
    Lifecycle bulkPlanLifecycle() {
        return BulkPlanModel.LIFECYCLE;
    }

    /** What starts and wakes it. */
    @Bean
    BulkProcess bulkPlanProcess(RuntimeService runtimeService, ManagementService managementService) {
        return new EngineBulkProcess(BulkPlanModel.KEY, runtimeService, managementService);
    }

    /**
     * Running orders that nothing drives on, and instances without an order. One that is started again goes on behind the
     * members that have had their turn, because the order itself says how far it is.
     */
    @Bean
    ConsistencyCheck bulkPlanConsistency(
            JdbcClient jdbc, RuntimeService runtimeService, @Qualifier("bulkPlanProcess") BulkProcess process) {
        return new ItemConsistency(
                BulkPlanModel.KEY,
                "bulk_plan",
                "i.status = 'RUNNING'",
                "e.business_key_ = i.id::text",
                jdbc,
                runtimeService,
                process::start);
    }
}

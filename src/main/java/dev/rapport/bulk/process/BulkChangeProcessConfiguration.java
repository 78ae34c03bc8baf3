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

/** What others have to know of the model {@code bulkChange}. */
@Configuration(proxyBeanMethods = false)
class BulkChangeProcessConfiguration {

    /** What models of this process can rely on. */
    @Bean
    Lifecycle bulkChangeLifecycle() {
        return BulkChangeModel.LIFECYCLE;
    }

    /** What starts and wakes it. */
    @Bean
    BulkProcess bulkChangeProcess(RuntimeService runtimeService, ManagementService managementService) {
        return new EngineBulkProcess(BulkChangeModel.KEY, runtimeService, managementService);
    }

    /**
     * Running orders that nothing drives on, and instances without an order. One that is started again goes on behind the
     * entries that have had their turn, because the order itself says how far it is.
     */
    @Bean
    ConsistencyCheck bulkChangeConsistency(
            JdbcClient jdbc, RuntimeService runtimeService, @Qualifier("bulkChangeProcess") BulkProcess process) {
        return new ItemConsistency(
                BulkChangeModel.KEY,
                "bulk_change",
                "i.status = 'RUNNING'",
                "e.business_key_ = i.id::text",
                jdbc,
                runtimeService,
                process::start);
    }
}

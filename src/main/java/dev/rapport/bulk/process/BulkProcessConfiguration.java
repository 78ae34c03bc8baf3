package dev.rapport.bulk.process;

import dev.rapport.engine.ConsistencyCheck;
import dev.rapport.engine.ItemConsistency;
import dev.rapport.engine.Lifecycle;
import dev.rapport.engine.OrderProcess;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What others have to know of the models {@code bulkPlan} and {@code bulkChange}. */
@Configuration(proxyBeanMethods = false)
class BulkProcessConfiguration {

    private final RuntimeService runtimeService;
    private final ManagementService managementService;

    BulkProcessConfiguration(RuntimeService runtimeService, ManagementService managementService) {
        this.runtimeService = runtimeService;
        this.managementService = managementService;
    }

    /** What models of these processes can rely on; asked for where there is no engine, too. */
    @Bean
    static Lifecycle bulkPlanLifecycle() {
        return BulkPlanModel.LIFECYCLE;
    }

    @Bean
    static Lifecycle bulkChangeLifecycle() {
        return BulkChangeModel.LIFECYCLE;
    }

    /** What starts and wakes them. */
    @Bean
    OrderProcess bulkPlanProcess() {
        return new OrderProcess(BulkPlanModel.KEY, runtimeService, managementService);
    }

    @Bean
    OrderProcess bulkChangeProcess() {
        return new OrderProcess(BulkChangeModel.KEY, runtimeService, managementService);
    }

    @Bean
    ConsistencyCheck bulkPlanConsistency(JdbcClient jdbc, @Qualifier("bulkPlanProcess") OrderProcess process) {
        return consistency(BulkPlanModel.KEY, "bulk_plan", jdbc, process);
    }

    @Bean
    ConsistencyCheck bulkChangeConsistency(JdbcClient jdbc, @Qualifier("bulkChangeProcess") OrderProcess process) {
        return consistency(BulkChangeModel.KEY, "bulk_change", jdbc, process);
    }

    /**
     * Running orders that nothing drives on, and instances without an order. One that is started again goes on behind those
     * that have had their turn, because the order itself says how far it is.
     */
    private ConsistencyCheck consistency(String key, String table, JdbcClient jdbc, OrderProcess process) {
        return new ItemConsistency(
                key,
                table,
                "i.status = 'RUNNING'",
                "e.business_key_ = i.id::text",
                jdbc,
                runtimeService,
                process::start);
    }
}

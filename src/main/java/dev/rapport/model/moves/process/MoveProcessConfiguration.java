package dev.rapport.model.moves.process;

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

/** What others have to know of the model {@code moveItems}. */
@Configuration(proxyBeanMethods = false)
class MoveProcessConfiguration {

    /** What models of this process can rely on; asked for where there is no engine, too. */
    @Bean
    static Lifecycle moveItemsLifecycle() {
        return MoveItemsModel.LIFECYCLE;
    }

    /** What starts and wakes it. */
    @Bean
    static OrderProcess moveItemsProcess(RuntimeService runtimeService, ManagementService managementService) {
        return new OrderProcess(MoveItemsModel.KEY, runtimeService, managementService);
    }

    /** One that is started again goes on behind those that have had their turn, because the order itself says how far it is. */
    @Bean
    static ConsistencyCheck moveItemsConsistency(
            JdbcClient jdbc, RuntimeService runtimeService, @Qualifier("moveItemsProcess") OrderProcess process) {
        return new ItemConsistency(
                MoveItemsModel.KEY,
                "model_move",
                "i.status = 'RUNNING'",
                "e.business_key_ = i.id::text",
                jdbc,
                runtimeService,
                process::start);
    }
}

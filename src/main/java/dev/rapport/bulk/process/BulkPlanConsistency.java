package dev.rapport.bulk.process;

import dev.rapport.bulk.BulkProcess;
import dev.rapport.engine.ItemConsistency;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Running orders that nothing drives on, and instances without an order. */
@Component
class BulkPlanConsistency extends ItemConsistency {

    private final BulkProcess process;

    BulkPlanConsistency(JdbcClient jdbc, RuntimeService runtimeService, BulkProcess process) {
        super(
                BulkPlanModel.KEY,
                "bulk_plan",
                "i.status = 'RUNNING'",
                "e.business_key_ = i.id::text",
                jdbc,
                runtimeService);
        this.process = process;
    }

    /** Goes on behind the members that have had their turn, because the order itself says how far it is. */
    @Override
    protected void restart(Long id) {
        process.start(id);
    }
}

package dev.rapport.bulk.process;

import dev.rapport.bulk.BulkProcess;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;

/** {@link BulkProcess} on the engine. The business key of an instance is the order's id. */
class EngineBulkProcess implements BulkProcess {

    private final String key;
    private final RuntimeService runtimeService;
    private final ManagementService managementService;

    EngineBulkProcess(String key, RuntimeService runtimeService, ManagementService managementService) {
        this.key = key;
        this.runtimeService = runtimeService;
        this.managementService = managementService;
    }

    @Override
    public void start(Long order) {
        runtimeService.startProcessInstanceByKey(key, order.toString());
    }

    @Override
    public void wake(Long order) {
        runtimeService
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(order.toString(), key)
                .list()
                .forEach(instance -> managementService
                        .createJobQuery()
                        .processInstanceId(instance.getId())
                        .noRetriesLeft()
                        .list()
                        .forEach(job -> managementService.setJobRetries(job.getId(), 1)));
    }
}

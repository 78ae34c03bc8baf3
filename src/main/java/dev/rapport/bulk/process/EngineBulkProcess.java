package dev.rapport.bulk.process;

import dev.rapport.bulk.BulkProcess;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** {@link BulkProcess} on the engine. */
@Component
class EngineBulkProcess implements BulkProcess {

    private final RuntimeService runtimeService;
    private final ManagementService managementService;

    EngineBulkProcess(RuntimeService runtimeService, ManagementService managementService) {
        this.runtimeService = runtimeService;
        this.managementService = managementService;
    }

    @Override
    public void start(Long planId) {
        runtimeService.startProcessInstanceByKey(BulkPlanModel.KEY, planId.toString());
    }

    @Override
    public void wake(Long planId) {
        runtimeService
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(planId.toString(), BulkPlanModel.KEY)
                .list()
                .forEach(instance -> managementService
                        .createJobQuery()
                        .processInstanceId(instance.getId())
                        .noRetriesLeft()
                        .list()
                        .forEach(job -> managementService.setJobRetries(job.getId(), 1)));
    }
}

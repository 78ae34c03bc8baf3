package dev.rapport.bulk.process;

import dev.rapport.bulk.BulkProcess;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** {@link BulkProcess} on the engine. */
@Component
class EngineBulkProcess implements BulkProcess {

    private final RuntimeService runtimeService;

    EngineBulkProcess(RuntimeService runtimeService) {
        this.runtimeService = runtimeService;
    }

    @Override
    public void start(Long planId) {
        runtimeService.startProcessInstanceByKey(BulkPlanModel.KEY, planId.toString());
    }
}

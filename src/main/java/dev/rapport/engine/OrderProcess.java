package dev.rapport.engine;

import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;

/**
 * A model that carries orders out in the background, such as {@code bulkChange}. The business key of an instance is the order's
 * id.
 */
public class OrderProcess {

    private final String key;
    private final RuntimeService runtimeService;
    private final ManagementService managementService;

    public OrderProcess(String key, RuntimeService runtimeService, ManagementService managementService) {
        this.key = key;
        this.runtimeService = runtimeService;
        this.managementService = managementService;
    }

    /** Starts an instance, which works from the commit on. */
    public void start(Long order) {
        runtimeService.startProcessInstanceByKey(key, order.toString());
    }

    /** Lets an instance that has given up trying go on, so that it finds its order ended and ends too. */
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

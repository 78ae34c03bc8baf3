package dev.rapport.support;

import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The job executor of the tests: runs the jobs of one process instance, when they are due and the test says so. */
@Component
@Profile("test")
public class Jobs {

    private final ManagementService managementService;

    Jobs(ManagementService managementService) {
        this.managementService = managementService;
    }

    public List<Job> of(String processInstanceId) {
        return managementService
                .createJobQuery()
                .processInstanceId(processInstanceId)
                .list();
    }

    /** The one job of an instance. */
    public Job only(String processInstanceId) {
        List<Job> jobs = of(processInstanceId);
        if (jobs.size() != 1) {
            throw new IllegalStateException("Not one job but " + jobs.size());
        }
        return jobs.get(0);
    }

    /** Runs what is due of an instance, until nothing is; a job that fails is left to its next try. */
    public int runDue(String processInstanceId) {
        int run = 0;
        for (List<Job> due = due(processInstanceId); !due.isEmpty() && run < 20; due = due(processInstanceId)) {
            for (Job job : due) {
                run++;
                execute(job);
            }
        }
        return run;
    }

    /** Runs a job now, as the executor would: a failure counts as one try. */
    public boolean execute(Job job) {
        try {
            managementService.executeJob(job.getId());
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** As the executor acquires: due, with tries left, not suspended. */
    private List<Job> due(String processInstanceId) {
        return managementService
                .createJobQuery()
                .processInstanceId(processInstanceId)
                .executable()
                .list();
    }
}

package dev.rapport.engine;

import java.sql.Timestamp;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.AcquireJobsCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.AcquireJobsCommandFactory;
import org.camunda.bpm.engine.impl.jobexecutor.AcquiredJobs;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A node that died while it ran a job costs that job a retry, as any failure does: else a job that kills its node would be
 * taken up again for ever, by one node after the other. A job that had begun, and that is locked after its time by
 * somebody else, is one whose run has died. One that only waited for the dead node loses nothing.
 */
final class JobsOfDeadNodes implements AcquireJobsCommandFactory {

    private static final Logger log = LoggerFactory.getLogger(JobsOfDeadNodes.class);

    /** Makes the question free of charge while nobody has died. */
    static final String INDEX = "create index if not exists rapport_act_ru_job_locked on act_ru_job (lock_exp_time_)"
            + " where lock_owner_ is not null and retries_ > 0";

    private final JobExecutor executor;
    private final JdbcClient jdbc;

    JobsOfDeadNodes(JobExecutor executor, JdbcClient jdbc) {
        this.executor = executor;
        this.jdbc = jdbc;
    }

    @Override
    public Command<AcquiredJobs> getCommand(int most) {
        AcquireJobsCmd acquire = new AcquireJobsCmd(executor, most);
        return context -> {
            for (String job : ofTheDead(most)) {
                takeRetry(job, context.getProcessEngineConfiguration());
            }
            return acquire.execute(context);
        };
    }

    /** What this node itself runs is slow and not dead. */
    private List<String> ofTheDead(int most) {
        return jdbc.sql("""
                        select id_ from act_ru_job
                        where lock_owner_ like '%' || :runs and lock_owner_ <> :me and lock_exp_time_ < :now and retries_ > 0
                        order by lock_exp_time_ limit :most""")
                .param("runs", BoundedJobExecutor.RUNS)
                .param("me", executor.getLockOwner() + BoundedJobExecutor.RUNS)
                .param("now", Timestamp.from(ClockUtil.getCurrentTime().toInstant()))
                .param("most", most)
                .query(String.class)
                .list();
    }

    private static void takeRetry(String job, ProcessEngineConfigurationImpl engine) {
        try {
            engine.getCommandExecutorTxRequiresNew().execute(new RetryTaken(job));
        } catch (OptimisticLockingException e) {
            log.debug("Another node was quicker to see that the run of job {} has died", job);
        }
    }

    /** Once for each death: the lock is gone with it, and of two nodes the second finds another revision. */
    private record RetryTaken(String id) implements Command<@Nullable Void> {

        @Override
        public @Nullable Void execute(CommandContext context) {
            JobEntity job = context.getJobManager().findJobById(id);
            String owner = job == null ? null : job.getLockOwner();
            Date until = job == null ? null : job.getLockExpirationTime();
            if (job == null
                    || owner == null
                    || !owner.endsWith(BoundedJobExecutor.RUNS)
                    || until == null
                    || !until.toInstant().isBefore(ClockUtil.getCurrentTime().toInstant())) {
                return null;
            }
            String node = owner.substring(0, owner.length() - BoundedJobExecutor.RUNS.length());
            var died = new ProcessEngineException("The node that ran this job has died: " + node);
            log.warn("Job {} loses a retry: its node {} has died", id, node);
            Date due = job.getDuedate();
            job.setFailedActivityId(job.getActivityId());
            context.getHistoricJobLogManager().fireJobFailedEvent(job, died);
            context.getFailedJobCommandFactory().getCommand(id, died).execute(context);
            if (job.getRetries() > 0) {
                // the lock's time has passed already: another node takes over now, and not after the pause between
                // retries
                job.setDuedate(due);
            }
            return null;
        }
    }
}

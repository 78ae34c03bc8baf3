package dev.rapport.engine;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.AcquiredJobs;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobsRunnable;
import org.camunda.bpm.engine.impl.jobexecutor.JobFailureCollector;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.spring.components.jobexecutor.SpringJobExecutor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Locks no more jobs than its threads will have run long before the locks expire (ADR 41). The vendor's executor locks on
 * while its queue is full, with two nodes up to thirty times as much at once: what it cannot run is locked all the same,
 * waits for its dead node after a crash, and is run twice after its lock.
 *
 * <p>A lock begins anew when its job does, and its owner then says so: a job whose lock was lost while it waited is not
 * run, and of a dead node's jobs those that had begun are known. While a job runs its lock is renewed.
 */
final class BoundedJobExecutor extends SpringJobExecutor {

    /** Ends the name of a lock's owner once the job has begun. */
    static final String RUNS = ":runs";

    /** Acquisition looks again after this long, also when no job has ended. */
    private static final Duration WAIT_FOR_ROOM = Duration.ofSeconds(1);

    /** Nobody waits for the disk here: what a crash of the database loses of this is less to know about a dead node. */
    private static final String QUICKLY = "from (select set_config('synchronous_commit', 'off', true)) quickly";

    private final JdbcClient jdbc;
    private final ClockWatch clock;
    private final JobsOfDeadNodes jobs;
    private final int threads;
    private final int most;

    /** Locked and not yet run; guarded by itself. */
    private final Set<String> held = new HashSet<>();

    private Instant nextRenewal = Instant.MIN;

    BoundedJobExecutor(ThreadPoolTaskExecutor pool, JdbcClient jdbc, ClockWatch clock) {
        setTaskExecutor(pool);
        this.jdbc = jdbc;
        this.clock = clock;
        this.jobs = new JobsOfDeadNodes(this, jdbc);
        this.threads = pool.getMaxPoolSize();
        this.most = threads + pool.getQueueCapacity();
    }

    /** A job that is made and locked while another one runs, to be run by the same thread next, has as good as begun. */
    @Override
    public String getLockOwner() {
        return Context.getJobExecutorContext() == null ? super.getLockOwner() : super.getLockOwner() + RUNS;
    }

    @Override
    public Command<AcquiredJobs> getAcquireJobsCmd(int wanted) {
        int room = room();
        if (clock.isWrong()) {
            return context -> new AcquiredJobs(0);
        }
        renewWhatRuns();
        return room == 0 ? context -> new AcquiredJobs(0) : jobs.getCommand(Math.min(wanted, room));
    }

    /** Waits until each thread could be given another job: fewer are not worth the trip. */
    private int room() {
        long begin = System.nanoTime();
        synchronized (held) {
            long left = WAIT_FOR_ROOM.toMillis();
            while (held.size() > most - threads && left > 0) {
                try {
                    held.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return 0;
                }
                left = WAIT_FOR_ROOM.toMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            }
            return Math.max(0, most - held.size());
        }
    }

    @Override
    public void executeJobs(List<String> ids, ProcessEngineImpl engine) {
        synchronized (held) {
            held.addAll(ids);
        }
        super.executeJobs(ids, engine);
    }

    @Override
    public Runnable getExecuteJobsRunnable(List<String> ids, ProcessEngineImpl engine) {
        return new ExecuteJobsRunnable(ids, engine) {
            @Override
            public void run() {
                try {
                    super.run();
                } finally {
                    synchronized (held) {
                        ids.forEach(held::remove);
                        held.notifyAll();
                    }
                }
            }

            @Override
            protected void executeJob(String id, CommandExecutor commands, JobFailureCollector failure) {
                // what follows in the same instance was locked by the run before it, a moment ago and as begun
                if (!ids.contains(id) || begins(id)) {
                    super.executeJob(id, commands, failure);
                }
            }
        };
    }

    /** The revision tells a node that is about to take the job over for dead that it is not. */
    boolean begins(String id) {
        return !clock.isWrong()
                && jdbc.sql("update act_ru_job set rev_ = rev_ + 1, lock_owner_ = :runs, lock_exp_time_ = :until "
                                        + QUICKLY + " where id_ = :id and lock_owner_ = :me")
                                .param("runs", super.getLockOwner() + RUNS)
                                .param("until", lockedFromNow())
                                .param("id", id)
                                .param("me", super.getLockOwner())
                                .update()
                        == 1;
    }

    /**
     * Leaves the revision, for the runs themselves are going to change it, and those that are at it alone.
     */
    void renewWhatRuns() {
        Instant now = ClockUtil.getCurrentTime().toInstant();
        if (now.isBefore(nextRenewal)) {
            return;
        }
        nextRenewal = now.plusMillis(getLockTimeInMillis() / 4);
        jdbc.sql("update act_ru_job set lock_exp_time_ = :until " + QUICKLY + """

                        where id_ in (
                          select id_ from act_ru_job where lock_owner_ = :runs and retries_ > 0 for update skip locked)""")
                .param("until", lockedFromNow())
                .param("runs", super.getLockOwner() + RUNS)
                .update();
    }

    private Timestamp lockedFromNow() {
        return Timestamp.from(ClockUtil.getCurrentTime().toInstant().plusMillis(getLockTimeInMillis()));
    }
}

package dev.rapport.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.AcquiredJobs;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultAcquireJobsCommandFactory;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobHelper;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.spring.components.jobexecutor.SpringJobExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** What a node locks, and what becomes of a lock. Its threads are busy here for as long as a test wants. */
@IntegrationTest
class BoundedJobExecutorTest {

    private static final int THREADS = 2;
    private static final int WAITING = 3;
    private static final int MOST = THREADS + WAITING;
    private static final int DUE = 12;
    private static final String NODE = "node-bounded";

    @Autowired
    private TestContacts contacts;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private InstantSource machineClock;

    /** What the machine's clock shows; of {@link #clock} only. */
    private Duration moved = Duration.ZERO;

    private ClockWatch clock;

    private final List<Long> due = new ArrayList<>();
    private final CountDownLatch threadsAreFree = new CountDownLatch(1);
    private final ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();

    @BeforeEach
    void moreIsDueThanANodeLocks() {
        clock = new ClockWatch(dataSource, () -> machineClock.instant().plus(moved));
        pool.setCorePoolSize(THREADS);
        pool.setMaxPoolSize(THREADS);
        // the test takes its threads, so their jobs have to find room in the queue as well
        pool.setQueueCapacity(MOST);
        pool.initialize();
        pool.setQueueCapacity(WAITING);
        for (int i = 0; i < DUE; i++) {
            due.add(contacts.aPlannedContact().withReminder().create().id());
        }
        moveDueDates(Duration.ofSeconds(-1));
    }

    @AfterEach
    void nothingStaysLocked() {
        threadsAreFree.countDown();
        pool.shutdown();
        jdbc.sql("update act_ru_job set lock_owner_ = null, lock_exp_time_ = null where lock_owner_ like ? || '%'")
                .param(NODE)
                .update();
        moveDueDates(Duration.ofDays(365));
    }

    private void moveDueDates(Duration fromNow) {
        jdbc.sql("""
                        update act_ru_job set duedate_ = :due where process_instance_id_ in (
                          select process_instance_id from rapport.reminder where contact_id in (:contacts))""")
                .param(
                        "due",
                        Timestamp.from(ClockUtil.getCurrentTime().toInstant().plus(fromNow)))
                .param("contacts", due)
                .update();
    }

    @Test
    void whatItHasLockedIsNeverMoreThanItRunsSoon() {
        BoundedJobExecutor bounded = new BoundedJobExecutor(pool, jdbc, clock);
        for (int cycle = 0; cycle < 4; cycle++) {
            cycle(bounded);
            assertThat(locked()).isBetween(1L, (long) MOST);
        }
        assertThat(locked()).isEqualTo(MOST);

        threadsAreFree.countDown();

        // not active, it gives them back
        await("given back").atMost(Duration.ofSeconds(20)).until(() -> locked() == 0);
        cycle(bounded);
        assertThat(locked()).isPositive();
    }

    /** The test's switch: what the vendor's own does with the same threads and the same queue. */
    @Test
    void theVendorsLocksOn() {
        SpringJobExecutor vendors = new SpringJobExecutor();
        vendors.setTaskExecutor(pool);
        vendors.setAcquireJobsCmdFactory(new JobsOfDeadNodes(vendors, jdbc));
        for (int cycle = 0; cycle < 4; cycle++) {
            cycle(vendors);
        }
        assertThat(locked()).isGreaterThan(MOST);
    }

    @Test
    void aJobBeginsOnceAndOnlyWithItsLock() {
        BoundedJobExecutor bounded = new BoundedJobExecutor(pool, jdbc, clock);
        bounded.setLockOwner(NODE);
        String job = acquire(bounded, 1).getJobIdBatches().get(0).get(0);
        String taken = acquire(bounded, 1).getJobIdBatches().get(0).get(0);
        jdbc.sql("update act_ru_job set lock_owner_ = 'another' where id_ = ?")
                .param(taken)
                .update();

        assertThat(bounded.begins(job)).isTrue();
        assertThat(bounded.begins(job)).isFalse();
        assertThat(bounded.begins(taken)).as("its time had passed").isFalse();
        assertThat(owner(job)).isEqualTo(NODE + BoundedJobExecutor.RUNS);
    }

    @Test
    void aLockIsRenewedWhileItsJobRunsAndNotWhileItWaits() {
        BoundedJobExecutor bounded = new BoundedJobExecutor(pool, jdbc, clock);
        bounded.setLockOwner(NODE);
        String runs = acquire(bounded, 1).getJobIdBatches().get(0).get(0);
        String waits = acquire(bounded, 1).getJobIdBatches().get(0).get(0);
        bounded.begins(runs);
        jdbc.sql("update act_ru_job set lock_exp_time_ = now() where id_ in (?, ?)")
                .param(runs)
                .param(waits)
                .update();

        BoundedJobExecutor later = new BoundedJobExecutor(pool, jdbc, clock);
        later.setLockOwner(NODE);
        later.renewWhatRuns();

        assertThat(until(runs)).isAfter(until(waits));
    }

    /** The switch of the test above: the vendor's asks nobody, and a job whose lock was lost is run twice. */
    @Test
    void theVendorsRunsAJobThatAnotherNodeHasTaken() {
        BoundedJobExecutor bounded = new BoundedJobExecutor(pool, jdbc, clock);
        bounded.setLockOwner(NODE);
        String job = acquire(bounded, 1).getJobIdBatches().get(0).get(0);
        jdbc.sql("update act_ru_job set lock_owner_ = 'node-bounded-2:runs' where id_ = ?")
                .param(job)
                .update();
        assertThat(bounded.begins(job)).isFalse();

        ExecuteJobHelper.executeJob(
                job,
                ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                        .getCommandExecutorTxRequired());

        assertThat(isThere(job)).as("run, and gone").isFalse();
    }

    @Test
    void eachDeathOfItsNodeCostsAJobThatHadBegunARetryAndOneThatWaitedNone() {
        BoundedJobExecutor dead = new BoundedJobExecutor(pool, jdbc, clock);
        BoundedJobExecutor survivor = new BoundedJobExecutor(pool, jdbc, clock);
        survivor.setLockOwner(NODE);
        dead.setLockOwner(NODE + "-dead");
        String ran = acquire(dead, 1).getJobIdBatches().get(0).get(0);
        String waited = acquire(dead, 1).getJobIdBatches().get(0).get(0);
        int tries = retries(waited);
        for (int death = 1; death <= 2; death++) {
            diesAt(dead, ran);
            expire(waited);
            acquire(survivor, MOST);
            assertThat(retries(ran)).as("death %d", death).isEqualTo(tries - death);
        }
        assertThat(retries(waited)).isEqualTo(tries);
    }

    /** The switch of the test above: one node after the other takes it up, and dies of it. */
    @Test
    void theVendorsTakesAJobThatKillsItsNodesUpForEver() {
        SpringJobExecutor vendors = new SpringJobExecutor();
        vendors.setLockOwner(NODE);
        vendors.setAcquireJobsCmdFactory(new DefaultAcquireJobsCommandFactory(vendors));
        BoundedJobExecutor dead = new BoundedJobExecutor(pool, jdbc, clock);
        dead.setLockOwner(NODE + "-dead");
        String ran = acquire(dead, 1).getJobIdBatches().get(0).get(0);
        int tries = retries(ran);
        for (int death = 1; death <= 2 * tries; death++) {
            diesAt(dead, ran);
            acquire(vendors, DUE);
            assertThat(owner(ran)).as("taken up").isEqualTo(NODE);
        }
        assertThat(retries(ran)).isEqualTo(tries);
    }

    /** It has begun there, and its lock has expired. */
    private void diesAt(BoundedJobExecutor node, String job) {
        jdbc.sql("update act_ru_job set lock_owner_ = ? where id_ = ?")
                .param(node.getLockOwner())
                .param(job)
                .update();
        assertThat(node.begins(job)).isTrue();
        expire(job);
    }

    private void expire(String job) {
        jdbc.sql("update act_ru_job set lock_exp_time_ = ? where id_ = ?")
                .param(Timestamp.from(ClockUtil.getCurrentTime().toInstant().minusSeconds(1)))
                .param(job)
                .update();
    }

    @Test
    void aNodeWhoseClockIsWrongTakesNoJobsUntilItIsRightAgain() {
        BoundedJobExecutor bounded = new BoundedJobExecutor(pool, jdbc, clock);
        moved = Duration.ofSeconds(12);
        cycle(bounded);
        assertThat(locked()).as("ahead").isZero();
        moved = Duration.ofHours(-1);
        cycle(bounded);
        assertThat(locked()).as("behind").isZero();

        moved = Duration.ofSeconds(8);
        cycle(bounded);
        assertThat(locked()).isPositive();
    }

    @Test
    void whatWaitedWhenTheClockJumpedDoesNotBegin() {
        BoundedJobExecutor bounded = new BoundedJobExecutor(pool, jdbc, clock);
        bounded.setLockOwner(NODE);
        String waits = acquire(bounded, 1).getJobIdBatches().get(0).get(0);
        moved = Duration.ofMinutes(10);

        assertThat(bounded.begins(waits)).isFalse();
        assertThat(owner(waits)).isEqualTo(NODE);
    }

    private void cycle(SpringJobExecutor executor) {
        executor.setLockOwner(NODE);
        executor.setRejectedJobsHandler((ids, engine, rejecting) -> {});
        for (int thread = pool.getActiveCount(); thread < THREADS && threadsAreFree.getCount() > 0; thread++) {
            pool.execute(this::busy);
        }
        for (List<String> ids : acquire(executor, 4).getJobIdBatches()) {
            executor.executeJobs(ids, (ProcessEngineImpl) engine);
        }
    }

    private void busy() {
        try {
            threadsAreFree.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private AcquiredJobs acquire(SpringJobExecutor executor, int wanted) {
        return ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired()
                .execute(executor.getAcquireJobsCmd(wanted));
    }

    private long locked() {
        return jdbc.sql("select count(*) from act_ru_job where lock_owner_ = ?")
                .param(NODE)
                .query(Long.class)
                .single();
    }

    private String owner(String job) {
        return jdbc.sql("select lock_owner_ from act_ru_job where id_ = ?")
                .param(job)
                .query(String.class)
                .single();
    }

    private boolean isThere(String job) {
        return jdbc.sql("select count(*) from act_ru_job where id_ = ?")
                        .param(job)
                        .query(Long.class)
                        .single()
                == 1;
    }

    private int retries(String job) {
        return jdbc.sql("select retries_ from act_ru_job where id_ = ?")
                .param(job)
                .query(Integer.class)
                .single();
    }

    private Timestamp until(String job) {
        return jdbc.sql("select lock_exp_time_ from act_ru_job where id_ = ?")
                .param(job)
                .query(Timestamp.class)
                .single();
    }
}

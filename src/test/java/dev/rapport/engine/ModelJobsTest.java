package dev.rapport.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.models.ContactBpmn;
import dev.rapport.models.ReminderBpmn;
import dev.rapport.support.Jobs;
import dev.rapport.support.Statements;
import dev.rapport.support.UncheckedModels;
import dev.rapport.support.Walks;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.AcquiredJobs;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultJobExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Jobs of models that go round in circles, and jobs whose node has died. */
@IntegrationTest
class ModelJobsTest {

    private static final int MANY = 150;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private UncheckedModels unchecked;

    @Autowired
    private ModelFaults faults;

    @Autowired
    private Jobs jobs;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private ManagementService managementService;

    @Autowired
    private Walks walks;

    @Autowired
    private RuntimeService runtimeService;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Statements statements;

    @Autowired
    private PlatformTransactionManager transactions;

    @AfterEach
    void mend() {
        unchecked.mend();
        jdbc.sql("delete from rapport.model_fault").update();
    }

    /** An instance of the reminder's process, which waits for its timer. */
    private Job aTimer() {
        Existing contact = contacts.aPlannedContact().withReminder().create();
        String instance = jdbc.sql("select process_instance_id from rapport.reminder where contact_id = :id")
                .param("id", contact.id())
                .query(String.class)
                .single();
        return jobs.only(instance);
    }

    @Test
    void aCircleBehindATimerIsAnIncidentAtOnce() {
        Job job = aTimer();
        unchecked.replace(ReminderBpmn.KEY, reminderThatGoesRound());
        long begin = System.nanoTime();

        assertThat(jobs.execute(job)).isFalse();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        Job failed = jobs.only(job.getProcessInstanceId());
        assertThat(failed.getExceptionMessage()).contains("1000 steps");
        assertThat(failed.getRetries()).isZero();
        assertThat(runtimeService
                        .createIncidentQuery()
                        .processInstanceId(job.getProcessInstanceId())
                        .count())
                .isEqualTo(1);
        assertThat(faults.open())
                .extracting(ModelFault::kind, ModelFault::process, ModelFault::who)
                .contains(
                        tuple(ModelFault.Kind.LOOP, ReminderBpmn.KEY, "system"),
                        tuple(ModelFault.Kind.JOB, ReminderBpmn.KEY, "system"));
        ModelFault incident = faults.of(ReminderBpmn.KEY).stream()
                .filter(fault -> fault.kind() == ModelFault.Kind.JOB)
                .findFirst()
                .orElseThrow();
        assertThat(incident.message()).contains("1000 steps");
        assertThat(incident.name()).isNotNull();
        assertThat(incident.itemKind()).isEqualTo("reminder");
        unchecked.mend();
        assertThat(jobs.execute(failed)).as("mended, it goes on").isTrue();
        assertThat(faults.of(ReminderBpmn.KEY)).extracting(ModelFault::kind).doesNotContain(ModelFault.Kind.JOB);
    }

    private static String reminderThatGoesRound() {
        String model = UncheckedModels.shipped(ReminderBpmn.KEY);
        String circled = model.replaceFirst(
                "(<bpmn:sequenceFlow id=\"[^\"]*\" sourceRef=\"serviceTask_raiseReminder\" targetRef=\")[^\"]*\"",
                "$1gateway_circle\"");
        assertThat(circled).isNotEqualTo(model);
        String end = "</bpmn:process>";
        assertThat(circled).containsOnlyOnce(end);
        return circled.replace(end, """
                <bpmn:exclusiveGateway id="gateway_circle" name="Noch einmal?" />
                <bpmn:sequenceFlow id="flow_circle" sourceRef="gateway_circle" targetRef="gateway_circle" />
                """ + end);
    }

    /** A circle is one instance that does not come to rest; bulk work is many that do. */
    @Test
    void manyInstancesInOneTransactionAreNoCircle() {
        int stepsOfOne = walks.of(
                        ContactBpmn.KEY,
                        contacts.aPlannedContact().withReminder().create().id())
                .size();
        assertThat(MANY * stepsOfOne).isGreaterThan(Steps.MOST);
        Map<String, Object> draft = contacts.aPlannedContact().withReminder().body();
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("anna", "", "ROLE_STAFF"));
        try {
            new TransactionTemplate(transactions).executeWithoutResult(status -> {
                status.setRollbackOnly();
                for (int i = 0; i < MANY; i++) {
                    runtimeService.startProcessInstanceByKey(ContactBpmn.KEY, new HashMap<>(draft));
                }
            });
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    @Test
    void aJobWhoseNodeDiedLosesARetryOnceAndIsRunAgain() {
        Job job = aTimer();
        int tries = job.getRetries();
        lockedByTheDead(job);

        acquire("node-a");

        Job again = jobs.only(job.getProcessInstanceId());
        assertThat(again.getExceptionMessage()).contains("has died: node-dead");
        int left = again.getRetries();
        assertThat(left).isBetween(1, 5).isNotEqualTo(tries);
        acquire("node-b");
        assertThat(jobs.only(job.getProcessInstanceId()).getRetries()).isEqualTo(left);
        assertThat(jobs.execute(again)).isTrue();
    }

    @Test
    void whatKillsEveryNodeBecomesAnIncident() {
        Job job = aTimer();
        for (int deaths = 0;
                deaths < 10 && jobs.only(job.getProcessInstanceId()).getRetries() > 0;
                deaths++) {
            lockedByTheDead(job);
            acquire("node-a");
        }

        assertThat(jobs.only(job.getProcessInstanceId()).getRetries()).isZero();
        assertThat(faults.open())
                .anySatisfy(fault -> assertThat(fault.message()).contains("has died"));
        managementService.setJobRetries(job.getId(), 1);
        assertThat(jobs.execute(job)).isTrue();
    }

    @Test
    void twoNodesThatSeeADeathTakeOneRetry() throws Exception {
        Job job = aTimer();
        lockedByTheDead(job);
        acquire("node-a");
        int afterOne = jobs.only(job.getProcessInstanceId()).getRetries();
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        try {
            for (int round = 1; round < afterOne; round++) {
                lockedByTheDead(job);
                List<Callable<AcquiredJobs>> both = List.of(() -> acquire("node-a"), () -> acquire("node-b"));
                for (Future<AcquiredJobs> acquired : nodes.invokeAll(both)) {
                    acquired.get();
                }
                assertThat(jobs.only(job.getProcessInstanceId()).getRetries()).isEqualTo(afterOne - round);
            }
        } finally {
            nodes.shutdown();
        }
        jobs.execute(jobs.only(job.getProcessInstanceId()));
    }

    /** What waits in a node's own queue is slow and not dead. */
    @Test
    void aNodeTakesNothingFromItself() {
        Job job = aTimer();
        int tries = job.getRetries();
        lockedByTheDead(job);

        acquire("node-dead");

        assertThat(jobs.only(job.getProcessInstanceId()).getRetries()).isEqualTo(tries);
        jobs.execute(job);
    }

    @Test
    void whileNobodyDiesItCostsOneStatementOnAnIndex() {
        acquire("node-a");

        List<String> sql = statements.during(() -> acquire("node-a"));

        assertThat(sql.stream().filter(each -> each.contains("act_ru_job")).toList())
                .as(sql.toString())
                .hasSizeLessThanOrEqualTo(1);
        assertThat(jdbc.sql("select indexdef from pg_indexes where indexname = 'rapport_act_ru_job_locked'")
                        .query(String.class)
                        .single())
                .contains("lock_exp_time_", "WHERE");
    }

    /** Among thousands of timers that are not due yet. */
    @Test
    void whatIsDueIsAPieceOfAnIndex() {
        String acquires = statements.during(() -> acquire("node-a")).stream()
                .filter(each -> each.contains("ACT_RU_JOB RES"))
                .findFirst()
                .orElseThrow();
        String asked = Stream.of("now()", "now()", "now()", "8", "0")
                .reduce(acquires, (sql, value) -> sql.replaceFirst("\\?", value));

        new TransactionTemplate(transactions).executeWithoutResult(transaction -> {
            transaction.setRollbackOnly();
            jdbc.sql("""
                            insert into act_ru_job (id_, rev_, type_, retries_, exclusive_, suspension_state_, handler_type_, duedate_, create_time_,
                              priority_)
                            select 'later-' || n, 1, 'timer', 3, true, 1, 'nobody', now() + interval '1 year', now(), 0
                            from generate_series(1, 20000) n""").update();
            jdbc.sql("analyze act_ru_job").update();
            assertThat(jdbc.sql("explain " + asked).query(String.class).list().toString())
                    .contains("rapport_act_ru_job_due");
        });
        jdbc.sql("vacuum analyze act_ru_job").update();
    }

    /** Whoever only stood in its queue has killed no node. */
    @Test
    void aJobThatOnlyWaitedForTheDeadNodeLosesNothing() {
        Job job = aTimer();
        int tries = job.getRetries();
        locked(job, "node-dead");

        acquire("node-a");

        Job again = jobs.only(job.getProcessInstanceId());
        assertThat(again.getRetries()).isEqualTo(tries);
        assertThat(again.getExceptionMessage()).isNull();
        assertThat(jobs.execute(again)).isTrue();
    }

    /** As after {@code kill -9}: the lock stays, and its time passes. */
    private void lockedByTheDead(Job job) {
        locked(job, "node-dead" + BoundedJobExecutor.RUNS);
    }

    private void locked(Job job, String owner) {
        int locked = jdbc.sql("""
                        update act_ru_job set rev_ = rev_ + 1, lock_owner_ = :owner, lock_exp_time_ = :past
                        where id_ = :id""")
                .param("owner", owner)
                .param(
                        "past",
                        Timestamp.from(ClockUtil.getCurrentTime().toInstant().minusSeconds(1)))
                .param("id", job.getId())
                .update();
        assertThat(locked).isEqualTo(1);
    }

    private AcquiredJobs acquire(String node) {
        JobExecutor executor = new DefaultJobExecutor();
        executor.setLockOwner(node);
        executor.setAcquireJobsCmdFactory(new JobsOfDeadNodes(executor, JdbcClient.create(dataSource)));
        return ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired()
                .execute(executor.getAcquireJobsCmd(32));
    }
}

package dev.rapport.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.reminder.TestReminders;
import dev.rapport.shared.BusinessTime;
import dev.rapport.support.Jobs;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What engine and tables disagree about, and what nobody does, is said to the operator's tools without being asked for. */
@IntegrationTest
class ConsistencyWatchTest {

    @Autowired
    private ConsistencyWatch watch;

    @Autowired
    private dev.rapport.support.Consistency consistency;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private TestReminders reminders;

    @Autowired
    private Jobs jobs;

    @Autowired
    private RuntimeService runtimeService;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private BusinessTime time;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void whatIsFoundIsADetailOfHealthAndAGauge() {
        double before = findingsNow();
        Existing contact = contacts.aPlannedContact().withReminder().create();
        runtimeService.deleteProcessInstance(reminders.instance(contact.reminderId()), "lost");

        assertThat(findingsNow()).isEqualTo(before + 1);
        assertThat(watch.health().getStatus()).as("work goes on").isEqualTo(Status.UP);
        assertThat(watch.health().getDetails().get("findings").toString()).contains("instance-missing");
        assertThat(watch.health().getDetails().get("checked").toString())
                .startsWith(time.now().toString().substring(0, 13));

        consistency.repair();
        assertThat(findingsNow()).isLessThanOrEqualTo(before);
    }

    private double findingsNow() {
        watch.look();
        return meters.get("rapport.consistency.findings").gauge().value();
    }

    @Test
    void aJobThatNobodyRunsIsFoundAndOneThatIsLockedForTooLongIsFreed() {
        String dueLongAgo = timer();
        String lockedByWrongClock = timer();
        String runs = timer();
        String justDue = timer();
        String dueAtOnce = timer();
        jdbc.sql("update act_ru_job set duedate_ = null, create_time_ = :then where id_ = :job")
                .param("then", Timestamp.from(time.now().minus(Duration.ofMinutes(16))))
                .param("job", dueAtOnce)
                .update();
        move(List.of(dueLongAgo, lockedByWrongClock, runs), Duration.ofMinutes(-16));
        move(List.of(justDue), Duration.ofMinutes(-2));
        lock(lockedByWrongClock, Duration.ofHours(5));
        lock(runs, Duration.ofSeconds(50));

        assertThat(consistency.found())
                .contains(
                        "job-stuck job " + dueLongAgo,
                        "job-stuck job " + dueAtOnce,
                        "job-stuck job " + lockedByWrongClock)
                .doesNotContain("job-stuck job " + runs, "job-stuck job " + justDue);

        consistency.repair();
        assertThat(jdbc.sql("select id_ from act_ru_job where lock_owner_ is null and id_ in (?, ?)")
                        .params(List.of(lockedByWrongClock, runs))
                        .query(String.class)
                        .list())
                .containsExactly(lockedByWrongClock);
        jdbc.sql("update act_ru_job set lock_owner_ = null, lock_exp_time_ = null where id_ = ?")
                .param(runs)
                .update();
        move(List.of(dueLongAgo, dueAtOnce, lockedByWrongClock, runs, justDue), Duration.ofDays(300));
    }

    private String timer() {
        Existing contact = contacts.aPlannedContact().withReminder().create();
        return jobs.only(reminders.instance(contact.reminderId())).getId();
    }

    private void move(List<String> timers, Duration fromNow) {
        jdbc.sql("update act_ru_job set duedate_ = :due where id_ in (:jobs)")
                .param("due", Timestamp.from(time.now().plus(fromNow)))
                .param("jobs", timers)
                .update();
    }

    private void lock(String job, Duration until) {
        jdbc.sql("update act_ru_job set lock_owner_ = 'node-wrong-clock', lock_exp_time_ = ? where id_ = ?")
                .param(Timestamp.from(time.now().plus(until)))
                .param(job)
                .update();
    }
}

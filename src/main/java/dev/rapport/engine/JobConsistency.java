package dev.rapport.engine;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Jobs that nobody runs although they are due: no node takes jobs, or one whose clock was wrong has locked them for a time
 * to come. Those whose step has failed too often are not meant; they are told where failed steps are (rule 36).
 */
@Component
class JobConsistency implements ConsistencyCheck {

    /** Kind of a job that waits in vain. */
    private static final String JOB_STUCK = "job-stuck";

    /** After an outage of hours as many as are due are run within minutes. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    /** No node that lives locks for longer than a minute at a time. */
    private static final Duration LONGEST_LOCK = Duration.ofMinutes(5);

    private final JdbcClient jdbc;

    JobConsistency(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String process() {
        return "job";
    }

    /** What goes on in the background is due at once, and so without a date. */
    @Override
    public List<Finding> find() {
        Instant now = ClockUtil.getCurrentTime().toInstant();
        return jdbc.sql("""
                        select id_, process_instance_id_ from act_ru_job
                        where retries_ > 0 and suspension_state_ = 1
                          and coalesce(duedate_, create_time_) < :overdue
                          and (lock_exp_time_ is null or lock_exp_time_ < :now or lock_exp_time_ > :future)
                        order by id_""")
                .param("overdue", Timestamp.from(now.minus(PATIENCE)))
                .param("now", Timestamp.from(now))
                .param("future", Timestamp.from(now.plus(LONGEST_LOCK)))
                .query((row, n) -> new Finding(JOB_STUCK, process(), row.getString(1), row.getString(2)))
                .list();
    }

    /** Whoever runs it will take it next, if there is a node that does. */
    @Override
    public void repair(Finding finding) {
        jdbc.sql(
                        "update act_ru_job set lock_owner_ = null, lock_exp_time_ = null where id_ = :id and lock_exp_time_ > :future")
                .param("id", finding.id())
                .param(
                        "future",
                        Timestamp.from(ClockUtil.getCurrentTime().toInstant().plus(LONGEST_LOCK)))
                .update();
    }
}

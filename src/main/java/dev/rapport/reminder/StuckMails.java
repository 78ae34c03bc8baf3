package dev.rapport.reminder;

import dev.rapport.engine.ConsistencyCheck;
import dev.rapport.shared.BusinessTime;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Mails that should have been sent and were not even tried: no node sends any, or the mail server cannot be reached for so
 * long that those who wait for it are not tried. What was tried in vain is in {@link FailedMails}.
 */
@Component
class StuckMails implements ConsistencyCheck {

    /** Kind of a mail that waits in vain. */
    private static final String MAIL_STUCK = "mail-stuck";

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final JdbcClient jdbc;
    private final ReminderOutbox outbox;
    private final BusinessTime time;

    StuckMails(JdbcClient jdbc, ReminderOutbox outbox, BusinessTime time) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.time = time;
    }

    @Override
    public String process() {
        return "mail";
    }

    @Override
    public List<Finding> find() {
        return jdbc.sql("""
                        select id from rapport.reminder_mail
                        where next_try_at < :overdue order by id""")
                .param("overdue", Timestamp.from(time.now().minus(PATIENCE)))
                .query((row, n) -> new Finding(MAIL_STUCK, process(), row.getString(1), null))
                .list();
    }

    /** All of them are tried when one is; somebody who wants this mended wants the mail server asked again. */
    @Override
    @Transactional
    public void repair(Finding finding) {
        outbox.lookAgain();
    }
}

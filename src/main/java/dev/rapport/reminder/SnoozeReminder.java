package dev.rapport.reminder;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.WorkingTime;
import java.time.Instant;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Postpones a reminder (rule 15). */
@Service
public class SnoozeReminder {

    private final Reminders reminders;
    private final ScheduleReminder schedule;
    private final BusinessTime time;
    private final WorkingTime work;

    SnoozeReminder(Reminders reminders, ScheduleReminder schedule, BusinessTime time, WorkingTime work) {
        this.reminders = reminders;
        this.schedule = schedule;
        this.time = time;
        this.work = work;
    }

    /** When a reminder that is postponed now in that way falls due again. */
    public Instant due(Snooze snooze) {
        return snooze.from(time.nowLocal(), work);
    }

    /**
     * Postpones a reminder in one of the usual ways.
     *
     * @throws BusinessRuleViolation not-found for an unknown or removed reminder
     */
    @Transactional
    public Reminder by(Long reminderId, Snooze snooze) {
        return until(reminderId, due(snooze));
    }

    /**
     * Postpones a reminder; it is raised again at the given time.
     *
     * @throws BusinessRuleViolation not-found for an unknown or removed reminder, until.in-past when the time is not
     *     ahead, start.out-of-range when it is more than ten years away
     */
    @Transactional
    public Reminder until(Long reminderId, Instant until) {
        Instant latest = time.nowLocal().plusYears(10).toInstant();
        if (!until.isAfter(time.now())) {
            throw BusinessRuleViolation.invalid("until", "until.in-past");
        }
        if (until.isAfter(latest)) {
            throw BusinessRuleViolation.invalid("until", "start.out-of-range");
        }
        Reminder reminder = locked(reminderId);
        schedule.replaceInstance(reminder, () -> reminder.snoozeUntil(until));
        return reminder;
    }

    /**
     * Takes a postponement back; a time that has passed is no reason for another mail.
     *
     * @param due when it was due before
     * @throws BusinessRuleViolation not-found for an unknown or removed reminder
     */
    @Transactional
    public void undo(Long reminderId, Instant due) {
        Reminder reminder = locked(reminderId);
        schedule.replaceInstance(reminder, () -> reminder.putBack(due, time.now()));
    }

    private Reminder locked(Long reminderId) {
        return reminders
                .lock(reminderId)
                .filter(found -> !found.removed())
                .orElseThrow(() -> BusinessRuleViolation.notFound("id"));
    }
}

package dev.rapport.reminder;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/**
 * Reminds of one contact. It waits until it is due, is then raised once, and stays in the list until it is removed,
 * however old (rule 15). The time is kept by an instance of the model {@code reminder}, which is replaced whenever the
 * due time changes. Only what changed is written: the database looks its contact up again when that column is written.
 */
@Entity
@Table(name = "reminder")
@DynamicUpdate
public class Reminder {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "reminder_id_seq")
    @SequenceGenerator(name = "reminder_id_seq", sequenceName = "reminder_id_seq", allocationSize = 50)
    private @Nullable Long id;

    @Version
    private int version;

    private Long contactId;

    @Column(name = "lead")
    private String leadCode;

    private Instant dueAt;
    private boolean snoozed;
    private @Nullable Instant raisedAt;
    private @Nullable Instant removedAt;
    private @Nullable String processInstanceId;
    private Instant createdAt;
    private String createdBy;

    @SuppressWarnings("NullAway.Init")
    protected Reminder() {}

    Reminder(Long contactId, ReminderLead lead, Instant dueAt, Instant createdAt, String createdBy) {
        this.contactId = contactId;
        this.leadCode = lead.code();
        this.dueAt = dueAt;
        this.createdAt = createdAt;
        this.createdBy = createdBy;
    }

    /** The reminder's id; only a saved reminder has one. */
    public Long id() {
        if (id == null) {
            throw new IllegalStateException("This reminder is not saved yet");
        }
        return id;
    }

    public Long contactId() {
        return contactId;
    }

    public ReminderLead lead() {
        return ReminderLead.of(leadCode).orElseThrow();
    }

    public Instant dueAt() {
        return dueAt;
    }

    public boolean snoozed() {
        return snoozed;
    }

    public @Nullable Instant raisedAt() {
        return raisedAt;
    }

    public boolean removed() {
        return removedAt != null;
    }

    public @Nullable String processInstanceId() {
        return processInstanceId;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public String createdBy() {
        return createdBy;
    }

    public int version() {
        return version;
    }

    void runsIn(String instance) {
        processInstanceId = instance;
    }

    /** Whether this instance of the model still has to raise the reminder. */
    boolean waitsIn(String instance) {
        return !removed() && raisedAt == null && instance.equals(processInstanceId);
    }

    void raise(Instant now) {
        raisedAt = now;
    }

    void moveTo(ReminderLead lead, Instant due) {
        leadCode = lead.code();
        dueAt = due;
        snoozed = false;
        raisedAt = null;
    }

    void snoozeUntil(Instant until) {
        dueAt = until;
        snoozed = true;
        raisedAt = null;
    }

    /** Takes a postponement back. What was due before counts as raised: nobody is told twice. */
    void putBack(Instant due, Instant now) {
        snoozeUntil(due);
        raisedAt = due.isAfter(now) ? null : now;
    }

    void remove(Instant now) {
        removedAt = now;
        processInstanceId = null;
    }
}

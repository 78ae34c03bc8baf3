package dev.rapport.contact;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Colleague;
import dev.rapport.shared.Texts;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One contact with a customer. Guards what must hold whatever the model says: a planned contact has no duration (rule
 * 12), a closed one never reopens and changes in nothing but a longer infotext (rule 23).
 */
@Entity
@Table(name = "contact")
public class Contact {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "contact_id_seq")
    @SequenceGenerator(name = "contact_id_seq", sequenceName = "contact_id_seq", allocationSize = 50)
    private @Nullable Long id;

    @Version
    private int version;

    private String number;
    private Long addressId;
    private @Nullable Long contactPersonId;
    private @Nullable String responsible;
    private String type;

    @Enumerated(EnumType.STRING)
    private Direction direction;

    @Enumerated(EnumType.STRING)
    private ContactStatus status;

    private @Nullable String outcome;
    private Instant startAt;
    private int durationMinutes;
    private String subject;
    private @Nullable String description;
    private @Nullable String infotext;
    private @Nullable Long campaignId;
    private @Nullable String processInstanceId;
    private Instant createdAt;
    private String createdBy;
    private @Nullable Instant closedAt;
    private @Nullable String closedBy;

    @SuppressWarnings("NullAway.Init")
    protected Contact() {}

    /** A new contact from checked input; one that is created as closed was closed by whoever creates it. */
    Contact(String number, CheckedContact input, Instant now, String user) {
        this.number = number;
        this.addressId = input.addressId();
        this.contactPersonId = input.contactPersonId();
        this.responsible = input.responsible();
        this.type = input.type();
        this.direction = input.direction();
        this.status = input.status();
        this.startAt = input.start();
        this.durationMinutes = (int) input.duration().toMinutes();
        this.subject = input.subject();
        this.description = input.description();
        this.campaignId = input.campaignId();
        this.createdAt = now;
        this.createdBy = user;
        if (status.closed()) {
            this.closedAt = now;
            this.closedBy = user;
        }
    }

    /** The contact's id, which is also the business key of its model instance; only a saved contact has one. */
    public Long id() {
        if (id == null) {
            throw new IllegalStateException("This contact is not saved yet");
        }
        return id;
    }

    public int version() {
        return version;
    }

    public String number() {
        return number;
    }

    public Long addressId() {
        return addressId;
    }

    public @Nullable Long contactPersonId() {
        return contactPersonId;
    }

    public @Nullable String responsible() {
        return responsible;
    }

    /** Who has it on the task list: the responsible, else the creator. */
    public String assignee() {
        return responsible != null ? responsible : createdBy;
    }

    public String type() {
        return type;
    }

    public Direction direction() {
        return direction;
    }

    public ContactStatus status() {
        return status;
    }

    public @Nullable String outcome() {
        return outcome;
    }

    public Instant start() {
        return startAt;
    }

    public Duration duration() {
        return Duration.ofMinutes(durationMinutes);
    }

    public String subject() {
        return subject;
    }

    public @Nullable String description() {
        return description;
    }

    public @Nullable String infotext() {
        return infotext;
    }

    public @Nullable Long campaignId() {
        return campaignId;
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

    public @Nullable Instant closedAt() {
        return closedAt;
    }

    public @Nullable String closedBy() {
        return closedBy;
    }

    void runsIn(@Nullable String instance) {
        processInstanceId = instance;
    }

    /** Refuses whatever only an open contact allows, and says who closed it and when. */
    void requireOpen() {
        if (status.closed() && closedBy != null && closedAt != null) {
            throw BusinessRuleViolation.conflict("status", "already-closed", new Colleague(closedBy), closedAt);
        }
    }

    /** Refuses a change that was made on an older state. */
    void requireVersion(int read) {
        if (version != read) {
            throw BusinessRuleViolation.conflict("version", "stale-version");
        }
    }

    void perform(@Nullable String modelledOutcome, Instant start, Duration duration, Instant now, String user) {
        requireOpen();
        startAt = start;
        durationMinutes = (int) duration.toMinutes();
        close(ContactStatus.PERFORMED, modelledOutcome, now, user);
    }

    /** Start and duration stay as they are (rule 20). */
    void notPerform(@Nullable String modelledOutcome, Instant now, String user) {
        requireOpen();
        close(ContactStatus.NOT_PERFORMED, modelledOutcome, now, user);
    }

    private void close(ContactStatus closed, @Nullable String modelledOutcome, Instant now, String user) {
        status = closed;
        outcome = modelledOutcome;
        closedAt = now;
        closedBy = user;
    }

    void move(Instant start) {
        requireOpen();
        startAt = start;
    }

    void reassign(@Nullable String user) {
        requireOpen();
        responsible = user;
    }

    void describe(String newSubject, @Nullable String newDescription) {
        requireOpen();
        subject = newSubject;
        description = newDescription;
    }

    void assignCampaign(@Nullable Long campaign) {
        requireOpen();
        campaignId = campaign;
    }

    /** Sets the infotext of an open contact; a closed one keeps what it has and is extended (rule 23). */
    void note(@Nullable String text) {
        infotext = status.closed() ? extended(text) : text;
    }

    /** The infotext with a text added to it, unless the text begins with it already. */
    @Nullable
    String extended(@Nullable String text) {
        return Texts.extended(infotext, text);
    }
}

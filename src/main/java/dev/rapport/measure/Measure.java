package dev.rapport.measure;

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
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * One measure for a campaign. Guards what must hold whatever the model says: a closed measure never reopens and changes
 * in nothing but a longer infotext. It may be closed without a campaign: that it needs one is a step of the model.
 */
@Entity
@Table(name = "measure")
public class Measure {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "measure_id_seq")
    @SequenceGenerator(name = "measure_id_seq", sequenceName = "measure_id_seq", allocationSize = 50)
    private @Nullable Long id;

    @Version
    private int version;

    private String number;
    private String subject;
    private @Nullable String infotext;
    private @Nullable Long campaignId;
    private @Nullable LocalDate plannedFor;
    private Instant startAt;
    private @Nullable String responsible;

    @Enumerated(EnumType.STRING)
    private MeasureStatus status;

    private @Nullable String outcome;
    private @Nullable String processInstanceId;
    private Instant createdAt;
    private String createdBy;
    private @Nullable Instant closedAt;
    private @Nullable String closedBy;

    @SuppressWarnings("NullAway.Init")
    protected Measure() {}

    Measure(String number, CheckedMeasure input, Instant now, String user, ZoneId zone) {
        this.number = number;
        this.subject = input.subject();
        this.infotext = input.infotext();
        this.campaignId = input.campaignId();
        this.plannedFor = input.plannedFor();
        this.responsible = input.responsible();
        this.status = MeasureStatus.PLANNED;
        this.createdAt = now;
        this.createdBy = user;
        this.startAt = start(zone);
    }

    /** Where an open one stands in a history: at the beginning of the planned day, else where it was created. */
    private Instant start(ZoneId zone) {
        return plannedFor == null ? createdAt : plannedFor.atStartOfDay(zone).toInstant();
    }

    /** The measure's id, which is also the business key of its model instance; only a saved measure has one. */
    public Long id() {
        if (id == null) {
            throw new IllegalStateException("This measure is not saved yet");
        }
        return id;
    }

    public int version() {
        return version;
    }

    public String number() {
        return number;
    }

    public String subject() {
        return subject;
    }

    public @Nullable String infotext() {
        return infotext;
    }

    public @Nullable Long campaignId() {
        return campaignId;
    }

    public @Nullable LocalDate plannedFor() {
        return plannedFor;
    }

    public Instant start() {
        return startAt;
    }

    public @Nullable String responsible() {
        return responsible;
    }

    /** Who has it on the task list: the responsible, else the creator. */
    public String assignee() {
        return responsible != null ? responsible : createdBy;
    }

    public MeasureStatus status() {
        return status;
    }

    public @Nullable String outcome() {
        return outcome;
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

    /** Refuses whatever only an open measure allows, and says who closed it and when. */
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

    /** Closes it, with or without a campaign. */
    void close(MeasureStatus closed, @Nullable String modelledOutcome, Instant now, String user) {
        requireOpen();
        status = closed;
        outcome = modelledOutcome;
        closedAt = now;
        closedBy = user;
        startAt = now;
    }

    void assignCampaign(@Nullable Long campaign) {
        requireOpen();
        campaignId = campaign;
    }

    void plan(@Nullable LocalDate day, ZoneId zone) {
        requireOpen();
        plannedFor = day;
        startAt = start(zone);
    }

    void reassign(@Nullable String user) {
        requireOpen();
        responsible = user;
    }

    void rename(String newSubject) {
        requireOpen();
        subject = newSubject;
    }

    /** Sets the infotext of an open measure; a closed one keeps what it has and is extended. */
    void note(@Nullable String text) {
        infotext = status.closed() ? extended(text) : text;
    }

    /** The infotext with a text added to it, unless the text begins with it already. */
    @Nullable
    String extended(@Nullable String text) {
        return Texts.extended(infotext, text);
    }
}

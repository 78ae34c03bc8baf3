package dev.rapport.item;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Colleague;
import dev.rapport.shared.OutcomeLabel;
import dev.rapport.shared.Texts;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A contact or a measure. Guards what must hold whatever the model says: a closed one never reopens and changes in nothing
 * but a longer infotext; a voided one changes in nothing at all (rule 23).
 *
 * <p>Both write only what changed: the database's guards of a column are asked when it is written.
 */
@MappedSuperclass
public abstract class Item {

    @Version
    private int version;

    private String number;
    private String subject;
    private @Nullable String infotext;
    private @Nullable Long campaignId;
    private @Nullable String responsible;

    @Enumerated(EnumType.STRING)
    private ItemStatus status;

    private @Nullable String outcome;
    private @Nullable String outcomeLabel;
    private @Nullable String outcomeLabelEn;
    private @Nullable String outcomeColour;
    private int attempts;
    private @Nullable String processInstanceId;
    private Instant createdAt;
    private String createdBy;
    private @Nullable Instant closedAt;
    private @Nullable String closedBy;
    private @Nullable Instant voidedAt;
    private @Nullable String voidedBy;
    private @Nullable String voidReason;

    @SuppressWarnings("NullAway.Init")
    protected Item() {}

    /** A new item from checked input; one that is created as closed was closed by whoever creates it. */
    protected Item(String number, CheckedItem input, ItemStatus status, Instant now, String user) {
        this.number = number;
        this.subject = input.subject();
        this.infotext = input.infotext();
        this.campaignId = input.campaignId();
        this.responsible = input.responsible();
        this.status = status;
        this.createdAt = now;
        this.createdBy = user;
        if (status.closed()) {
            this.closedAt = now;
            this.closedBy = user;
        }
    }

    /** The item's id, which is also the business key of its model instance; only a saved item has one. */
    public abstract Long id();

    /** The kind of item: the key of its model and the word for it in the audit trail. */
    public abstract String kind();

    /** When it begins; of one that nobody has given a day, when it was created. */
    public abstract Instant start();

    /** The day that the item is planned for; null where there is none. */
    public abstract @Nullable LocalDate appointment(BusinessTime time);

    /** The days that have gone by since the one it is planned for; none before it, and none where there is no such day. */
    public final long daysOverdue(BusinessTime time) {
        LocalDate day = appointment(time);
        return day == null ? 0 : Math.max(0, ChronoUnit.DAYS.between(day, time.today()));
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

    public @Nullable String responsible() {
        return responsible;
    }

    /** Who has it on the task list: the responsible, else the creator. */
    public String assignee() {
        return responsible != null ? responsible : createdBy;
    }

    public ItemStatus status() {
        return status;
    }

    /** How it ended, or how far somebody has come with one that is still open. */
    public @Nullable String outcome() {
        return outcome;
    }

    /** What its model called that; null where Rapport's own words are meant. */
    public @Nullable OutcomeLabel outcomeLabel() {
        return OutcomeLabel.of(outcomeLabel, outcomeLabelEn, outcomeColour);
    }

    /** How often it was tried and stayed open. */
    public int attempts() {
        return attempts;
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

    /** Whether it was entered by mistake: it is there for whoever asks for it, and for nobody else. */
    public boolean voided() {
        return voidedAt != null;
    }

    /** Why it was voided; null unless it was. */
    public @Nullable String voidReason() {
        return voidReason;
    }

    /** Whether there is still something to do. */
    public boolean open() {
        return !status.closed() && !voided();
    }

    /** The model instance that it is registered in. */
    public final void runsIn(String instance) {
        processInstanceId = instance;
    }

    /** Refuses whatever a voided item does not allow, which is everything, and says who voided it and when. */
    public final void requireNotVoided() {
        if (voidedBy != null && voidedAt != null) {
            throw BusinessRuleViolation.conflict("status", "already-voided", new Colleague(voidedBy), voidedAt);
        }
    }

    /** Refuses whatever only an open item allows, and says who closed or voided it and when. */
    public final void requireOpen() {
        requireNotVoided();
        if (status.closed() && closedBy != null && closedAt != null) {
            throw BusinessRuleViolation.conflict("status", "already-closed", new Colleague(closedBy), closedAt);
        }
    }

    /**
     * Closes it, once and for all.
     *
     * @param label what its model calls the outcome; null for Rapport's own words
     */
    public void close(
            ItemStatus closed,
            @Nullable String modelledOutcome,
            @Nullable OutcomeLabel label,
            Instant now,
            String user) {
        requireOpen();
        status = closed;
        became(modelledOutcome, label);
        closedAt = now;
        closedBy = user;
    }

    /** Stays open, tried once more (rule 34). */
    final void tried(@Nullable String modelledOutcome, OutcomeLabel label) {
        requireOpen();
        became(modelledOutcome, label);
        attempts++;
    }

    private void became(@Nullable String modelledOutcome, @Nullable OutcomeLabel label) {
        outcome = modelledOutcome;
        outcomeLabel = label == null ? null : label.de();
        outcomeLabelEn = label == null ? null : label.en();
        outcomeColour = label == null ? null : label.colour();
    }

    /** Voids it, open or closed, once and for all; no instance of a model drives it any more. */
    final void voidFor(String reason, Instant now, String user) {
        requireNotVoided();
        voidReason = reason;
        voidedAt = now;
        voidedBy = user;
        processInstanceId = null;
    }

    public final void rename(String newSubject) {
        requireOpen();
        subject = newSubject;
    }

    public final void reassign(@Nullable String user) {
        requireOpen();
        responsible = user;
    }

    public final void assignCampaign(@Nullable Long campaign) {
        requireOpen();
        campaignId = campaign;
    }

    /** Sets the infotext of an open item; a closed one keeps what it has and is extended (rule 23). */
    public final void note(@Nullable String text) {
        requireNotVoided();
        infotext = status.closed() ? extended(text) : text;
    }

    /** The infotext with a text added to it, unless the text begins with it already. */
    @Nullable
    final String extended(@Nullable String text) {
        return Texts.extended(infotext, text);
    }
}

package dev.rapport.item;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Colleague;
import dev.rapport.shared.OutcomeLabel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An item as pages and the API show it, with the names of what it refers to. */
public interface ItemView {

    Long id();

    String number();

    int version();

    ItemStatus status();

    @Nullable
    String outcome();

    /** What its model called the outcome; null for Rapport's own words. */
    @Nullable
    OutcomeLabel outcomeLabel();

    /** How often it was tried and stayed open. */
    int attempts();

    String subject();

    @Nullable
    String infotext();

    @Nullable
    String responsible();

    @Nullable
    String responsibleName();

    @Nullable
    Long campaignId();

    @Nullable
    String campaign();

    boolean campaignDeleted();

    Instant createdAt();

    String createdBy();

    @Nullable
    String createdByName();

    @Nullable
    Instant closedAt();

    @Nullable
    String closedBy();

    @Nullable
    String closedByName();

    /** Null unless it was entered by mistake (rule 23). */
    @Nullable
    Voided voided();

    /** Refuses what is made from it, where it was entered by mistake, and says who voided it and when. */
    default void requireNotVoided() {
        Voided voided = voided();
        if (voided != null) {
            throw BusinessRuleViolation.conflict("status", "already-voided", new Colleague(voided.by()), voided.at());
        }
    }

    /** What somebody has reported while it is not closed yet (rule 35). */
    @Nullable
    Report reported();
}

package dev.rapport.shared;

import java.sql.SQLException;
import java.util.Optional;

/**
 * Rules that the database keeps as the last instance, with a SQLSTATE of their own. The checks before say the same
 * earlier and under the same locks; whatever finds a way around them reads the same sentence.
 */
public final class DatabaseRules {

    /** Raised by {@code rapport.require_active_campaign}. */
    private static final String CAMPAIGN_DELETED = "RP001";

    private DatabaseRules() {}

    /** The refusal behind an exception, if the database refused by a rule of ours. */
    public static Optional<BusinessRuleViolation> refusal(Throwable exception) {
        Throwable cause = exception;
        for (int depth = 0; cause != null && depth < 30; depth++) {
            if (cause instanceof SQLException sql && CAMPAIGN_DELETED.equals(sql.getSQLState())) {
                return Optional.of(BusinessRuleViolation.invalid("campaignId", "campaign.deleted"));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}

package dev.rapport.shared;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/**
 * Rules that the database keeps as the last instance, with a SQLSTATE of their own. The checks before say the same
 * earlier and under the same locks; whatever finds a way around them reads the same sentence.
 */
public final class DatabaseRules {

    private record Refused(String field, String code) {}

    /** By SQLSTATE, as the triggers raise them. */
    private static final Map<String, Refused> RULES = Map.of(
            "RP001", new Refused("campaignId", "campaign.deleted"),
            "RP002", new Refused("reminder", "reminder.not-planned"),
            "RP003", new Refused("responsible", "not-a-user"),
            "RP004", new Refused("type", "not-found"),
            "RP005", new Refused("addressId", "address.inactive"),
            "RP006", new Refused("addressId", "not-found"));

    private DatabaseRules() {}

    /** The refusal behind an exception, if the database refused by a rule of ours. */
    public static Optional<BusinessRuleViolation> refusal(Throwable exception) {
        Throwable cause = exception;
        for (int depth = 0; cause != null && depth < 30; depth++) {
            Refused refused = cause instanceof SQLException sql ? RULES.get(String.valueOf(sql.getSQLState())) : null;
            if (refused != null) {
                return Optional.of(BusinessRuleViolation.invalid(refused.field(), refused.code()));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}

package dev.rapport.campaign;

import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.FieldChecks;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A campaign that may be stored. */
record CheckedCampaign(
        String title,
        @Nullable String description,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {

    static final int TITLE_LENGTH = 200;
    static final int TEXT_LENGTH = 20_000;

    /**
     * Checks a draft.
     *
     * @throws dev.rapport.shared.BusinessRuleViolation with everything that is wrong, at once
     */
    static CheckedCampaign of(CampaignDraft draft, BusinessTime time) {
        FieldChecks checks = new FieldChecks();
        CheckedCampaign checked = new CheckedCampaign(
                checks.requiredLine("title", draft.title(), TITLE_LENGTH),
                checks.optionalText("description", draft.description(), TEXT_LENGTH),
                time.readDate(checks, "from", draft.from()),
                time.readDate(checks, "to", draft.to()));
        if (checked.from != null && checked.to != null && checked.to.isBefore(checked.from)) {
            checks.refuse("to", "date.before-from");
        }
        checks.refuseIfAny();
        return checked;
    }
}

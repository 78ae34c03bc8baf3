package dev.rapport.measure;

import dev.rapport.item.ItemChecks;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Texts;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a measure may say (rule 25) and the table of bad input, the same for pages, API, Tasklist and models. */
@Component
class MeasureChecks {

    private final ItemChecks items;
    private final BusinessTime time;

    MeasureChecks(ItemChecks items, BusinessTime time) {
        this.items = items;
        this.time = time;
    }

    /**
     * Checks a whole draft.
     *
     * @throws dev.rapport.shared.BusinessRuleViolation with everything that is wrong, at once
     */
    CheckedMeasure check(MeasureDraft draft) {
        FieldChecks checks = new FieldChecks();
        CheckedMeasure checked = new CheckedMeasure(
                items.subject(checks, draft.subject()),
                items.text(checks, "infotext", draft.infotext()),
                items.campaign(checks, draft.campaignId(), null),
                plannedFor(checks, draft.plannedFor()),
                items.responsible(checks, draft.responsible()));
        checks.refuseIfAny();
        return checked;
    }

    /** The day for which a measure is planned next that stays open; null when it was refused. */
    @Nullable
    LocalDate nextDay(FieldChecks checks, @Nullable String value) {
        if (Texts.isBlank(value)) {
            checks.refuse("plannedFor", "day.new-required");
            return null;
        }
        return plannedFor(checks, value);
    }

    @Nullable
    LocalDate plannedFor(FieldChecks checks, @Nullable String value) {
        return time.readDate(checks, "plannedFor", value);
    }
}

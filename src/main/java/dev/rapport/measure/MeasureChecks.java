package dev.rapport.measure;

import dev.rapport.campaign.CampaignChoice;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Change;
import dev.rapport.shared.FieldChecks;
import dev.rapport.user.ResponsibleChoice;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table of bad input of {@code domain.md} for measures, the same for pages, API, Tasklist and models. */
@Component
class MeasureChecks {

    static final int SUBJECT_LENGTH = 200;
    static final int TEXT_LENGTH = 20_000;

    private final CampaignChoice campaignChoice;
    private final BusinessTime time;
    private final ResponsibleChoice responsibleChoice;

    MeasureChecks(CampaignChoice campaignChoice, BusinessTime time, ResponsibleChoice responsibleChoice) {
        this.campaignChoice = campaignChoice;
        this.time = time;
        this.responsibleChoice = responsibleChoice;
    }

    /**
     * Checks a whole draft.
     *
     * @throws dev.rapport.shared.BusinessRuleViolation with everything that is wrong, at once
     */
    CheckedMeasure check(MeasureDraft draft) {
        FieldChecks checks = new FieldChecks();
        CheckedMeasure checked = new CheckedMeasure(
                subject(checks, draft.subject()),
                infotext(checks, draft.infotext()),
                campaign(checks, draft.campaignId(), null),
                plannedFor(checks, draft.plannedFor()),
                responsible(checks, draft.responsible()));
        checks.refuseIfAny();
        return checked;
    }

    String subject(FieldChecks checks, @Nullable String value) {
        return checks.requiredLine("subject", value, SUBJECT_LENGTH);
    }

    @Nullable
    String infotext(FieldChecks checks, @Nullable String value) {
        return checks.optionalText("infotext", value, TEXT_LENGTH);
    }

    /** The chosen campaign; a measure keeps the one it has, even a deleted one (rule 29). */
    @Nullable
    Long campaign(FieldChecks checks, @Nullable String value, @Nullable Long kept) {
        return campaignChoice.choose(checks, value, kept);
    }

    /** The campaign that is said along with an outcome; the measure's own where nothing is said. */
    @Nullable
    Long campaign(FieldChecks checks, Measure measure, Change<String> said) {
        return said.present() ? campaign(checks, said.value(), measure.campaignId()) : measure.campaignId();
    }

    /** The infotext with a text added: what was typed before stays in front of it. */
    @Nullable
    String extended(FieldChecks checks, Measure measure, @Nullable String addition) {
        return infotext(checks, measure.extended(infotext(checks, addition)));
    }

    @Nullable
    LocalDate plannedFor(FieldChecks checks, @Nullable String value) {
        return time.readDate(checks, "plannedFor", value);
    }

    @Nullable
    String responsible(FieldChecks checks, @Nullable String value) {
        return responsibleChoice.choose(checks, value);
    }
}

package dev.rapport.measure.web;

import dev.rapport.measure.MeasureChange;
import dev.rapport.measure.MeasureDraft;
import dev.rapport.measure.MeasureOutcome;
import dev.rapport.measure.MeasureView;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Change;
import org.jspecify.annotations.Nullable;

/** What the forms of a measure hold, as it was typed; a closed measure's form has the infotext only. */
record MeasureForm(
        @Nullable Integer version,
        @Nullable String subject,
        @Nullable String infotext,
        @Nullable String campaignId,
        @Nullable String plannedFor,
        @Nullable String responsible) {

    static MeasureForm empty(@Nullable String campaignId) {
        return new MeasureForm(null, null, null, campaignId, null, null);
    }

    static MeasureForm of(MeasureView measure) {
        return new MeasureForm(
                measure.version(),
                measure.subject(),
                measure.infotext(),
                measure.campaignId() == null ? null : measure.campaignId().toString(),
                measure.plannedFor() == null ? null : measure.plannedFor().toString(),
                measure.responsible());
    }

    MeasureForm withVersion(int current) {
        return new MeasureForm(current, subject, infotext, campaignId, plannedFor, responsible);
    }

    MeasureDraft draft() {
        return new MeasureDraft(subject, infotext, campaignId, plannedFor, responsible);
    }

    MeasureChange change() {
        return new MeasureChange(
                requireVersion(),
                change(subject),
                change(infotext),
                change(campaignId),
                change(plannedFor),
                change(responsible));
    }

    MeasureOutcome outcome(String code) {
        return new MeasureOutcome(code, change(campaignId), infotext);
    }

    int requireVersion() {
        if (version == null) {
            throw BusinessRuleViolation.invalid("version", "required");
        }
        return version;
    }

    /** A field that the form does not have stays as it is. */
    private static Change<String> change(@Nullable String typed) {
        return typed == null ? Change.none() : Change.to(typed);
    }
}

package dev.rapport.measure.web;

import dev.rapport.measure.MeasureChange;
import dev.rapport.measure.MeasureDraft;
import dev.rapport.measure.MeasureOutcome;
import dev.rapport.measure.MeasureView;
import dev.rapport.shared.Change;
import dev.rapport.web.Edited;
import dev.rapport.web.Lookup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the forms of a measure hold as it was typed, and on the measure's page as it was when that was opened
 * ({@code was…}).
 *
 * @param idempotencyKey sent along so that a double click creates one measure
 * @param addition what is added to the infotext of a closed measure
 */
record MeasureForm(
        @Nullable Integer version,
        @Nullable String idempotencyKey,
        @Nullable String subject,
        @Nullable String infotext,
        @Nullable String addition,
        @Nullable String plannedFor,
        @Nullable String campaignId,
        @Nullable String campaignIdText,
        @Nullable String campaignIdLabel,
        @Nullable String responsible,
        @Nullable String responsibleText,
        @Nullable String responsibleLabel,
        @Nullable String wasSubject,
        @Nullable String wasInfotext,
        @Nullable String wasPlannedFor,
        @Nullable String wasCampaignId,
        @Nullable String wasResponsible) {

    static MeasureForm empty(String key) {
        return new MeasureForm(
                null, key, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    static MeasureForm of(MeasureView measure) {
        String campaign =
                measure.campaignId() == null ? null : measure.campaignId().toString();
        String plannedFor =
                measure.plannedFor() == null ? null : measure.plannedFor().toString();
        String responsible = measure.responsibleName() != null ? measure.responsibleName() : measure.responsible();
        return new MeasureForm(
                measure.version(),
                null,
                measure.subject(),
                measure.infotext(),
                null,
                plannedFor,
                campaign,
                measure.campaign(),
                measure.campaign(),
                measure.responsible(),
                responsible,
                responsible,
                measure.subject(),
                measure.infotext(),
                plannedFor,
                campaign,
                measure.responsible());
    }

    /** What stands in a field. */
    public @Nullable String typed(String field) {
        return field.equals("addition") ? addition : values().get(field);
    }

    /** What stood in a field when the page was opened. */
    public @Nullable String was(String field) {
        return edited().was().get(field);
    }

    public Lookup campaign() {
        return new Lookup(campaignId, campaignIdText, campaignIdLabel);
    }

    public Lookup user() {
        return new Lookup(responsible, responsibleText, responsibleLabel);
    }

    MeasureForm with(Lookup campaign, Lookup user) {
        return new MeasureForm(
                version,
                idempotencyKey,
                subject,
                infotext,
                addition,
                plannedFor,
                campaign.id(),
                campaign.text(),
                campaign.label(),
                user.id(),
                user.text(),
                user.label(),
                wasSubject,
                wasInfotext,
                wasPlannedFor,
                wasCampaignId,
                wasResponsible);
    }

    MeasureForm withKey(String key) {
        return new MeasureForm(
                version,
                key,
                subject,
                infotext,
                addition,
                plannedFor,
                campaignId,
                campaignIdText,
                campaignIdLabel,
                responsible,
                responsibleText,
                responsibleLabel,
                wasSubject,
                wasInfotext,
                wasPlannedFor,
                wasCampaignId,
                wasResponsible);
    }

    MeasureDraft draft() {
        return new MeasureDraft(subject, infotext, campaignId, plannedFor, responsible);
    }

    /** What was changed on the page; of a closed measure only the addition to its infotext. */
    MeasureChange change() {
        Edited edited = edited();
        return new MeasureChange(
                version,
                edited.change("subject"),
                addition == null ? edited.change("infotext") : Change.to(addition),
                edited.change("campaignId"),
                edited.change("plannedFor"),
                edited.change("responsible"));
    }

    /** What was typed beside the outcome is a change of its own. */
    static MeasureOutcome outcome(String code) {
        return new MeasureOutcome(code.isBlank() ? null : code, Change.none(), null);
    }

    /** What both changed, and differently. */
    List<Edited.Collision> collisions(MeasureForm current) {
        return edited().collisions(current.values());
    }

    /** Everything that was typed here and is not what is stored now; of a closed measure none of it can be saved any more. */
    List<Edited.Collision> unsaved(MeasureForm current) {
        return edited().unsaved(current.values());
    }

    /**
     * Both people's changes in one: what only the other changed is taken over, what was typed here stays.
     *
     * @param taken a field whose other value was chosen; null for none
     */
    MeasureForm onto(MeasureForm current, @Nullable String taken) {
        Map<String, @Nullable String> merged = edited().onto(current.values(), taken);
        Lookup campaign = Edited.same(merged.get("campaignId"), campaignId) ? campaign() : current.campaign();
        Lookup user = Edited.same(merged.get("responsible"), responsible) ? user() : current.user();
        return new MeasureForm(
                        current.version,
                        idempotencyKey,
                        merged.get("subject"),
                        merged.get("infotext"),
                        addition,
                        merged.get("plannedFor"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        current.wasSubject,
                        current.wasInfotext,
                        current.wasPlannedFor,
                        current.wasCampaignId,
                        current.wasResponsible)
                .with(campaign, user);
    }

    private Edited edited() {
        Map<String, @Nullable String> was = new LinkedHashMap<>();
        was.put("subject", wasSubject);
        was.put("infotext", wasInfotext);
        was.put("campaignId", wasCampaignId);
        was.put("plannedFor", wasPlannedFor);
        was.put("responsible", wasResponsible);
        return new Edited(was, values());
    }

    private Map<String, @Nullable String> values() {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        values.put("subject", subject);
        values.put("infotext", infotext);
        values.put("campaignId", campaignId);
        values.put("plannedFor", plannedFor);
        values.put("responsible", responsible);
        return values;
    }
}

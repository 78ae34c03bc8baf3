package dev.rapport.contact.web;

import dev.rapport.contact.ContactChange;
import dev.rapport.contact.ContactOutcome;
import dev.rapport.contact.ContactView;
import dev.rapport.contact.ShowContact.Shown;
import dev.rapport.engine.Report;
import dev.rapport.shared.Change;
import dev.rapport.web.Edited;
import dev.rapport.web.Lookup;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contact's page as it was typed, and as it was when it was opened ({@code was…}): what nobody touched is not
 * written, and when two people edit it can be told who changed what.
 *
 * @param duration typed while the contact is planned, written when it is performed
 * @param addition what is added to the infotext of a closed contact
 */
record ContactEdit(
        @Nullable Integer version,
        @Nullable String date,
        @Nullable String time,
        @Nullable String duration,
        @Nullable String subject,
        @Nullable String description,
        @Nullable String responsible,
        @Nullable String responsibleText,
        @Nullable String responsibleLabel,
        @Nullable String campaignId,
        @Nullable String campaignIdText,
        @Nullable String campaignIdLabel,
        @Nullable String infotext,
        @Nullable String addition,
        @Nullable String reminder,
        @Nullable String reminderLead,
        @Nullable String wasStart,
        @Nullable String wasSubject,
        @Nullable String wasDescription,
        @Nullable String wasResponsible,
        @Nullable String wasCampaignId,
        @Nullable String wasInfotext,
        @Nullable String wasReminder,
        @Nullable String wasReminderLead) {

    /** The contact as it is stored; with what has been reported of it, while that waits for somebody else. */
    static ContactEdit of(Shown shown, ZoneId zone) {
        ContactView contact = shown.contact();
        Report pending = shown.pending();
        Instant known = pending == null || pending.start() == null ? contact.start() : pending.start();
        String reported = pending == null ? null : pending.durationText();
        LocalDateTime start = LocalDateTime.ofInstant(known, zone);
        String responsibleName = contact.responsibleName() != null ? contact.responsibleName() : contact.responsible();
        String campaign =
                contact.campaignId() == null ? null : contact.campaignId().toString();
        String reminder = contact.reminderId() == null ? null : "true";
        return new ContactEdit(
                contact.version(),
                start.toLocalDate().toString(),
                ContactForm.time(start),
                contact.status().closed() ? duration(contact.durationMinutes()) : reported == null ? "" : reported,
                contact.subject(),
                contact.description(),
                contact.responsible(),
                responsibleName,
                responsibleName,
                campaign,
                contact.campaign(),
                contact.campaign(),
                contact.infotext(),
                null,
                reminder,
                contact.reminderLead(),
                start(start),
                contact.subject(),
                contact.description(),
                contact.responsible(),
                campaign,
                contact.infotext(),
                reminder,
                contact.reminderLead());
    }

    static String duration(int minutes) {
        return "%02d:%02d".formatted(minutes / 60, minutes % 60);
    }

    private static String start(LocalDateTime start) {
        return start.toLocalDate() + "T" + ContactForm.time(start);
    }

    public boolean wantsReminder() {
        return "true".equals(reminder);
    }

    boolean responsibleRetyped() {
        return !text(responsibleText).equals(text(responsibleLabel));
    }

    /** What was changed on the page, for saving an open contact. */
    ContactChange change() {
        Edited edited = edited();
        boolean moved = !same(start(), wasStart);
        return new ContactChange(
                readVersion(),
                moved ? Change.to(start()) : Change.none(),
                Change.none(),
                edited.change("infotext"),
                edited.change("campaignId"),
                edited.change("responsible"),
                wantsReminder() == "true".equals(wasReminder) ? Change.none() : Change.to(wantsReminder()),
                wantsReminder() && !same(reminderLead, wasReminderLead) ? Change.to(reminderLead) : Change.none(),
                edited.change("subject"),
                edited.change("description"));
    }

    /** What was changed besides the outcome, for closing: its start and its reminder are the outcome's and the model's. */
    ContactChange changeBeforeClosing() {
        ContactChange all = change();
        return new ContactChange(
                all.version(),
                Change.none(),
                Change.none(),
                all.infotext(),
                all.campaignId(),
                all.responsible(),
                Change.none(),
                Change.none(),
                all.subject(),
                all.description());
    }

    /** An addition to the infotext of a closed contact (rule 23). */
    ContactChange extension() {
        return new ContactChange(
                readVersion(),
                Change.none(),
                Change.none(),
                Change.to(lines(addition)),
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none());
    }

    /** The start counts only if it was touched: performed early, it took place now. */
    ContactOutcome outcome(String code) {
        return new ContactOutcome(
                text(code).isEmpty() ? null : code,
                same(start(), wasStart) ? null : start(),
                text(duration).isEmpty() ? null : duration,
                null);
    }

    @Nullable
    String start() {
        return LocalStart.joined(date, time);
    }

    /** What both changed, and differently. */
    List<Edited.Collision> collisions(ContactEdit current) {
        return edited().collisions(current.values(false));
    }

    /** Everything that was typed here and is not what is stored now; of a closed contact none of it can be saved any more. */
    List<Edited.Collision> unsaved(ContactEdit current) {
        return edited().unsaved(current.values(false));
    }

    /** Whether anything was typed that a look at the stored contact would not show. */
    boolean touched() {
        return responsibleRetyped()
                || !same(campaignIdText, campaignIdLabel)
                || !text(addition).isEmpty()
                || edited().touched();
    }

    /**
     * Both people's changes in one: what only the other changed is taken over, what was typed here stays.
     *
     * @param taken a field whose other value was chosen; null for none
     */
    ContactEdit onto(ContactEdit current, @Nullable String taken) {
        Map<String, @Nullable String> merged = edited().onto(current.values(false), taken);
        String start = text(merged.get("start"));
        int cut = start.indexOf('T');
        boolean theirResponsible = !same(merged.get("responsible"), responsible);
        Lookup campaign = same(merged.get("campaignId"), campaignId) ? campaign() : current.campaign();
        return new ContactEdit(
                current.version,
                cut < 0 ? date : start.substring(0, cut),
                cut < 0 ? time : start.substring(cut + 1),
                duration,
                merged.get("subject"),
                merged.get("description"),
                merged.get("responsible"),
                theirResponsible ? current.responsibleText : responsibleText,
                theirResponsible ? current.responsibleLabel : responsibleLabel,
                campaign.id(),
                campaign.text(),
                campaign.label(),
                merged.get("infotext"),
                addition,
                merged.get("reminder"),
                merged.get("reminderLead"),
                current.wasStart,
                current.wasSubject,
                current.wasDescription,
                current.wasResponsible,
                current.wasCampaignId,
                current.wasInfotext,
                current.wasReminder,
                current.wasReminderLead);
    }

    ContactEdit withResponsible(@Nullable String id, @Nullable String shown, @Nullable String label) {
        return new ContactEdit(
                version,
                date,
                time,
                duration,
                subject,
                description,
                id,
                shown,
                label,
                campaignId,
                campaignIdText,
                campaignIdLabel,
                infotext,
                addition,
                reminder,
                reminderLead,
                wasStart,
                wasSubject,
                wasDescription,
                wasResponsible,
                wasCampaignId,
                wasInfotext,
                wasReminder,
                wasReminderLead);
    }

    public Lookup campaign() {
        return new Lookup(campaignId, campaignIdText, campaignIdLabel);
    }

    ContactEdit withCampaign(Lookup campaign) {
        return new ContactEdit(
                version,
                date,
                time,
                duration,
                subject,
                description,
                responsible,
                responsibleText,
                responsibleLabel,
                campaign.id(),
                campaign.text(),
                campaign.label(),
                infotext,
                addition,
                reminder,
                reminderLead,
                wasStart,
                wasSubject,
                wasDescription,
                wasResponsible,
                wasCampaignId,
                wasInfotext,
                wasReminder,
                wasReminderLead);
    }

    private Edited edited() {
        return new Edited(values(true), values(false));
    }

    private Map<String, @Nullable String> values(boolean before) {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        values.put("start", before ? wasStart : start());
        // an open contact has none yet
        values.put("duration", before ? null : duration);
        values.put("subject", before ? wasSubject : subject);
        values.put("description", lines(before ? wasDescription : description));
        values.put("responsible", before ? wasResponsible : responsible);
        values.put("campaignId", before ? wasCampaignId : campaignId);
        values.put("infotext", lines(before ? wasInfotext : infotext));
        values.put("reminder", before ? wasReminder : reminder);
        values.put("reminderLead", before ? wasReminderLead : reminderLead);
        return values;
    }

    private int readVersion() {
        return version == null ? -1 : version;
    }

    private static boolean same(@Nullable String one, @Nullable String other) {
        return Edited.same(one, other);
    }

    private static @Nullable String lines(@Nullable String value) {
        return ContactForm.lines(value);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}

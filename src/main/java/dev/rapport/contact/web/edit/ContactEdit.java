package dev.rapport.contact.web.edit;

import dev.rapport.contact.ContactChange;
import dev.rapport.contact.ContactOutcome;
import dev.rapport.contact.ContactView;
import dev.rapport.contact.ShowContact.Shown;
import dev.rapport.engine.Report;
import dev.rapport.reminder.ReminderLead;
import dev.rapport.shared.Change;
import dev.rapport.shared.Ids;
import dev.rapport.web.Edited;
import dev.rapport.web.FormTexts;
import dev.rapport.web.Lookup;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * The contact's page as it was typed, and as it was when it was opened ({@code was…}): what nobody touched is not
 * written, and when two people edit it can be told who changed what.
 *
 * @param typed by the names of the page's fields
 * @param was by the same names, of {@link #FIELDS} only
 */
record ContactEdit(
        @Nullable Integer version,
        Map<String, @Nullable String> typed,
        Map<String, @Nullable String> was,
        Lookup responsible,
        Lookup campaign) {

    /**
     * Fields of the contact, in the order in which they are told of. The duration is typed while it is planned and written
     * when it is performed: an open contact had none.
     */
    private static final List<String> FIELDS = List.of(
            "start",
            "duration",
            "subject",
            "description",
            "responsible",
            "campaignId",
            "infotext",
            "reminder",
            "reminderLead");

    /** The start's two parts as they were typed, and what is added to the infotext of a closed contact. */
    private static final List<String> BESIDE = List.of("date", "time", "addition");

    /** The page as it was sent. */
    static ContactEdit sent(Map<String, String> sent) {
        Map<String, @Nullable String> typed = new HashMap<>();
        Map<String, @Nullable String> was = new HashMap<>();
        FIELDS.forEach(field -> {
            typed.put(field, FormTexts.lines(sent.get(field)));
            was.put(field, FormTexts.lines(sent.get("was" + StringUtils.capitalize(field))));
        });
        BESIDE.forEach(field -> typed.put(field, FormTexts.lines(sent.get(field))));
        typed.put("start", FormTexts.start(sent.get("date"), sent.get("time")));
        return new ContactEdit(
                Ids.parse(sent.get("version")).map(Long::intValue).orElse(null),
                typed,
                was,
                Lookup.sent("responsible", sent),
                Lookup.sent("campaignId", sent));
    }

    /** The contact as it is stored; with what has been reported of it, while that waits for somebody else. */
    static ContactEdit of(Shown shown, ZoneId zone) {
        ContactView contact = shown.contact();
        Report pending = shown.pending();
        Instant known = pending == null || pending.start() == null ? contact.start() : pending.start();
        LocalDateTime start = LocalDateTime.ofInstant(known, zone);
        String name = contact.responsibleName() != null ? contact.responsibleName() : contact.responsible();
        String campaign = Objects.toString(contact.campaignId(), null);
        Map<String, @Nullable String> stored = new HashMap<>();
        stored.put("start", start.toLocalDate() + "T" + FormTexts.time(start));
        stored.put("subject", contact.subject());
        stored.put("description", contact.description());
        stored.put("responsible", contact.responsible());
        stored.put("campaignId", campaign);
        stored.put("infotext", contact.infotext());
        stored.put("reminder", contact.reminderId() == null ? null : "true");
        stored.put("reminderLead", contact.reminderLead());
        Map<String, @Nullable String> typed = new HashMap<>(stored);
        typed.put("date", start.toLocalDate().toString());
        typed.put("time", FormTexts.time(start));
        typed.put(
                "duration",
                contact.status().closed()
                        ? duration(contact.durationMinutes())
                        : pending == null ? "" : Objects.requireNonNullElse(pending.durationText(), ""));
        return new ContactEdit(
                contact.version(),
                typed,
                stored,
                new Lookup(contact.responsible(), name, name),
                new Lookup(campaign, contact.campaign(), contact.campaign()));
    }

    static String duration(int minutes) {
        return "%02d:%02d".formatted(minutes / 60, minutes % 60);
    }

    /** What stands in a field. */
    public @Nullable String typed(String field) {
        return typed.get(field);
    }

    /** What stood in a field when the page was opened. */
    public @Nullable String was(String field) {
        return was.get(field);
    }

    public boolean wantsReminder() {
        return "true".equals(typed("reminder"));
    }

    /** The lead time that is chosen, or is to be proposed. */
    public String lead() {
        return Objects.requireNonNullElse(typed("reminderLead"), ReminderLead.DEFAULT.code());
    }

    /** What was changed on the page, for saving an open contact. */
    ContactChange change() {
        Edited edited = edited();
        return beside(edited)
                .start(edited.change("start"))
                .reminder(
                        wantsReminder() == "true".equals(was("reminder")) ? Change.none() : Change.to(wantsReminder()))
                .reminderLead(wantsReminder() ? edited.change("reminderLead") : Change.none())
                .build();
    }

    /** What was changed besides the outcome, for closing: its start and its reminder are the outcome's and the model's. */
    ContactChange changeBeforeClosing() {
        return beside(edited()).build();
    }

    private ContactChange.Builder beside(Edited edited) {
        return ContactChange.of(readVersion())
                .infotext(edited.change("infotext"))
                .campaignId(edited.change("campaignId"))
                .responsible(edited.change("responsible"))
                .subject(edited.change("subject"))
                .description(edited.change("description"));
    }

    /** An addition to the infotext of a closed contact (rule 23). */
    ContactChange extension() {
        return ContactChange.of(readVersion())
                .infotext(Change.to(typed("addition")))
                .build();
    }

    /** The start counts only if it was touched: performed early, it took place now. */
    ContactOutcome outcome(String code) {
        return new ContactOutcome(
                text(code).isEmpty() ? null : code,
                Edited.same(typed("start"), was("start")) ? null : typed("start"),
                text(typed("duration")).isEmpty() ? null : typed("duration"),
                null);
    }

    /** What both changed, and differently. */
    List<Edited.Collision> collisions(ContactEdit current) {
        return edited().collisions(current.values());
    }

    /** Everything that was typed here and is not what is stored now; of a closed contact none of it can be saved any more. */
    List<Edited.Collision> unsaved(ContactEdit current) {
        return edited().unsaved(current.values());
    }

    /** Whether anything was typed that a look at the stored contact would not show. */
    boolean touched() {
        return responsible.retyped()
                || campaign.retyped()
                || !text(typed("addition")).isEmpty()
                || edited().touched();
    }

    /**
     * Both people's changes in one: what only the other changed is taken over, what was typed here stays.
     *
     * @param taken a field whose other value was chosen; null for none
     */
    ContactEdit onto(ContactEdit current, @Nullable String taken) {
        Map<String, @Nullable String> merged = new HashMap<>(typed);
        merged.putAll(edited().onto(current.values(), taken));
        merged.put("duration", typed("duration"));
        String[] start = text(merged.get("start")).split("T", 2);
        if (start.length == 2) {
            merged.put("date", start[0]);
            merged.put("time", start[1]);
        }
        return new ContactEdit(
                current.version,
                merged,
                current.was,
                Edited.same(merged.get("responsible"), responsible.id()) ? responsible : current.responsible,
                Edited.same(merged.get("campaignId"), campaign.id()) ? campaign : current.campaign);
    }

    ContactEdit with(Lookup newResponsible, Lookup newCampaign) {
        return new ContactEdit(version, typed, was, newResponsible, newCampaign);
    }

    private Edited edited() {
        return new Edited(was, values());
    }

    private Map<String, @Nullable String> values() {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        FIELDS.forEach(field -> values.put(field, typed(field)));
        values.put("responsible", responsible.id());
        values.put("campaignId", campaign.id());
        return values;
    }

    private int readVersion() {
        return version == null ? -1 : version;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}

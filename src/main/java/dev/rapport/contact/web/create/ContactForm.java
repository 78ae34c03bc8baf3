package dev.rapport.contact.web.create;

import dev.rapport.contact.ContactDraft;
import dev.rapport.contact.ContactDraftBuilder;
import dev.rapport.contact.ContactView;
import dev.rapport.reminder.ReminderLead;
import dev.rapport.shared.TimeEntry;
import dev.rapport.shared.TimeEntry.Reader;
import dev.rapport.web.FormTexts;
import dev.rapport.web.Lookup;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The form that creates a contact, as it was typed.
 *
 * @param typed by the names of the form's fields
 * @param lookedUp the address that was looked up, on a page that is not about one
 */
record ContactForm(Map<String, @Nullable String> typed, Lookup lookedUp, Lookup responsible, Lookup campaign) {

    /** What the contact is made of; the start is typed in two parts. */
    private static final List<String> FIELDS = List.of(
            "contactPersonId",
            "type",
            "direction",
            "status",
            "date",
            "time",
            "duration",
            "reminder",
            "reminderLead",
            "subject",
            "description");

    /**
     * What is sent along: a key, so that a double click creates one contact; the address page on which the form stands, which
     * is then the contact's address (rule 7); the start that was proposed, as long as nobody has chosen another.
     */
    private static final List<String> BESIDE = List.of("idempotencyKey", "address", "suggestedStart");

    /** What is understood of date and time, and of the duration. */
    private static final String START = "start";

    private static final String LASTS = "lasts";

    /** The form as it was sent. */
    static ContactForm sent(Map<String, String> sent, Reader reader) {
        Map<String, @Nullable String> typed = new HashMap<>();
        FIELDS.forEach(field -> typed.put(field, sent.get(field)));
        BESIDE.forEach(field -> typed.put(field, sent.get(field)));
        typed.put(START, TimeEntry.start(sent.get("date"), sent.get("time"), reader));
        typed.put(LASTS, TimeEntry.duration(sent.get("duration")).or(sent.get("duration")));
        return new ContactForm(
                typed,
                new Lookup(sent.get("addressId"), sent.get("addressText"), sent.get("addressLabel")),
                Lookup.sent("responsible", sent),
                Lookup.sent("campaignId", sent));
    }

    /** An empty form: an outgoing call that has just been made. */
    static ContactForm empty(LocalDateTime start, Reader reader) {
        return sent(Map.of("type", "CALL", "direction", "OUTGOING", "status", "PERFORMED"), reader)
                .withNewKey()
                .withSuggestedStart(start, reader);
    }

    /** What stands in a field. */
    public @Nullable String typed(String field) {
        return typed.get(field);
    }

    /** The address page on which the form stands; null elsewhere. */
    public @Nullable String address() {
        return typed("address");
    }

    /** The address that is given or chosen, which may be a contact person's. */
    @Nullable
    String anyAddress() {
        return address() == null ? lookedUp.id() : address();
    }

    public boolean planned() {
        return "PLANNED".equals(typed("status"));
    }

    public boolean wantsReminder() {
        return "true".equals(typed("reminder"));
    }

    /** The lead time that is chosen, or is to be proposed. */
    public String lead() {
        return Objects.requireNonNullElse(typed("reminderLead"), ReminderLead.DEFAULT.code());
    }

    /** Whether something was typed as responsible or campaign of which it is not known who or what is meant. */
    boolean isOpen() {
        return responsible.isOpen() || campaign.isOpen();
    }

    /** What is understood of date and time, else what was typed of them. */
    @Nullable
    String start() {
        return typed(START);
    }

    /** The same of a field of a refusal. */
    @Nullable
    String handedIn(String field) {
        return typed(field.equals("duration") ? LASTS : field);
    }

    /** Whether the start is still the one that was proposed when the form was opened, which may be long ago. */
    boolean startUntouched() {
        return typed("suggestedStart") != null && Objects.equals(typed("suggestedStart"), start());
    }

    ContactDraft draft() {
        return ContactDraftBuilder.builder()
                .addressId(anyAddress())
                .contactPersonId(typed("contactPersonId"))
                .responsible(responsible.id())
                .type(typed("type"))
                .direction(typed("direction"))
                .status(typed("status"))
                .start(start())
                .duration(typed(LASTS))
                .reminder(wantsReminder())
                .reminderLead(typed("reminderLead"))
                .subject(typed("subject"))
                .description(FormTexts.lines(typed("description")))
                .campaignId(campaign.id())
                .build();
    }

    /** On the page of an address, with somebody of it chosen or nobody in particular. */
    ContactForm on(@Nullable String page, @Nullable String person) {
        Map<String, @Nullable String> changed = new HashMap<>(typed);
        changed.put("address", page);
        changed.put("contactPersonId", person);
        return with(changed);
    }

    ContactForm withAddress(Lookup chosen) {
        return new ContactForm(typed, chosen, responsible, campaign);
    }

    ContactForm withResponsible(Lookup chosen) {
        return new ContactForm(typed, lookedUp, chosen, campaign);
    }

    ContactForm withCampaign(Lookup chosen) {
        return new ContactForm(typed, lookedUp, responsible, chosen);
    }

    ContactForm withNewKey() {
        Map<String, @Nullable String> changed = new HashMap<>(typed);
        changed.put("idempotencyKey", UUID.randomUUID().toString());
        return with(changed);
    }

    ContactForm withSuggestedStart(LocalDateTime start, Reader reader) {
        Map<String, @Nullable String> changed = new HashMap<>(typed);
        changed.put("date", reader.shown(start.toLocalDate()));
        changed.put("time", FormTexts.time(start));
        String exact = FormTexts.start(start);
        changed.put(START, exact);
        changed.put("suggestedStart", exact);
        return with(changed);
    }

    /** At a time that somebody has chosen. */
    ContactForm at(LocalDateTime start, String status, Reader reader) {
        Map<String, @Nullable String> changed = new HashMap<>(withSuggestedStart(start, reader).typed);
        changed.put("suggestedStart", null);
        changed.put("status", status);
        return with(changed);
    }

    /** A planned contact at the given time with what a follow-up takes over. */
    ContactForm asFollowUp(LocalDateTime start, String sameType, String sameSubject, Reader reader) {
        Map<String, @Nullable String> changed = new HashMap<>(withSuggestedStart(start, reader).typed);
        changed.put("type", sameType);
        changed.put("direction", "OUTGOING");
        changed.put("status", "PLANNED");
        changed.put("duration", null);
        changed.put(LASTS, null);
        changed.put("reminder", "true");
        changed.put("reminderLead", ReminderLead.DEFAULT.code());
        changed.put("subject", sameSubject);
        changed.put("description", null);
        return with(changed);
    }

    /**
     * What another contact says, at its very time.
     *
     * @param reminder lead time; null for no reminder
     */
    ContactForm as(ContactView other, LocalDateTime start, @Nullable String reminder) {
        Map<String, @Nullable String> changed = new HashMap<>(typed);
        changed.put("type", other.type());
        changed.put("direction", other.direction().name());
        changed.put("status", other.status().name());
        changed.put("date", start.toLocalDate().toString());
        changed.put("time", FormTexts.time(start));
        // it was chosen, not proposed
        changed.put("suggestedStart", null);
        changed.put("duration", other.status().closed() ? FormTexts.duration(other.durationMinutes()) : null);
        changed.put("reminder", reminder == null ? null : "true");
        changed.put("reminderLead", reminder);
        changed.put("subject", other.subject());
        changed.put("description", other.description());
        return with(changed);
    }

    private ContactForm with(Map<String, @Nullable String> changed) {
        return new ContactForm(changed, lookedUp, responsible, campaign);
    }
}

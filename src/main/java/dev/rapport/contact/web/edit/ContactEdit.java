package dev.rapport.contact.web.edit;

import dev.rapport.contact.ContactChange;
import dev.rapport.contact.ContactChangeBuilder;
import dev.rapport.contact.ContactOutcome;
import dev.rapport.contact.ContactView;
import dev.rapport.item.Report;
import dev.rapport.item.ShowItem.Shown;
import dev.rapport.item.web.ItemEdit;
import dev.rapport.reminder.ReminderLead;
import dev.rapport.shared.Change;
import dev.rapport.shared.SearchTerms;
import dev.rapport.shared.TimeEntry;
import dev.rapport.shared.TimeEntry.Reader;
import dev.rapport.web.Edited;
import dev.rapport.web.FormTexts;
import dev.rapport.web.Lookup;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The contact's page as it was typed. */
final class ContactEdit extends ItemEdit<ContactEdit, ContactChange, ContactOutcome> {

    /** How long it is expected to take. */
    private static final String EXPECTED = "expectedDuration";

    /** The duration is typed while it is planned and written when it is performed: an open contact had none. */
    private static final List<String> FIELDS = List.of(
            "addressId",
            "type",
            "direction",
            "start",
            "duration",
            EXPECTED,
            "subject",
            "description",
            "responsible",
            "campaignId",
            "infotext",
            "reminder",
            "reminderLead");

    /** What is understood of the duration. */
    private static final String LASTS = "lasts";

    private static final List<String> CHOSEN = List.of("type", "direction");

    private static final String ADDRESS_TEXT = "addressText";
    private static final String ADDRESS_LABEL = "addressLabel";

    private final Typed typed;
    private final Reader reader;

    private ContactEdit(Typed typed, Reader reader) {
        super(FIELDS, typed);
        this.typed = typed;
        this.reader = reader;
    }

    /** The page as it was sent. */
    static ContactEdit sent(Map<String, String> sent, Reader reader) {
        // the start's two parts and the duration, as they were typed
        Typed typed = Typed.sent(sent, FIELDS, List.of("date", "time", ADDRESS_TEXT, ADDRESS_LABEL));
        typed.typed().put("start", TimeEntry.start(sent.get("date"), sent.get("time"), reader));
        typed.typed().put(LASTS, TimeEntry.duration(sent.get("duration")).or(sent.get("duration")));
        // one of several is chosen always: a list that was not sent says nothing
        CHOSEN.forEach(field -> typed.typed()
                .compute(field, (name, value) -> value == null ? typed.was().get(name) : value));
        return new ContactEdit(typed, reader);
    }

    /** The contact as it is stored; with what has been reported of it, while that waits for somebody else. */
    static ContactEdit of(Shown<ContactView> shown, Reader reader) {
        ContactView contact = shown.item();
        Report pending = shown.pending();
        LocalDateTime start = LocalDateTime.ofInstant(
                pending == null || pending.start() == null ? contact.start() : pending.start(), reader.zone());
        Map<String, @Nullable String> stored = new HashMap<>();
        stored.put("addressId", whom(contact));
        stored.put("type", contact.type());
        stored.put("direction", contact.direction().name());
        stored.put("start", FormTexts.start(start));
        stored.put(
                EXPECTED,
                Optional.ofNullable(contact.expectedMinutes())
                        .map(FormTexts::duration)
                        .orElse(null));
        stored.put("subject", contact.subject());
        stored.put("description", contact.description());
        stored.put("infotext", contact.infotext());
        stored.put("reminder", contact.reminderId() == null ? null : "true");
        stored.put("reminderLead", contact.reminderLead());
        Map<String, @Nullable String> beside = new HashMap<>();
        putStart(beside, start, reader);
        beside.put("duration", duration(contact, pending));
        return new ContactEdit(
                Typed.stored(contact.version(), stored, beside, responsible(contact), campaign(contact)), reader);
    }

    private static void putStart(Map<String, @Nullable String> typed, LocalDateTime start, Reader reader) {
        typed.put("date", reader.shown(start.toLocalDate()));
        typed.put("time", FormTexts.time(start));
    }

    /** The same page with another start, which the person has to see before it counts. */
    ContactEdit proposing(LocalDateTime start) {
        Map<String, @Nullable String> proposed = new HashMap<>(typed.typed());
        proposed.put("start", FormTexts.start(start));
        putStart(proposed, start, reader);
        return with(new Typed(typed.version(), proposed, typed.was(), responsible(), campaign()));
    }

    /** What was handed in for a field of a refusal. */
    @Nullable
    String handedIn(String field) {
        return typed(field.equals("duration") ? LASTS : field);
    }

    /** Whom a contact is about: the contact person, who stands for his company too (rule 6), else the address. */
    static String whom(ContactView contact) {
        return String.valueOf(contact.contactPersonId() != null ? contact.contactPersonId() : contact.addressId());
    }

    /** With the id of the address that was chosen or whose text was typed; what is not found is refused as it was typed. */
    ContactEdit resolved(
            Function<String, List<Lookup.Choice>> find,
            BiPredicate<String, SearchTerms> fits,
            Optional<Lookup.Choice> chosen) {
        Lookup sent = lookedUp();
        Lookup resolved = chosen.map(Lookup::chosen).orElseGet(() -> sent.resolved(find, fits));
        if (resolved.equals(sent)) {
            return this;
        }
        Map<String, @Nullable String> other = new HashMap<>(typed.typed());
        other.put("addressId", resolved.isOpen() ? resolved.text() : resolved.id());
        other.put(ADDRESS_TEXT, resolved.text());
        other.put(ADDRESS_LABEL, resolved.label());
        return with(new Typed(typed.version(), other, typed.was(), typed.responsible(), typed.campaign()));
    }

    /** What stands in the field for the address. */
    Lookup lookedUp() {
        return new Lookup(typed("addressId"), typed(ADDRESS_TEXT), typed(ADDRESS_LABEL));
    }

    private static String duration(ContactView contact, @Nullable Report pending) {
        if (contact.status().closed()) {
            return FormTexts.duration(contact.durationMinutes());
        }
        return pending == null ? "" : Objects.requireNonNullElse(pending.durationText(), "");
    }

    public boolean wantsReminder() {
        return "true".equals(typed("reminder"));
    }

    /** The lead time that is chosen, or is to be proposed. */
    public String lead() {
        return Objects.requireNonNullElse(typed("reminderLead"), ReminderLead.DEFAULT.code());
    }

    @Override
    protected ContactChange change() {
        if (typed("addition") != null) {
            return ContactChange.of(readVersion()).infotext(changeOfInfotext()).build();
        }
        return beside().start(change("start"))
                .reminder(
                        wantsReminder() == "true".equals(was("reminder")) ? Change.none() : Change.to(wantsReminder()))
                .reminderLead(wantsReminder() ? change("reminderLead") : Change.none())
                .build();
    }

    /** Its start and its reminder are the outcome's and the model's. */
    @Override
    protected ContactChange changeBeforeClosing() {
        return beside().build();
    }

    private ContactChangeBuilder beside() {
        Change<String> whom = change("addressId");
        return ContactChange.of(readVersion())
                .addressId(whom)
                // the field says whom, in one
                .contactPersonId(whom.present() ? Change.to(null) : Change.none())
                .type(change("type"))
                .expectedDuration(change(EXPECTED))
                .direction(change("direction"))
                .infotext(change("infotext"))
                .campaignId(change("campaignId"))
                .responsible(change("responsible"))
                .subject(change("subject"))
                .description(change("description"));
    }

    /** The start counts only if it was touched: performed early, it is asked for. */
    @Override
    protected ContactOutcome outcome(String code) {
        return new ContactOutcome(
                text(code).isEmpty() ? null : code,
                Edited.same(typed("start"), was("start")) ? null : typed("start"),
                text(typed("duration")).isEmpty() ? null : typed(LASTS),
                infotextSaid());
    }

    @Override
    protected void spread(Map<String, @Nullable String> merged) {
        merged.put("duration", typed("duration"));
        String start = merged.get("start");
        // what is not understood stays as it was typed
        if (start != null && !Edited.same(start, typed("start"))) {
            putStart(merged, LocalDateTime.parse(start), reader);
        }
    }

    @Override
    protected ContactEdit with(Typed other) {
        return new ContactEdit(other, reader);
    }
}

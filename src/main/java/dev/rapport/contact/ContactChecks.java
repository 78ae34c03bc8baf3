package dev.rapport.contact;

import dev.rapport.address.AddressChoice;
import dev.rapport.contacttype.ContactType;
import dev.rapport.contacttype.ContactTypes;
import dev.rapport.item.ItemChecks;
import dev.rapport.item.ItemStatus;
import dev.rapport.reminder.ReminderLead;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.StartRequired;
import dev.rapport.shared.Texts;
import dev.rapport.shared.TimeEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a contact may say (rules 3, 9 and 12) and the table of bad input, the same for pages, API, Tasklist and models. */
@Component
class ContactChecks {

    /** A performed contact may lie this far ahead: clocks differ. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private static final Pattern DURATION = Pattern.compile("([01][0-9]|2[0-3]):([0-5][0-9])");

    private final AddressChoice addressChoice;
    private final ItemChecks items;
    private final ContactTypes types;
    private final BusinessTime time;

    ContactChecks(AddressChoice addressChoice, ItemChecks items, ContactTypes types, BusinessTime time) {
        this.addressChoice = addressChoice;
        this.items = items;
        this.types = types;
        this.time = time;
    }

    /**
     * Checks a whole draft.
     *
     * @throws dev.rapport.shared.BusinessRuleViolation with everything that is wrong, at once
     */
    CheckedContact check(ContactDraft draft) {
        FieldChecks checks = new FieldChecks();
        ItemStatus status = choice(checks, "status", draft.status(), ItemStatus.class);
        Direction direction = choice(checks, "direction", draft.direction(), Direction.class);
        String subject = items.subject(checks, draft.subject());
        String description = items.text(checks, "description", draft.description());

        AddressChoice.Chosen about = addressChoice.choose(checks, draft.addressId(), draft.contactPersonId());
        ContactType type = type(checks, draft.type());
        String responsible = items.responsible(checks, draft.responsible());
        Long campaign = items.campaign(checks, draft.campaignId(), null);
        Instant start = start(checks, draft.start(), status);
        Duration duration = duration(checks, draft.duration(), status, type != null && type.needsDuration());
        ReminderLead reminder = reminder(checks, draft, status);
        checks.refuseIfAny();
        if (about == null) {
            throw unchecked();
        }
        return CheckedContactBuilder.builder()
                .addressId(about.address())
                .contactPersonId(about.contactPerson())
                .responsible(responsible)
                .type(required(type).code())
                .direction(required(direction))
                .status(required(status))
                .start(required(start))
                .duration(required(duration))
                .reminder(reminder)
                .subject(subject)
                .description(description)
                .campaignId(campaign)
                .card(about.card())
                .build();
    }

    /**
     * Whom a contact is about that is changed (rule 6). What is not said stays, but for the contact person of another main
     * address.
     *
     * @return null where nothing is said of it, or when it was refused
     */
    AddressChoice.@Nullable Chosen concerned(FieldChecks checks, Contact contact, ContactChange change) {
        if (!change.addressId().present() && !change.contactPersonId().present()) {
            return null;
        }
        String address = change.addressId().or(contact.addressId().toString());
        boolean sameAddress = contact.addressId().toString().equals(blankToNull(address));
        String person =
                change.contactPersonId().or(sameAddress ? Objects.toString(contact.contactPersonId(), null) : null);
        return addressChoice.choose(checks, address, person);
    }

    /** The type of a contact that is changed; it keeps the one it has, even a retired one. Null when it was refused. */
    @Nullable
    String type(FieldChecks checks, Contact contact, ContactChange change) {
        String said = change.type().or(contact.type());
        if (contact.type().equals(blankToNull(said))) {
            return contact.type();
        }
        ContactType type = type(checks, said);
        return type == null ? null : type.code();
    }

    /** Its direction; null when it was refused. */
    @Nullable
    Direction direction(FieldChecks checks, Contact contact, ContactChange change) {
        return change.direction().present()
                ? choice(checks, "direction", change.direction().value(), Direction.class)
                : contact.direction();
    }

    /** Whether a performed contact of this type needs a duration. */
    boolean needsDuration(String type) {
        return types.findByCode(type).map(ContactType::needsDuration).orElse(false);
    }

    /** Start of a planned contact that moves; null when it was refused. */
    @Nullable
    Instant plannedStart(FieldChecks checks, @Nullable String value) {
        return start(checks, value, ItemStatus.PLANNED);
    }

    /** When a contact is tried again that stays open: at another time than before; null when it was refused. */
    @Nullable
    Instant nextStart(FieldChecks checks, Contact contact, @Nullable String stated) {
        Instant next = blankToNull(stated) == null ? null : plannedStart(checks, stated);
        if (!checks.refuses("start") && (next == null || next.equals(contact.start()))) {
            checks.refuse("start", "start.new-required");
        }
        return next;
    }

    /** How long a contact is expected to take, in minutes; null for as usual, or when it was refused. */
    @Nullable
    Integer expectedMinutes(FieldChecks checks, @Nullable String value) {
        String text = blankToNull(value);
        if (text == null) {
            return null;
        }
        String read = TimeEntry.duration(text).value();
        if (read == null || read.equals("00:00")) {
            checks.refuse("expectedDuration", "expected-duration.invalid");
            return null;
        }
        return LocalTime.parse(read).toSecondOfDay() / 60;
    }

    /** A planned contact has no duration but 00:00 (rule 12). */
    void refusePlannedDuration(FieldChecks checks, @Nullable String value) {
        duration(checks, value, ItemStatus.PLANNED, false);
    }

    /**
     * When a contact took place: as stated, else as planned; null when it was refused. Where the planned start lies ahead, the
     * real one is asked for and now is proposed: none is written that nobody has seen (rule 18).
     */
    @Nullable
    Instant performedStart(FieldChecks checks, Contact contact, @Nullable String stated) {
        if (stated != null && !Texts.isBlank(stated)) {
            return start(checks, stated, ItemStatus.PERFORMED);
        }
        if (contact.start().isAfter(time.now())) {
            StartRequired.refuse(checks, contact.start(), time);
            return null;
        }
        return contact.start();
    }

    /** The same of many, of which it is not known yet whose it is: null where nothing is said, or when it was refused. */
    @Nullable
    Instant performedStart(FieldChecks checks, @Nullable String stated) {
        return blankToNull(stated) == null ? null : start(checks, stated, ItemStatus.PERFORMED);
    }

    @Nullable
    Duration performedDuration(FieldChecks checks, @Nullable String value, String type) {
        return performedDuration(checks, value, needsDuration(type));
    }

    /** The same whatever its type. */
    void performedDuration(FieldChecks checks, @Nullable String value) {
        performedDuration(checks, value, false);
    }

    private static @Nullable Duration performedDuration(FieldChecks checks, @Nullable String value, boolean needed) {
        if (blankToNull(value) == null) {
            if (needed) {
                checks.refuse("duration", "duration.required");
            }
            return needed ? null : Duration.ZERO;
        }
        return duration(checks, value, ItemStatus.PERFORMED, needed);
    }

    Optional<ReminderLead> lead(FieldChecks checks, @Nullable String value) {
        String code = blankToNull(value);
        if (code == null) {
            return Optional.of(ReminderLead.DEFAULT);
        }
        Optional<ReminderLead> lead = ReminderLead.offered(code);
        if (lead.isEmpty()) {
            checks.refuse("reminderLead", "not-found");
        }
        return lead;
    }

    /** A contact type that may still be chosen. */
    private @Nullable ContactType type(FieldChecks checks, @Nullable String value) {
        checks.required("type", value);
        String code = blankToNull(value);
        if (code == null) {
            return null;
        }
        // the database cannot even be asked for some texts
        Optional<ContactType> type = Texts.hasIllegalInLine(code)
                ? Optional.empty()
                : types.findByCode(code).filter(ContactType::active);
        if (type.isEmpty()) {
            checks.refuse("type", "not-found");
        }
        return type.orElse(null);
    }

    private @Nullable Instant start(FieldChecks checks, @Nullable String value, @Nullable ItemStatus status) {
        checks.required("start", value);
        if (value == null || checks.refuses("start")) {
            return null;
        }
        Instant start = time.read(checks, "start", value);
        if (start != null
                && status == ItemStatus.PERFORMED
                && start.isAfter(time.now().plus(CLOCK_TOLERANCE))) {
            checks.refuse("start", "start.in-future");
        }
        return start;
    }

    private static @Nullable Duration duration(
            FieldChecks checks, @Nullable String value, @Nullable ItemStatus status, boolean needed) {
        String text = blankToNull(value);
        if (text == null) {
            // a planned contact has none anyway (rule 12), and forms hide the field then
            if (status == ItemStatus.PLANNED) {
                return Duration.ZERO;
            }
            checks.refuse("duration", "required");
            return null;
        }
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            checks.refuse("duration", "duration.invalid");
            return null;
        }
        Duration duration =
                Duration.ofHours(Long.parseLong(matcher.group(1))).plusMinutes(Long.parseLong(matcher.group(2)));
        if (status == ItemStatus.PLANNED && !duration.isZero()) {
            checks.refuse("duration", "duration.planned-must-be-zero");
        } else if (status == ItemStatus.PERFORMED && duration.isZero() && needed) {
            checks.refuse("duration", "duration.required");
        }
        return duration;
    }

    private @Nullable ReminderLead reminder(FieldChecks checks, ContactDraft draft, @Nullable ItemStatus status) {
        boolean closed = status != null && status.closed();
        if (draft.reminder() == null && !closed) {
            checks.refuse("reminder", "required");
            return null;
        }
        if (!Boolean.TRUE.equals(draft.reminder())) {
            return null;
        }
        if (closed) {
            checks.refuse("reminder", "reminder.not-planned");
            return null;
        }
        return lead(checks, draft.reminderLead()).orElse(null);
    }

    private static <E extends Enum<E>> @Nullable E choice(
            FieldChecks checks, String field, @Nullable String value, Class<E> choices) {
        checks.required(field, value);
        String text = blankToNull(value);
        if (text == null) {
            return null;
        }
        String code = text.replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
        for (E each : choices.getEnumConstants()) {
            if (each.name().equals(code)) {
                return each;
            }
        }
        checks.refuse(field, "not-found");
        return null;
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || Texts.isBlank(value) ? null : value.strip();
    }

    private static <T> T required(@Nullable T value) {
        if (value == null) {
            throw unchecked();
        }
        return value;
    }

    private static IllegalStateException unchecked() {
        return new IllegalStateException("A mandatory field passed its check without a value");
    }
}

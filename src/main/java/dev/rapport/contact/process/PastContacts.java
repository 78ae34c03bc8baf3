package dev.rapport.contact.process;

import dev.rapport.address.AddContactPerson;
import dev.rapport.address.Address;
import dev.rapport.address.AddressFields;
import dev.rapport.address.AddressFieldsBuilder;
import dev.rapport.address.Addresses;
import dev.rapport.address.CreateAddress;
import dev.rapport.campaign.CreateCampaign;
import dev.rapport.contact.Contact;
import dev.rapport.contact.ContactDraft;
import dev.rapport.contact.ContactDraftBuilder;
import dev.rapport.contact.ContactOutcome;
import dev.rapport.contact.CreateContact;
import dev.rapport.contact.ReadContact;
import dev.rapport.contacttype.ContactType;
import dev.rapport.contacttype.ContactTypes;
import dev.rapport.item.ItemStatus;
import dev.rapport.item.process.PastItemsOf;
import dev.rapport.reminder.ItemTraces;
import dev.rapport.reminder.ReminderLead;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Closed contacts, for rehearsals of their model. */
@Component
class PastContacts extends PastItemsOf<Contact> {

    private final ReadContact readContact;
    private final CreateContact createContact;
    private final CreateAddress createAddress;
    private final AddContactPerson addContactPerson;
    private final Addresses addresses;
    private final ContactTypes types;
    private final ItemTraces traces;
    private final JdbcClient jdbc;
    private final BusinessTime time;

    PastContacts(
            ReadContact readContact,
            CreateContact createContact,
            CreateCampaign createCampaign,
            CreateAddress createAddress,
            AddContactPerson addContactPerson,
            Addresses addresses,
            ContactTypes types,
            ItemTraces traces,
            JdbcClient jdbc,
            BusinessTime time) {
        super(ContactModel.KEY, traces, createCampaign, jdbc, time);
        this.readContact = readContact;
        this.createContact = createContact;
        this.createAddress = createAddress;
        this.addContactPerson = addContactPerson;
        this.addresses = addresses;
        this.types = types;
        this.traces = traces;
        this.jdbc = jdbc;
        this.time = time;
    }

    @Override
    public Map<String, String> types(Locale reader) {
        Map<String, String> names = new LinkedHashMap<>();
        for (ContactType type : types.all()) {
            names.put(type.code(), type.name(reader));
        }
        return names;
    }

    @Override
    protected String table() {
        return "rapport.contact";
    }

    @Override
    protected Contact item(Long id) {
        return readContact.read(id);
    }

    /** One that was planned is planned again, for when it was planned, with the reminder that it had. */
    @Override
    public Long begin(Past past) {
        Contact contact = item(past.id());
        boolean planned = !past.atOnce();
        Instant start = Instant.parse(Objects.requireNonNull(
                planned
                        ? before(past, "start", contact.start())
                        : contact.start().toString()));
        ReminderLead lead = planned ? traces.firstLead(past.id()).orElse(null) : null;
        ContactDraft draft = ContactDraftBuilder.builder()
                .addressId(contact.addressId().toString())
                .contactPersonId(Objects.toString(contact.contactPersonId(), null))
                .responsible(planned ? before(past, "responsible", contact.responsible()) : contact.responsible())
                .type(contact.type())
                .direction(contact.direction().name())
                .status(planned ? ItemStatus.PLANNED.name() : contact.status().name())
                .start(time.local(start).toString())
                .duration(clock(planned ? Duration.ZERO : contact.duration()))
                .reminder(lead != null)
                .reminderLead(lead == null ? null : lead.code())
                .subject(contact.subject())
                .description(contact.description())
                .campaignId(
                        planned
                                ? before(past, "campaignId", contact.campaignId())
                                : Objects.toString(contact.campaignId(), null))
                .build();
        try {
            return createContact.create(draft);
        } catch (BusinessRuleViolation refused) {
            return createContact.create(withLikes(draft, gone(refused)));
        }
    }

    /** What cannot be chosen any more is replaced by something that is called the same. */
    private ContactDraft withLikes(ContactDraft draft, Set<String> gone) {
        ContactDraftBuilder like = ContactDraftBuilder.builder(draft);
        if (gone.contains("campaignId") && draft.campaignId() != null) {
            like.campaignId(campaignLike(draft.campaignId()));
        }
        if (gone.contains("addressId") || gone.contains("contactPersonId")) {
            Address main = address(draft.addressId());
            long address =
                    createAddress.create(main.kind(), named(main)).address().id();
            like.addressId(String.valueOf(address));
            if (draft.contactPersonId() != null) {
                Address person = address(draft.contactPersonId());
                like.contactPersonId(String.valueOf(
                        addContactPerson.add(address, named(person)).address().id()));
            }
        }
        return like.build();
    }

    private static AddressFields named(Address address) {
        return AddressFieldsBuilder.builder()
                .name(address.name())
                .firstName(address.firstName())
                .build();
    }

    private Address address(@Nullable String id) {
        return addresses.findById(Long.valueOf(String.valueOf(id))).orElseThrow();
    }

    @Override
    public Map<String, Object> report(Past past) {
        Contact contact = item(past.id());
        boolean took = contact.status() == ItemStatus.PERFORMED;
        return ContactVariables.of(
                new ContactOutcome(
                        contact.outcome(),
                        took ? time.local(contact.start()).toString() : null,
                        took ? clock(contact.duration()) : null,
                        after(past, "infotext", contact.infotext())),
                true);
    }

    @Override
    protected Map<String, @Nullable Object> own(Contact contact) {
        Map<String, @Nullable Object> own = new LinkedHashMap<>();
        own.put("start", contact.start());
        own.put("duration", clock(contact.duration()));
        return own;
    }

    /** Contacts that a trial has made carry numbers that no other one has (see {@code Contacts.nextNumber}). */
    @Override
    protected List<Effect> further(Long copy) {
        List<Effect> further = new ArrayList<>();
        jdbc.sql("""
                        select type, subject, start_at, coalesce(responsible, '') as responsible from rapport.contact
                        where id > :copy and length(number) > 20 order by id""").param("copy", copy).query(row -> {
            further.add(new Effect(
                    "contact",
                    List.of(
                            row.getString("type"),
                            row.getString("subject"),
                            row.getTimestamp("start_at").toInstant().toString(),
                            row.getString("responsible"))));
        });
        for (ItemTraces.Reminder reminder : traces.reminders(copy)) {
            further.add(new Effect("reminder", List.of(reminder.dueAt().toString())));
            if (reminder.open()) {
                further.add(new Effect("openReminder", List.of(reminder.dueAt().toString())));
            }
        }
        return further;
    }

    private static String clock(Duration duration) {
        return "%02d:%02d".formatted(duration.toHours(), duration.toMinutesPart());
    }
}

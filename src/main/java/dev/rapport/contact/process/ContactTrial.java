package dev.rapport.contact.process;

import dev.rapport.address.AddressFieldsBuilder;
import dev.rapport.address.AddressKind;
import dev.rapport.address.CreateAddress;
import dev.rapport.contact.ContactDraftBuilder;
import dev.rapport.contact.CreateContact;
import dev.rapport.contact.process.ContactModel.Variables;
import dev.rapport.contacttype.ContactTypes;
import dev.rapport.engine.TrialItem;
import dev.rapport.reminder.ReminderLead;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Outcomes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Contacts that never were, for trials of the models of contacts and of their reminders. */
@Component
class ContactTrial implements TrialItem {

    private static final String PLANNED = "planned";
    private static final String PLANNED_WITH_REMINDER = "plannedWithReminder";

    private final CreateAddress createAddress;
    private final CreateContact createContact;
    private final ContactTypes types;
    private final BusinessTime time;
    private final JdbcClient jdbc;

    ContactTrial(
            CreateAddress createAddress,
            CreateContact createContact,
            ContactTypes types,
            BusinessTime time,
            JdbcClient jdbc) {
        this.createAddress = createAddress;
        this.createContact = createContact;
        this.types = types;
        this.time = time;
        this.jdbc = jdbc;
    }

    @Override
    public String process() {
        return ContactModel.KEY;
    }

    @Override
    public List<String> triedAlong() {
        return List.of("reminder");
    }

    @Override
    public List<String> ways() {
        return List.of(PLANNED, PLANNED_WITH_REMINDER, Outcomes.PERFORMED, Outcomes.NOT_PERFORMED);
    }

    @Override
    public Long begin(String way) {
        boolean planned = !Outcomes.PERFORMED.equals(way) && !Outcomes.NOT_PERFORMED.equals(way);
        boolean reminder = PLANNED_WITH_REMINDER.equals(way);
        Long address = createAddress
                .create(
                        AddressKind.COMPANY,
                        AddressFieldsBuilder.builder().name("Trial").build())
                .address()
                .id();
        return createContact.create(ContactDraftBuilder.builder()
                .addressId(address.toString())
                .type(type())
                .direction("OUTGOING")
                .status(planned ? "PLANNED" : Outcomes.PERFORMED.equals(way) ? "PERFORMED" : "NOT_PERFORMED")
                .start( // in two hours, so that its reminder is due already
                        start(planned ? 2 : -2))
                .duration(planned || Outcomes.NOT_PERFORMED.equals(way) ? "00:00" : "00:30")
                .reminder(reminder)
                .reminderLead(reminder ? ReminderLead.DEFAULT.code() : null)
                .subject("Trial")
                .build());
    }

    @Override
    public Map<String, Object> report(boolean withInfotext) {
        Map<String, @Nullable Object> report = new HashMap<>();
        report.put(Variables.START, start(-1));
        report.put(Variables.DURATION, "00:30");
        if (withInfotext) {
            report.put(Variables.INFOTEXT, "Trial");
        }
        return Map.copyOf(report);
    }

    @Override
    public boolean isOpen(Long id) {
        return jdbc.sql("select status = 'PLANNED' from rapport.contact where id = :id")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    private String start(int hoursFromNow) {
        return time.nowLocal().plusHours(hoursFromNow).toOffsetDateTime().toString();
    }

    /** Any that can be chosen; a trial must not depend on which ones managers have kept. */
    private String type() {
        return types.all().get(0).code();
    }
}

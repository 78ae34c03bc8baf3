package dev.rapport.contact.web;

import dev.rapport.contact.ChangeContact;
import dev.rapport.contact.ContactChange;
import dev.rapport.contact.ContactOutcome;
import dev.rapport.contact.ContactView;
import dev.rapport.contact.FinishContact;
import dev.rapport.contact.ShowContact;
import dev.rapport.reminder.Snooze;
import dev.rapport.reminder.SnoozeReminder;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Change;
import dev.rapport.shared.Ids;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a line of the reminder list can do without opening the contact. */
@Component
class ReminderActions {

    private final SnoozeReminder snoozeReminder;
    private final FinishContact finishContact;
    private final ChangeContact changeContact;
    private final ShowContact showContact;
    private final BusinessTime time;

    ReminderActions(
            SnoozeReminder snoozeReminder,
            FinishContact finishContact,
            ChangeContact changeContact,
            ShowContact showContact,
            BusinessTime time) {
        this.snoozeReminder = snoozeReminder;
        this.finishContact = finishContact;
        this.changeContact = changeContact;
        this.showContact = showContact;
        this.time = time;
    }

    /**
     * Does one thing with one line.
     *
     * @param what performed, notPerformed, move or one of {@link Snooze}
     * @param contactId the line's contact
     * @param typed the line's fields, named with the contact's id at the end
     */
    void run(String what, long contactId, Map<String, String> typed) {
        int version = Ids.parse(typed.get("version-" + contactId)).orElse(-1L).intValue();
        switch (what) {
            case "performed", "notPerformed" -> {
                String note = ContactForm.lines(
                        blankToNull(typed.get((what.equals("performed") ? "note-" : "reason-") + contactId)));
                finishContact.finish(
                        contactId,
                        change(version, Change.none(), note == null ? Change.none() : Change.to(note)),
                        new ContactOutcome(
                                what,
                                null,
                                what.equals("performed") ? blankToNull(typed.get("duration-" + contactId)) : null,
                                null));
            }
            case "move" ->
                changeContact.change(
                        contactId,
                        change(
                                version,
                                Change.to(LocalStart.joined(
                                        typed.get("date-" + contactId), typed.get("time-" + contactId))),
                                Change.none()));
            default -> snooze(contactId, what);
        }
    }

    private void snooze(long contactId, String what) {
        Snooze snooze = Arrays.stream(Snooze.values())
                .filter(each -> each.name().equals(what))
                .findFirst()
                .orElseThrow(() -> BusinessRuleViolation.notFound("do"));
        ContactView contact = showContact.show(contactId).contact();
        if (contact.reminderId() == null) {
            throw BusinessRuleViolation.notFound("reminder");
        }
        snoozeReminder.until(contact.reminderId(), snooze.from(time.nowLocal()));
    }

    private static ContactChange change(int version, Change<String> start, Change<String> infotext) {
        return new ContactChange(
                version,
                start,
                Change.none(),
                infotext,
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none());
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }
}

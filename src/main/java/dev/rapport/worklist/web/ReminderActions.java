package dev.rapport.worklist.web;

import dev.rapport.contact.ChangeContact;
import dev.rapport.contact.CompleteContact;
import dev.rapport.contact.ContactChange;
import dev.rapport.contact.ContactOutcome;
import dev.rapport.contact.ContactView;
import dev.rapport.contact.ShowContact;
import dev.rapport.measure.CompleteMeasure;
import dev.rapport.measure.MeasureChange;
import dev.rapport.measure.MeasureOutcome;
import dev.rapport.measure.MeasureView;
import dev.rapport.measure.ShowMeasure;
import dev.rapport.reminder.RemoveReminders;
import dev.rapport.reminder.Snooze;
import dev.rapport.reminder.SnoozeReminder;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Change;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Outcomes;
import dev.rapport.shared.TimeEntry;
import dev.rapport.shared.TimeEntry.Toward;
import dev.rapport.web.FormTexts;
import dev.rapport.web.TypedTimes;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the reminder list can do with a contact without opening it. */
@Component
class ReminderActions {

    /** Before the id of a measure, where those of contacts are meant else. */
    static final String MEASURE = "measure-";

    private final SnoozeReminder snoozeReminder;
    private final RemoveReminders removeReminders;
    private final CompleteContact completeContact;
    private final ChangeContact changeContact;
    private final ShowContact showContact;
    private final TypedTimes typedTimes;
    private final CompleteMeasure completeMeasure;
    private final ShowMeasure showMeasure;
    private final BusinessTime time;

    ReminderActions(
            SnoozeReminder snoozeReminder,
            RemoveReminders removeReminders,
            CompleteContact completeContact,
            ChangeContact changeContact,
            ShowContact showContact,
            TypedTimes typedTimes,
            CompleteMeasure completeMeasure,
            ShowMeasure showMeasure,
            BusinessTime time) {
        this.snoozeReminder = snoozeReminder;
        this.removeReminders = removeReminders;
        this.completeContact = completeContact;
        this.changeContact = changeContact;
        this.showContact = showContact;
        this.typedTimes = typedTimes;
        this.completeMeasure = completeMeasure;
        this.showMeasure = showMeasure;
        this.time = time;
    }

    /**
     * What was done with one contact.
     *
     * @param until when a postponed reminder falls due again; null where none was postponed
     * @param was fields to send with {@code undo}, named with the contact's id at the end; empty when it cannot be undone
     */
    record Done(
            String subject,
            Map<String, String> was,
            @Nullable Instant until) {

        Done(String subject, Map<String, String> was) {
            this(subject, was, null);
        }
    }

    /**
     * Does one thing with one contact.
     *
     * @param what performed, notPerformed, move, reassign, remove, undo or one of {@link Snooze}
     * @param line at the end of the names of the fields it takes: the contact's id, or "selected"
     */
    Done run(String what, long contactId, String line, Map<String, String> typed) {
        String start = start(what, line, typed);
        String lasts = lasts(line, typed);
        try {
            return act(what, contactId, line, start, lasts, typed);
        } catch (BusinessRuleViolation refusal) {
            throw typedTimes.explained(
                    refusal, field -> field.equals("start") ? start : field.equals("duration") ? lasts : null);
        }
    }

    /** When it is to start, or really began. */
    private @Nullable String start(String what, String line, Map<String, String> typed) {
        return what.equals("move")
                ? TimeEntry.start(typed.get("date-" + line), typed.get("time-" + line), typedTimes.reader(Toward.AHEAD))
                : TimeEntry.start(
                        typed.get("startDate-" + line), typed.get("startTime-" + line), typedTimes.reader(Toward.BACK));
    }

    private static @Nullable String lasts(String line, Map<String, String> typed) {
        String duration = typed.get("duration-" + line);
        return TimeEntry.duration(duration).or(duration);
    }

    private Done act(
            String what,
            long contactId,
            String line,
            @Nullable String start,
            @Nullable String lasts,
            Map<String, String> typed) {
        ContactView before = showContact.show(contactId).item();
        int version = Ids.parse(typed.get("version-" + contactId)).orElse(-1L).intValue();
        switch (what) {
            case Outcomes.PERFORMED -> {
                // of many, the start is asked for only where it lay ahead
                String began = before.start().isAfter(time.now()) ? start : null;
                finish(contactId, version, new ContactOutcome(what, began, lasts, typed.get("note-" + line)));
            }
            case Outcomes.NOT_PERFORMED ->
                finish(contactId, version, new ContactOutcome(what, null, null, typed.get("reason-" + line)));
            case "move" -> {
                changeContact.change(
                        contactId,
                        ContactChange.of(version).start(Change.to(start)).build());
                return undoable(
                        before,
                        true,
                        Map.of("start-", time.local(before.start()).toString()));
            }
            case "reassign" -> {
                changeContact.change(
                        contactId,
                        ContactChange.of(version)
                                .responsible(Change.to(blankToNull(typed.get("responsible"))))
                                .build());
                return undoable(
                        before, false, Map.of("responsible-", Objects.requireNonNullElse(before.responsible(), "")));
            }
            case "remove" -> removeReminders.one(reminderOf(before));
            case "undo" -> undo(before, version, typed);
            default -> {
                Instant until =
                        snoozeReminder.by(reminderOf(before), snooze(what)).dueAt();
                return new Done(
                        before.subject(), undoable(before, true, Map.of()).was(), until);
            }
        }
        return new Done(before.subject(), Map.of());
    }

    /** Closes a measure; {@code line} is {@link #MEASURE} and its id. */
    Done runMeasure(String what, String line, Map<String, String> typed) {
        long id = Ids.require("id", line.substring(MEASURE.length()));
        boolean performed = what.equals(Outcomes.PERFORMED);
        if (!performed && !what.equals(Outcomes.NOT_PERFORMED)) {
            throw BusinessRuleViolation.notFound("do");
        }
        MeasureView before = showMeasure.show(id).item();
        int version = Ids.parse(typed.get("version-" + line)).orElse(-1L).intValue();
        String infotext = FormTexts.lines(blankToNull(typed.get((performed ? "note-" : "reason-") + line)));
        completeMeasure.finish(
                id, MeasureChange.none(version), new MeasureOutcome(what, Change.none(), null, infotext));
        return new Done(before.subject(), Map.of());
    }

    private void finish(long contactId, int version, ContactOutcome said) {
        completeContact.finish(
                contactId,
                ContactChange.of(version).build(),
                new ContactOutcome(
                        said.outcome(),
                        said.start(),
                        blankToNull(said.duration()),
                        FormTexts.lines(blankToNull(said.infotext()))));
    }

    /** Writes back what stood there before, unless somebody has changed the contact since. */
    private void undo(ContactView contact, int version, Map<String, String> was) {
        String start = was.get("start-" + contact.id());
        String responsible = was.get("responsible-" + contact.id());
        if (start != null || responsible != null) {
            changeContact.change(
                    contact.id(),
                    ContactChange.of(version)
                            .start(start == null ? Change.none() : Change.to(start))
                            .responsible(responsible == null ? Change.none() : Change.to(blankToNull(responsible)))
                            .build());
        }
        String due = was.get("due-" + contact.id());
        if (due != null) {
            FieldChecks checks = new FieldChecks();
            Instant dueAt = time.read(checks, "until", due);
            checks.refuseIfAny();
            snoozeReminder.undo(reminderOf(contact), Objects.requireNonNull(dueAt));
        }
    }

    private Done undoable(ContactView before, boolean movedDue, Map<String, String> changed) {
        Map<String, String> was = new LinkedHashMap<>();
        changed.forEach((field, value) -> was.put(field + before.id(), value));
        if (movedDue && before.reminderDueAt() != null) {
            was.put("due-" + before.id(), time.local(before.reminderDueAt()).toString());
        }
        was.put(
                "version-" + before.id(),
                String.valueOf(showContact.show(before.id()).item().version()));
        return new Done(before.subject(), was);
    }

    private static Long reminderOf(ContactView contact) {
        if (contact.reminderId() == null) {
            throw BusinessRuleViolation.notFound("reminder");
        }
        return contact.reminderId();
    }

    private static Snooze snooze(String what) {
        return Arrays.stream(Snooze.values())
                .filter(each -> each.name().equals(what))
                .findFirst()
                .orElseThrow(() -> BusinessRuleViolation.notFound("do"));
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }
}

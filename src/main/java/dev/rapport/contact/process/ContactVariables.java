package dev.rapport.contact.process;

import static dev.rapport.contact.process.ContactModel.Variables.ADDRESS_NAME;
import static dev.rapport.contact.process.ContactModel.Variables.ASSIGNEE;
import static dev.rapport.contact.process.ContactModel.Variables.DUE_DATE;
import static dev.rapport.contact.process.ContactModel.Variables.DURATION;
import static dev.rapport.contact.process.ContactModel.Variables.INFOTEXT;
import static dev.rapport.contact.process.ContactModel.Variables.OUTCOME;
import static dev.rapport.contact.process.ContactModel.Variables.REMINDER;
import static dev.rapport.contact.process.ContactModel.Variables.REMINDER_LEAD;
import static dev.rapport.contact.process.ContactModel.Variables.START;
import static dev.rapport.contact.process.ContactModel.Variables.STATUS;
import static dev.rapport.contact.process.ContactModel.Variables.SUBJECT;
import static dev.rapport.contact.process.ContactModel.Variables.VERSION;
import static dev.rapport.engine.Submitted.text;

import dev.rapport.contact.Contact;
import dev.rapport.contact.ContactDraft;
import dev.rapport.contact.ContactDraftBuilder;
import dev.rapport.contact.ContactOutcome;
import dev.rapport.contact.RegisterContact.Registered;
import dev.rapport.item.process.ItemVariables;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.TimeEntry;
import dev.rapport.shared.TimeEntry.Toward;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;

/** Translates between the variables of the model {@code contact} and the records of this module. */
final class ContactVariables {

    private ContactVariables() {}

    /** Replaces the input by what routing, forms and task cards need. */
    static void registered(VariableScope scope, Registered registered, BusinessTime time) {
        ItemVariables.forgetDraft(scope, ContactDraft.class);
        Contact contact = registered.contact();
        Map<String, @Nullable Object> kept = card(contact, time);
        kept.put(STATUS, contact.status().name());
        kept.put(REMINDER, registered.reminder() != null);
        kept.put(ADDRESS_NAME, registered.card());
        if (registered.reminder() != null) {
            kept.put(REMINDER_LEAD, registered.reminder().code());
        }
        scope.setVariables(kept);
    }

    /** What changes with the contact: start, due date, subject, assignee, version. */
    static Map<String, @Nullable Object> card(Contact contact, BusinessTime time) {
        Map<String, @Nullable Object> variables = new HashMap<>();
        variables.put(ASSIGNEE, contact.assignee());
        variables.put(DUE_DATE, Date.from(contact.start()));
        variables.put(START, local(contact.start(), time));
        variables.put(SUBJECT, contact.subject());
        variables.put(VERSION, contact.version());
        return variables;
    }

    /** See {@link EngineContactProcess}. */
    static VariableMap of(ContactOutcome outcome, boolean work) {
        VariableMap variables = Variables.createVariables();
        ItemVariables.putExact(variables);
        ItemVariables.put(variables, OUTCOME, outcome.outcome());
        if (work || outcome.start() != null) {
            // a missing start must not be taken from the variable that prefills the form
            variables.putValue(START, outcome.start());
        }
        ItemVariables.put(variables, DURATION, outcome.duration());
        ItemVariables.putText(variables, INFOTEXT, outcome.infotext());
        return variables;
    }

    static ContactOutcome outcome(VariableScope scope, TimeEntry.Reader reader, BusinessTime time) {
        String start = text(scope, START);
        String duration = text(scope, DURATION);
        if (ItemVariables.areTyped(scope)) {
            start = TimeEntry.dateTime(start, reader).or(start);
            duration = TimeEntry.duration(duration).or(duration);
            // the planned start, which the form showed already, is nobody's answer
            if (start != null && scope.getVariable(DUE_DATE) instanceof Date planned) {
                String shown = local(planned.toInstant(), time);
                start = shown.equals(start) || shown.equals(start + ":00") ? null : start;
            }
        }
        return new ContactOutcome(text(scope, OUTCOME), start, duration, text(scope, INFOTEXT));
    }

    /** What a form hands in, as people type it. */
    static ContactDraft read(ContactDraft typed, BusinessTime time) {
        boolean planned = "PLANNED".equals(typed.status());
        return ContactDraftBuilder.builder(typed)
                .start(TimeEntry.dateTime(typed.start(), time.reader(planned ? Toward.AHEAD : Toward.BACK))
                        .or(typed.start()))
                .duration(TimeEntry.duration(typed.duration()).or(typed.duration()))
                .build();
    }

    static String local(Instant start, BusinessTime time) {
        return start.atZone(time.zone())
                .toLocalDateTime()
                .truncatedTo(ChronoUnit.SECONDS)
                .format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
    }
}

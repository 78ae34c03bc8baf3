package dev.rapport.bulk.web;

import dev.rapport.bulk.BulkPlanDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The form that orders contacts, as it was typed.
 *
 * @param startFrom local date and time; likewise {@code startTo}
 * @param responsibles logins that were chosen
 * @param responsible login that is being chosen
 * @param responsibleText what stands in the field where it is chosen
 */
record PlanForm(
        @Nullable String idempotencyKey,
        @Nullable String type,
        @Nullable String subject,
        @Nullable String description,
        @Nullable String startFrom,
        @Nullable String startTo,
        @Nullable List<String> responsibles,
        @Nullable String responsible,
        @Nullable String responsibleText,
        @Nullable String reminder,
        @Nullable String reminderLead) {

    static PlanForm empty(String from, String to, String lead) {
        return new PlanForm(newKey(), "CALL", null, null, from, to, List.of(), null, null, "true", lead);
    }

    static String newKey() {
        return UUID.randomUUID().toString();
    }

    public boolean wantsReminder() {
        return "true".equals(reminder);
    }

    public List<String> chosen() {
        return responsibles == null ? List.of() : responsibles;
    }

    BulkPlanDraft draft() {
        return new BulkPlanDraft(
                type,
                null,
                startFrom,
                startTo,
                chosen(),
                wantsReminder(),
                reminderLead,
                subject,
                description == null ? null : description.replace("\r\n", "\n"));
    }

    PlanForm with(String login) {
        List<String> more = new ArrayList<>(chosen());
        if (!more.contains(login)) {
            more.add(login);
        }
        return choosing(more);
    }

    PlanForm without(String login) {
        return choosing(chosen().stream().filter(other -> !other.equals(login)).toList());
    }

    private PlanForm choosing(List<String> logins) {
        return copy(idempotencyKey, logins, null);
    }

    PlanForm withNewKey() {
        return copy(newKey(), responsibles, responsibleText);
    }

    private PlanForm copy(@Nullable String key, @Nullable List<String> logins, @Nullable String text) {
        return new PlanForm(
                key, type, subject, description, startFrom, startTo, logins, null, text, reminder, reminderLead);
    }
}

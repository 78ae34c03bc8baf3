package dev.rapport.bulk.web;

import dev.rapport.bulk.BulkPlanDraft;
import dev.rapport.bulk.BulkPlanDraftBuilder;
import dev.rapport.shared.TimeEntry;
import dev.rapport.shared.TimeEntry.Reader;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The form that orders contacts, as it was typed.
 *
 * @param startFrom date and time as somebody typed them; likewise {@code startTo}
 * @param responsibles logins that were chosen
 * @param responsible login that is being chosen
 * @param responsibleText what stands in the field where it is chosen
 */
@RecordBuilder
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
        return PlanFormBuilder.builder()
                .idempotencyKey(newKey())
                .type("CALL")
                .startFrom(from)
                .startTo(to)
                .responsibles(List.of())
                .reminder("true")
                .reminderLead(lead)
                .build();
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

    BulkPlanDraft draft(Reader reader) {
        return BulkPlanDraftBuilder.builder()
                .type(type)
                .startFrom(TimeEntry.dateTime(startFrom, reader).or(startFrom))
                .startTo(TimeEntry.dateTime(startTo, reader).or(startTo))
                .responsibles(chosen())
                .reminder(wantsReminder())
                .reminderLead(reminderLead)
                .subject(subject)
                .description(description == null ? null : description.replace("\r\n", "\n"))
                .build();
    }

    /** What stands in the field of a refusal. */
    @Nullable
    String typed(String field) {
        return switch (field) {
            case "startFrom" -> startFrom;
            case "startTo" -> startTo;
            default -> null;
        };
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
        return PlanFormBuilder.builder(this)
                .idempotencyKey(key)
                .responsibles(logins)
                .responsibleText(text)
                .responsible(null)
                .build();
    }
}

package dev.rapport.worklist.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rapport.contact.ContactOutcome;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Sentences;
import dev.rapport.shared.StartRequired;
import dev.rapport.worklist.ChangeManyContacts;
import dev.rapport.worklist.ChangeManyContacts.Result;
import dev.rapport.worklist.ChangeManyContacts.Selected;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Closing and reassigning many contacts at once over the API. */
@RestController
@RequestMapping("/api/bulk")
class BulkApi {

    /** A selected contact. */
    record SelectedBody(@Nullable String id, @Nullable Integer version) {}

    /** Body of closing many. */
    record CloseBody(
            @Nullable List<@Nullable SelectedBody> contacts,
            @Nullable String outcome,
            @Nullable String start,
            @Nullable String duration,
            @Nullable String infotext) {}

    /** Body of reassigning many. */
    record ReassignBody(
            @Nullable List<@Nullable SelectedBody> contacts,
            @Nullable String responsible) {}

    /**
     * One refused field.
     *
     * @param proposed of a start that is asked for: the one that is proposed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Refused(
            String field,
            String code,
            String message,
            @Nullable OffsetDateTime proposed) {}

    /** What became of one contact. */
    record ResultAnswer(Long id, boolean done, @Nullable String detail, List<Refused> errors) {}

    /** What became of each. */
    record ResultsAnswer(List<ResultAnswer> results) {}

    private final ChangeManyContacts changeMany;
    private final Sentences sentences;

    BulkApi(ChangeManyContacts changeMany, Sentences sentences) {
        this.changeMany = changeMany;
        this.sentences = sentences;
    }

    @PostMapping("/close")
    ResultsAnswer close(@RequestBody CloseBody body, Locale locale) {
        return answer(
                changeMany.close(
                        selected(body.contacts()),
                        new ContactOutcome(body.outcome(), body.start(), body.duration(), body.infotext()),
                        null,
                        false),
                locale);
    }

    @PostMapping("/reassign")
    ResultsAnswer reassign(@RequestBody ReassignBody body, Locale locale) {
        return answer(changeMany.reassign(selected(body.contacts()), body.responsible(), false), locale);
    }

    private static List<Selected> selected(@Nullable List<@Nullable SelectedBody> contacts) {
        FieldChecks checks = new FieldChecks();
        List<Selected> selected = new ArrayList<>();
        if (contacts == null || contacts.isEmpty()) {
            checks.refuse("contacts", "required");
        } else {
            for (@Nullable SelectedBody contact : contacts) {
                Optional<Long> id = contact == null ? Optional.empty() : Ids.parse(contact.id());
                if (contact == null || id.isEmpty()) {
                    checks.refuse("contacts", "not-found");
                } else if (contact.version() == null) {
                    checks.refuse("version", "required");
                } else {
                    selected.add(new Selected(id.get(), contact.version()));
                }
            }
        }
        checks.refuseIfAny();
        return selected;
    }

    private ResultsAnswer answer(List<Result> results, Locale locale) {
        return new ResultsAnswer(results.stream()
                .map(result -> {
                    BusinessRuleViolation refusal = result.refusal();
                    return refusal == null
                            ? new ResultAnswer(result.id(), true, null, List.of())
                            : new ResultAnswer(
                                    result.id(),
                                    false,
                                    sentences.of(refusal, locale),
                                    refusal.errors().stream()
                                            .map(error -> new Refused(
                                                    error.field(),
                                                    error.code(),
                                                    sentences.of(error, locale),
                                                    StartRequired.proposed(error)
                                                            .orElse(null)))
                                            .toList());
                })
                .toList());
    }
}

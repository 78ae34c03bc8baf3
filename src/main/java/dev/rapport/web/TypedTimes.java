package dev.rapport.web;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.FieldError;
import dev.rapport.shared.TimeEntry;
import dev.rapport.shared.TimeEntry.Reader;
import dev.rapport.shared.TimeEntry.Toward;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Dates, times and durations of forms as they were typed, and as their fields show them. */
@Component("typedTimes")
public class TypedTimes {

    private static final Set<String> DATES = Set.of("start.invalid", "date.invalid");

    private final BusinessTime time;

    TypedTimes(BusinessTime time) {
        this.time = time;
    }

    public Reader reader(Toward toward) {
        return time.reader(toward);
    }

    /** The present moment as a field's script takes it: local in the business zone. */
    public String now() {
        return String.valueOf(reader(Toward.EITHER).now());
    }

    public String zone() {
        return time.zone().getId();
    }

    /** A day as a field shows it; null for none. */
    public @Nullable String shown(@Nullable LocalDate day) {
        return day == null ? null : reader(Toward.AHEAD).shown(day);
    }

    /**
     * The refusal with what is wrong with a date, a time or a duration instead of the general word that it is none.
     *
     * @param handedIn what was handed in for a field
     */
    public BusinessRuleViolation explained(BusinessRuleViolation refusal, UnaryOperator<@Nullable String> handedIn) {
        if (refusal.kind() != BusinessRuleViolation.Kind.INVALID) {
            return refusal;
        }
        List<FieldError> errors = refusal.errors().stream()
                .map(error -> explained(error, handedIn))
                .toList();
        BusinessRuleViolation explained = BusinessRuleViolation.invalid(errors);
        BusinessRuleViolation.Rule rule = refusal.rule();
        return rule == null ? explained : explained.refusedBy(rule.step(), rule.name());
    }

    private FieldError explained(FieldError error, UnaryOperator<@Nullable String> handedIn) {
        String typed = handedIn.apply(error.field());
        String problem = null;
        if (typed != null && DATES.contains(error.code())) {
            problem = TimeEntry.problem(typed, reader(Toward.EITHER));
        } else if (typed != null && error.code().equals("duration.invalid")) {
            problem = TimeEntry.problemOfDuration(typed);
        }
        return problem == null ? error : FieldError.of(error.field(), "entry." + problem);
    }
}

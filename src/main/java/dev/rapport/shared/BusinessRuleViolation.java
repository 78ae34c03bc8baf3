package dev.rapport.shared;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refusal that a person can understand and mend: bad input (422), a conflict with what somebody else did (409), an
 * unknown id (404), or something that this person may not do with this very item (403). Nothing has been written. The sentence is made where it is shown, in the reader's language; see
 * {@code dev.rapport.web}.
 */
public class BusinessRuleViolation extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What the refusal means to the caller. */
    public enum Kind {
        INVALID,
        CONFLICT,
        NOT_FOUND,
        FORBIDDEN
    }

    private final Kind kind;
    private final transient List<FieldError> errors;
    private transient @Nullable Rule rule;
    private transient @Nullable Object current;
    private @Nullable String sentence;
    private transient @Nullable Object sent;

    /** The step of a model that refused. */
    public record Rule(String step, String name) {}

    private BusinessRuleViolation(Kind kind, List<FieldError> errors) {
        super(errors.toString());
        this.kind = kind;
        this.errors = List.copyOf(errors);
    }

    public static BusinessRuleViolation invalid(List<FieldError> errors) {
        return new BusinessRuleViolation(Kind.INVALID, errors);
    }

    public static BusinessRuleViolation invalid(String field, String code, Object... arguments) {
        return invalid(List.of(FieldError.of(field, code, arguments)));
    }

    public static BusinessRuleViolation conflict(String field, String code, Object... arguments) {
        return new BusinessRuleViolation(Kind.CONFLICT, List.of(FieldError.of(field, code, arguments)));
    }

    public static BusinessRuleViolation notFound(String field) {
        return new BusinessRuleViolation(Kind.NOT_FOUND, List.of(FieldError.of(field, "not-found")));
    }

    /** Somebody else may do it, or he himself might have done it earlier. */
    public static BusinessRuleViolation forbidden(String field, String code, Object... arguments) {
        return new BusinessRuleViolation(Kind.FORBIDDEN, List.of(FieldError.of(field, code, arguments)));
    }

    /** Names the step of the model that refused; the first step to claim the refusal keeps it. */
    public BusinessRuleViolation refusedBy(String step, String name) {
        if (rule == null) {
            rule = new Rule(step, name);
        }
        return this;
    }

    /** Attaches both states of a conflict: as it is now, and as this caller wanted it. */
    public BusinessRuleViolation withStates(Object now, Object wanted) {
        current = now;
        sent = wanted;
        return this;
    }

    /** The sentence for places that show an exception's message as it is, which the engine's webapps do. */
    public BusinessRuleViolation saying(String text) {
        sentence = text;
        return this;
    }

    @Override
    public String getMessage() {
        return sentence != null ? sentence : String.valueOf(super.getMessage());
    }

    public Kind kind() {
        return kind;
    }

    public List<FieldError> errors() {
        return errors;
    }

    public @Nullable Rule rule() {
        return rule;
    }

    public @Nullable Object current() {
        return current;
    }

    public @Nullable Object sent() {
        return sent;
    }
}

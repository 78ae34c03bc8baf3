package dev.rapport.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong with an input, so that all of it can be said at once. Each check hands the value back as it is
 * to be stored; what it hands back for a refused value is never used, because {@link #refuseIfAny()} comes before.
 *
 * <pre>{@code
 * FieldChecks checks = new FieldChecks();
 * String subject = checks.requiredLine("subject", form.subject(), 200);
 * String description = checks.optionalText("description", form.description(), 20_000);
 * checks.refuseIfAny();
 * }</pre>
 */
public final class FieldChecks {

    /** Deliberately loose: whether mail arrives is known only by sending it. */
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>,;:\"()\\[\\]\\\\]+@[^\\s@<>,;:\"()\\[\\]\\\\]+");

    private static final int EMAIL_LENGTH = 254;

    private final List<FieldError> errors = new ArrayList<>();

    /** A mandatory single-line text: {@code required}, {@code too-long} or {@code illegal-characters}. */
    public String requiredLine(String field, @Nullable String value, int maximum) {
        if (value == null || Texts.isBlank(value)) {
            refuse(field, "required");
            return "";
        }
        return line(field, value, maximum);
    }

    /** A single-line text that may be missing; a blank one is none. */
    public @Nullable String optionalLine(String field, @Nullable String value, int maximum) {
        return value == null || Texts.isBlank(value) ? null : line(field, value, maximum);
    }

    /** An e-mail address that may be missing: also {@code email.invalid}. */
    public @Nullable String optionalEmail(String field, @Nullable String value) {
        String email = optionalLine(field, value, EMAIL_LENGTH);
        if (email != null && !refuses(field) && !EMAIL.matcher(email).matches()) {
            refuse(field, "email.invalid");
        }
        return email;
    }

    /** A text of many lines that may be missing; a blank one is none. It is kept as it was typed, but for the line ends and what nobody sees. */
    public @Nullable String optionalText(String field, @Nullable String value, int maximum) {
        if (value == null || Texts.isBlank(value)) {
            return null;
        }
        String text = Texts.lines(value);
        if (Texts.hasIllegalInText(text)) {
            refuse(field, "illegal-characters");
        }
        if (Texts.length(text) > maximum) {
            refuse(field, "too-long", maximum);
        }
        return text;
    }

    /** A mandatory value of any type: {@code required}. */
    public void required(String field, @Nullable Object value) {
        if (value == null || (value instanceof String text && Texts.isBlank(text))) {
            refuse(field, "required");
        }
    }

    /** Notes a refusal. A field is refused once for each reason. */
    public void refuse(String field, String code, Object... arguments) {
        FieldError error = FieldError.of(field, code, arguments);
        if (!errors.contains(error)) {
            errors.add(error);
        }
    }

    public boolean refuses(String field) {
        return errors.stream().anyMatch(error -> error.field().equals(field));
    }

    public List<FieldError> errors() {
        return List.copyOf(errors);
    }

    /** Throws a {@link BusinessRuleViolation} with everything that was refused, if anything was. */
    public void refuseIfAny() {
        if (!errors.isEmpty()) {
            throw BusinessRuleViolation.invalid(errors);
        }
    }

    private String line(String field, String value, int maximum) {
        String tidy = Texts.tidy(value);
        if (Texts.hasIllegalInLine(tidy)) {
            refuse(field, "illegal-characters");
            return value;
        }
        if (Texts.length(tidy) > maximum) {
            refuse(field, "too-long", maximum);
        }
        return tidy;
    }
}

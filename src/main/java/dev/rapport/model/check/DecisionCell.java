package dev.rapport.model.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What may stand in a cell of a decision table: the small part of FEEL that compares with fixed values. No names, no calls, no
 * arithmetic; a text holds nothing that an expression could begin with.
 */
final class DecisionCell {

    /** What a column holds. */
    enum Type {
        TEXT,
        NUMBER,
        FLAG;

        /** By what a file calls it; null for what tables may not use. */
        static @Nullable Type of(String typeRef) {
            return switch (typeRef) {
                case "", "string" -> TEXT;
                case "number", "integer", "long", "double" -> NUMBER;
                case "boolean" -> FLAG;
                default -> null;
            };
        }
    }

    /**
     * A condition on one input.
     *
     * @param any whether it holds for everything
     * @param named the values that it names
     */
    record Test(boolean any, Predicate<Object> holds, List<Object> named) {}

    private static final String NUMBER = "-?[0-9]{1,15}(?:\\.[0-9]{1,6})?";

    private static final Pattern TEXT_VALUE = Pattern.compile("\"([^\"\\\\$#{}]{0,200})\"");
    private static final Pattern NUMBER_VALUE = Pattern.compile(NUMBER);
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,15}");
    private static final Pattern COMPARED = Pattern.compile("(<=|>=|<|>)\\s*(" + NUMBER + ")");
    private static final Pattern INTERVAL =
            Pattern.compile("([\\[\\](])\\s*(" + NUMBER + ")\\s*\\.\\.\\s*(" + NUMBER + ")\\s*([\\[\\])])");
    private static final Pattern NEGATED = Pattern.compile("not\\((.*)\\)", Pattern.DOTALL);

    private static final Test ANY = new Test(true, value -> true, List.of());

    private DecisionCell() {}

    /** The condition in a cell; empty where it is none of these. */
    static Optional<Test> test(String cell, Type type) {
        String text = cell.strip();
        if (text.isEmpty() || "-".equals(text)) {
            return Optional.of(ANY);
        }
        Matcher negated = NEGATED.matcher(text);
        return negated.matches()
                ? list(negated.group(1), type)
                        .map(test -> new Test(false, test.holds().negate(), test.named()))
                : list(text, type);
    }

    /** What a table may answer: a text, a whole number, yes or no, of the kind that its column is said to hold. */
    static boolean isResult(String cell, Type type) {
        return value(cell)
                .filter(value -> isOf(value, type))
                .filter(value -> !(value instanceof BigDecimal)
                        || WHOLE.matcher(cell.strip()).matches())
                .isPresent();
    }

    /** The one value in a cell; empty where it is none. */
    static Optional<Object> value(String cell) {
        String text = cell.strip();
        Matcher quoted = TEXT_VALUE.matcher(text);
        if (quoted.matches()) {
            return Optional.of(quoted.group(1));
        }
        if ("true".equals(text) || "false".equals(text)) {
            return Optional.of(Boolean.valueOf(text));
        }
        return NUMBER_VALUE.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    static boolean isOf(Object value, Type type) {
        return switch (type) {
            case TEXT -> value instanceof String;
            case NUMBER -> value instanceof BigDecimal;
            case FLAG -> value instanceof Boolean;
        };
    }

    private static Optional<Test> list(String text, Type type) {
        List<Test> tests = new ArrayList<>();
        for (String each : parts(text)) {
            Optional<Test> test = single(each.strip(), type);
            if (test.isEmpty()) {
                return Optional.empty();
            }
            tests.add(test.get());
        }
        return Optional.of(new Test(
                false,
                value -> tests.stream().anyMatch(test -> test.holds().test(value)),
                tests.stream().flatMap(test -> test.named().stream()).toList()));
    }

    /** At its commas, but for those inside quotes. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static Optional<Test> single(String text, Type type) {
        Optional<Object> value = value(text).filter(found -> isOf(found, type));
        if (value.isPresent()) {
            Object named = value.get();
            return Optional.of(new Test(false, other -> isSame(named, other), List.of(named)));
        }
        return type == Type.NUMBER ? ofNumbers(text) : Optional.empty();
    }

    private static boolean isSame(Object named, Object other) {
        return named instanceof BigDecimal number ? number.compareTo((BigDecimal) other) == 0 : named.equals(other);
    }

    private static Optional<Test> ofNumbers(String text) {
        Matcher compared = COMPARED.matcher(text);
        if (compared.matches()) {
            BigDecimal limit = new BigDecimal(compared.group(2));
            return Optional.of(
                    switch (compared.group(1)) {
                        case "<" -> numbers(value -> value.compareTo(limit) < 0, limit);
                        case "<=" -> numbers(value -> value.compareTo(limit) <= 0, limit);
                        case ">" -> numbers(value -> value.compareTo(limit) > 0, limit);
                        default -> numbers(value -> value.compareTo(limit) >= 0, limit);
                    });
        }
        Matcher interval = INTERVAL.matcher(text);
        if (!interval.matches()) {
            return Optional.empty();
        }
        BigDecimal from = new BigDecimal(interval.group(2));
        BigDecimal to = new BigDecimal(interval.group(3));
        boolean withFrom = "[".equals(interval.group(1));
        boolean withTo = "]".equals(interval.group(4));
        return Optional.of(numbers(
                value -> (withFrom ? value.compareTo(from) >= 0 : value.compareTo(from) > 0)
                        && (withTo ? value.compareTo(to) <= 0 : value.compareTo(to) < 0),
                from,
                to));
    }

    private static Test numbers(Predicate<BigDecimal> holds, Object... named) {
        return new Test(false, value -> holds.test((BigDecimal) value), List.of(named));
    }
}

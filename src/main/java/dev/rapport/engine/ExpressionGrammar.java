package dev.rapport.engine;

import dev.rapport.engine.ModelExpression.Comparison;
import dev.rapport.engine.ModelExpression.Empty;
import dev.rapport.engine.ModelExpression.Junction;
import dev.rapport.engine.ModelExpression.Literal;
import dev.rapport.engine.ModelExpression.Name;
import dev.rapport.engine.ModelExpression.Not;
import dev.rapport.engine.ModelExpression.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The small language that models may use in expressions: variables, facts of the item they are about, literals, {@code == !=
 * < <= > >= ! && || ( )} and {@code empty}, alone or inside plain text. No calls, no indexes, and no properties of anything
 * but the item: an expression can compare what is there and do nothing else.
 */
public final class ExpressionGrammar {

    private static final Pattern BEAN = Pattern.compile("\\s*[$#]\\{\\s*([A-Za-z_][A-Za-z0-9_]*)\\s*}\\s*");

    /** JUEL's other operators, and names behind which the engine puts its own objects. */
    private static final Set<String> RESERVED = Set.of(
            "and",
            "or",
            "not",
            "eq",
            "ne",
            "lt",
            "gt",
            "le",
            "ge",
            "div",
            "mod",
            "instanceof",
            "empty",
            "execution",
            "task",
            "caseExecution");

    private static final Set<String> LITERALS = Set.of("true", "false", "null");

    /** What has facts, by the key of its model: see {@link ItemFacts}. */
    static final Set<String> ITEMS = Set.of("contact", "measure");

    private static final List<String> ORDERS = List.of("<=", ">=", "<", ">");

    private static final int DEEPEST = 40;

    private final String text;
    private int at;
    private int depth;

    private ExpressionGrammar(String text) {
        this.text = text;
    }

    /** Whether a text is plain, or holds only expressions of this language. */
    public static boolean accepts(String text) {
        return isPlain(text) || new ExpressionGrammar(text).template() != null;
    }

    /** The expressions in a text, none where it is plain or not of this language. */
    public static List<ModelExpression> read(String text) {
        List<ModelExpression> read = isPlain(text) ? null : new ExpressionGrammar(text).template();
        return read == null ? List.of() : read;
    }

    /** Whether the engine would take a text as it stands. */
    public static boolean isPlain(String text) {
        return !text.contains("${") && !text.contains("#{");
    }

    /** The name in an expression that is one name and nothing else, such as {@code ${requireCampaign}}. */
    public static Optional<String> singleName(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        Matcher matcher = BEAN.matcher(text);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private @Nullable List<ModelExpression> template() {
        List<ModelExpression> expressions = new ArrayList<>();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\') {
                // JUEL's escape: what it makes of the rest is not worth knowing
                return null;
            }
            if ((c == '$' || c == '#') && at + 1 < text.length() && text.charAt(at + 1) == '{') {
                at += 2;
                ModelExpression expression = or();
                if (expression == null || !take("}")) {
                    return null;
                }
                expressions.add(expression);
            } else {
                at++;
            }
        }
        return expressions;
    }

    private @Nullable ModelExpression or() {
        return junction(false, "||", () -> junction(true, "&&", this::equality));
    }

    private @Nullable ModelExpression junction(boolean all, String operator, Operand operand) {
        List<ModelExpression> operands = new ArrayList<>();
        do {
            ModelExpression read = operand.read();
            if (read == null) {
                return null;
            }
            operands.add(read);
        } while (take(operator));
        return operands.size() == 1 ? operands.get(0) : new Junction(all, operands);
    }

    private @Nullable ModelExpression equality() {
        ModelExpression left = order();
        while (left != null) {
            boolean negated = !take("==");
            if (negated && !take("!=")) {
                return left;
            }
            ModelExpression right = order();
            left = right == null ? null : new Comparison(left, right, negated);
        }
        return null;
    }

    private @Nullable ModelExpression order() {
        ModelExpression left = unary();
        if (left == null || ORDERS.stream().noneMatch(this::take)) {
            return left;
        }
        ModelExpression right = unary();
        return right == null ? null : new Order(left, right);
    }

    private @Nullable ModelExpression unary() {
        if (++depth > DEEPEST) {
            return null;
        }
        try {
            skipBlanks();
            if (!text.startsWith("!=", at) && take("!")) {
                ModelExpression operand = unary();
                return operand == null ? null : new Not(operand);
            }
            int before = at;
            if ("empty".equals(name())) {
                ModelExpression operand = unary();
                return operand == null ? null : new Empty(operand);
            }
            at = before;
            return primary();
        } finally {
            depth--;
        }
    }

    private @Nullable ModelExpression primary() {
        if (take("(")) {
            ModelExpression inner = or();
            return take(")") ? inner : null;
        }
        if (at >= text.length()) {
            return null;
        }
        char c = text.charAt(at);
        if (c == '\'' || c == '"') {
            return string(c);
        }
        if (c >= '0' && c <= '9') {
            return number();
        }
        String name = name();
        if (name == null || RESERVED.contains(name)) {
            return null;
        }
        if (LITERALS.contains(name)) {
            return new Literal(name, false);
        }
        return ITEMS.contains(name) ? fact(name) : new Name(name);
    }

    /** An item by itself is nothing that can be compared. */
    private @Nullable Name fact(String item) {
        if (at >= text.length() || text.charAt(at) != ItemFacts.OF) {
            return null;
        }
        at++;
        int start = at;
        String fact = name();
        return fact == null || text.charAt(start) != fact.charAt(0) ? null : new Name(item + ItemFacts.OF + fact);
    }

    private @Nullable Literal string(char quote) {
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                return null;
            }
            if (c == quote) {
                Literal read = new Literal(text.substring(at + 1, i), true);
                at = i + 1;
                return read;
            }
        }
        return null;
    }

    private @Nullable Literal number() {
        int start = at;
        while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        // 1e5, 0x1F and 1.a are none of ours
        return at >= text.length() || !isLetter(text.charAt(at)) ? new Literal(text.substring(start, at), false) : null;
    }

    private @Nullable String name() {
        skipBlanks();
        int start = at;
        while (at < text.length() && (isLetter(text.charAt(at)) || (at > start && isDigit(text.charAt(at))))) {
            at++;
        }
        return at == start ? null : text.substring(start, at);
    }

    private boolean take(String token) {
        skipBlanks();
        if (text.startsWith(token, at)) {
            at += token.length();
            return true;
        }
        return false;
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    @FunctionalInterface
    private interface Operand {
        @Nullable
        ModelExpression read();
    }
}

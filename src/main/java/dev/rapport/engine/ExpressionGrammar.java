package dev.rapport.engine;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The small language that models may use in expressions: variables, literals, {@code == != ! && || ( )} and {@code
 * empty}, alone or inside plain text. No calls, no properties, no indexes: an expression can compare what is there and do
 * nothing else.
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

    private static final int DEEPEST = 40;

    private final String text;
    private int at;
    private int depth;

    private ExpressionGrammar(String text) {
        this.text = text;
    }

    /** Whether a text is plain, or holds only expressions of this language. */
    public static boolean accepts(String text) {
        return isPlain(text) || new ExpressionGrammar(text).template();
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

    private boolean template() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\') {
                // JUEL's escape: what it makes of the rest is not worth knowing
                return false;
            }
            if ((c == '$' || c == '#') && at + 1 < text.length() && text.charAt(at + 1) == '{') {
                at += 2;
                if (!or() || !take("}")) {
                    return false;
                }
            } else {
                at++;
            }
        }
        return true;
    }

    private boolean or() {
        return binary(this::and, "||");
    }

    private boolean and() {
        return binary(this::equality, "&&");
    }

    private boolean equality() {
        return binary(this::unary, "==", "!=");
    }

    private boolean binary(Operand operand, String... operators) {
        if (!operand.read()) {
            return false;
        }
        while (takeAny(operators)) {
            if (!operand.read()) {
                return false;
            }
        }
        return true;
    }

    private boolean unary() {
        if (++depth > DEEPEST) {
            return false;
        }
        try {
            skipBlanks();
            if (!text.startsWith("!=", at) && take("!")) {
                return unary();
            }
            int before = at;
            if ("empty".equals(name())) {
                return unary();
            }
            at = before;
            return primary();
        } finally {
            depth--;
        }
    }

    private boolean primary() {
        if (take("(")) {
            return or() && take(")");
        }
        if (at >= text.length()) {
            return false;
        }
        char c = text.charAt(at);
        if (c == '\'' || c == '"') {
            return string(c);
        }
        if (c >= '0' && c <= '9') {
            return number();
        }
        String name = name();
        return name != null && !RESERVED.contains(name);
    }

    private boolean string(char quote) {
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                return false;
            }
            if (c == quote) {
                at = i + 1;
                return true;
            }
        }
        return false;
    }

    private boolean number() {
        while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        // 1e5, 0x1F and 1.a are none of ours
        return at >= text.length() || !isLetter(text.charAt(at));
    }

    private @Nullable String name() {
        skipBlanks();
        int start = at;
        while (at < text.length() && (isLetter(text.charAt(at)) || (at > start && isDigit(text.charAt(at))))) {
            at++;
        }
        return at == start ? null : text.substring(start, at);
    }

    private boolean takeAny(String... tokens) {
        for (String token : tokens) {
            if (take(token)) {
                return true;
            }
        }
        return false;
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
        boolean read();
    }
}

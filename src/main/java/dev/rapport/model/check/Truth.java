package dev.rapport.model.check;

import dev.rapport.engine.ExpressionGrammar;
import dev.rapport.engine.ModelExpression;
import dev.rapport.engine.ModelExpression.Comparison;
import dev.rapport.engine.ModelExpression.Empty;
import dev.rapport.engine.ModelExpression.Junction;
import dev.rapport.engine.ModelExpression.Literal;
import dev.rapport.engine.ModelExpression.Name;
import dev.rapport.engine.ModelExpression.Not;
import dev.rapport.engine.StepDeclaration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of a condition before anything has run. */
enum Truth {
    YES,
    NO,
    OPEN;

    private static final String SOMETHING = StepDeclaration.SOMETHING;

    /**
     * Evaluates a condition.
     *
     * @param values what is known of variables
     */
    static Truth of(@Nullable String condition, Map<String, String> values) {
        List<ModelExpression> read = condition == null ? List.of() : ExpressionGrammar.read(condition);
        return read.size() == 1 ? of(read.get(0), values) : OPEN;
    }

    private static Truth of(ModelExpression expression, Map<String, String> values) {
        if (expression instanceof Not not) {
            return of(not.operand(), values).negated();
        }
        if (expression instanceof Junction junction) {
            Truth decides = junction.all() ? NO : YES;
            boolean open = false;
            for (ModelExpression operand : junction.operands()) {
                Truth truth = of(operand, values);
                if (truth == decides) {
                    return decides;
                }
                open |= truth == OPEN;
            }
            return open ? OPEN : decides.negated();
        }
        if (expression instanceof Comparison comparison) {
            String left = value(comparison.left(), values);
            String right = value(comparison.right(), values);
            if (left == null || right == null || SOMETHING.equals(left) || SOMETHING.equals(right)) {
                return OPEN;
            }
            Truth equal = left.equals(right) ? YES : NO;
            return comparison.negated() ? equal.negated() : equal;
        }
        if (expression instanceof Empty empty) {
            String value = value(empty.operand(), values);
            return value == null ? OPEN : value.isEmpty() ? YES : NO;
        }
        String value = value(expression, values);
        return "true".equals(value) ? YES : "false".equals(value) ? NO : OPEN;
    }

    private static @Nullable String value(ModelExpression expression, Map<String, String> values) {
        if (expression instanceof Literal literal) {
            return literal.text();
        }
        return expression instanceof Name name ? values.get(name.name()) : null;
    }

    private Truth negated() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case OPEN -> OPEN;
        };
    }
}

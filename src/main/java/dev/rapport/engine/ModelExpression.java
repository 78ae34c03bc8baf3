package dev.rapport.engine;

import java.util.List;
import java.util.stream.Stream;

/** One expression of {@link ExpressionGrammar}, read. */
public sealed interface ModelExpression {

    /** What it is made of. */
    List<ModelExpression> operands();

    /** A variable, a step, or a fact of the item as {@code contact.type}. */
    record Name(String name) implements ModelExpression {
        @Override
        public List<ModelExpression> operands() {
            return List.of();
        }
    }

    /**
     * A fixed value.
     *
     * @param text without quotes
     * @param quoted whether it is text; a number, a truth value or null otherwise
     */
    record Literal(String text, boolean quoted) implements ModelExpression {
        @Override
        public List<ModelExpression> operands() {
            return List.of();
        }
    }

    /** {@code !}. */
    record Not(ModelExpression operand) implements ModelExpression {
        @Override
        public List<ModelExpression> operands() {
            return List.of(operand);
        }
    }

    /** {@code empty}. */
    record Empty(ModelExpression operand) implements ModelExpression {
        @Override
        public List<ModelExpression> operands() {
            return List.of(operand);
        }
    }

    /** {@code &&}, all of them, or {@code ||}, any of them. */
    record Junction(boolean all, List<ModelExpression> operands) implements ModelExpression {}

    /** {@code ==}, or {@code !=} when it is negated. */
    record Comparison(ModelExpression left, ModelExpression right, boolean negated) implements ModelExpression {
        @Override
        public List<ModelExpression> operands() {
            return List.of(left, right);
        }
    }

    /** {@code < <= > >=}, of numbers. */
    record Order(ModelExpression left, ModelExpression right) implements ModelExpression {
        @Override
        public List<ModelExpression> operands() {
            return List.of(left, right);
        }
    }

    /** Every part, itself included. */
    default Stream<ModelExpression> parts() {
        return Stream.concat(Stream.of(this), operands().stream().flatMap(ModelExpression::parts));
    }

    /** The names in it. */
    default Stream<String> names() {
        return parts().filter(Name.class::isInstance).map(part -> ((Name) part).name());
    }
}

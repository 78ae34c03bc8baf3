package dev.rapport.engine;

import dev.rapport.shared.OutcomeCategory;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a step says of itself: where it belongs, what must stand before it, what it reads and leaves behind. The check of
 * models, the element templates and the step at run time go by it, and by nothing else. Its German and English name and
 * description are the messages {@code model.<bean>} and {@code model.<bean>.description}.
 *
 * @param processes keys of the processes it is meant for; empty for every process
 * @param icon a name of Bootstrap's icons
 * @param after what must have happened on every way to it
 * @param notAfter what must not have happened
 * @param asynchronous whether its own transaction may begin before it: never where a refusal must reach a person
 * @param reads variables it needs; what a person may leave empty is not among them
 * @param provides variables that are there behind it
 * @param results what can come of it, one entry each; at least one
 * @param parameters what a designer says to it
 * @param category what the item becomes by it; null where it is no step that says so
 * @param usual whether the shipped models have it, and one without it is worth a word
 * @param knowing whether it asks for what the items of a trial need not have: its refusal counts for nothing there
 * @param foresight when a condition knows what it asks for, so that it may be told before a button is pressed
 */
public record StepDeclaration(
        ModelStep.Kind kind,
        Set<String> processes,
        String icon,
        Set<Mark> after,
        Set<Mark> notAfter,
        boolean asynchronous,
        List<String> reads,
        List<ModelVariable> provides,
        List<Result> results,
        List<StepParameter> parameters,
        @Nullable OutcomeCategory category,
        boolean usual,
        boolean knowing,
        Foresight foresight) {

    /** The value of a variable of which is known only that it is never empty. */
    public static final String SOMETHING = "\u0001";

    /**
     * One thing that can come of a step.
     *
     * @param values variables with the value they have then
     */
    public record Result(Set<Mark> marks, Map<String, String> values) {}

    /** Whether the step is one that closes the item, whatever comes of it. */
    public boolean closes() {
        return category != null && category != OutcomeCategory.OPEN;
    }

    /** Whether what people have said of the item is used up by it: it goes round to the task in which they say so. */
    public boolean asksAnew() {
        return category == OutcomeCategory.OPEN;
    }

    public boolean isMeantFor(String process) {
        return processes.isEmpty() || processes.contains(process);
    }

    /** Begins the declaration of a condition: it holds or refuses, and a refusal must reach a person. */
    public static Builder condition(String icon) {
        return new Builder(ModelStep.Kind.CONDITION, icon);
    }

    /** Begins the declaration of an event. */
    public static Builder event(String icon) {
        return new Builder(ModelStep.Kind.EVENT, icon);
    }

    /** Begins the declaration of a step of the lifecycle itself. */
    public static Builder step(String icon) {
        return new Builder(ModelStep.Kind.STEP, icon);
    }

    /** Collects a declaration. */
    public static final class Builder {

        private final ModelStep.Kind kind;
        private final String icon;
        private Set<String> processes = Set.of();
        private Set<Mark> after = Set.of();
        private Set<Mark> notAfter = Set.of();
        private boolean asynchronous;
        private List<String> reads = List.of();
        private List<ModelVariable> provides = List.of();
        private final List<Result> results = new ArrayList<>();
        private List<StepParameter> parameters = List.of();
        private @Nullable OutcomeCategory category;
        private boolean usual;
        private boolean knowing;
        private Foresight foresight = Foresight.ALWAYS;

        private Builder(ModelStep.Kind kind, String icon) {
            this.kind = kind;
            this.icon = icon;
        }

        public Builder in(String... keys) {
            processes = Set.of(keys);
            return this;
        }

        public Builder after(Mark... marks) {
            after = Set.of(marks);
            return this;
        }

        public Builder notAfter(Mark... marks) {
            notAfter = Set.of(marks);
            return this;
        }

        public Builder asynchronous() {
            asynchronous = true;
            return this;
        }

        public Builder reads(String... variables) {
            reads = List.of(variables);
            return this;
        }

        public Builder provides(ModelVariable... variables) {
            provides = List.of(variables);
            return this;
        }

        /** What always comes of it, where nothing else can. */
        public Builder marks(Mark... marks) {
            return result(Map.of(), marks);
        }

        public Builder result(Map<String, String> values, Mark... marks) {
            Set<Mark> set = EnumSet.noneOf(Mark.class);
            set.addAll(List.of(marks));
            results.add(new Result(Set.copyOf(set), Map.copyOf(values)));
            return this;
        }

        public Builder parameters(StepParameter... said) {
            parameters = List.of(said);
            return this;
        }

        /** What the item becomes by it. */
        public Builder makes(OutcomeCategory of) {
            category = of;
            return this;
        }

        public Builder usual() {
            usual = true;
            return this;
        }

        public Builder knowing() {
            knowing = true;
            return this;
        }

        /** Of a condition; where nothing is said, it always knows what it asks for. */
        public Builder foreseen(Foresight when) {
            foresight = when;
            return this;
        }

        public StepDeclaration build() {
            List<Result> possible = results.isEmpty() ? List.of(new Result(Set.of(), Map.of())) : results;
            return new StepDeclaration(
                    kind,
                    processes,
                    icon,
                    after,
                    notAfter,
                    asynchronous,
                    reads,
                    provides,
                    List.copyOf(possible),
                    parameters,
                    category,
                    usual,
                    knowing,
                    foresight);
        }
    }
}

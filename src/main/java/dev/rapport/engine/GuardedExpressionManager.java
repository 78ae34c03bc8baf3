package dev.rapport.engine;

import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.delegate.BaseDelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.el.Expression;
import org.camunda.bpm.engine.impl.el.JuelExpression;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.el.ReadOnlyMapELResolver;
import org.camunda.bpm.engine.impl.el.VariableContextElResolver;
import org.camunda.bpm.engine.impl.el.VariableScopeElResolver;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ValueExpression;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates expressions of models, and nobody else's (CVE-2026-109432: an expression in a query's {@code orQueries} was
 * evaluated for every user of Tasklist). Three locks, each enough alone:
 *
 * <ul>
 *   <li>an expression outside {@link ExpressionGrammar} is not even parsed;
 *   <li>names resolve to variables, to steps and to facts of the item, and nothing can be called on them;
 *   <li>without a variable scope, as in queries, nothing is evaluated. The expressions of the filters that Rapport seeds
 *       are no exception: they are known by their text and answered by Java code.
 * </ul>
 */
final class GuardedExpressionManager extends JuelExpressionManager {

    private final Map<String, Supplier<Object>> filterExpressions;
    private final FactResolver facts;
    private final LeftEmpty leftEmpty;

    GuardedExpressionManager(
            Map<Object, Object> beans,
            Map<String, Supplier<Object>> filterExpressions,
            FactResolver facts,
            LeftEmpty leftEmpty) {
        super(beans);
        this.filterExpressions = Map.copyOf(filterExpressions);
        this.facts = facts;
        this.leftEmpty = leftEmpty;
    }

    @Override
    public Expression createExpression(String text) {
        Supplier<Object> answer = filterExpressions.get(text);
        if (answer != null) {
            return new FilterExpression(text, answer);
        }
        return new ScopedExpression(createValueExpression(text), this, text);
    }

    /** Tables reach this one without {@link #createExpression}. */
    @Override
    public ValueExpression createValueExpression(String text) {
        if (!ExpressionGrammar.accepts(text)) {
            throw refused();
        }
        return super.createValueExpression(text);
    }

    @Override
    protected ELResolver createElResolver() {
        CompositeELResolver resolver = new CompositeELResolver();
        // steps first: nobody takes a step out of a model by submitting a variable of its name
        resolver.add(new ReadOnlyMapELResolver(beans));
        // nor says of an item what it is not
        resolver.add(facts);
        resolver.add(new Unsaid());
        resolver.add(new VariableScopeElResolver());
        // what a decision table is told
        resolver.add(new VariableContextElResolver());
        resolver.add(leftEmpty);
        return resolver;
    }

    private static BadUserRequestException refused() {
        // the text is not repeated: it comes from the caller and would reach pages and logs
        return new BadUserRequestException("This expression is not allowed");
    }

    /** An expression of a model: needs the variables of an instance. */
    private static final class ScopedExpression extends JuelExpression {

        ScopedExpression(ValueExpression expression, JuelExpressionManager manager, String text) {
            super(expression, manager, text);
        }

        @Override
        public Object getValue(@Nullable VariableScope scope, @Nullable BaseDelegateExecution contextExecution) {
            if (scope == null && !isLiteralText()) {
                throw refused();
            }
            return super.getValue(scope, contextExecution);
        }

        @Override
        public void setValue(
                Object value, @Nullable VariableScope scope, @Nullable BaseDelegateExecution contextExecution) {
            throw refused();
        }
    }

    /** An expression of a seeded filter: valid in queries only. */
    private record FilterExpression(String text, Supplier<Object> answer) implements Expression {

        @Override
        public Object getValue(@Nullable VariableScope scope) {
            return getValue(scope, null);
        }

        @Override
        public Object getValue(@Nullable VariableScope scope, @Nullable BaseDelegateExecution contextExecution) {
            if (scope != null) {
                throw refused();
            }
            return answer.get();
        }

        @Override
        public void setValue(Object value, @Nullable VariableScope scope) {
            throw refused();
        }

        @Override
        public void setValue(
                Object value, @Nullable VariableScope scope, @Nullable BaseDelegateExecution contextExecution) {
            throw refused();
        }

        @Override
        public String getExpressionText() {
            return text;
        }

        @Override
        public boolean isLiteralText() {
            return false;
        }
    }
}

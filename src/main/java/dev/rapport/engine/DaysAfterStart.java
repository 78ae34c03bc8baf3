package dev.rapport.engine;

import java.time.ZoneId;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.BaseDelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseUtil;
import org.camunda.bpm.engine.impl.el.Expression;
import org.camunda.bpm.engine.impl.el.ExpressionManager;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.jspecify.annotations.Nullable;

/**
 * The time of a timer that a designer has told to fire so many days after the start of the item, at the same time of day in the
 * business time zone. It is said by a {@code camunda:property}: a template cannot write what stands inside a timer. See ADR 72.
 *
 * @param start what the start is read by
 */
public record DaysAfterStart(Expression start, int days, ZoneId zone) implements Expression {

    /** What a designer says. */
    public static final StepParameter DAYS = StepParameter.required("daysAfterStart", StepParameter.Kind.DAYS, "3");

    /** The fact it counts from. */
    public static final String START = "start";

    /**
     * Reads it from a timer event.
     *
     * @param root what the event stands in
     * @param process the key of the model
     * @return empty where the event says nothing of the kind
     */
    static Optional<Expression> of(
            Element root, String event, String process, ExpressionManager expressions, ZoneId zone) {
        Element element = find(root, event);
        // none at all where there is no property
        @Nullable
        Map<String, String> said = element == null ? null : BpmnParseUtil.parseCamundaExtensionProperties(element);
        String days = said == null ? null : said.get(DAYS.name());
        return days == null || !DAYS.accepts(days)
                ? Optional.empty()
                : Optional.of(new DaysAfterStart(
                        expressions.createExpression("${" + process + ItemFacts.OF + START + "}"),
                        Integer.parseInt(days),
                        zone));
    }

    private static @Nullable Element find(Element above, String id) {
        if (id.equals(above.attribute("id"))) {
            return above;
        }
        for (Element child : above.elements()) {
            Element found = find(child, id);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    @Override
    public Object getValue(@Nullable VariableScope scope) {
        return getValue(scope, null);
    }

    @Override
    public Object getValue(@Nullable VariableScope scope, @Nullable BaseDelegateExecution execution) {
        if (start.getValue(scope, execution) instanceof Date moment) {
            return Date.from(moment.toInstant().atZone(zone).plusDays(days).toInstant());
        }
        throw new ProcessEngineException("There is no " + start.getExpressionText());
    }

    @Override
    public void setValue(Object value, @Nullable VariableScope scope) {
        throw new ProcessEngineException("The time of a timer is not written");
    }

    @Override
    public void setValue(Object value, @Nullable VariableScope scope, @Nullable BaseDelegateExecution execution) {
        setValue(value, scope);
    }

    @Override
    public String getExpressionText() {
        return start.getExpressionText() + " + " + days;
    }

    @Override
    public boolean isLiteralText() {
        return false;
    }
}

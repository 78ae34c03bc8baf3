package dev.rapport.model.check;

import dev.rapport.engine.DaysAfterStart;
import dev.rapport.engine.ExpressionGrammar;
import dev.rapport.engine.ModelExpression;
import dev.rapport.engine.ModelExpression.Comparison;
import dev.rapport.engine.ModelExpression.Literal;
import dev.rapport.engine.ModelExpression.Name;
import dev.rapport.engine.ModelExpression.Order;
import dev.rapport.engine.ModelVariable;
import dev.rapport.model.check.ProcessGraph.Node;
import dev.rapport.model.check.ProcessGraph.Way;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Whether values stand where they can be used: comparisons that can come true, dates where dates are needed. */
final class ValueCheck {

    private static final String OUTCOME = "outcome";

    /** As much of it as an item keeps. */
    private static final int LONGEST_OUTCOME = 60;

    private final ProcessGraph graph;
    private final Names names;
    private final TimerCheck timers;
    private final Findings findings;

    ValueCheck(ProcessGraph graph, Names names, TimerCheck timers, Findings findings) {
        this.graph = graph;
        this.names = names;
        this.timers = timers;
        this.findings = findings;
    }

    void check() {
        graph.ways().forEach(this::checkWay);
        for (Node node : graph.nodes()) {
            if (node.is("userTask")) {
                checkTask(node.element);
            }
            checkTimer(node);
            node.definition().stream()
                    .flatMap(definition -> Xml.children(definition, "condition"))
                    .forEach(condition -> checkCondition(node.element, Xml.directText(condition)));
        }
        Xml.tree(graph.process)
                .filter(element -> BpmnAllowlist.CAMUNDA.equals(element.getNamespaceURI()))
                .forEach(this::checkExtension);
    }

    /** For a drawing whose ways cannot be followed: names that nothing in it provides, wherever it stands. */
    void checkNames(Moves moves) {
        Set<String> written = graph.nodes().stream()
                .flatMap(node -> Stream.concat(moves.written(node).stream(), moves.local(node).stream()))
                .collect(Collectors.toSet());
        checkEvery(moves, name -> !names.knows(name) && !written.contains(name));
    }

    /** For a process that somebody else has thought of: it has what variables it likes, and is about no item. */
    void checkFacts(Moves moves) {
        checkEvery(moves, name -> Names.isFact(name) && !names.knows(name));
    }

    private void checkEvery(Moves moves, Predicate<String> unknown) {
        for (Node node : graph.nodes()) {
            moves.evaluated(node).forEach(text -> checkNames(node.element, text, unknown));
        }
        graph.ways().forEach(way -> checkNames(way.element(), way.condition(), unknown));
    }

    private void checkNames(Element owner, @Nullable String text, Predicate<String> unknown) {
        if (text != null && !findings.has("expression", owner)) {
            ExpressionGrammar.read(text).stream()
                    .flatMap(ModelExpression::names)
                    .filter(unknown)
                    .distinct()
                    .forEach(name -> names.tellUnknown(findings, owner, name));
        }
    }

    private void checkWay(Way way) {
        String condition = way.condition();
        if (condition != null) {
            checkCondition(way.element(), condition);
        }
    }

    private void checkCondition(Element owner, String condition) {
        for (ModelExpression expression : ExpressionGrammar.read(condition)) {
            boolean answers = !(expression instanceof Name name
                            && names.knows(name.name())
                            && !names.isOf(name.name(), ModelVariable.Type.FLAG))
                    && !(expression instanceof Literal literal && (literal.quoted() || isNumber(literal.text())));
            if (!answers) {
                findings.error(owner, "condition-no-answer", Findings.shorten(condition));
            }
            expression.parts().forEach(part -> {
                if (part instanceof Comparison comparison) {
                    checkComparison(owner, comparison);
                } else if (part instanceof Order order) {
                    order.operands().forEach(side -> checkNumber(owner, side));
                }
            });
        }
    }

    private void checkComparison(Element owner, Comparison comparison) {
        checkComparison(owner, comparison.left(), comparison.right());
        checkComparison(owner, comparison.right(), comparison.left());
    }

    private void checkComparison(Element owner, ModelExpression left, ModelExpression right) {
        if (!(left instanceof Name name) || !(right instanceof Literal literal) || "null".equals(literal.text())) {
            return;
        }
        if (OUTCOME.equals(name.name()) && literal.text().length() > LONGEST_OUTCOME) {
            findings.error(owner, "too-long", OUTCOME, LONGEST_OUTCOME);
        }
        ModelVariable variable = names.get(name.name());
        if (variable == null) {
            return;
        }
        boolean possible = switch (variable.type()) {
            case CODE -> literal.quoted() && variable.values().contains(literal.text());
            case FLAG -> variable.values().contains(literal.text());
            case NUMBER -> isNumber(literal.text());
            case MOMENT -> false;
            // text that is no number cannot be compared with one
            case TEXT, PERIOD -> literal.quoted() || !isNumber(literal.text());
        };
        if (!possible) {
            String values = variable.values().stream().sorted().collect(Collectors.joining(", "));
            findings.error(
                    owner,
                    values.isEmpty() ? "comparison-kind" : "comparison-impossible",
                    name.name(),
                    Findings.shorten(literal.text()),
                    values);
        }
    }

    /** More and less are said of numbers; of texts the engine would compare letters, and of the rest it would fail. */
    private void checkNumber(Element owner, ModelExpression side) {
        boolean fits = side instanceof Name name
                ? !names.knows(name.name()) || names.isOf(name.name(), ModelVariable.Type.NUMBER)
                : side instanceof Literal literal && !literal.quoted() && isNumber(literal.text());
        if (!fits) {
            findings.error(
                    owner,
                    "comparison-order",
                    side instanceof Name name
                            ? name.name()
                            : side instanceof Literal literal ? Findings.shorten(literal.text()) : "( )");
        }
    }

    private void checkTask(Element task) {
        checkDate(task, "dueDate");
        checkDate(task, "followUpDate");
        String priority = Xml.camunda(task, "priority");
        ModelVariable variable = priority == null ? null : singleKnown(priority);
        boolean number = priority == null
                || (ExpressionGrammar.isPlain(priority)
                        ? priority.matches("\\d{1,9}")
                        : variable == null || variable.type() == ModelVariable.Type.NUMBER);
        if (!number) {
            findings.error(task, "priority-invalid", Findings.shorten(String.valueOf(priority)));
        }
    }

    private void checkDate(Element task, String attribute) {
        String date = Xml.camunda(task, attribute);
        if (date == null) {
            return;
        }
        boolean fits = ExpressionGrammar.isPlain(date) ? TimerCheck.isDueDate(date.strip()) : isMoment(date);
        if (!fits) {
            findings.error(task, "date-invalid", Findings.shorten(date));
        }
    }

    private void checkTimer(Node node) {
        String days = node.daysAfterStart();
        Element definition = node.definition()
                .filter(found -> found.getLocalName().startsWith("timer"))
                .orElse(null);
        if (days != null) {
            checkDays(node.element, definition, days);
        } else if (definition != null) {
            checkTime(node.element, definition);
        }
    }

    private void checkDays(Element event, @Nullable Element definition, String days) {
        if (definition == null) {
            findings.error(event, "timer-days-elsewhere");
        } else if (names.facts().isEmpty()) {
            findings.error(event, "fact-foreign", DaysAfterStart.DAYS.name());
        } else if (!DaysAfterStart.DAYS.accepts(days)) {
            findings.error(event, "timer-days", Findings.shorten(days));
        } else if (Xml.children(definition).anyMatch(time -> time.getLocalName().startsWith("time"))) {
            findings.error(event, "timer-twice");
        }
    }

    private void checkTime(Element event, Element definition) {
        timers.check(event, definition);
        Xml.children(definition)
                .filter(time -> time.getLocalName().startsWith("time"))
                .forEach(time -> {
                    String text = Xml.directText(time).strip();
                    if (ExpressionGrammar.isPlain(text)
                            || ExpressionGrammar.read(text).isEmpty()) {
                        return;
                    }
                    boolean fits = "timeDate".equals(time.getLocalName()) ? isMoment(text) : singleKnown(text) == null;
                    if (!fits) {
                        findings.error(event, "timer-variable", Findings.shorten(text));
                    }
                });
    }

    /** Whether an expression can stand for a date: nothing known speaks against it. */
    private boolean isMoment(String text) {
        ModelVariable variable = singleKnown(text);
        List<ModelExpression> expressions = ExpressionGrammar.read(text);
        return variable == null
                ? expressions.size() == 1 && expressions.get(0) instanceof Name
                : variable.type() == ModelVariable.Type.MOMENT;
    }

    private @Nullable ModelVariable singleKnown(String text) {
        return ExpressionGrammar.singleName(text).map(names::get).orElse(null);
    }

    private void checkExtension(Element element) {
        switch (element.getLocalName()) {
            case "failedJobRetryTimeCycle" -> {
                String retries = Xml.directText(element).strip();
                if (!TimerCheck.areRetries(retries)) {
                    findings.error(element, "retry-invalid", Findings.shorten(retries));
                }
            }
            case "inputParameter", "outputParameter" -> {
                // a local variable wins over what people hand in
                String name = element.getAttribute("name");
                if (names.knows(name)) {
                    findings.error(element, "variable-hidden", name);
                }
            }
            default -> {
                // nothing to evaluate
            }
        }
    }

    private static boolean isNumber(String text) {
        return text.matches("\\d+(\\.\\d+)?");
    }
}

package dev.rapport.model.check;

import dev.rapport.engine.ExpressionGrammar;
import dev.rapport.engine.ModelledOutcomes;
import dev.rapport.engine.StepDeclaration;
import dev.rapport.engine.StepParameter;
import dev.rapport.model.check.ProcessGraph.Way;
import dev.rapport.shared.Texts;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Whether steps are told what they have to be told, in words that they understand, and nothing else has the names of that. */
final class ParameterCheck {

    private static final int MOST_NAMED = 5;

    private final ProcessGraph graph;
    private final Map<String, StepDeclaration> steps;
    private final InForce inForce;
    private final Map<String, Optional<DecisionTable>> decided;
    private final Findings findings;
    private final Set<String> reserved;

    /**
     * The check of one process.
     *
     * @param decided tables whose results the model has, by the variables that hold them; empty for those that are not there
     */
    ParameterCheck(
            ProcessGraph graph,
            Map<String, StepDeclaration> steps,
            InForce inForce,
            Map<String, Optional<DecisionTable>> decided,
            Findings findings) {
        this.graph = graph;
        this.steps = steps;
        this.inForce = inForce;
        this.decided = decided;
        this.findings = findings;
        this.reserved = steps.values().stream()
                .flatMap(step -> step.parameters().stream())
                .map(StepParameter::name)
                .collect(Collectors.toSet());
    }

    void check() {
        Set<String> outcomes = graph.ways()
                .map(Way::condition)
                .filter(condition -> condition != null)
                .flatMap(condition -> ModelledOutcomes.codes(String.valueOf(condition)).stream())
                .collect(Collectors.toSet());
        Xml.tree(graph.process).forEach(element -> {
            List<StepParameter> wanted = wanted(element);
            wanted.forEach(parameter -> checkParameter(element, parameter, outcomes));
            names(element)
                    .filter(name -> reserved.contains(name)
                            && wanted.stream().noneMatch(parameter -> isSaid(element, parameter, name)))
                    .forEach(name -> findings.error(element, "variable-hidden", name));
        });
    }

    private List<StepParameter> wanted(Element element) {
        String expression = Xml.camunda(element, "delegateExpression");
        if (expression == null) {
            expression = Xml.attribute(element, null, "delegateExpression");
        }
        StepDeclaration step = expression == null
                ? null
                : ExpressionGrammar.singleName(expression).map(steps::get).orElse(null);
        return step == null ? List.of() : step.parameters();
    }

    private void checkParameter(Element element, StepParameter parameter, Set<String> outcomes) {
        String value = said(element, parameter.name());
        Optional<DecisionTable> table = value == null
                ? null
                : ExpressionGrammar.singleName(value).map(decided::get).orElse(null);
        if (value == null || Texts.isBlank(value)) {
            if (parameter.required()) {
                findings.error(element, "parameter-missing", parameter.name());
            }
        } else if (table != null) {
            // one that is not there is told where it is asked
            table.ifPresent(known -> checkResults(element, parameter, known, outcomes));
        } else if (!ExpressionGrammar.isPlain(value)) {
            findings.error(element, "parameter-invalid", parameter.name(), Findings.shorten(value));
        } else {
            checkValue(element, parameter, value.strip(), outcomes);
        }
    }

    private void checkResults(Element element, StepParameter parameter, DecisionTable table, Set<String> outcomes) {
        table.results().forEach(result -> checkValue(element, parameter, result, outcomes));
        if (parameter.required() && !table.isComplete()) {
            findings.error(element, "decision-incomplete", parameter.name(), table.key());
        }
    }

    private void checkValue(Element element, StepParameter parameter, String value, Set<String> outcomes) {
        if (!parameter.accepts(value)) {
            findings.error(element, "parameter-invalid", parameter.name(), Findings.shorten(value));
        } else if (parameter.kind() == StepParameter.Kind.PERSON || parameter.kind() == StepParameter.Kind.PEOPLE) {
            Arrays.stream(value.split(","))
                    .map(String::strip)
                    .filter(named -> !StepParameter.isPlaceholder(named) && !inForce.hasUser(named))
                    .forEach(named -> findings.error(element, "parameter-user", Findings.shorten(named)));
            if (Arrays.stream(value.split(",")).map(String::strip).anyMatch(StepParameter::isManager)) {
                warnOfNobody(element);
            }
        } else if (parameter.kind() == StepParameter.Kind.CAMPAIGN && !inForce.hasCampaign(value)) {
            findings.error(element, "parameter-campaign", Findings.shorten(value));
        } else if (parameter.kind() == StepParameter.Kind.OUTCOME && !outcomes.contains(value)) {
            findings.error(
                    element,
                    "parameter-outcome",
                    Findings.shorten(value),
                    outcomes.stream().sorted().collect(Collectors.joining(", ")));
        }
    }

    /** Whoever has no manager is no mistake of the drawing; but nobody else would tell its author. */
    private void warnOfNobody(Element element) {
        List<String> alone = inForce.withoutManager(MOST_NAMED + 1);
        if (!alone.isEmpty()) {
            String named = alone.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
            findings.warning(element, "parameter-manager", alone.size() > MOST_NAMED ? named + " …" : named);
        }
    }

    /** What an element or one of its extensions gives a name of its own to; steps are told by their inputs alone. */
    private static Stream<String> names(Element element) {
        return mappings(element)
                .filter(mapping -> !"in".equals(mapping.getLocalName()))
                .map(mapping -> "out".equals(mapping.getLocalName())
                        ? mapping.getAttribute("target")
                        : mapping.getAttribute("name"));
    }

    private static boolean isSaid(Element element, StepParameter parameter, String name) {
        return parameter.name().equals(name)
                && mappings(element)
                        .filter(mapping -> name.equals(mapping.getAttribute("name")))
                        .allMatch(mapping -> "inputParameter".equals(mapping.getLocalName()));
    }

    /** What an input of that name says to an element. */
    static @Nullable String said(Element element, String name) {
        return mappings(element)
                .filter(mapping -> "inputParameter".equals(mapping.getLocalName()))
                .filter(mapping -> name.equals(mapping.getAttribute("name")))
                .map(Xml::directText)
                .findFirst()
                .orElse(null);
    }

    private static Stream<Element> mappings(Element element) {
        return Xml.children(element, "extensionElements")
                .flatMap(Xml::tree)
                .filter(each ->
                        Set.of("inputParameter", "outputParameter", "in", "out").contains(each.getLocalName()));
    }
}

package dev.rapport.model.check;

import dev.rapport.engine.ExpressionGrammar;
import dev.rapport.engine.ModelExpression;
import dev.rapport.engine.ModelExpression.Name;
import dev.rapport.engine.ModelVariable;
import dev.rapport.model.check.ProcessGraph.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Whether the tasks of a model that ask a decision table give it what it asks for, and what comes of them. */
final class DecisionUse {

    static final String TASK = "businessRuleTask";

    private static final Pattern RESULT = Pattern.compile("[a-z][a-zA-Z0-9]{0,59}");

    private final ProcessGraph graph;
    private final Names names;
    private final Function<String, Optional<DecisionTable>> tables;
    private final Findings findings;
    private final Map<String, Optional<DecisionTable>> results = new HashMap<>();

    DecisionUse(ProcessGraph graph, Names names, Function<String, Optional<DecisionTable>> tables, Findings findings) {
        this.graph = graph;
        this.names = names;
        this.tables = tables;
        this.findings = findings;
    }

    /** The keys of the tables that a model asks. */
    static Set<String> asked(Element process) {
        return Xml.tree(process)
                .map(element -> Xml.camunda(element, "decisionRef"))
                .filter(key -> key != null)
                .map(String::valueOf)
                .collect(Collectors.toSet());
    }

    /**
     * Checks every task that asks a table.
     *
     * @return the tables whose results the model has, by the variables that hold them; empty for those that are not there
     */
    Map<String, Optional<DecisionTable>> check() {
        graph.nodes().stream().filter(node -> node.is(TASK)).forEach(this::check);
        return results;
    }

    private void check(Node node) {
        Element task = node.element;
        String key = Xml.camunda(task, "decisionRef");
        DecisionTable table = key == null ? null : tables.apply(key.strip()).orElse(null);
        String binding = Xml.camunda(task, "decisionRefBinding");
        if (key == null || key.isBlank()) {
            findings.error(task, "decision-missing");
        } else if (table == null) {
            findings.error(task, "decision-unknown", Findings.shorten(key));
        } else {
            checkInputs(task, table);
        }
        if (binding != null && !"latest".equals(binding)) {
            findings.error(task, "decision-binding");
        }
        String result = Xml.camunda(task, "resultVariable");
        if (result == null
                || !RESULT.matcher(result).matches()
                || !"singleEntry".equals(Xml.camunda(task, "mapDecisionResult"))) {
            findings.error(task, "decision-result");
        } else if (names.knows(result)) {
            findings.error(task, "variable-hidden", result);
        } else {
            results.put(result, Optional.ofNullable(table));
        }
    }

    private void checkInputs(Element task, DecisionTable table) {
        for (int input = 0; input < table.inputs().size(); input++) {
            String name = table.inputs().get(input).name();
            String said = ParameterCheck.said(task, name);
            if (said == null) {
                findings.error(task, "decision-not-told", name);
            } else {
                checkInput(task, table, input, said);
            }
        }
    }

    private void checkInput(Element task, DecisionTable table, int input, String said) {
        String name = asked(said);
        ModelVariable asked = name == null ? null : names.get(name);
        DecisionCell.Type type = table.type(input);
        if (name == null || asked == null || !fits(asked.type(), type)) {
            findings.error(task, "decision-kind", table.inputs().get(input).name(), Findings.shorten(said));
        } else if (asked.type() == ModelVariable.Type.CODE) {
            table.named(input).stream()
                    .map(String::valueOf)
                    .filter(value -> !asked.values().contains(value))
                    .forEach(value -> findings.error(
                            task,
                            "comparison-impossible",
                            name,
                            Findings.shorten(value),
                            String.join(", ", asked.values())));
        }
    }

    /** The one name that an input consists of. */
    private static @Nullable String asked(String said) {
        List<ModelExpression> expressions = ExpressionGrammar.read(said);
        return expressions.size() == 1 && said.strip().endsWith("}") && expressions.get(0) instanceof Name name
                ? name.name()
                : null;
    }

    private static boolean fits(ModelVariable.Type asked, DecisionCell.Type column) {
        return switch (asked) {
            case CODE, TEXT -> column == DecisionCell.Type.TEXT;
            case NUMBER -> column == DecisionCell.Type.NUMBER;
            case FLAG -> column == DecisionCell.Type.FLAG;
            case MOMENT, PERIOD -> false;
        };
    }
}

package dev.rapport.model.check;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Whether a file is one decision table, made of what tables may be made of, whose rules always have one answer. */
final class DecisionCheck {

    private static final int MOST_INPUTS = 8;
    private static final int MOST_RULES = 100;

    /** Of several rules that hold, the first one counts, or there are none. */
    private static final Set<String> POLICIES = Set.of("UNIQUE", "FIRST");

    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]{0,59}");

    private static final Pattern KEY = Pattern.compile("[a-zA-Z_][\\w.-]{0,199}");

    private static final Pattern TIME_TO_LIVE = Pattern.compile("P\\d{1,5}D|\\d{1,5}");

    private static final String CAMUNDA = "http://camunda.org/schema/1.0/dmn";

    /** Layout: nothing evaluates it. */
    private static final Set<String> DIAGRAM = Set.of(
            "https://www.omg.org/spec/DMN/20191111/DMNDI/",
            "http://www.omg.org/spec/DMN/20180521/DC/",
            "http://www.omg.org/spec/DMN/20180521/DI/");

    /** Whose attributes say how wide a column is drawn, and what the file was made with. */
    private static final Set<String> DRAWN =
            Set.of("http://bpmn.io/schema/dmn/biodi/2.0", "http://camunda.org/schema/modeler/1.0");

    private static final Map<String, Set<String>> ELEMENTS = Map.ofEntries(
            Map.entry("definitions", Set.of("id", "name", "namespace", "exporter", "exporterVersion")),
            Map.entry("decision", Set.of("id", "name")),
            Map.entry("decisionTable", Set.of("id", "hitPolicy", "preferredOrientation")),
            Map.entry("variable", Set.of("id", "name", "typeRef")),
            Map.entry("input", Set.of("id", "label")),
            Map.entry("inputExpression", Set.of("id", "typeRef")),
            Map.entry("inputValues", Set.of("id")),
            Map.entry("output", Set.of("id", "label", "name", "typeRef")),
            Map.entry("outputValues", Set.of("id")),
            Map.entry("annotation", Set.of("id", "name")),
            Map.entry("rule", Set.of("id")),
            Map.entry("inputEntry", Set.of("id")),
            Map.entry("outputEntry", Set.of("id")),
            Map.entry("annotationEntry", Set.of("id")),
            Map.entry("description", Set.of()),
            Map.entry("text", Set.of()));

    private final Findings findings;

    DecisionCheck(Findings findings) {
        this.findings = findings;
    }

    /** Says whether the table can be used. */
    boolean check(Document document) {
        Element definitions = document.getDocumentElement();
        Xml.tree(definitions).forEach(this::checkWords);
        List<Element> decisions = DecisionTable.below(definitions, "decision").toList();
        if (decisions.size() != 1
                || DecisionTable.below(decisions.get(0), "decisionTable").count() != 1) {
            findings.ofFile("decision-one");
        }
        if (!findings.hasErrors()) {
            checkDecision(decisions.get(0), DecisionTable.of(definitions).orElseThrow());
        }
        return !findings.hasErrors();
    }

    private void checkWords(Element element) {
        String namespace = Xml.namespace(element);
        Set<String> allowed = DecisionTable.DMN.equals(namespace)
                ? ELEMENTS.get(element.getLocalName())
                : DIAGRAM.contains(namespace) ? Set.of() : null;
        if (allowed == null) {
            findings.error(element, "element", element.getLocalName());
            return;
        }
        for (Attr attribute : Xml.attributes(element)) {
            String of = Xml.namespace(attribute);
            boolean fits = XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(of)
                    || DRAWN.contains(of)
                    || (CAMUNDA.equals(of)
                            && "decision".equals(element.getLocalName())
                            && Set.of("historyTimeToLive", "versionTag").contains(attribute.getLocalName()))
                    || (of.isEmpty() && (DIAGRAM.contains(namespace) || allowed.contains(attribute.getLocalName())));
            if (!fits) {
                findings.error(element, "attribute", attribute.getName());
            }
        }
    }

    private void checkDecision(Element decision, DecisionTable table) {
        String timeToLive = Xml.attribute(decision, CAMUNDA, "historyTimeToLive");
        if (timeToLive == null || timeToLive.isBlank()) {
            findings.error(decision, "ttl-missing");
        } else if (!TIME_TO_LIVE.matcher(timeToLive.strip()).matches()) {
            findings.error(decision, "ttl-invalid", Findings.shorten(timeToLive));
        }
        if (!KEY.matcher(table.key()).matches()) {
            findings.error(decision, "decision-key");
        }
        if (!POLICIES.contains(table.policy())) {
            findings.error(decision, "decision-policy", table.policy());
        }
        if (table.inputs().isEmpty()
                || table.inputs().size() > MOST_INPUTS
                || table.outputs().size() != 1) {
            findings.error(decision, "decision-columns", MOST_INPUTS);
        }
        if (table.rules().isEmpty() || table.rules().size() > MOST_RULES) {
            findings.error(decision, "decision-rules", MOST_RULES);
        }
        table.inputs().forEach(this::checkInput);
        table.outputs().forEach(this::checkType);
        if (!findings.hasErrors()) {
            checkRules(decision, table);
        }
    }

    private void checkInput(DecisionTable.Column input) {
        if (!NAME.matcher(input.name()).matches()) {
            findings.ofPart(input.id(), label(input), "decision-input", Findings.shorten(input.name()));
        }
        checkType(input);
    }

    private void checkType(DecisionTable.Column column) {
        if (DecisionCell.Type.of(column.type()) == null) {
            findings.ofPart(column.id(), label(column), "decision-type", Findings.shorten(column.type()));
        }
    }

    private static String label(DecisionTable.Column column) {
        return column.label().isEmpty() ? column.id() : column.label();
    }

    private static DecisionCell.Type result(DecisionTable table) {
        return Objects.requireNonNull(
                DecisionCell.Type.of(table.outputs().get(0).type()));
    }

    private void checkRules(Element decision, DecisionTable table) {
        for (int line = 0; line < table.rules().size(); line++) {
            DecisionTable.Rule rule = table.rules().get(line);
            boolean whole = rule.inputs().size() == table.inputs().size()
                    && rule.outputs().size() == 1;
            for (int input = 0; whole && input < rule.inputs().size(); input++) {
                String cell = rule.inputs().get(input);
                if (DecisionCell.test(cell, table.type(input)).isEmpty()) {
                    findings.ofPart(rule.id(), table.key(), "decision-cell", line + 1, Findings.shorten(cell));
                }
            }
            String result = whole ? rule.outputs().get(0) : "";
            if (!DecisionCell.isResult(result, result(table))) {
                findings.ofPart(rule.id(), table.key(), "decision-output", line + 1, Findings.shorten(result));
            }
        }
        if (!findings.hasErrors() && "UNIQUE".equals(table.policy())) {
            DecisionTable.Rule second = table.overlapping();
            if (second != null) {
                findings.error(decision, "decision-overlap", table.rules().indexOf(second) + 1);
            }
        }
    }
}

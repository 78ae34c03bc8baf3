package dev.rapport.model.check;

import dev.rapport.engine.ExpressionGrammar;
import dev.rapport.model.check.BpmnAllowlist.Rule;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Holds a BPMN file against {@link BpmnAllowlist}. Deploying a model is running code: everything is refused that could
 * be more than a step of Rapport's, a comparison, a form or a date.
 */
final class BpmnVocabulary {

    /** Deeper nesting is no diagram, and the engine's parser is recursive. */
    private static final int DEEPEST = 60;

    private static final Pattern FOREIGN_ADDRESS =
            Pattern.compile("(?i)(^|[^a-z])([a-z][a-z0-9+.-]*:)?//|\\b(javascript|data|file|jar|jndi|ldap|rmi):");

    private static final Pattern RETRIES = Pattern.compile("[PTRYMWDHS0-9/,. \\r\\n]+");

    private static final Set<String> CODE =
            Set.of("class", "expression", "type", "topic", "decisionRef", "variableMappingClass", "resultVariable");

    private static final Set<String> SCRIPTS = Set.of("script", "scriptTask");

    private final Predicate<String> stepExists;
    private final Predicate<String> processExists;
    private final String stepNames;
    private final Findings findings;
    private boolean shallow = true;

    /**
     * @param stepExists whether a name belongs to a step that models may name
     * @param processExists whether a process of that key is deployed already or with this file
     */
    BpmnVocabulary(Predicate<String> stepExists, String stepNames, Predicate<String> processExists, Findings findings) {
        this.findings = findings;
        this.stepExists = stepExists;
        this.stepNames = stepNames;
        this.processExists = processExists;
    }

    /**
     * Checks a whole document.
     *
     * @return whether it is shallow enough to be looked at further
     */
    boolean check(Document document) {
        for (Node node = document.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeType() == Node.PROCESSING_INSTRUCTION_NODE) {
                findings.ofFile("element", node.getNodeName());
            }
        }
        visit(document.getDocumentElement(), 0);
        return shallow;
    }

    private void visit(Element element, int depth) {
        String namespace = Xml.namespace(element);
        String name = element.getLocalName();
        if (BpmnAllowlist.isDiagram(namespace)) {
            checkDiagram(element, depth);
            return;
        }
        Rule rule = BpmnAllowlist.rule(namespace, name);
        if (rule == null) {
            refuseElement(element, name);
            return;
        }
        for (Attr attribute : Xml.attributes(element)) {
            checkAttribute(element, rule, attribute);
        }
        checkText(element, rule);
        checkMeaning(element, namespace, name);
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element below && depth == DEEPEST) {
                findings.once(element, "element", below.getLocalName());
                shallow = false;
            } else if (child instanceof Element below) {
                visit(below, depth + 1);
            } else if (child.getNodeType() == Node.PROCESSING_INSTRUCTION_NODE
                    || child.getNodeType() == Node.ENTITY_REFERENCE_NODE) {
                findings.error(element, "element", child.getNodeName());
            }
        }
    }

    /** Layout is not evaluated by anything, but nothing else may hide in it. */
    private void checkDiagram(Element element, int depth) {
        for (Attr attribute : Xml.attributes(element)) {
            String namespace = Xml.namespace(attribute);
            if (!namespace.isEmpty() && !BpmnAllowlist.isColour(namespace)) {
                findings.error(element, "attribute", attribute.getName());
            }
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element below) {
                if (BpmnAllowlist.isDiagram(Xml.namespace(below)) && depth < DEEPEST) {
                    checkDiagram(below, depth + 1);
                } else {
                    shallow &= depth < DEEPEST;
                    refuseElement(below, below.getLocalName());
                }
            }
        }
    }

    private void refuseElement(Element element, String name) {
        if (SCRIPTS.contains(name)) {
            findings.error(element, "script");
        } else if ("connector".equals(name)) {
            findings.error(element, "connector");
        } else {
            findings.error(element, "element", name);
        }
    }

    private void checkAttribute(Element element, Rule rule, Attr attribute) {
        String namespace = Xml.namespace(attribute);
        if (XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(namespace)) {
            return;
        }
        String name = attribute.getLocalName();
        if (!BpmnAllowlist.allows(rule, element.getLocalName(), namespace, name)) {
            if (CODE.contains(name)) {
                findings.error(element, "code", attribute.getName(), stepNames);
            } else {
                findings.error(element, "attribute", attribute.getName());
            }
            return;
        }
        if (BpmnAllowlist.BPMN.equals(Xml.namespace(element)) && "definitions".equals(element.getLocalName())) {
            // namespaces and the exporter's name: addresses by nature, and none is ever opened
            return;
        }
        checkValue(element, attribute.getValue());
    }

    private void checkText(Element element, Rule rule) {
        String text = Xml.directText(element);
        switch (rule.text()) {
            case NONE -> {
                if (!text.isBlank()) {
                    findings.error(element, "text", Findings.shorten(text));
                }
            }
            case PLAIN -> {
                if (!ExpressionGrammar.isPlain(text)) {
                    findings.error(element, "expression", Findings.shorten(text));
                }
            }
            case TEXT -> checkValue(element, text);
            case CONDITION -> {
                if (ExpressionGrammar.isPlain(text) || !ExpressionGrammar.accepts(text)) {
                    findings.error(element, "expression", Findings.shorten(text));
                }
            }
        }
    }

    private void checkValue(Element element, String value) {
        if (!ExpressionGrammar.accepts(value)) {
            findings.error(element, "expression", Findings.shorten(value));
        } else if (!isProse(element) && FOREIGN_ADDRESS.matcher(value).find()) {
            findings.error(element, "url", Findings.shorten(value));
        }
    }

    /** Descriptions may mention an address; nothing opens it. */
    private static boolean isProse(Element element) {
        return "documentation".equals(element.getLocalName()) || "text".equals(element.getLocalName());
    }

    private void checkMeaning(Element element, String namespace, String name) {
        switch (name) {
            case "serviceTask" ->
                checkStep(element, Xml.attribute(element, BpmnAllowlist.CAMUNDA, "delegateExpression"));
            case "executionListener" -> checkStep(element, Xml.attribute(element, null, "delegateExpression"));
            case "callActivity" -> {
                String called = element.getAttribute("calledElement");
                if (!ExpressionGrammar.isPlain(called) || !processExists.test(called)) {
                    findings.error(element, "called-process", Findings.shorten(called));
                }
            }
            case "failedJobRetryTimeCycle" -> {
                if (!RETRIES.matcher(Xml.directText(element)).matches()) {
                    findings.error(element, "expression", Findings.shorten(Xml.directText(element)));
                }
            }
            default -> checkFormRef(element, namespace);
        }
    }

    private void checkStep(Element element, @Nullable String expression) {
        if (expression == null) {
            findings.error(element, "step-missing", stepNames);
        } else if (!ExpressionGrammar.singleName(expression).filter(stepExists).isPresent()) {
            findings.error(element, "unknown-step", Findings.shorten(expression), stepNames);
        }
    }

    private void checkFormRef(Element element, String namespace) {
        String form = Xml.attribute(element, BpmnAllowlist.CAMUNDA, "formRef");
        if (BpmnAllowlist.BPMN.equals(namespace) && form != null && !ExpressionGrammar.isPlain(form)) {
            findings.error(element, "expression", Findings.shorten(form));
        }
    }
}

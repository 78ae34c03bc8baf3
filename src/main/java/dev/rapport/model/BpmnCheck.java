package dev.rapport.model;

import dev.rapport.engine.ExpressionGrammar;
import dev.rapport.model.BpmnAllowlist.Rule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Holds a BPMN file against {@link BpmnAllowlist}. Deploying a model is running code: everything is refused that could
 * be more than a step of Rapport's, a comparison, a form or a date.
 */
final class BpmnCheck {

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
    private final List<Finding> findings = new ArrayList<>();

    /**
     * @param stepExists whether a name belongs to a step that models may name
     * @param processExists whether a process of that key is deployed already or with this file
     */
    BpmnCheck(Predicate<String> stepExists, String stepNames, Predicate<String> processExists) {
        this.stepExists = stepExists;
        this.stepNames = stepNames;
        this.processExists = processExists;
    }

    List<Finding> check(String file, byte[] content) {
        Document document;
        try {
            document = parser().parse(new ByteArrayInputStream(content));
        } catch (SAXParseException e) {
            boolean doctype = String.valueOf(e.getMessage()).contains("DOCTYPE");
            return List.of(Finding.of(null, file, doctype ? "doctype" : "xml"));
        } catch (SAXException | IOException e) {
            return List.of(Finding.of(null, file, "xml"));
        }
        Element root = document.getDocumentElement();
        if (!BpmnAllowlist.BPMN.equals(root.getNamespaceURI()) || !"definitions".equals(root.getLocalName())) {
            return List.of(Finding.of(null, file, "xml"));
        }
        for (Node node = document.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeType() == Node.PROCESSING_INSTRUCTION_NODE) {
                findings.add(Finding.of(null, file, "element", node.getNodeName()));
            }
        }
        visit(root, 0);
        return findings;
    }

    /** Ids of the executable processes in a file; empty when it cannot be read. */
    static List<String> processIds(byte[] content) {
        try {
            var processes = parser().parse(new ByteArrayInputStream(content))
                    .getElementsByTagNameNS(BpmnAllowlist.BPMN, "process");
            return IntStream.range(0, processes.getLength())
                    .mapToObj(i -> ((Element) processes.item(i)).getAttribute("id"))
                    .toList();
        } catch (SAXException | IOException e) {
            // the check itself says so
            return List.of();
        }
    }

    private void visit(Element element, int depth) {
        String namespace = namespace(element);
        String name = element.getLocalName();
        if (depth > DEEPEST) {
            refuse(element, "element", name);
            return;
        }
        if (BpmnAllowlist.isDiagram(namespace)) {
            checkDiagram(element, depth);
            return;
        }
        Rule rule = BpmnAllowlist.rule(namespace, name);
        if (rule == null) {
            refuseElement(element, name);
            return;
        }
        for (Attr attribute : attributes(element)) {
            checkAttribute(element, rule, attribute);
        }
        checkText(element, rule);
        checkMeaning(element, namespace, name);
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element below) {
                visit(below, depth + 1);
            } else if (child.getNodeType() == Node.PROCESSING_INSTRUCTION_NODE
                    || child.getNodeType() == Node.ENTITY_REFERENCE_NODE) {
                refuse(element, "element", child.getNodeName());
            }
        }
    }

    /** Layout is not evaluated by anything, but nothing else may hide in it. */
    private void checkDiagram(Element element, int depth) {
        for (Attr attribute : attributes(element)) {
            String namespace = namespace(attribute);
            if (!namespace.isEmpty() && !BpmnAllowlist.isColour(namespace)) {
                refuse(element, "attribute", attribute.getName());
            }
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element below) {
                if (BpmnAllowlist.isDiagram(namespace(below)) && depth < DEEPEST) {
                    checkDiagram(below, depth + 1);
                } else {
                    refuseElement(below, below.getLocalName());
                }
            }
        }
    }

    private void refuseElement(Element element, String name) {
        if (SCRIPTS.contains(name)) {
            refuse(element, "script");
        } else if ("connector".equals(name)) {
            refuse(element, "connector");
        } else {
            refuse(element, "element", name);
        }
    }

    private void checkAttribute(Element element, Rule rule, Attr attribute) {
        String namespace = namespace(attribute);
        if (XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(namespace)) {
            return;
        }
        String name = attribute.getLocalName();
        if (!BpmnAllowlist.allows(rule, element.getLocalName(), namespace, name)) {
            if (CODE.contains(name)) {
                refuse(element, "code", attribute.getName(), stepNames);
            } else {
                refuse(element, "attribute", attribute.getName());
            }
            return;
        }
        if (BpmnAllowlist.BPMN.equals(namespace(element)) && "definitions".equals(element.getLocalName())) {
            // namespaces and the exporter's name: addresses by nature, and none is ever opened
            return;
        }
        checkValue(element, attribute.getValue());
    }

    private void checkText(Element element, Rule rule) {
        String text = directText(element);
        switch (rule.text()) {
            case NONE -> {
                if (!text.isBlank()) {
                    refuse(element, "text", shorten(text));
                }
            }
            case PLAIN -> {
                if (!ExpressionGrammar.isPlain(text)) {
                    refuse(element, "expression", shorten(text));
                }
            }
            case TEXT -> checkValue(element, text);
            case CONDITION -> {
                if (ExpressionGrammar.isPlain(text) || !ExpressionGrammar.accepts(text)) {
                    refuse(element, "expression", shorten(text));
                }
            }
        }
    }

    private void checkValue(Element element, String value) {
        if (!ExpressionGrammar.accepts(value)) {
            refuse(element, "expression", shorten(value));
        } else if (!isProse(element) && FOREIGN_ADDRESS.matcher(value).find()) {
            refuse(element, "url", shorten(value));
        }
    }

    /** Descriptions may mention an address; nothing opens it. */
    private static boolean isProse(Element element) {
        return "documentation".equals(element.getLocalName()) || "text".equals(element.getLocalName());
    }

    private void checkMeaning(Element element, String namespace, String name) {
        switch (name) {
            case "serviceTask" -> checkStep(element, attribute(element, BpmnAllowlist.CAMUNDA, "delegateExpression"));
            case "executionListener" -> checkStep(element, attribute(element, null, "delegateExpression"));
            case "callActivity" -> {
                String called = element.getAttribute("calledElement");
                if (!ExpressionGrammar.isPlain(called) || !processExists.test(called)) {
                    refuse(element, "called-process", shorten(called));
                }
            }
            case "failedJobRetryTimeCycle" -> {
                if (!RETRIES.matcher(directText(element)).matches()) {
                    refuse(element, "expression", shorten(directText(element)));
                }
            }
            default -> checkFormRef(element, namespace);
        }
    }

    private void checkStep(Element element, @Nullable String expression) {
        if (expression == null) {
            refuse(element, "step-missing", stepNames);
        } else if (!ExpressionGrammar.singleName(expression).filter(stepExists).isPresent()) {
            refuse(element, "unknown-step", shorten(expression), stepNames);
        }
    }

    private void checkFormRef(Element element, String namespace) {
        String form = attribute(element, BpmnAllowlist.CAMUNDA, "formRef");
        if (BpmnAllowlist.BPMN.equals(namespace) && form != null && !ExpressionGrammar.isPlain(form)) {
            refuse(element, "expression", shorten(form));
        }
    }

    private void refuse(Element element, String code, Object... arguments) {
        Element named = element;
        while (named.getAttribute("id").isEmpty() && named.getParentNode() instanceof Element above) {
            named = above;
        }
        String id = named.getAttribute("id");
        String name = named.getAttribute("name");
        String label = name.isEmpty() ? (id.isEmpty() ? element.getLocalName() : id) : "„" + name + "“ (" + id + ")";
        findings.add(Finding.of(id.isEmpty() ? null : id, label, code, arguments));
    }

    private static List<Attr> attributes(Element element) {
        var attributes = element.getAttributes();
        return IntStream.range(0, attributes.getLength())
                .mapToObj(i -> (Attr) attributes.item(i))
                .toList();
    }

    private static @Nullable String attribute(Element element, @Nullable String namespace, String name) {
        return element.hasAttributeNS(namespace, name) ? element.getAttributeNS(namespace, name) : null;
    }

    private static String namespace(Node node) {
        return node.getNamespaceURI() == null ? "" : node.getNamespaceURI();
    }

    private static String directText(Element element) {
        StringBuilder text = new StringBuilder();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() == Node.TEXT_NODE || child.getNodeType() == Node.CDATA_SECTION_NODE) {
                text.append(child.getNodeValue());
            }
        }
        return text.toString();
    }

    private static String shorten(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= 80 ? line : line.substring(0, 80) + "…";
    }

    static DocumentBuilder parser() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Strict());
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The JDK's XML parser can be locked down", e);
        }
    }

    private static final class Strict implements ErrorHandler {

        @Override
        public void warning(SAXParseException e) {
            // a warning is no reason to refuse
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}

package dev.rapport.model;

import dev.rapport.model.ModelMeaning.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Reads what a BPMN file says: see {@link ModelMeaning}. */
final class BpmnMeaning {

    /** Parts of an element, not elements of their own; their ids are made up by whichever tool wrote the file. */
    private static final Set<String> INNER = Set.of(
            "documentation",
            "conditionExpression",
            "condition",
            "timeDate",
            "timeDuration",
            "timeCycle",
            "laneSet",
            "text",
            "flowNodeRef");

    /** Every flow says where it comes from and leads to; these repeat it. */
    private static final Set<String> REPEATED = Set.of("incoming", "outgoing");

    /** Frames that some tools leave behind when what was in them has gone. */
    private static final Set<String> EMPTY = Set.of("extensionElements", "inputOutput", "properties", "documentation");

    /** Who wrote the file and what it is called there. */
    private static final Set<String> OF_THE_FILE =
            Set.of("exporter", "exporterVersion", "id", "name", "diagramRelationId");

    /** Which template a step was made from: the Modeler's own note. */
    private static final String TEMPLATE = "modelerTemplate";

    private static final String MODELER = "http://camunda.org/schema/modeler/1.0";

    /** What is so without being said, in BPMN and in the engine. Tools leave it out or write it as they please. */
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("associationDirection", "None"),
            Map.entry("isClosed", "false"),
            Map.entry("processType", "None"),
            Map.entry("isStartableInTasklist", "true"),
            Map.entry("asyncBefore", "false"),
            Map.entry("asyncAfter", "false"),
            Map.entry("exclusive", "true"),
            Map.entry("cancelActivity", "true"),
            Map.entry("isInterrupting", "true"),
            Map.entry("triggeredByEvent", "false"),
            Map.entry("isForCompensation", "false"),
            Map.entry("gatewayDirection", "Unspecified"),
            Map.entry("waitForCompletion", "true"),
            Map.entry("instantiate", "false"),
            Map.entry("eventGatewayType", "Exclusive"),
            Map.entry("isCollection", "false"),
            Map.entry("textFormat", "text/plain"),
            Map.entry("calledElementBinding", "latest"));

    private final SortedMap<String, Part> parts = new TreeMap<>();

    private BpmnMeaning() {}

    static ModelMeaning read(byte[] content) {
        Optional<Element> root = BpmnFile.read(content);
        if (root.isEmpty()) {
            return ModelMeaning.unreadable(content);
        }
        BpmnMeaning meaning = new BpmnMeaning();
        meaning.add(root.get(), null);
        return new ModelMeaning(meaning.parts);
    }

    private void add(Element element, @Nullable String parent) {
        String id = element.getAttribute("id");
        String key = parent == null ? "" : id;
        StringBuilder canonical = new StringBuilder();
        write(element, canonical, key);
        if (parent != null) {
            canonical.append(" in ").append(parent);
        }
        String name = element.getAttribute("name");
        parts.put(
                key,
                new Part(
                        element.getLocalName(),
                        name.isBlank() ? null : name.strip(),
                        canonical.toString(),
                        parent != null));
    }

    private void write(Element element, StringBuilder canonical, String part) {
        canonical.append('{').append(element.getNamespaceURI()).append('}').append(element.getLocalName());
        canonical.append(attributes(element));
        StringBuilder text = new StringBuilder();
        List<Element> inner = new ArrayList<>();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element below) {
                if (isPart(below)) {
                    add(below, part);
                    addOrder(below);
                } else if (says(below)) {
                    inner.add(below);
                }
            } else if (child.getNodeType() == Node.TEXT_NODE || child.getNodeType() == Node.CDATA_SECTION_NODE) {
                text.append(child.getNodeValue());
            }
        }
        String words = text.toString().replace("\r\n", "\n").strip();
        if (!words.isEmpty()) {
            canonical.append(quoted(words));
        }
        inner.removeIf(BpmnMeaning::isEmptyFrame);
        inner.sort(Comparator.comparing(Node::getLocalName));
        canonical.append('(');
        inner.forEach(below -> write(below, canonical, part));
        canonical.append(')');
    }

    /** The first way out of a gateway whose condition holds is taken: so their order says something. */
    private void addOrder(Element flow) {
        if ("sequenceFlow".equals(flow.getLocalName())) {
            parts.merge(
                    flow.getAttribute("sourceRef") + " ",
                    new Part("order", null, flow.getAttribute("id"), false),
                    (before, next) -> new Part("order", null, before.canonical() + " " + next.canonical(), false));
        }
    }

    private static boolean isPart(Element element) {
        return BpmnFile.BPMN.equals(element.getNamespaceURI())
                && element.hasAttribute("id")
                && !INNER.contains(element.getLocalName())
                && !element.getLocalName().endsWith("EventDefinition");
    }

    private static boolean says(Element element) {
        return !BpmnFile.isDiagram(element)
                && !(BpmnFile.BPMN.equals(element.getNamespaceURI()) && REPEATED.contains(element.getLocalName()));
    }

    private static boolean isEmptyFrame(Element element) {
        return EMPTY.contains(element.getLocalName())
                && element.getTextContent().isBlank()
                && BpmnFile.children(element).stream().allMatch(BpmnMeaning::isEmptyFrame);
    }

    private static SortedMap<String, String> attributes(Element element) {
        SortedMap<String, String> attributes = new TreeMap<>();
        boolean root = "definitions".equals(element.getLocalName());
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Attr attribute = (Attr) element.getAttributes().item(i);
            String namespace = attribute.getNamespaceURI() == null ? "" : attribute.getNamespaceURI();
            String name = attribute.getLocalName();
            boolean aside = XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(namespace)
                    || XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI.equals(namespace)
                    || MODELER.equals(namespace)
                    || name.startsWith(TEMPLATE)
                    || (root && OF_THE_FILE.contains(name))
                    || ("id".equals(name) && !isPart(element))
                    || attribute.getValue().isBlank()
                    || attribute.getValue().equals(DEFAULTS.get(name));
            if (!aside) {
                attributes.put("{" + namespace + "}" + name, quoted(attribute.getValue()));
            }
        }
        return attributes;
    }

    /** So that no text can pass for two. */
    private static String quoted(String text) {
        return '"' + text.strip().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}

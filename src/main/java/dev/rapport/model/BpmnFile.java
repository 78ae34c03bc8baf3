package dev.rapport.model;

import dev.rapport.model.check.Xml;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** A BPMN file as XML, for those who only look at it: what is wrong with it is said by the check. */
final class BpmnFile {

    static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

    /** Layout and colours. */
    private static final Set<String> DIAGRAM = Set.of(
            "http://www.omg.org/spec/BPMN/20100524/DI",
            "http://www.omg.org/spec/DD/20100524/DC",
            "http://www.omg.org/spec/DD/20100524/DI");

    /** Deeper nesting is no diagram, and whoever walks through it is recursive. */
    static final int DEEPEST = 60;

    private BpmnFile() {}

    /** The root element; empty when the file is no BPMN. */
    static Optional<Element> read(byte[] content) {
        Element root;
        try {
            root = Xml.parse(content).getDocumentElement();
        } catch (SAXException e) {
            return Optional.empty();
        }
        boolean bpmn = BPMN.equals(root.getNamespaceURI()) && "definitions".equals(root.getLocalName());
        return bpmn && !isTooDeep(root) ? Optional.of(root) : Optional.empty();
    }

    static boolean isDiagram(Element element) {
        return DIAGRAM.contains(String.valueOf(element.getNamespaceURI()));
    }

    /** The elements directly below one. */
    static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element below) {
                children.add(below);
            }
        }
        return children;
    }

    private record At(Element element, int depth) {}

    private static boolean isTooDeep(Element root) {
        Deque<At> open = new ArrayDeque<>(List.of(new At(root, 0)));
        while (!open.isEmpty()) {
            At at = open.pop();
            if (at.depth > DEEPEST) {
                return true;
            }
            children(at.element).forEach(child -> open.push(new At(child, at.depth + 1)));
        }
        return false;
    }
}

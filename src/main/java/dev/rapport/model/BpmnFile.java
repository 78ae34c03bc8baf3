package dev.rapport.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** A BPMN file as XML, for those who only look at it: what is wrong with it is said by the check. */
final class BpmnFile {

    /** Deeper nesting is no diagram, and whoever walks through it is recursive. */
    static final int DEEPEST = 60;

    private BpmnFile() {}

    /** The root element; empty when the file is no BPMN. */
    static Optional<Element> read(byte[] content) {
        Element root;
        try {
            root = BpmnCheck.parser().parse(new ByteArrayInputStream(content)).getDocumentElement();
        } catch (SAXException | IOException e) {
            return Optional.empty();
        }
        boolean bpmn = BpmnAllowlist.BPMN.equals(root.getNamespaceURI()) && "definitions".equals(root.getLocalName());
        return bpmn && !isTooDeep(root) ? Optional.of(root) : Optional.empty();
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

package dev.rapport.model.check;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

/** Reads XML that nobody vouches for, and finds its way in it. */
public final class Xml {

    private Xml() {}

    /**
     * Reads a document without opening anything else.
     *
     * @throws SAXException when it is none, or has a document type
     */
    public static Document parse(byte[] content) throws SAXException {
        try {
            return parser().parse(new ByteArrayInputStream(content));
        } catch (IOException e) {
            throw new SAXException(e);
        }
    }

    static List<Attr> attributes(Element element) {
        var attributes = element.getAttributes();
        return IntStream.range(0, attributes.getLength())
                .mapToObj(i -> (Attr) attributes.item(i))
                .toList();
    }

    /** Null where the element does not have it; an empty one is there. */
    static @Nullable String attribute(Element element, @Nullable String namespace, String name) {
        return element.hasAttributeNS(namespace, name) ? element.getAttributeNS(namespace, name) : null;
    }

    /** An attribute of Camunda's namespace, null where the element does not have it. */
    static @Nullable String camunda(Element element, String name) {
        return attribute(element, BpmnAllowlist.CAMUNDA, name);
    }

    static boolean camundaFlag(Element element, String name) {
        return "true".equals(camunda(element, name));
    }

    static Stream<Element> children(Element element) {
        Stream.Builder<Element> children = Stream.builder();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element below) {
                children.add(below);
            }
        }
        return children.build();
    }

    /** Children of BPMN's namespace and that name. */
    static Stream<Element> children(Element element, String name) {
        return children(element)
                .filter(child -> BpmnAllowlist.BPMN.equals(child.getNamespaceURI()))
                .filter(child -> name.equals(child.getLocalName()));
    }

    /** The element and everything below it, in the order of the file; without recursion, however deep it is. */
    static Stream<Element> tree(Element element) {
        List<Element> all = new ArrayList<>();
        Deque<Element> open = new ArrayDeque<>(List.of(element));
        while (!open.isEmpty()) {
            Element next = open.pop();
            all.add(next);
            for (Node child = next.getLastChild(); child != null; child = child.getPreviousSibling()) {
                if (child instanceof Element below) {
                    open.push(below);
                }
            }
        }
        return all.stream();
    }

    static String namespace(Node node) {
        return node.getNamespaceURI() == null ? "" : node.getNamespaceURI();
    }

    static String directText(Element element) {
        StringBuilder text = new StringBuilder();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() == Node.TEXT_NODE || child.getNodeType() == Node.CDATA_SECTION_NODE) {
                text.append(child.getNodeValue());
            }
        }
        return text.toString();
    }

    private static DocumentBuilder parser() {
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

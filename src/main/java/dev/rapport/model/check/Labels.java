package dev.rapport.model.check;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Finds the elements of a deployment again when a run names them by their ids. */
final class Labels {

    private final Map<String, Document> models = new HashMap<>();

    Labels(Map<String, byte[]> resources) {
        resources.forEach((name, content) -> {
            if (name.endsWith(".bpmn")) {
                try {
                    models.put(name, Xml.parse(content));
                } catch (SAXException e) {
                    throw new IllegalStateException("What was checked can be read", e);
                }
            }
        });
    }

    /** The models, each as a whole. */
    Stream<Element> roots() {
        return models.values().stream().map(Document::getDocumentElement);
    }

    Stream<String> processes() {
        return models.values().stream()
                .flatMap(model -> Xml.children(model.getDocumentElement(), "process"))
                .map(process -> process.getAttribute("id"));
    }

    /** A finding about an element of a process, or about the process where the element is not known. */
    Finding error(String process, @Nullable String element, String code, Object... arguments) {
        for (Map.Entry<String, Document> model : models.entrySet()) {
            Element owner = Xml.children(model.getValue().getDocumentElement(), "process")
                    .filter(each -> process.equals(each.getAttribute("id")))
                    .findFirst()
                    .orElse(null);
            if (owner != null) {
                Findings findings = new Findings(model.getKey());
                findings.error(
                        Xml.tree(owner)
                                .filter(each -> Objects.equals(element, each.getAttribute("id")))
                                .findFirst()
                                .orElse(owner),
                        code,
                        arguments);
                return findings.all().get(0);
            }
        }
        return Finding.error(null, element, element == null ? process : element, code, arguments);
    }
}

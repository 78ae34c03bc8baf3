import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Writes a class of constants for each shipped model, so that tests name its elements and a renamed one breaks the
 * compiler: {@code contact.bpmn} becomes {@code dev.rapport.models.ContactBpmn}. The build runs it, see ADR 36; by hand:
 * {@code java src/test/bpmn-names/BpmnNames.java bpmn target/generated-test-sources/bpmn}.
 */
class BpmnNames {

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String PACKAGE = "dev.rapport.models";

    public static void main(String[] folders) throws Exception {
        Path target = Path.of(folders[1], PACKAGE.split("\\."));
        Files.createDirectories(target);
        Set<Path> written = new HashSet<>();
        try (DirectoryStream<Path> models = Files.newDirectoryStream(Path.of(folders[0]), "*.bpmn")) {
            for (Path model : models) {
                String file = model.getFileName().toString();
                String type = Character.toUpperCase(file.charAt(0)) + file.substring(1, file.indexOf('.')) + "Bpmn";
                Path source = target.resolve(type + ".java");
                written.add(source);
                write(source, constants(file, type, model));
            }
        }
        try (DirectoryStream<Path> sources = Files.newDirectoryStream(target, "*.java")) {
            for (Path source : sources) {
                if (!written.contains(source)) {
                    Files.delete(source);
                }
            }
        }
    }

    /** What says the same stays as it is, or all tests would be compiled anew. */
    private static void write(Path source, String text) throws IOException {
        if (!Files.exists(source) || !Files.readString(source).equals(text)) {
            Files.writeString(source, text);
        }
    }

    private static String constants(String file, String type, Path model) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Document document = factory.newDocumentBuilder().parse(model.toFile());
        Element process = elements(document, "process").get(0);
        Map<String, String> names = new TreeMap<>();
        for (Element element : elements(document, "*")) {
            if (isInside(element, process) && element.hasAttribute("id")) {
                add(names, file, element.getAttribute("id"), element.getAttribute("id"));
            }
        }
        Map<String, String> messages = new TreeMap<>();
        for (Element message : elements(document, "message")) {
            add(messages, file, message.getAttribute("name"), message.getAttribute("name"));
        }
        return """
                package %s;

                /** The names in {@code %s}; generated, see {@code src/test/bpmn-names}. */
                @javax.annotation.processing.Generated("BpmnNames")
                public final class %s {

                    /** Key of the process. */
                    public static final String KEY = "%s";

                    // elements and flows
                %s%s
                    private %s() {}
                }
                """.formatted(
                        PACKAGE,
                        file,
                        type,
                        process.getAttribute("id"),
                        fields(names, "    "),
                        messages.isEmpty() ? "" : """

                                /** Names of its messages. */
                                public static final class Messages {
                            %s
                                    private Messages() {}
                                }
                            """.formatted(fields(messages, "        ")),
                        type);
    }

    private static String fields(Map<String, String> names, String indent) {
        StringBuilder fields = new StringBuilder();
        names.forEach((name, value) -> fields.append(indent)
                .append("public static final String ")
                .append(name)
                .append(" = \"")
                .append(value)
                .append("\";\n"));
        return fields.toString();
    }

    private static List<Element> elements(Document document, String name) {
        NodeList found = document.getElementsByTagNameNS(BPMN, name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static boolean isInside(Element element, Element process) {
        return element != process
                && (process.compareDocumentPosition(element) & Element.DOCUMENT_POSITION_CONTAINED_BY) != 0;
    }

    /** {@code userTask_carryOutContact} is {@code USER_TASK_CARRY_OUT_CONTACT}. */
    private static void add(Map<String, String> names, String file, String id, String value) {
        String name = id.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(java.util.Locale.ROOT);
        if (!name.matches("[A-Z][A-Z0-9_]*") || name.equals("KEY")) {
            throw new IllegalArgumentException(file + ": " + id + " makes no name in Java");
        }
        if (names.put(name, value) != null) {
            throw new IllegalArgumentException(file + ": " + id + " is there twice, but for upper and lower case");
        }
    }
}

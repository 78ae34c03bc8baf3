package dev.rapport.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;

/** What an element says that a person has entered in the Modeler: its label, its condition, whose it is, what its step is told. */
@Component
class ElementDetails {

    private final MessageSource messages;

    ElementDetails(MessageSource messages) {
        this.messages = messages;
    }

    /** What has become of it, a line each: label, before, after. */
    List<String> differences(Element before, Element after, Locale locale) {
        Map<String, String> old = said(before);
        Map<String, String> now = said(after);
        List<String> lines = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(old.keySet());
        names.addAll(now.keySet());
        for (String name : names) {
            if (!Objects.equals(old.get(name), now.get(name))) {
                lines.add(
                        label(name, locale) + ": " + old.getOrDefault(name, "–") + " → " + now.getOrDefault(name, "–"));
            }
        }
        return lines;
    }

    private static Map<String, String> said(Element element) {
        Map<String, String> said = new LinkedHashMap<>();
        put(said, "name", element.getAttribute("name"));
        put(said, "assignee", element.getAttributeNS(BpmnFile.CAMUNDA, "assignee"));
        put(said, "candidateGroups", element.getAttributeNS(BpmnFile.CAMUNDA, "candidateGroups"));
        put(said, "dueDate", element.getAttributeNS(BpmnFile.CAMUNDA, "dueDate"));
        for (Element child : BpmnFile.children(element)) {
            switch (String.valueOf(child.getLocalName())) {
                case "conditionExpression" -> put(said, "condition", child.getTextContent());
                case "timerEventDefinition" -> put(said, "time", child.getTextContent());
                case "extensionElements" -> told(child, said);
                default -> {
                    // where it leads and how it is drawn is told otherwise
                }
            }
        }
        return said;
    }

    private static void told(Element extensions, Map<String, String> said) {
        var inputs = extensions.getElementsByTagNameNS(BpmnFile.CAMUNDA, "inputParameter");
        for (int i = 0; i < inputs.getLength(); i++) {
            Element input = (Element) inputs.item(i);
            put(said, "." + input.getAttribute("name"), input.getTextContent());
        }
        var properties = extensions.getElementsByTagNameNS(BpmnFile.CAMUNDA, "property");
        for (int i = 0; i < properties.getLength(); i++) {
            Element property = (Element) properties.item(i);
            put(said, "." + property.getAttribute("name"), property.getAttribute("value"));
        }
    }

    private static void put(Map<String, String> said, String name, String value) {
        String text = value.strip().replaceAll("\\s+", " ");
        if (!text.isEmpty()) {
            said.put(name, text);
        }
    }

    private String label(String name, Locale locale) {
        String key = switch (name) {
            case "name" -> "models.detail.name";
            case "assignee" -> "models.detail.assignee";
            case "candidateGroups" -> "models.detail.groups";
            case "dueDate" -> "models.detail.due";
            case "condition" -> "models.detail.condition";
            case "time" -> "models.detail.time";
            default -> "model.parameter" + name;
        };
        String otherwise = name.substring(1);
        return Objects.requireNonNullElse(messages.getMessage(key, null, otherwise, locale), otherwise);
    }
}

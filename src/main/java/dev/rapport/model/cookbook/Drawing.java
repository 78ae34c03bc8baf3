package dev.rapport.model.cookbook;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

/** What everything is called in a shipped model while a recipe is drawn into it; what a recipe names must be there. */
final class Drawing {

    /** Between two elements; the name is empty for one that has none. */
    record Arrow(String name, String from, String to) {}

    private final Map<String, String> names = new HashMap<>();
    private final Map<String, Arrow> arrows = new HashMap<>();

    private Drawing() {}

    /** @param process whose model ships with Rapport */
    static Drawing of(String process) {
        Drawing drawing = new Drawing();
        BpmnModelInstance model = shipped(process);
        model.getModelElementsByType(FlowNode.class)
                .forEach(node -> drawing.names.put(node.getId(), Objects.toString(node.getName(), "")));
        model.getModelElementsByType(SequenceFlow.class)
                .forEach(flow -> drawing.arrows.put(
                        flow.getId(),
                        new Arrow(
                                Objects.toString(flow.getName(), ""),
                                flow.getSource().getId(),
                                flow.getTarget().getId())));
        return drawing;
    }

    private static BpmnModelInstance shipped(String process) {
        try (InputStream file = new ClassPathResource("bpmn/" + process + ".bpmn").getInputStream()) {
            return Bpmn.readModelFromStream(file);
        } catch (IOException e) {
            throw new IllegalStateException("The model " + process + " is part of the application", e);
        }
    }

    /** Empty for an element that is there and has no name. */
    String name(String element) {
        return known(names, element);
    }

    Arrow arrow(String arrow) {
        return known(arrows, arrow);
    }

    /** The element that comes behind one that has a single way out. */
    String behind(String element) {
        return arrows.values().stream()
                .filter(arrow -> arrow.from().equals(element))
                .map(Arrow::to)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nothing comes behind " + element));
    }

    void add(NewElement element) {
        names.put(element.id(), element.name());
    }

    void divide(String id, NewElement element) {
        Arrow divided = arrow(id);
        add(element);
        arrows.put(id, new Arrow(divided.name(), divided.from(), element.id()));
        connect(element.id(), divided.to(), null);
    }

    void remove(String element) {
        String next = behind(element);
        arrows.values().removeIf(arrow -> arrow.from().equals(element));
        arrows.replaceAll(
                (id, arrow) -> arrow.to().equals(element) ? new Arrow(arrow.name(), arrow.from(), next) : arrow);
        names.remove(element);
    }

    /** @param id null for the one that {@link Move} tells */
    void connect(String from, String to, @Nullable String id) {
        name(from);
        name(to);
        arrows.put(id == null ? "flow_" + tail(from) + "_" + tail(to) : id, new Arrow("", from, to));
    }

    void rename(String id, String name) {
        Arrow arrow = arrow(id);
        arrows.put(id, new Arrow(name, arrow.from(), arrow.to()));
    }

    private static String tail(String id) {
        return id.substring(id.indexOf('_') + 1);
    }

    private static <T> T known(Map<String, T> all, String id) {
        T found = all.get(id);
        if (found == null) {
            throw new IllegalStateException("There is no " + id);
        }
        return found;
    }
}

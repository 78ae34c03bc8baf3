package dev.rapport.model;

import dev.rapport.model.ModelSheet.Step;
import dev.rapport.model.ModelSheet.Way;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** A model in words: its steps in the order in which they are gone through, with where each of them goes on. */
final class StepList {

    private static final Set<String> NODES = Set.of("task", "subProcess", "callActivity");

    private record Node(Element element, int depth) {}

    private final ElementKinds kinds;
    private final UnaryOperator<String> names;
    private final List<Node> ordered = new ArrayList<>();
    private final Map<String, List<Element>> flows = new HashMap<>();
    private final Map<String, Element> nodes = new LinkedHashMap<>();

    private StepList(ElementKinds kinds, UnaryOperator<String> names) {
        this.kinds = kinds;
        this.names = names;
    }

    /**
     * Reads a model.
     *
     * @param names what a name in the model is in the reader's language
     */
    static List<Step> of(Element root, ElementKinds kinds, UnaryOperator<String> names) {
        StepList list = new StepList(kinds, names);
        BpmnFile.children(root).stream()
                .filter(child -> "process".equals(child.getLocalName()))
                .forEach(process -> list.read(process, 0));
        return list.steps();
    }

    private void read(Element scope, int depth) {
        Map<String, Element> here = new LinkedHashMap<>();
        Map<String, List<String>> next = new HashMap<>();
        for (Element child : BpmnFile.children(scope)) {
            if ("sequenceFlow".equals(child.getLocalName())) {
                String from = child.getAttribute("sourceRef");
                flows.computeIfAbsent(from, source -> new ArrayList<>()).add(child);
                next.computeIfAbsent(from, source -> new ArrayList<>()).add(child.getAttribute("targetRef"));
            } else if (isNode(child) && !child.getAttribute("id").isEmpty()) {
                here.put(child.getAttribute("id"), child);
            }
        }
        here.forEach((id, node) -> {
            if (node.hasAttribute("attachedToRef")) {
                next.computeIfAbsent(node.getAttribute("attachedToRef"), host -> new ArrayList<>())
                        .add(id);
            }
        });
        nodes.putAll(here);
        for (String id : inOrder(here.keySet(), next)) {
            Element node = here.get(id);
            if (node != null) {
                ordered.add(new Node(node, depth));
                if ("subProcess".equals(node.getLocalName())) {
                    read(node, depth + 1);
                }
            }
        }
    }

    /** Every node before those it leads to, as far as the model does not go round in a circle. */
    private static List<String> inOrder(Collection<String> ids, Map<String, List<String>> next) {
        Set<String> reached = new HashSet<>();
        next.values().forEach(reached::addAll);
        List<String> starts =
                new ArrayList<>(ids.stream().filter(id -> !reached.contains(id)).toList());
        starts.addAll(ids);
        Set<String> seen = new HashSet<>();
        List<String> result = new ArrayList<>();
        for (String start : starts) {
            List<String> from = new ArrayList<>();
            visit(start, next, seen, from);
            Collections.reverse(from);
            result.addAll(from);
        }
        return result;
    }

    /** Depth first, the last way first, each node after everything behind it. */
    private static void visit(String start, Map<String, List<String>> next, Set<String> seen, List<String> done) {
        record Open(String id, Deque<String> ways) {}
        Deque<Open> open = new ArrayDeque<>();
        String entering = start;
        while (true) {
            if (entering != null && seen.add(entering)) {
                Deque<String> ways = new ArrayDeque<>();
                next.getOrDefault(entering, List.of()).forEach(ways::push);
                open.push(new Open(entering, ways));
            }
            Open top = open.peek();
            if (top == null) {
                return;
            }
            entering = top.ways.poll();
            if (entering == null) {
                done.add(open.pop().id);
            }
        }
    }

    private List<Step> steps() {
        Map<String, Integer> numbers = new HashMap<>();
        for (Node node : ordered) {
            if (!onlyJoins(node.element)) {
                numbers.put(node.element.getAttribute("id"), numbers.size() + 1);
            }
        }
        List<Step> steps = new ArrayList<>();
        for (Node node : ordered) {
            String id = node.element.getAttribute("id");
            Integer number = numbers.get(id);
            if (number == null) {
                continue;
            }
            Element host = nodes.get(node.element.getAttribute("attachedToRef"));
            steps.add(ModelSheetStepBuilder.builder()
                    .element(id)
                    .number(number)
                    .depth(node.depth)
                    .kind(kinds.of(node.element))
                    .name(name(node.element))
                    .attachedTo(host == null ? null : name(host))
                    .ways(ways(id, number, numbers))
                    .waiting(0)
                    .faults(0)
                    .build());
        }
        return steps;
    }

    private List<Way> ways(String id, int number, Map<String, Integer> numbers) {
        List<Way> ways = new ArrayList<>();
        for (Element flow : flows.getOrDefault(id, List.of())) {
            Element target = target(flow);
            Integer to = target == null ? null : numbers.get(target.getAttribute("id"));
            if (target != null && to != null) {
                ways.add(new Way(name(flow), to, name(target)));
            }
        }
        boolean simplyTheNext =
                ways.size() == 1 && ways.get(0).label() == null && ways.get(0).number() == number + 1;
        return simplyTheNext ? List.of() : ways;
    }

    /** Where a flow leads, past gateways that only join ways; null when it leads nowhere. */
    private @Nullable Element target(Element flow) {
        Set<String> passed = new HashSet<>();
        Element at = nodes.get(flow.getAttribute("targetRef"));
        while (at != null && onlyJoins(at) && passed.add(at.getAttribute("id"))) {
            at = nodes.get(leaving(at).get(0).getAttribute("targetRef"));
        }
        return at;
    }

    private boolean onlyJoins(Element node) {
        return ElementKinds.isGateway(node)
                && name(node) == null
                && leaving(node).size() == 1;
    }

    private List<Element> leaving(Element node) {
        return flows.getOrDefault(node.getAttribute("id"), List.of());
    }

    private @Nullable String name(Element element) {
        String name = element.getAttribute("name").strip();
        return name.isEmpty() ? null : names.apply(name);
    }

    private static boolean isNode(Element element) {
        String name = element.getLocalName();
        return BpmnFile.BPMN.equals(element.getNamespaceURI())
                && (NODES.contains(name)
                        || name.endsWith("Task")
                        || name.endsWith("Event")
                        || name.endsWith("Gateway"));
    }
}

package dev.rapport.model.check;

import dev.rapport.engine.DaysAfterStart;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** One process as its designer drew it: what stands where, and what leads from where to where. */
final class ProcessGraph {

    /** What stands in a process beside its nodes. */
    private static final Set<String> NO_NODES = Set.of(
            "sequenceFlow",
            "laneSet",
            "documentation",
            "extensionElements",
            "incoming",
            "outgoing",
            "association",
            "textAnnotation",
            "group",
            "dataObject",
            "dataObjectReference",
            "dataStoreReference");

    private static final String EVENT_DEFINITION = "EventDefinition";

    /** A way from one node to another. */
    record Way(Element element, Node source, Node target) {

        String id() {
            return element.getAttribute("id");
        }

        /** The expression under which it is taken; null where there is none. */
        @Nullable
        String condition() {
            return Xml.children(element, "conditionExpression")
                    .findFirst()
                    .map(condition -> Xml.directText(condition).strip())
                    .orElse(null);
        }
    }

    /** An event, a task, a gateway or a sub-process. Nodes are the same when they are one object. */
    static final class Node {

        final Element element;
        final @Nullable Node parent;
        final List<Node> children = new ArrayList<>();
        final List<Way> incoming = new ArrayList<>();
        final List<Way> outgoing = new ArrayList<>();
        final List<Node> boundaries = new ArrayList<>();

        @Nullable
        Node attachedTo;

        Node(Element element, @Nullable Node parent) {
            this.element = element;
            this.parent = parent;
        }

        String id() {
            return element.getAttribute("id");
        }

        boolean is(String... types) {
            return List.of(types).contains(element.getLocalName());
        }

        /** What kind of event it is: timer, message, …; empty for a plain one and for what is no event. */
        String event() {
            return definition()
                    .map(definition -> definition.getLocalName().replace(EVENT_DEFINITION, ""))
                    .orElse("");
        }

        Optional<Element> definition() {
            return Xml.children(element)
                    .filter(child -> child.getLocalName().endsWith(EVENT_DEFINITION))
                    .findFirst();
        }

        /** How many days after the start of the item a timer fires; null where it says nothing of the kind. */
        @Nullable
        String daysAfterStart() {
            return Xml.children(element, "extensionElements")
                    .flatMap(Xml::tree)
                    .filter(property -> "property".equals(property.getLocalName()))
                    .filter(property -> DaysAfterStart.DAYS.name().equals(property.getAttribute("name")))
                    .map(property -> property.getAttribute("value").strip())
                    .findFirst()
                    .orElse(null);
        }

        /** What a throwing and a catching event share: the signal, error, escalation or link they name. */
        String reference() {
            return definition()
                    .map(definition -> switch (event()) {
                        case "error", "escalation", "signal", "message" -> definition.getAttribute(event() + "Ref");
                        case "link" -> definition.getAttribute("name");
                        default -> "";
                    })
                    .orElse("");
        }

        /** Whether something happens beside the normal course when it fires, instead of in its place. */
        boolean isInterrupting() {
            return !"false".equals(element.getAttribute("cancelActivity"))
                    && !"false".equals(element.getAttribute("isInterrupting"));
        }

        boolean isEventSubProcess() {
            return is("subProcess") && "true".equals(element.getAttribute("triggeredByEvent"));
        }

        boolean isGateway() {
            return element.getLocalName().endsWith("Gateway");
        }

        /** Whether a token stays there until somebody or something outside goes on. */
        boolean waits() {
            return is("userTask", "receiveTask", "eventBasedGateway")
                    || (is("intermediateCatchEvent")
                            && !Set.of("link", "conditional").contains(event()));
        }

        boolean isIn(@Nullable Node scope) {
            for (Node above = parent; above != null; above = above.parent) {
                if (above == scope) {
                    return true;
                }
            }
            return scope == null;
        }

        @Nullable
        Way defaultWay() {
            String id = element.getAttribute("default");
            return id.isEmpty()
                    ? null
                    : outgoing.stream()
                            .filter(way -> way.id().equals(id))
                            .findFirst()
                            .orElse(null);
        }

        /** The one plain start event of a sub-process. */
        @Nullable
        Node start() {
            return children.stream()
                    .filter(child -> child.is("startEvent"))
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public String toString() {
            return id();
        }
    }

    final Element process;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final List<Node> topLevel = new ArrayList<>();
    private final Map<String, Element> broken = new HashMap<>();

    ProcessGraph(Element process) {
        this.process = process;
        collect(process, null);
        connect(process, null);
        for (Node node : nodes.values()) {
            if (node.is("boundaryEvent")) {
                Node host = nodes.get(node.element.getAttribute("attachedToRef"));
                if (host != null && host.parent == node.parent) {
                    node.attachedTo = host;
                    host.boundaries.add(node);
                }
            }
        }
    }

    String key() {
        return process.getAttribute("id");
    }

    /** In the order of the file. */
    Collection<Node> nodes() {
        return nodes.values();
    }

    @Nullable
    Node node(String id) {
        return nodes.get(id);
    }

    /** What stands directly in a sub-process, or in the process itself. */
    List<Node> in(@Nullable Node scope) {
        return scope == null ? topLevel : scope.children;
    }

    Stream<Way> ways() {
        return nodes.values().stream().flatMap(node -> node.outgoing.stream());
    }

    /** What only timers that count days lead to, beside the work: it ends when the item is closed. */
    Set<Node> besideTheWork() {
        Set<Node> beside = new HashSet<>();
        for (Node event : nodes.values()) {
            Node host = event.attachedTo;
            if (host != null && event.daysAfterStart() != null) {
                Set<Node> only = reachable(List.of(event));
                List<Node> others = new ArrayList<>(host.boundaries);
                others.remove(event);
                others.add(host);
                only.removeAll(reachable(others));
                beside.addAll(only);
            }
        }
        return beside;
    }

    /** What lies behind these, and not these themselves. */
    private static Set<Node> reachable(List<Node> from) {
        Set<Node> found = new HashSet<>();
        Deque<Node> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            for (Way way : open.removeFirst().outgoing) {
                if (found.add(way.target())) {
                    open.add(way.target());
                }
            }
        }
        return found;
    }

    /** Ways that begin or end nowhere. */
    Collection<Element> broken() {
        return broken.values();
    }

    private void collect(Element scope, @Nullable Node parent) {
        Xml.children(scope)
                .filter(child -> BpmnAllowlist.BPMN.equals(child.getNamespaceURI()))
                .filter(child -> !NO_NODES.contains(child.getLocalName()))
                .forEach(child -> {
                    Node node = new Node(child, parent);
                    nodes.putIfAbsent(node.id(), node);
                    (parent == null ? topLevel : parent.children).add(node);
                    if (node.is("subProcess")) {
                        collect(child, node);
                    }
                });
    }

    private void connect(Element scope, @Nullable Node parent) {
        Xml.children(scope, "sequenceFlow").forEach(flow -> {
            Node source = nodes.get(flow.getAttribute("sourceRef"));
            Node target = nodes.get(flow.getAttribute("targetRef"));
            if (source == null || target == null || source.parent != parent || target.parent != parent) {
                broken.put(flow.getAttribute("id"), flow);
                return;
            }
            Way way = new Way(flow, source, target);
            source.outgoing.add(way);
            target.incoming.add(way);
        });
        in(parent).stream().filter(node -> node.is("subProcess")).forEach(node -> connect(node.element, node));
    }
}

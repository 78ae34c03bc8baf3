package dev.rapport.model.check;

import dev.rapport.model.check.ProcessGraph.Node;
import dev.rapport.model.check.ProcessGraph.Way;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Whether a process is drawn completely: starts, ways that lead somewhere, nothing that is never reached. */
final class StructureCheck {

    private final ProcessGraph graph;
    private final Findings findings;

    StructureCheck(ProcessGraph graph, Findings findings) {
        this.graph = graph;
        this.findings = findings;
    }

    /** Checks the drawing; what is found here makes looking at its behaviour pointless. */
    void check() {
        checkStarts(null, graph.process);
        for (Node node : graph.nodes()) {
            if (node.is("subProcess")) {
                checkStarts(node, node.element);
            }
            checkNode(node);
        }
        graph.broken().forEach(flow -> findings.error(flow, "flow-dangling"));
        if (!findings.hasErrors()) {
            checkReach();
        }
    }

    private void checkStarts(@Nullable Node scope, Element owner) {
        List<Node> starts =
                graph.in(scope).stream().filter(node -> node.is("startEvent")).toList();
        boolean ofEvent = scope != null && scope.isEventSubProcess();
        List<Node> plain =
                starts.stream().filter(start -> start.event().isEmpty()).toList();
        if (!ofEvent) {
            starts.stream()
                    .filter(start -> !start.event().isEmpty())
                    .forEach(start -> findings.error(start.element, "start-kind"));
        }
        if (starts.isEmpty()) {
            findings.error(owner, "start-none");
        } else if (starts.size() > 1 && (ofEvent || plain.size() > 1)) {
            findings.error(owner, "start-twice");
        } else if (ofEvent && !plain.isEmpty()) {
            findings.error(plain.get(0).element, "start-without-event");
        }
    }

    private void checkNode(Node node) {
        String defaultFlow = node.element.getAttribute("default");
        if (!defaultFlow.isEmpty() && node.defaultWay() == null) {
            findings.error(node.element, "default-unknown", Findings.shorten(defaultFlow));
        }
        if (node.is("exclusiveGateway") && node.outgoing.size() > 1) {
            node.outgoing.stream()
                    .filter(way -> way.condition() == null && !way.equals(node.defaultWay()))
                    .findFirst()
                    .ifPresent(way -> findings.error(node.element, "gateway-condition", way.id()));
        }
        if (node.is("startEvent") && !node.incoming.isEmpty()) {
            findings.error(node.element, "start-entered");
        }
        if (node.is("endEvent") && !node.outgoing.isEmpty()) {
            findings.error(node.element, "end-left");
        }
        if (node.is("boundaryEvent")) {
            checkBoundary(node);
        }
        if (node.is("eventBasedGateway")) {
            node.outgoing.stream()
                    .map(Way::target)
                    .filter(target -> !target.is("intermediateCatchEvent", "receiveTask"))
                    .forEach(target -> findings.error(target.element, "event-expected"));
        }
        checkEvent(node);
    }

    private void checkBoundary(Node node) {
        if (node.attachedTo == null) {
            findings.error(node.element, "boundary-alone");
        }
        if (node.event().isEmpty()) {
            findings.error(node.element, "event-missing");
        }
        if (!node.incoming.isEmpty()) {
            findings.error(node.element, "start-entered");
        }
    }

    /** An event that waits for something must say for what; one that throws must say what. */
    private void checkEvent(Node node) {
        String event = node.event();
        if (node.is("intermediateCatchEvent") && event.isEmpty()) {
            findings.error(node.element, "event-missing");
        }
        boolean catches = node.is("intermediateCatchEvent", "boundaryEvent", "startEvent");
        boolean needsName = Set.of("message", "signal").contains(event)
                || (!catches && Set.of("error", "escalation").contains(event));
        if (needsName && !names(node.reference(), event)) {
            findings.error(node.element, "event-unnamed");
        }
        if (node.is("receiveTask") && !names(node.element.getAttribute("messageRef"), "message")) {
            findings.error(node.element, "event-unnamed");
        }
        if ("link".equals(event)
                && !node.is("intermediateCatchEvent")
                && graph.in(node.parent).stream()
                                .filter(other -> other.is("intermediateCatchEvent") && "link".equals(other.event()))
                                .filter(other -> other.reference().equals(node.reference()))
                                .count()
                        != 1) {
            findings.error(node.element, "link-nowhere");
        }
    }

    /** Whether a message, signal, error or escalation of that id is defined in the file and has a name or code. */
    private boolean names(String reference, String kind) {
        String local = reference.substring(reference.indexOf(':') + 1);
        return Xml.children(graph.process.getOwnerDocument().getDocumentElement(), kind)
                .filter(defined -> defined.getAttribute("id").equals(local))
                .anyMatch(defined -> !defined.getAttribute("name").isBlank()
                        || !defined.getAttribute(kind + "Code").isBlank());
    }

    private void checkReach() {
        Set<Node> reached = new LinkedHashSet<>();
        Deque<Node> open = new ArrayDeque<>();
        graph.in(null).stream().filter(node -> node.is("startEvent")).forEach(open::add);
        // an event sub-process of the process or of a sub-process begins by itself
        graph.nodes().stream().filter(Node::isEventSubProcess).forEach(open::add);
        while (!open.isEmpty()) {
            Node node = open.removeFirst();
            if (!reached.add(node)) {
                continue;
            }
            node.outgoing.forEach(way -> open.add(way.target()));
            open.addAll(node.boundaries);
            node.children.stream().filter(child -> child.is("startEvent")).forEach(open::add);
            if ("link".equals(node.event())) {
                graph.in(node.parent).stream()
                        .filter(other -> other.is("intermediateCatchEvent") && "link".equals(other.event()))
                        .filter(other -> other.reference().equals(node.reference()))
                        .forEach(open::add);
            }
        }
        checkUnreached(reached);
        for (Node node : reached) {
            boolean ends = node.is("endEvent")
                    || node.isEventSubProcess()
                    || ("link".equals(node.event()) && node.is("intermediateThrowEvent"))
                    || "true".equals(node.element.getAttribute("isForCompensation"))
                    || "compensate".equals(node.event());
            if (node.outgoing.isEmpty() && !ends) {
                findings.error(node.element, "dead-end");
            }
        }
    }

    /** Only where the unreached part begins: the rest follows from it. */
    private void checkUnreached(Set<Node> reached) {
        Set<Node> told = new HashSet<>();
        List<Node> unreached = graph.nodes().stream()
                .filter(node -> !reached.contains(node))
                .filter(node -> !"true".equals(node.element.getAttribute("isForCompensation")))
                .filter(node -> node.parent == null || reached.contains(node.parent))
                .toList();
        for (boolean beginnings : new boolean[] {true, false}) {
            for (Node node : unreached) {
                boolean begins = node.incoming.isEmpty() && node.attachedTo == null;
                if (!told.contains(node) && (begins || !beginnings)) {
                    findings.error(node.element, "unreachable");
                    tell(node, told);
                }
            }
        }
    }

    private static void tell(Node node, Set<Node> told) {
        Deque<Node> open = new ArrayDeque<>(List.of(node));
        while (!open.isEmpty()) {
            Node next = open.removeFirst();
            if (told.add(next)) {
                next.outgoing.forEach(way -> open.add(way.target()));
                open.addAll(next.boundaries);
            }
        }
    }
}

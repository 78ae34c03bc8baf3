package dev.rapport.model.check;

import dev.rapport.engine.ExpressionGrammar;
import dev.rapport.engine.ModelVariable;
import dev.rapport.engine.StepDeclaration;
import dev.rapport.model.check.ProcessGraph.Node;
import dev.rapport.model.check.ProcessGraph.Way;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Finds ways that lead round in circles without anybody or anything to wait for: the engine runs such a circle inside one
 * command until the heap is full. Every node is two places, before and behind it; a node that waits does not connect them.
 */
final class CycleCheck {

    private record Place(Node node, boolean behind) {}

    private final ProcessGraph graph;
    private final Map<String, StepDeclaration> steps;
    private final Findings findings;

    CycleCheck(ProcessGraph graph, Map<String, StepDeclaration> steps, Findings findings) {
        this.graph = graph;
        this.steps = steps;
        this.findings = findings;
    }

    /** Circles in which everything happens inside one command. */
    void checkAtOnce() {
        circles(edges(true)).forEach(circle -> findings.error(first(circle).element, "cycle"));
    }

    /**
     * Circles with a job or a short timer in them. That is no rest: they keep the engine busy for ever, unless a step in
     * them says when it is enough.
     */
    void checkInTheBackground() {
        for (Set<Node> circle : circles(edges(false))) {
            if (!endsItself(circle)) {
                boolean timed = circle.stream().anyMatch(node -> "timer".equals(node.event()));
                findings.error(first(circle).element, timed ? "timer-dense" : "cycle");
            }
        }
    }

    private Node first(Set<Node> circle) {
        return graph.nodes().stream().filter(circle::contains).findFirst().orElseThrow();
    }

    /** Whether a step in the circle says anew each time whether it goes on, and a way out asks for it. */
    private boolean endsItself(Set<Node> circle) {
        Set<String> provided = new HashSet<>();
        for (Node node : circle) {
            StepDeclaration step = steps.get(step(node));
            if (step != null) {
                step.provides().stream()
                        .filter(variable -> !variable.values().isEmpty())
                        .map(ModelVariable::name)
                        .forEach(provided::add);
            }
        }
        return circle.stream()
                .filter(node -> node.outgoing.stream().anyMatch(way -> !circle.contains(way.target())))
                .flatMap(node -> node.outgoing.stream())
                .map(Way::condition)
                .filter(condition -> condition != null)
                .flatMap(condition -> ExpressionGrammar.read(condition).stream())
                .flatMap(expression -> expression.names())
                .anyMatch(provided::contains);
    }

    static String step(Node node) {
        return ExpressionGrammar.singleName(Xml.camunda(node.element, "delegateExpression"))
                .orElse("");
    }

    private Map<Place, List<Place>> edges(boolean jobsRest) {
        Map<Place, List<Place>> edges = new LinkedHashMap<>();
        for (Node node : graph.nodes()) {
            Place before = new Place(node, false);
            Place behind = new Place(node, true);
            edges.computeIfAbsent(before, key -> new ArrayList<>());
            edges.computeIfAbsent(behind, key -> new ArrayList<>());
            boolean rests = node.waits() && (jobsRest || !isShortTimer(node));
            if (node.is("subProcess")) {
                Node start = node.start();
                if (start != null && !node.isEventSubProcess()) {
                    connect(edges, before, new Place(start, false));
                }
                node.children.stream()
                        .filter(child -> child.outgoing.isEmpty())
                        .forEach(last -> connect(edges, new Place(last, true), behind));
            } else if (!rests) {
                connect(edges, before, behind);
            }
            boolean jobBehind = jobsRest && Xml.camundaFlag(node.element, "asyncAfter");
            for (Way way : node.outgoing) {
                boolean jobBefore = jobsRest && Xml.camundaFlag(way.target().element, "asyncBefore");
                if (!jobBehind && !jobBefore) {
                    connect(edges, behind, new Place(way.target(), false));
                }
            }
            triggers(node, jobsRest).forEach(caught -> connect(edges, before, new Place(caught, true)));
        }
        return edges;
    }

    /** Catching events that go on at once because of what happens at a node. */
    private List<Node> triggers(Node node, boolean jobsRest) {
        List<Node> triggered = new ArrayList<>();
        for (Node boundary : node.boundaries) {
            // a condition that still holds fires again as soon as the activity is there
            if ("conditional".equals(boundary.event()) || (!jobsRest && isShortTimer(boundary))) {
                triggered.add(boundary);
            }
        }
        for (Node other : graph.nodes()) {
            boolean catches = other.is("boundaryEvent", "startEvent")
                    || (other.is("intermediateCatchEvent")
                            && Set.of("signal", "link").contains(other.event()));
            if (!catches || other.event().isEmpty()) {
                continue;
            }
            boolean throwsIt = node.is("endEvent", "intermediateThrowEvent")
                    && other.event().equals(node.event())
                    && (other.reference().isEmpty() || other.reference().equals(node.reference()));
            boolean watches = other.is("startEvent")
                    && "conditional".equals(other.event())
                    && other.parent != null
                    && node.isIn(other.parent.parent)
                    && node != other.parent
                    && !node.isIn(other.parent);
            if (throwsIt || watches) {
                triggered.add(other);
            }
        }
        return triggered;
    }

    private static boolean isShortTimer(Node node) {
        return "timer".equals(node.event())
                && node.definition().map(TimerCheck::firesWithinAMinute).orElse(false);
    }

    private static void connect(Map<Place, List<Place>> edges, Place from, Place to) {
        edges.computeIfAbsent(from, key -> new ArrayList<>()).add(to);
    }

    /** Strongly connected places, after Tarjan, without recursion: a file may hold thousands of nodes. */
    private static Collection<Set<Node>> circles(Map<Place, List<Place>> edges) {
        List<Set<Node>> circles = new ArrayList<>();
        Map<Place, Integer> index = new HashMap<>();
        Map<Place, Integer> low = new HashMap<>();
        Deque<Place> stack = new ArrayDeque<>();
        Set<Place> onStack = new HashSet<>();
        for (Place root : edges.keySet()) {
            if (index.containsKey(root)) {
                continue;
            }
            Deque<Place> path = new ArrayDeque<>(List.of(root));
            Map<Place, Integer> next = new HashMap<>();
            while (!path.isEmpty()) {
                Place place = path.peek();
                if (!index.containsKey(place)) {
                    index.put(place, index.size());
                    low.put(place, index.get(place));
                    stack.push(place);
                    onStack.add(place);
                }
                int at = next.merge(place, 1, Integer::sum) - 1;
                List<Place> targets = edges.getOrDefault(place, List.of());
                if (at > 0 && onStack.contains(targets.get(at - 1))) {
                    low.merge(place, low.get(targets.get(at - 1)), Math::min);
                }
                if (at < targets.size()) {
                    Place target = targets.get(at);
                    if (!index.containsKey(target)) {
                        path.push(target);
                    }
                    continue;
                }
                path.pop();
                if (Objects.equals(low.get(place), index.get(place))) {
                    Set<Place> component = new HashSet<>();
                    Place member;
                    do {
                        member = stack.pop();
                        onStack.remove(member);
                        component.add(member);
                    } while (!member.equals(place));
                    if (component.size() > 1 || targets.contains(place)) {
                        Set<Node> nodes = new HashSet<>();
                        component.forEach(each -> nodes.add(each.node()));
                        circles.add(nodes);
                    }
                }
            }
        }
        return circles;
    }
}

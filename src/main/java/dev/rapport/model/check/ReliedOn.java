package dev.rapport.model.check;

import dev.rapport.engine.ExpressionGrammar;
import dev.rapport.engine.ModelExpression;
import dev.rapport.model.check.ProcessGraph.Node;
import dev.rapport.model.check.ProcessGraph.Way;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/**
 * What a model asks for behind a place although only steps that lie before it provide it. Who comes to the place on the model's own
 * way has it; an item that is moved there may not (ADR 77).
 */
public final class ReliedOn {

    private final ProcessGraph graph;
    private final Moves moves;

    private ReliedOn(ProcessGraph graph) {
        this.graph = graph;
        this.moves = new Moves(graph, null);
    }

    /**
     * Reads a model that is in force.
     *
     * @param process its key
     * @param here ids of the elements at which an item is to wait; nothing is told where the model does not have one of them
     * @return what the step is called that provides it, by the names of the variables
     */
    public static Map<String, String> of(byte[] model, String process, Collection<String> here) {
        try {
            return Xml.children(Xml.parse(model).getDocumentElement(), "process")
                    .filter(each -> process.equals(each.getAttribute("id")))
                    .findFirst()
                    .map(each -> new ReliedOn(new ProcessGraph(each)).of(here))
                    .orElse(Map.of());
        } catch (SAXException e) {
            throw new IllegalStateException("What is in force can be read", e);
        }
    }

    private Map<String, String> of(Collection<String> here) {
        Set<Node> places = new LinkedHashSet<>();
        for (String id : here) {
            Node place = graph.node(id);
            if (place == null) {
                return Map.of();
            }
            places.add(place);
        }
        Set<Node> ahead = ahead(places);
        Map<String, String> before = new LinkedHashMap<>();
        for (Node node : graph.nodes()) {
            if (!ahead.contains(node)) {
                moves.written(node).forEach(name -> before.put(name, label(node)));
            }
        }
        // it is provided again on the way
        ahead.forEach(node -> before.keySet().removeAll(moves.written(node)));
        Set<String> asked = new LinkedHashSet<>();
        Stream.concat(
                        ahead.stream().flatMap(moves::evaluated),
                        ahead.stream()
                                .flatMap(node -> node.outgoing.stream())
                                .map(Way::condition)
                                .filter(Objects::nonNull))
                .flatMap(text -> ExpressionGrammar.read(text).stream())
                .flatMap(ModelExpression::names)
                .forEach(asked::add);
        before.keySet().retainAll(asked);
        return before;
    }

    /** These and all that may come after them, in their place or beside it. */
    private Set<Node> ahead(Set<Node> places) {
        Set<Node> ahead = new LinkedHashSet<>();
        Deque<Node> open = new ArrayDeque<>(places);
        open.addAll(beside(null));
        while (!open.isEmpty()) {
            Node node = open.removeFirst();
            if (!ahead.add(node)) {
                continue;
            }
            node.outgoing.forEach(way -> open.add(way.target()));
            open.addAll(node.boundaries);
            node.children.stream().filter(child -> child.is("startEvent")).forEach(open::add);
            open.addAll(beside(node));
            if ("link".equals(node.event())) {
                moves.linked(node).ifPresent(open::add);
            }
            for (Node scope = node.parent; scope != null; scope = scope.parent) {
                scope.outgoing.forEach(way -> open.add(way.target()));
                open.addAll(scope.boundaries);
                open.addAll(beside(scope));
            }
        }
        return ahead;
    }

    /** What can begin in a scope at any time. */
    private Set<Node> beside(@Nullable Node scope) {
        Set<Node> beside = new LinkedHashSet<>();
        graph.in(scope).stream().filter(Node::isEventSubProcess).forEach(beside::add);
        return beside;
    }

    private static String label(Node node) {
        String name = node.element.getAttribute("name");
        return name.isBlank() ? node.id() : name;
    }
}

package dev.rapport.model.check;

import dev.rapport.engine.DaysAfterStart;
import dev.rapport.engine.ItemFacts;
import dev.rapport.engine.Lifecycle;
import dev.rapport.engine.ModelledOutcomes;
import dev.rapport.model.check.ProcessGraph.Node;
import dev.rapport.model.check.ProcessGraph.Way;
import dev.rapport.model.check.Walk.Audience;
import dev.rapport.model.check.Walk.Token;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** How tokens move through a process beside the plain ways: joins, events, links. */
final class Moves {

    private final ProcessGraph graph;
    private final Set<String> work;

    Moves(ProcessGraph graph, @Nullable Lifecycle lifecycle) {
        this.graph = graph;
        this.work = lifecycle == null ? Set.of() : ModelledOutcomes.works(List.of(lifecycle));
    }

    /** The walk with those tokens merged that have all come to a join, the merged one first; empty when none can. */
    List<Walk> joined(Walk walk) {
        for (Token token : walk.tokens()) {
            if (token.state() != Token.State.JOINS) {
                continue;
            }
            Node gateway = token.at();
            List<Token> arrived = walk.tokens().stream()
                    .filter(other -> other.at() == gateway && other.state() == Token.State.JOINS)
                    .toList();
            boolean complete = gateway.is("parallelGateway")
                    ? arrived.size() >= gateway.incoming.size()
                    : walk.tokens().stream()
                            .filter(other -> other.state() != Token.State.JOINS || other.at() != gateway)
                            .noneMatch(other -> leadsTo(other.at(), gateway));
            if (complete) {
                List<Token> rest = new ArrayList<>(walk.tokens());
                rest.removeAll(arrived);
                List<Node> forks = token.forks();
                Token merged = token.that(Token.State.GOES)
                        .within(forks.isEmpty() ? forks : forks.subList(0, forks.size() - 1));
                List<Token> tokens = new ArrayList<>(List.of(merged));
                tokens.addAll(rest);
                return List.of(walk.with(tokens));
            }
        }
        return List.of();
    }

    private static boolean leadsTo(Node from, Node gateway) {
        Node level = from;
        while (level != null && level.parent != gateway.parent) {
            level = level.parent;
        }
        if (level == null) {
            return false;
        }
        Set<Node> seen = new HashSet<>();
        Deque<Node> open = new ArrayDeque<>();
        level.outgoing.forEach(way -> open.add(way.target()));
        open.addAll(level.boundaries);
        while (!open.isEmpty()) {
            Node node = open.removeFirst();
            if (node == gateway) {
                return true;
            }
            if (seen.add(node)) {
                node.outgoing.forEach(way -> open.add(way.target()));
                open.addAll(node.boundaries);
            }
        }
        return false;
    }

    /** What can happen at the edge of an activity while a token is in it. */
    List<Walk> interrupted(Walk walk, Token token) {
        List<Walk> next = new ArrayList<>();
        for (Node boundary : token.at().boundaries) {
            if (isThrown(boundary) || walk.fired().contains(boundary)) {
                continue;
            }
            Token fired = new Token(boundary, Token.State.GOES, Audience.NOBODY, null, token.forks());
            Walk rest = boundary.isInterrupting()
                    ? walk.without(token.at()).replace(token, List.of())
                    : walk.having(boundary);
            next.add(rest.plus(fired));
        }
        return next;
    }

    /** Event sub-processes that can begin, of the process and of every sub-process that is busy. */
    List<Walk> besides(Walk walk) {
        List<Walk> next = new ArrayList<>();
        for (Node sub : graph.nodes()) {
            if (sub.isEventSubProcess()
                    && walk.isBusy(sub.parent)
                    && !walk.fired().contains(sub)) {
                Node start = sub.start();
                if (start != null && !isThrown(start)) {
                    next.add(begun(walk, sub, start));
                }
            }
        }
        return next;
    }

    private static Walk begun(Walk walk, Node sub, Node start) {
        Token holding = new Token(sub, Token.State.HOLDS, Audience.NOBODY, null, List.of());
        Token first = new Token(start, Token.State.GOES, Audience.NOBODY, null, List.of());
        Walk rest = start.isInterrupting() ? walk.without(sub.parent) : walk;
        return rest.having(sub).plus(holding).plus(first);
    }

    /** Errors and escalations come from inside the model and nowhere else. */
    private static boolean isThrown(Node catching) {
        return Set.of("error", "escalation", "compensate", "cancel").contains(catching.event());
    }

    /**
     * What an end or a throwing event does to others.
     *
     * @return null when nothing catches an error; the token itself is gone where the event ends it
     */
    @Nullable
    Walk thrown(Walk walk, Token token) {
        Node node = token.at();
        return switch (node.event()) {
            case "terminate" -> walk.without(node.parent).endedAt(node);
            case "error", "escalation" -> caught(walk, token);
            default -> walk;
        };
    }

    private @Nullable Walk caught(Walk walk, Token token) {
        Node thrower = token.at();
        for (Node scope = thrower.parent; ; scope = scope.parent) {
            Node inside = scope;
            for (Node sub : graph.in(scope)) {
                Node start = sub.isEventSubProcess() && sub != inside ? sub.start() : null;
                if (start != null && catches(start, thrower) && !thrower.isIn(sub)) {
                    Walk begun = begun(walk, sub, start);
                    return begun.tokens().contains(token) || start.isInterrupting() ? begun : begun.plus(token);
                }
            }
            if (scope == null) {
                // nobody is there to be told of an escalation; an error is one
                return "error".equals(thrower.event()) ? null : walk;
            }
            for (Node boundary : scope.boundaries) {
                Token holding = walk.holding(scope);
                if (catches(boundary, thrower) && holding != null) {
                    Token fired =
                            new Token(boundary, Token.State.GOES, token.audience(), token.lostAt(), holding.forks());
                    return boundary.isInterrupting() || "error".equals(boundary.event())
                            ? walk.without(scope).replace(holding, List.of()).plus(fired)
                            : walk.plus(fired);
                }
            }
        }
    }

    private static boolean catches(Node catching, Node thrower) {
        return catching.event().equals(thrower.event())
                && (catching.reference().isEmpty() || catching.reference().equals(thrower.reference()));
    }

    /** The event that a link leads to. */
    Optional<Node> linked(Node thrower) {
        return graph.in(thrower.parent).stream()
                .filter(node -> node.is("intermediateCatchEvent") && "link".equals(node.event()))
                .filter(node -> node.reference().equals(thrower.reference()))
                .findFirst();
    }

    /** What can be said at a task, as {@link ModelledOutcomes} will read it once the model is deployed. */
    Set<String> outcomesBehind(Node task) {
        Set<String> direct = outcomesBehind(task, false);
        return direct.isEmpty() ? outcomesBehind(task, true) : direct;
    }

    private Set<String> outcomesBehind(Node task, boolean pastOtherTasks) {
        Set<String> outcomes = new LinkedHashSet<>();
        Set<Node> seen = new HashSet<>();
        Deque<Node> open = new ArrayDeque<>(List.of(task));
        while (!open.isEmpty()) {
            Node node = open.removeFirst();
            boolean asksAnew = node.is("userTask") && node != task && (!pastOtherTasks || work.contains(node.id()));
            if (!seen.add(node) || asksAnew) {
                continue;
            }
            for (Way way : node.outgoing) {
                String condition = way.condition();
                if (condition != null) {
                    outcomes.addAll(ModelledOutcomes.codes(condition));
                }
                open.add(way.target());
            }
            node.children.stream().filter(child -> child.is("startEvent")).forEach(open::add);
            if (node.outgoing.isEmpty() && node.parent != null) {
                node.parent.outgoing.forEach(way -> open.add(way.target()));
            }
        }
        return outcomes;
    }

    /** Texts that an element itself evaluates when it is reached. */
    Stream<String> evaluated(Node node) {
        Stream<String> attributes = Stream.of(
                        "assignee",
                        "candidateUsers",
                        "candidateGroups",
                        "dueDate",
                        "followUpDate",
                        "priority",
                        "formRef")
                .map(name -> Xml.camunda(node.element, name))
                .filter(value -> value != null)
                .map(String::valueOf);
        Stream<String> name = node.is("userTask") ? Stream.of(node.element.getAttribute("name")) : Stream.of();
        Stream<String> documentation = node.is("userTask")
                ? Xml.children(node.element, "documentation").map(Xml::directText)
                : Stream.of();
        Stream<String> events = node.definition().stream().flatMap(Xml::tree).map(Xml::directText);
        Stream<String> reckoned = Stream.ofNullable(node.daysAfterStart())
                .map(days -> "${" + graph.key() + ItemFacts.OF + DaysAfterStart.START + "}");
        Stream<String> parameters =
                extensions(node, "inputParameter", "outputParameter").map(Xml::directText);
        return Stream.of(attributes, name, documentation, events, reckoned, parameters)
                .flatMap(each -> each);
    }

    /** Variables that are there inside an element only. */
    Set<String> local(Node node) {
        return extensions(node, "inputParameter")
                .map(parameter -> parameter.getAttribute("name"))
                .collect(Collectors.toSet());
    }

    /** Variables that an element leaves behind. */
    Set<String> written(Node node) {
        Set<String> written = extensions(node, "outputParameter")
                .map(parameter -> parameter.getAttribute("name"))
                .collect(Collectors.toSet());
        extensions(node, "out").map(out -> out.getAttribute("target")).forEach(written::add);
        String result = node.is(DecisionUse.TASK) ? Xml.camunda(node.element, "resultVariable") : null;
        if (result != null) {
            written.add(result);
        }
        String initiator = Xml.camunda(node.element, "initiator");
        if (initiator != null) {
            written.add(initiator);
        }
        node.definition()
                .ifPresent(
                        definition -> Stream.of("errorCodeVariable", "errorMessageVariable", "escalationCodeVariable")
                                .map(name -> Xml.camunda(definition, name))
                                .filter(name -> name != null)
                                .forEach(name -> written.add(String.valueOf(name))));
        written.remove("");
        return written;
    }

    private static Stream<Element> extensions(Node node, String... names) {
        return Xml.children(node.element, "extensionElements")
                .flatMap(Xml::tree)
                .filter(element -> List.of(names).contains(element.getLocalName()));
    }
}

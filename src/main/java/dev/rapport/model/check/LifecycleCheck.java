package dev.rapport.model.check;

import dev.rapport.engine.ExpressionGrammar;
import dev.rapport.engine.Lifecycle;
import dev.rapport.engine.Mark;
import dev.rapport.engine.ModelVariable;
import dev.rapport.engine.StepDeclaration;
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
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Walks every way through a model of a process that Rapport starts, in the mind: which steps come in which order, whether
 * variables are there where they are named, and whether every item that is begun is closed once. Tokens that run side by
 * side are walked one after the other, which changes nothing about what they find.
 */
final class LifecycleCheck {

    /** What people can say that no way is drawn for. */
    private static final String UNKNOWN_OUTCOME = "\u0000";

    private static final String OUTCOME = "outcome";

    /** Models have some dozen of states; the trial run looks at one that has more. */
    private static final int MOST_STATES = 20_000;

    private static final int MOST_TOKENS = 60;

    private final ProcessGraph graph;
    private final Lifecycle lifecycle;
    private final Map<String, StepDeclaration> steps;
    private final Names names;
    private final Findings findings;
    private final Moves moves;
    private final PlaceCheck places;
    private final Set<Node> beside;

    LifecycleCheck(
            ProcessGraph graph,
            Lifecycle lifecycle,
            Map<String, StepDeclaration> steps,
            Names names,
            Findings findings) {
        this.graph = graph;
        this.lifecycle = lifecycle;
        this.steps = steps;
        this.names = names;
        this.findings = findings;
        this.moves = new Moves(graph, lifecycle);
        this.places = new PlaceCheck(moves, names, findings);
        this.beside = graph.besideTheWork();
    }

    void check() {
        Lifecycle.Work work = lifecycle.work();
        Node task = work == null ? null : graph.node(work.task());
        if (work != null && (task == null || !task.is("userTask"))) {
            findings.error(graph.process, "task-missing", work.task());
            return;
        }
        Node start = graph.in(null).stream()
                .filter(node -> node.is("startEvent"))
                .findFirst()
                .orElseThrow();
        Set<String> defined =
                lifecycle.atStart().stream().map(ModelVariable::name).collect(Collectors.toSet());
        Deque<Walk> open = new ArrayDeque<>(listeners(graph.process, "start", Walk.begin(start, defined)));
        Set<Walk> seen = new HashSet<>(open);
        while (!open.isEmpty() && seen.size() < MOST_STATES) {
            for (Walk next : next(open.removeFirst())) {
                if (next.tokens().size() <= MOST_TOKENS && seen.add(next)) {
                    open.addLast(next);
                }
            }
        }
    }

    private List<Walk> next(Walk walk) {
        if (walk.tokens().isEmpty()) {
            checkEnd(walk);
            return List.of();
        }
        Token going = walk.going();
        if (going != null) {
            return arrive(walk, going);
        }
        List<Walk> joined = moves.joined(walk);
        if (!joined.isEmpty()) {
            return joined.stream()
                    .flatMap(each -> leave(each, each.tokens().get(0)).stream())
                    .toList();
        }
        List<Walk> next = new ArrayList<>();
        for (Token token : walk.tokens()) {
            if (token.state() == Token.State.WAITS) {
                next.addAll(goOn(walk, token));
            }
            if (token.state() != Token.State.JOINS) {
                next.addAll(moves.interrupted(walk, token));
            }
        }
        next.addAll(moves.besides(walk));
        if (next.isEmpty()) {
            walk.tokens().stream()
                    .filter(token -> token.state() == Token.State.JOINS)
                    .findFirst()
                    .ifPresent(stuck -> findings.error(stuck.at().element, "join-stuck"));
        }
        return next;
    }

    /** Every item that was begun is closed, once. */
    private void checkEnd(Walk walk) {
        if (lifecycle.work() == null || walk.last() == null) {
            return;
        }
        Element end = walk.last().element;
        if (!walk.marks().contains(Mark.REGISTERED)) {
            findings.error(end, "register-missing");
        } else if (!walk.marks().contains(Mark.CLOSED)) {
            findings.error(end, "record-missing");
        }
    }

    private List<Walk> arrive(Walk before, Token token) {
        Node node = token.at();
        Walk walk = before;
        Token arrived = token;
        if (Xml.camundaFlag(node.element, "asyncBefore")) {
            arrived = token.unattended(node);
            walk = before.replace(token, List.of(arrived));
        }
        if (isTheWork(node) && !walk.marks().contains(Mark.REGISTERED)) {
            findings.error(node.element, "register-missing");
            return List.of();
        }
        if (!places.mayEnter(node, walk)) {
            return List.of();
        }
        List<Walk> begun = new ArrayList<>();
        for (Walk listened : listeners(node.element, "start", walk)) {
            begun.addAll(enter(listened, arrived));
        }
        return begun;
    }

    private List<Walk> enter(Walk walk, Token token) {
        Node node = token.at();
        if (node.is("serviceTask")) {
            return run(CycleCheck.step(node), node.element, walk, token).stream()
                    .flatMap(ran -> leave(ran, token).stream())
                    .toList();
        }
        if (node.is("userTask")) {
            return work(walk, token);
        }
        if (node.waits()) {
            return List.of(walk.changed(token, that -> that.that(Token.State.WAITS)));
        }
        if (node.is("endEvent", "intermediateThrowEvent")) {
            Walk thrown = moves.thrown(walk, token);
            if (thrown == null) {
                findings.error(node.element, "error-uncaught");
                return List.of();
            }
            Token still = thrown.tokens().contains(token) ? token : null;
            return still == null
                    ? ended(thrown, node)
                    : node.is("endEvent") ? end(thrown, still) : leave(thrown, still);
        }
        if (node.is("subProcess")) {
            Node start = node.start();
            return start == null
                    ? List.of()
                    : List.of(walk.replace(token, List.of(token.at(start), token.that(Token.State.HOLDS))));
        }
        if (node.is("parallelGateway", "inclusiveGateway") && node.incoming.size() > 1) {
            return List.of(walk.changed(token, that -> that.that(Token.State.JOINS)));
        }
        return leave(walk, token);
    }

    private boolean isTheWork(Node node) {
        return lifecycle.work() != null && node.id().equals(lifecycle.work().task());
    }

    private List<Walk> work(Walk walk, Token token) {
        Walk waiting = walk.changed(token, that -> that.that(Token.State.WAITS));
        return List.of(isTheWork(token.at()) ? waiting.marked(Set.of(Mark.AT_WORK)) : waiting);
    }

    /** What waits goes on: somebody has completed the task, or the event has come. */
    private List<Walk> goOn(Walk walk, Token token) {
        Node node = token.at();
        if (!node.is("userTask")) {
            Token further = token.unattended(node);
            Walk on = walk.changed(token, that -> further);
            return node.is("eventBasedGateway")
                    ? node.outgoing.stream()
                            .flatMap(way -> leave(on, further, way.target()).stream())
                            .toList()
                    : leave(on, further);
        }
        Token further = token.before(Audience.PERSON, null);
        Set<String> outcomes = new LinkedHashSet<>(moves.outcomesBehind(node));
        Walk done = walk.changed(token, that -> further)
                .marked(isTheWork(node) || !outcomes.isEmpty() ? Set.of(Mark.REPORTED) : Set.of());
        if (lifecycle.work() != null) {
            done = done.defining(
                    lifecycle.work().inputs().stream().map(ModelVariable::name).collect(Collectors.toSet()));
        }
        if (outcomes.isEmpty()) {
            // nothing is asked, so what was said before still holds
            return leave(done, further);
        }
        outcomes.add(UNKNOWN_OUTCOME);
        List<Walk> said = new ArrayList<>();
        for (String outcome : outcomes) {
            said.addAll(leave(done.knowing(Map.of(OUTCOME, outcome)), further));
        }
        return said;
    }

    private List<Walk> leave(Walk walk, Token token) {
        return leave(walk, token, token.at());
    }

    /** Goes on behind a node, which is that of the token or the event that came to where it waited. */
    private List<Walk> leave(Walk walk, Token token, Node node) {
        Token going = Xml.camundaFlag(node.element, "asyncAfter") ? token.unattended(node) : token;
        Walk left = walk.replace(token, List.of(going)).defining(moves.written(node));
        return listeners(node.element, "end", left).stream()
                .flatMap(each -> choose(each, going, node).stream())
                .toList();
    }

    private List<Walk> choose(Walk walk, Token token, Node node) {
        if ("link".equals(node.event()) && node.is("intermediateThrowEvent")) {
            return moves.linked(node).map(target -> leave(walk, token, target)).orElse(List.of());
        }
        if (node.outgoing.isEmpty()) {
            return end(walk, token);
        }
        Choice choice = new Choice(node, walk.values());
        for (Way way : choice.asked()) {
            if (!places.isKnown(way.element(), way.condition(), walk)) {
                return List.of();
            }
        }
        boolean unknownOutcome = UNKNOWN_OUTCOME.equals(walk.values().get(OUTCOME))
                && choice.asked().stream()
                        .anyMatch(way -> String.valueOf(way.condition()).contains(OUTCOME));
        if (choice.mayFail()) {
            if (unknownOutcome) {
                findings.warning(node.element, "outcome-unchecked");
            } else if (choice.fails()) {
                findings.error(node.element, "no-way-out");
            } else {
                findings.warning(node.element, "gateway-no-default");
            }
        }
        List<Walk> chosen = new ArrayList<>();
        for (List<Way> ways : choice.possible()) {
            chosen.addAll(take(walk, token, node, ways));
        }
        return chosen;
    }

    private List<Walk> take(Walk walk, Token token, Node node, List<Way> ways) {
        List<Node> forks = token.forks();
        boolean splits = node.is("parallelGateway", "inclusiveGateway") && node.outgoing.size() > 1;
        if (splits || ways.size() > 1) {
            forks = Stream.concat(forks.stream(), Stream.of(node)).toList();
        }
        List<Token> tokens = new ArrayList<>();
        for (Way way : ways) {
            tokens.add(token.at(way.target()).within(forks));
        }
        List<Walk> taken = List.of(walk.replace(token, tokens));
        for (Way way : ways) {
            taken = taken.stream()
                    .flatMap(each -> listeners(way.element(), "take", each).stream())
                    .toList();
        }
        return taken;
    }

    private List<Walk> end(Walk walk, Token token) {
        Node node = token.at();
        return ended(walk.replace(token, List.of()).endedAt(node), node);
    }

    /** A token is gone; when it was the last one in its sub-process, that goes on. */
    private List<Walk> ended(Walk walk, Node node) {
        Node scope = node.parent;
        if (scope == null) {
            return walk.tokens().isEmpty() ? listeners(graph.process, "end", walk) : List.of(walk);
        }
        Token holding = walk.holding(scope);
        if (walk.isBusy(scope) || holding == null) {
            return List.of(walk);
        }
        Token on = holding.that(Token.State.GOES);
        Walk free = walk.changed(holding, that -> on);
        // what ended there is what was inside it
        return scope.isEventSubProcess() ? ended(free.replace(on, List.of()), scope) : leave(free, on);
    }

    /** Runs the steps that listen to an element. */
    private List<Walk> listeners(Element owner, String event, Walk walk) {
        List<Walk> walks = List.of(walk);
        List<Element> listening = Xml.children(owner, "extensionElements")
                .flatMap(Xml::children)
                .filter(listener -> "executionListener".equals(listener.getLocalName()))
                .filter(listener -> event.equals(listener.getAttribute("event")))
                .toList();
        for (Element listener : listening) {
            String step = ExpressionGrammar.singleName(listener.getAttribute("delegateExpression"))
                    .orElse("");
            walks = walks.stream()
                    .flatMap(each -> run(step, owner, each, each.going()).stream())
                    .toList();
        }
        return walks;
    }

    private List<Walk> run(String bean, Element where, Walk walk, @Nullable Token token) {
        StepDeclaration step = steps.get(bean);
        if (step == null || !step.isMeantFor(graph.key())) {
            // said elsewhere
            return List.of();
        }
        if (!places.mayRun(step, where, walk, token)) {
            return List.of();
        }
        if ("checkOutcome".equals(bean) && UNKNOWN_OUTCOME.equals(walk.values().get(OUTCOME))) {
            return List.of();
        }
        Walk rest = step.closes()
                ? walk.with(walk.tokens().stream()
                        .filter(other -> !beside.contains(other.at()))
                        .toList())
                : walk;
        Walk left = step.asksAnew() ? rest.askingAnew(OUTCOME) : rest;
        Walk ran =
                left.defining(step.provides().stream().map(ModelVariable::name).collect(Collectors.toSet()));
        return step.results().stream()
                .map(result -> ran.marked(result.marks())
                        .knowing(result.values())
                        .defining(result.marks().contains(Mark.REGISTERED) ? names.facts() : Set.of()))
                .toList();
    }
}

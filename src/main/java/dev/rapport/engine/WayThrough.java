package dev.rapport.engine;

import dev.rapport.engine.DrawnModels.Stretch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ActivityTypes;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.PvmTransition;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.jspecify.annotations.Nullable;

/**
 * Follows an item through a version of its model. Where the way was kept it is that one; where only steps were, the shortest one
 * that the model has between them.
 */
final class WayThrough {

    /** What neither waits nor chooses; a gateway with one flow does not choose. */
    private static final Set<String> AT_ONCE = Set.of(
            ActivityTypes.TASK_SERVICE,
            ActivityTypes.TASK_SEND_TASK,
            ActivityTypes.TASK_BUSINESS_RULE,
            ActivityTypes.TASK_MANUAL_TASK,
            ActivityTypes.TASK,
            ActivityTypes.GATEWAY_EXCLUSIVE,
            ActivityTypes.INTERMEDIATE_EVENT_NONE_THROW);

    private final ProcessDefinitionEntity definition;
    private final Set<String> walked = new LinkedHashSet<>();
    private ActivityImpl at;

    /** Whether it is known how the item came to where it is, and on from there. */
    private boolean known = true;

    WayThrough(ProcessDefinitionEntity definition) {
        this.definition = definition;
        this.at = definition.getInitial();
    }

    /** Elements and flows, in the order of the way. */
    Set<String> walked() {
        return walked;
    }

    void follow(Stretch stretch) {
        List<String> way = stretch.way();
        if (way == null) {
            shortest(stretch.step());
            known = false;
            return;
        }
        List<String> drawn = way.stream().filter(this::isDrawn).toList();
        if (!known && !drawn.isEmpty()) {
            shortest(begin(drawn.get(0)));
        }
        drawn.forEach(this::walk);
        // one that was moved has gone where this version has no flow
        known = drawn.size() == way.size();
        if (!known) {
            shortest(stretch.step());
        }
    }

    /** On to where the item waits. */
    void waits(String element) {
        if (!walked.contains(element)) {
            shortest(element);
        }
    }

    /** On to the end of one that has ended, where it is not known how, as long as there is just one way. */
    void lead() {
        for (TransitionImpl next = only(at); !known && next != null; next = only(at)) {
            if (walked.contains(next.getId())) {
                return;
            }
            walk(next.getId());
        }
    }

    /** What the end events are called that were reached; those of sub-processes are not meant. */
    List<String> ends() {
        return walked.stream()
                .map(definition::findActivity)
                .filter(element -> element != null && element.getFlowScope() == definition && isEnd(element))
                .map(end -> Optional.ofNullable(Steps.label(end)).orElse(end.getId()))
                .distinct()
                .toList();
    }

    private boolean isDrawn(String id) {
        return definition.findTransition(id) != null || definition.findActivity(id) != null;
    }

    private String begin(String id) {
        TransitionImpl flow = definition.findTransition(id);
        return flow == null ? id : Steps.drawn(flow.getSource().getId());
    }

    private void walk(String id) {
        TransitionImpl flow = definition.findTransition(id);
        if (flow == null) {
            at = definition.findActivity(id);
        } else {
            walked.add(Steps.drawn(flow.getSource().getId()));
            walked.add(id);
            at = (ActivityImpl) flow.getDestination();
        }
        walked.add(Steps.drawn(at.getId()));
    }

    /**
     * The one flow on which it goes on at once.
     *
     * @return null where there is a choice, where it may have waited or failed, or where it ends
     */
    private @Nullable TransitionImpl only(ActivityImpl from) {
        boolean over = ActivityTypes.END_EVENT_NONE.equals(type(from));
        if (over
                && from.getFlowScope() instanceof ActivityImpl around
                && ActivityTypes.SUB_PROCESS.equals(type(around))) {
            return one(around);
        }
        return AT_ONCE.contains(type(from)) && atEdge(from).findAny().isEmpty() ? one(from) : null;
    }

    private static @Nullable TransitionImpl one(ActivityImpl from) {
        List<PvmTransition> ways = from.getOutgoingTransitions();
        return ways.size() == 1
                        && !from.isAsyncAfter()
                        && ways.get(0).getDestination() instanceof ActivityImpl next
                        && !next.isAsyncBefore()
                ? (TransitionImpl) ways.get(0)
                : null;
    }

    private static boolean isEnd(ActivityImpl element) {
        return element.getOutgoingTransitions().isEmpty() && type(element).endsWith("EndEvent");
    }

    private static String type(ActivityImpl element) {
        return String.valueOf(element.getProperty("type"));
    }

    private void shortest(String to) {
        ActivityImpl from = at;
        ActivityImpl target = definition.findActivity(to);
        if (target == null) {
            return;
        }
        Map<ActivityImpl, TransitionImpl> by = new HashMap<>();
        Map<ActivityImpl, ActivityImpl> before = new HashMap<>();
        Deque<ActivityImpl> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty() && !before.containsKey(target)) {
            ActivityImpl here = open.removeFirst();
            for (PvmTransition way : here.getOutgoingTransitions()) {
                ActivityImpl next = (ActivityImpl) way.getDestination();
                if (before.putIfAbsent(next, here) == null) {
                    by.put(next, (TransitionImpl) way);
                    open.addLast(next);
                }
            }
            beside(here).filter(next -> before.putIfAbsent(next, here) == null).forEach(open::addLast);
        }
        Deque<String> found = new ArrayDeque<>();
        found.addFirst(target.getId());
        for (ActivityImpl step = target; step != from && before.containsKey(step); step = before.get(step)) {
            found.addFirst(step.getId());
            TransitionImpl way = by.get(step);
            if (way != null) {
                found.addFirst(way.getId());
            }
        }
        found.addFirst(from.getId());
        found.stream().map(Steps::drawn).forEach(walked::add);
        at = target;
    }

    /** Where it goes on without a flow: into a sub-process and out of it, and at the edge of an activity. */
    private static Stream<ActivityImpl> beside(ActivityImpl here) {
        Stream<ActivityImpl> inside = here.getActivities().stream()
                .filter(child -> child.getIncomingTransitions().isEmpty());
        Stream<ActivityImpl> outside =
                here.getOutgoingTransitions().isEmpty() && here.getFlowScope() instanceof ActivityImpl scope
                        ? scope.getOutgoingTransitions().stream().map(way -> (ActivityImpl) way.getDestination())
                        : Stream.of();
        return Stream.of(inside, outside, atEdge(here)).flatMap(each -> each);
    }

    private static Stream<ActivityImpl> atEdge(ActivityImpl here) {
        ScopeImpl around = here.getFlowScope();
        return around.getActivities().stream().filter(event -> event != here && event.getEventScope() == here);
    }
}

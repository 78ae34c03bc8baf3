package dev.rapport.engine;

import dev.rapport.shared.OutcomeCategory;
import dev.rapport.shared.Outcomes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Where a deployed model leads from the task in which people say how an item ended: what can become of the item then, and
 * whether the model waits before that, for somebody, for a job or for an event. Deployed definitions never change, so
 * what was read is kept.
 */
@Component
public class ReportPaths {

    /**
     * What lies ahead of a task.
     *
     * @param waits whether the transaction that completes the task ends before the item is closed or left open
     * @param possible what can become of the item
     */
    public record Ahead(boolean waits, Set<OutcomeCategory> possible) {

        /**
         * What is reported by an outcome: that the item took place, if that can become of it. An approval may decide otherwise for
         * what was reported as not performed, and does not make it performed before.
         */
        public OutcomeCategory means(ModelledOutcomes.@Nullable Outcome outcome) {
            if (possible.equals(Set.of(OutcomeCategory.OPEN))) {
                return OutcomeCategory.OPEN;
            }
            return possible.contains(OutcomeCategory.PERFORMED)
                            && (outcome == null || !Outcomes.NOT_PERFORMED.equals(outcome.code()))
                    ? OutcomeCategory.PERFORMED
                    : OutcomeCategory.NOT_PERFORMED;
        }
    }

    private static final String EVERY = "";

    private final RepositoryService repositoryService;
    private final ModelledOutcomes outcomes;
    private final Map<String, Ahead> known = new ConcurrentHashMap<>();

    ReportPaths(RepositoryService repositoryService, ModelledOutcomes outcomes) {
        this.repositoryService = repositoryService;
        this.outcomes = outcomes;
    }

    /** What lies ahead whatever is chosen. */
    Ahead ahead(String definition, String task) {
        return ahead(definition, task, EVERY);
    }

    /** What lies ahead of an outcome that the model offers at this task. */
    Ahead ahead(String definition, String task, ModelledOutcomes.Outcome outcome) {
        return ahead(definition, task, outcome.code());
    }

    /** What an outcome means that the model offers at this task. */
    public OutcomeCategory category(String definition, String task, ModelledOutcomes.Outcome outcome) {
        return outcome.category() == null ? ahead(definition, task, outcome).means(outcome) : outcome.category();
    }

    private Ahead ahead(String definition, String task, String outcome) {
        return known.computeIfAbsent(definition + "#" + task + "#" + outcome, key -> read(definition, task, outcome));
    }

    /** Forgets a definition that was never deployed for good. */
    void forget(String definition) {
        known.keySet().removeIf(key -> key.startsWith(definition + "#"));
    }

    /** A node, and whether another task was passed on the way: its outcomes are none of the first one's. */
    private record Place(FlowNode node, boolean passedTask) {}

    private Ahead read(String definition, String taskId, String outcome) {
        BpmnModelInstance model = repositoryService.getBpmnModelInstance(definition);
        Map<FlowNode, List<SequenceFlow>> leaving = ModelledOutcomes.leaving(model);
        FlowNode task = model.getModelElementById(taskId);
        boolean waits = task.isCamundaAsyncAfter();
        Set<OutcomeCategory> possible = EnumSet.noneOf(OutcomeCategory.class);
        Set<Place> seen = new HashSet<>();
        Deque<Place> open = new ArrayDeque<>(List.of(new Place(task, false)));
        while (!open.isEmpty()) {
            Place place = open.removeFirst();
            FlowNode node = place.node();
            if (!seen.add(place) || (node.equals(task) && seen.size() > 1)) {
                continue;
            }
            boolean first = node.equals(task);
            boolean inJob = !first && node.isCamundaAsyncBefore();
            OutcomeCategory category = node instanceof ServiceTask service ? outcomes.category(service) : null;
            if (category != null) {
                waits |= inJob;
                possible.add(category);
                continue;
            }
            waits |= inJob || (!first && (isWaiting(node) || node.isCamundaAsyncAfter()));
            boolean passed = place.passedTask() || (!first && node instanceof UserTask);
            List<SequenceFlow> flows = leaving.getOrDefault(node, List.of());
            for (SequenceFlow flow : flows) {
                if (passed || outcome.equals(EVERY) || ModelledOutcomes.mayFollow(flow, outcome)) {
                    open.addLast(new Place(flow.getTarget(), passed));
                }
            }
            if (node instanceof SubProcess sub) {
                sub.getChildElementsByType(StartEvent.class).forEach(start -> open.addLast(new Place(start, passed)));
            }
            if (flows.isEmpty() && node.getParentElement() instanceof SubProcess around) {
                leaving.getOrDefault(around, List.of())
                        .forEach(flow -> open.addLast(new Place(flow.getTarget(), passed)));
            }
        }
        return new Ahead(waits, Set.copyOf(possible));
    }

    private static boolean isWaiting(FlowNode node) {
        return node instanceof UserTask
                || node instanceof ReceiveTask
                || node instanceof EventBasedGateway
                || (node instanceof CatchEvent && !(node instanceof StartEvent));
    }
}

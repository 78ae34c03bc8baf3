package dev.rapport.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.springframework.stereotype.Component;

/**
 * The outcomes that a deployed model offers behind an element: the sequence flows whose condition compares {@code outcome},
 * as {@code ${outcome == '…'}} does, and that can be reached without passing another user task; where there are none, those
 * behind the next tasks. A process admin adds an outcome by drawing such a flow (rule 34); its label is what people
 * read.
 */
@Component
public class ModelledOutcomes {

    /**
     * One outcome.
     *
     * @param code what the form submits
     * @param label the flow's label
     */
    public record Outcome(String code, String label) {}

    /** The variable that the outcome is handed in as. */
    public static final String VARIABLE = "outcome";

    private final RepositoryService repositoryService;
    private final Set<String> work;
    private final Map<String, List<Outcome>> known = new ConcurrentHashMap<>();

    ModelledOutcomes(RepositoryService repositoryService, List<Lifecycle> lifecycles) {
        this.repositoryService = repositoryService;
        this.work = works(lifecycles);
    }

    /** Ids of the tasks in which people say how an item ended: nobody says so before. */
    public static Set<String> works(Collection<Lifecycle> lifecycles) {
        return lifecycles.stream()
                .map(Lifecycle::work)
                .filter(work -> work != null)
                .map(Lifecycle.Work::task)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Outcomes in the order in which the model draws them; deployed definitions never change, so they are kept. */
    public List<Outcome> behind(String processDefinitionId, String elementId) {
        return known.computeIfAbsent(
                processDefinitionId + "#" + elementId, key -> read(processDefinitionId, elementId));
    }

    /** Only those that are drawn before the next task; what is asked there is nothing that is said here. */
    public List<Outcome> next(String processDefinitionId, String elementId) {
        return known.computeIfAbsent(processDefinitionId + "#" + elementId + "#next", key -> {
            BpmnModelInstance model = repositoryService.getBpmnModelInstance(processDefinitionId);
            return read(model.getModelElementById(elementId), leaving(model), false);
        });
    }

    /** Forgets a definition that was never deployed for good. */
    void forget(String processDefinitionId) {
        known.keySet().removeIf(key -> key.startsWith(processDefinitionId + "#"));
    }

    private List<Outcome> read(String processDefinitionId, String elementId) {
        BpmnModelInstance model = repositoryService.getBpmnModelInstance(processDefinitionId);
        FlowNode from = model.getModelElementById(elementId);
        Map<FlowNode, List<SequenceFlow>> leaving = leaving(model);
        List<Outcome> direct = read(from, leaving, false);
        return direct.isEmpty() ? read(from, leaving, true) : direct;
    }

    /** By what flows say of themselves: not every tool writes at a node what leaves it. */
    static Map<FlowNode, List<SequenceFlow>> leaving(BpmnModelInstance model) {
        Map<FlowNode, List<SequenceFlow>> leaving = new LinkedHashMap<>();
        model.getModelElementsByType(SequenceFlow.class)
                .forEach(flow -> leaving.computeIfAbsent(flow.getSource(), node -> new ArrayList<>())
                        .add(flow));
        return leaving;
    }

    private List<Outcome> read(FlowNode from, Map<FlowNode, List<SequenceFlow>> leaving, boolean pastOtherTasks) {
        Set<Outcome> outcomes = new LinkedHashSet<>();
        Set<FlowNode> seen = new HashSet<>();
        Deque<FlowNode> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            FlowNode node = open.removeFirst();
            boolean asksAnew =
                    node instanceof UserTask && !node.equals(from) && (!pastOtherTasks || work.contains(node.getId()));
            if (!seen.add(node) || asksAnew) {
                continue;
            }
            List<SequenceFlow> flows = leaving.getOrDefault(node, List.of());
            for (SequenceFlow flow : flows) {
                List<String> codes = codes(flow);
                codes.forEach(code -> outcomes.add(
                        new Outcome(code, flow.getName() == null || codes.size() > 1 ? code : flow.getName())));
                open.addLast(flow.getTarget());
            }
            if (node instanceof SubProcess sub) {
                sub.getChildElementsByType(StartEvent.class).forEach(open::addLast);
            }
            if (flows.isEmpty() && node.getParentElement() instanceof SubProcess around) {
                leaving.getOrDefault(around, List.of()).forEach(flow -> open.addLast(flow.getTarget()));
            }
        }
        return List.copyOf(outcomes);
    }

    /** What the condition of a flow compares the outcome with. */
    private static List<String> codes(SequenceFlow flow) {
        return flow.getConditionExpression() == null
                ? List.of()
                : codes(flow.getConditionExpression().getTextContent());
    }

    /** What a condition compares the outcome with. */
    public static List<String> codes(String condition) {
        return ExpressionGrammar.read(condition).stream()
                .flatMap(ModelExpression::parts)
                .filter(ModelExpression.Comparison.class::isInstance)
                .map(ModelExpression.Comparison.class::cast)
                .filter(comparison -> comparison.names().anyMatch(VARIABLE::equals))
                .flatMap(comparison -> comparison.operands().stream())
                .filter(ModelExpression.Literal.class::isInstance)
                .map(side -> ((ModelExpression.Literal) side).text())
                .distinct()
                .toList();
    }

    /** Whether a flow may be taken after this outcome; only one that is drawn for another one may not. */
    static boolean mayFollow(SequenceFlow flow, String outcome) {
        if (flow.getConditionExpression() == null) {
            return true;
        }
        List<ModelExpression> read =
                ExpressionGrammar.read(flow.getConditionExpression().getTextContent());
        return read.size() != 1
                || !(read.get(0) instanceof ModelExpression.Comparison comparison)
                || comparison.negated()
                || comparison.names().noneMatch(VARIABLE::equals)
                || codes(flow).isEmpty()
                || codes(flow).contains(outcome);
    }
}

package dev.rapport.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The outcomes that a deployed model offers behind an element: the sequence flows with the condition
 * {@code ${outcome == '…'}} that can be reached without passing another user task. A process admin adds an outcome by
 * drawing such a flow; its label is what people read.
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
    static final String VARIABLE = "outcome";

    private static final Pattern CONDITION = Pattern.compile("[$#]\\{\\s*outcome\\s*==\\s*['\"]([^'\"]+)['\"]\\s*}");

    private final RepositoryService repositoryService;
    private final Map<String, List<Outcome>> known = new ConcurrentHashMap<>();

    ModelledOutcomes(RepositoryService repositoryService) {
        this.repositoryService = repositoryService;
    }

    /** Outcomes in the order in which the model draws them; deployed definitions never change, so they are kept. */
    public List<Outcome> behind(String processDefinitionId, String elementId) {
        return known.computeIfAbsent(
                processDefinitionId + "#" + elementId, key -> read(processDefinitionId, elementId));
    }

    /** Forgets a definition that was never deployed for good. */
    void forget(String processDefinitionId) {
        known.keySet().removeIf(key -> key.startsWith(processDefinitionId + "#"));
    }

    private List<Outcome> read(String processDefinitionId, String elementId) {
        FlowNode from =
                repositoryService.getBpmnModelInstance(processDefinitionId).getModelElementById(elementId);
        List<Outcome> outcomes = new ArrayList<>();
        Set<FlowNode> seen = new HashSet<>();
        Deque<FlowNode> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            FlowNode node = open.removeFirst();
            if (!seen.add(node) || (node instanceof UserTask && node != from)) {
                continue;
            }
            for (SequenceFlow flow : node.getOutgoing()) {
                String code = code(flow);
                if (code != null) {
                    String label = flow.getName() == null ? code : flow.getName();
                    outcomes.add(new Outcome(code, label));
                } else {
                    open.addLast(flow.getTarget());
                }
            }
        }
        return outcomes.stream().distinct().toList();
    }

    /** The outcome for which a flow is drawn; null where it is drawn for none. */
    static @Nullable String code(SequenceFlow flow) {
        String condition = flow.getConditionExpression() == null
                ? ""
                : flow.getConditionExpression().getTextContent();
        Matcher matcher = CONDITION.matcher(condition.strip());
        return matcher.matches() ? matcher.group(1) : null;
    }
}

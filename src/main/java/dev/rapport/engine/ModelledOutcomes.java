package dev.rapport.engine;

import dev.rapport.shared.Languages;
import dev.rapport.shared.ModelNames;
import dev.rapport.shared.OutcomeCategory;
import dev.rapport.shared.OutcomeLabel;
import dev.rapport.shared.Outcomes;
import dev.rapport.shared.Texts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputOutput;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputParameter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The outcomes that a deployed model offers behind an element: the sequence flows whose condition compares {@code outcome},
 * as {@code ${outcome == '…'}} does, and that can be reached without passing another user task; where there are none, those
 * behind the next tasks. A process admin adds an outcome by drawing such a flow (rule 34). What it is called and means says
 * the step that it leads to; where that says nothing, people read the flow's label.
 */
@Component
public class ModelledOutcomes {

    /**
     * One outcome.
     *
     * @param code what the form submits
     * @param drawn what it is called on the drawing
     * @param words what the step says that it leads to
     * @param category what it means; null where it leads to another task first
     */
    public record Outcome(
            String code,
            String drawn,
            OutcomeWords words,
            @Nullable OutcomeCategory category) {

        /** What it is called. */
        public OutcomeLabel named() {
            return words.label() == null ? new OutcomeLabel(OutcomeLabel.line(drawn), null, null) : words.label();
        }

        /** What an item keeps of it: nothing where Rapport's own words are meant. */
        public @Nullable OutcomeLabel kept() {
            return words.label() == null && Outcomes.isGeneral(code) ? null : named();
        }

        /** What the button says to a person of this language. */
        public String verb(Locale reader, ModelNames names) {
            boolean english = Languages.isEnglish(reader);
            if (english && words.verbEn() != null) {
                return words.verbEn();
            }
            if (words.verb() != null) {
                return words.verb();
            }
            OutcomeLabel label = words.label();
            return english && label != null && label.en() != null ? label.en() : names.of(drawn, reader);
        }
    }

    /** The variable that the outcome is handed in as. */
    public static final String VARIABLE = "outcome";

    private final RepositoryService repositoryService;
    private final ModelSteps steps;
    private final Set<String> work;
    private final Map<String, List<Outcome>> known = new ConcurrentHashMap<>();

    ModelledOutcomes(RepositoryService repositoryService, ModelSteps steps, List<Lifecycle> lifecycles) {
        this.repositoryService = repositoryService;
        this.steps = steps;
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

    /** The outcome of a code, as the model offers it where people say how an item ended; null where it does not. */
    public @Nullable Outcome named(String processDefinitionId, @Nullable String code) {
        BpmnModelInstance model = repositoryService.getBpmnModelInstance(processDefinitionId);
        return work.stream()
                .filter(task -> model.getModelElementById(task) != null)
                .flatMap(task -> behind(processDefinitionId, task).stream())
                .filter(outcome -> outcome.code().equals(code))
                .findFirst()
                .orElse(null);
    }

    /** Only those that are drawn before the next task; what is asked there is nothing that is said here. */
    public List<Outcome> next(String processDefinitionId, String elementId) {
        return known.computeIfAbsent(processDefinitionId + "#" + elementId + "#next", key -> {
            BpmnModelInstance model = repositoryService.getBpmnModelInstance(processDefinitionId);
            return read(model.getModelElementById(elementId), leaving(model), false);
        });
    }

    /** What a task asks for: how the item ended, where that is asked, and elsewhere what is drawn before the next task. */
    public List<Outcome> offered(String processDefinitionId, String taskId) {
        return work.contains(taskId) ? behind(processDefinitionId, taskId) : next(processDefinitionId, taskId);
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
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
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
                codes.forEach(code -> outcomes.putIfAbsent(code, read(flow, code, codes.size() > 1, leaving)));
                open.addLast(flow.getTarget());
            }
            within(node, flows, leaving).forEach(open::addLast);
        }
        return List.copyOf(outcomes.values());
    }

    /** Where it goes on in and behind a sub-process. */
    private static Stream<FlowNode> within(
            FlowNode node, List<SequenceFlow> flows, Map<FlowNode, List<SequenceFlow>> leaving) {
        Stream<FlowNode> inside = node instanceof SubProcess sub
                ? sub.getChildElementsByType(StartEvent.class).stream().map(FlowNode.class::cast)
                : Stream.of();
        Stream<FlowNode> behind = flows.isEmpty() && node.getParentElement() instanceof SubProcess around
                ? leaving.getOrDefault(around, List.of()).stream().map(SequenceFlow::getTarget)
                : Stream.of();
        return Stream.concat(inside, behind);
    }

    private Outcome read(SequenceFlow flow, String code, boolean shared, Map<FlowNode, List<SequenceFlow>> leaving) {
        ServiceTask step = recording(flow.getTarget(), code, leaving);
        OutcomeWords words = OutcomeWords.of(name -> step == null ? null : said(step, name));
        OutcomeLabel label = words.label();
        String drawn = shared || flow.getName() == null || Texts.isBlank(flow.getName())
                ? label == null ? code : label.de()
                : flow.getName();
        return new Outcome(code, drawn, words, step == null ? null : category(step));
    }

    /** The first step behind a flow that says what becomes of the item; null where somebody else has a task before that. */
    private @Nullable ServiceTask recording(FlowNode from, String code, Map<FlowNode, List<SequenceFlow>> leaving) {
        Set<FlowNode> seen = new HashSet<>();
        Deque<FlowNode> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            FlowNode node = open.removeFirst();
            if (!seen.add(node) || node instanceof UserTask) {
                continue;
            }
            if (node instanceof ServiceTask service && category(service) != null) {
                return service;
            }
            List<SequenceFlow> flows = leaving.getOrDefault(node, List.of());
            flows.stream()
                    .filter(flow -> mayFollow(flow, code))
                    .map(SequenceFlow::getTarget)
                    .forEach(open::addLast);
            within(node, flows, leaving).forEach(open::addLast);
        }
        return null;
    }

    /** What the item becomes by a step; null where it is none that says so. */
    @Nullable
    OutcomeCategory category(ServiceTask service) {
        String expression = service.getCamundaDelegateExpression();
        return expression == null
                ? null
                : ExpressionGrammar.singleName(expression).map(steps::category).orElse(null);
    }

    /** What a model says to a step in so many words; null where nothing is said, or a table says it. */
    private static @Nullable String said(ServiceTask step, String name) {
        CamundaInputOutput told = step.getExtensionElements() == null
                ? null
                : (CamundaInputOutput)
                        step.getExtensionElements().getUniqueChildElementByType(CamundaInputOutput.class);
        return told == null
                ? null
                : told.getCamundaInputParameters().stream()
                        .filter(parameter -> name.equals(parameter.getCamundaName()))
                        .map(CamundaInputParameter::getTextContent)
                        .filter(text -> !Texts.isBlank(text) && ExpressionGrammar.isPlain(text))
                        .map(String::strip)
                        .findFirst()
                        .orElse(null);
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

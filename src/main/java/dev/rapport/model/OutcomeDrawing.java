package dev.rapport.model;

import dev.rapport.engine.ExpressionGrammar;
import dev.rapport.engine.ModelSteps;
import dev.rapport.engine.ModelledOutcomes;
import dev.rapport.engine.StepDeclaration;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.OutcomeCategory;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.ConditionExpression;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.ExtensionElements;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnLabel;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnPlane;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputOutput;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputParameter;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.camunda.bpm.model.bpmn.instance.di.Edge;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;
import org.camunda.bpm.model.xml.impl.util.IoUtil;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;

/**
 * A model into which a further outcome is drawn: a way from the gateway of the outcomes, the step that records it, and the way
 * on from there, beneath all that is drawn already. Lines turn at right angles only, as people draw them here.
 */
final class OutcomeDrawing {

    private static final double WIDTH = 100;
    private static final double HEIGHT = 80;
    private static final double GAP = 40;

    private final BpmnModelInstance model;
    private final FlowNode task;
    private final String template;
    private final Map<String, StepDeclaration> steps;

    /**
     * A model that is drawn on.
     *
     * @param taskId of the task in which people say how an item ended
     * @param template the element template that the step gets
     */
    OutcomeDrawing(byte[] file, String taskId, String template, ModelSteps steps) {
        this.model = Bpmn.readModelFromStream(new ByteArrayInputStream(file));
        dropDefaults(root());
        this.task = model.getModelElementById(taskId);
        this.template = template;
        this.steps = steps.catalogue();
    }

    /**
     * Draws an outcome.
     *
     * @param verb the label of its way
     * @param bean the step that it leads to
     * @param words what that is told, by the names of its parameters
     * @return the file
     * @throws BusinessRuleViolation where there is such an outcome already, or no place that could be meant
     */
    byte[] with(
            String code, String verb, String label, OutcomeCategory category, String bean, Map<String, String> words) {
        if (model.getModelElementsByType(SequenceFlow.class).stream()
                .anyMatch(flow -> codes(flow).contains(code))) {
            throw BusinessRuleViolation.invalid("label", "outcome.exists");
        }
        FlowNode gateway = gateway().orElseThrow(OutcomeDrawing::noPlace);
        ServiceTask beside = recording(gateway, category).orElseThrow(OutcomeDrawing::noPlace);
        FlowNode target = category == OutcomeCategory.OPEN
                ? beforeTheTask()
                : beside.getOutgoing().stream()
                        .findFirst()
                        .map(SequenceFlow::getTarget)
                        .orElseThrow(OutcomeDrawing::noPlace);
        if (!gateway.getParentElement().equals(target.getParentElement())) {
            throw noPlace();
        }
        ServiceTask step = step(gateway, code, label, bean, words);
        SequenceFlow to = flow(free("flow_" + code), gateway, step);
        to.setName(verb);
        ConditionExpression condition = model.newInstance(ConditionExpression.class);
        condition.setTextContent("${" + ModelledOutcomes.VARIABLE + " == '" + code + "'}");
        to.setConditionExpression(condition);
        SequenceFlow on = flow(free("flow_" + code + "Recorded"), step, target);
        draw(gateway, beside, step, to, on, target);
        return IoUtil.convertXmlDocumentToString(model.getDocument()).getBytes(StandardCharsets.UTF_8);
    }

    private Element root() {
        return ((Document) model.getDocument().getDomSource().getNode()).getDocumentElement();
    }

    /** Reading with the schema has added what nobody wrote, which the check would not know. */
    private static void dropDefaults(Element element) {
        NamedNodeMap attributes = element.getAttributes();
        for (int i = attributes.getLength() - 1; i >= 0; i--) {
            Attr attribute = (Attr) attributes.item(i);
            if (!attribute.getSpecified()) {
                element.removeAttributeNode(attribute);
            }
        }
        BpmnFile.children(element).forEach(OutcomeDrawing::dropDefaults);
    }

    private static BusinessRuleViolation noPlace() {
        return BusinessRuleViolation.invalid("label", "outcome.no-place");
    }

    private static List<String> codes(SequenceFlow flow) {
        return flow.getConditionExpression() == null
                ? List.of()
                : ModelledOutcomes.codes(flow.getConditionExpression().getTextContent());
    }

    /** The first gateway behind the task that decides by the outcome. */
    private Optional<FlowNode> gateway() {
        return behind(task)
                .filter(node -> node instanceof ExclusiveGateway
                        && node.getOutgoing().stream()
                                .anyMatch(flow -> !codes(flow).isEmpty()))
                .findFirst();
    }

    /** A step behind the gateway that closes the item, one of the same category if there is. */
    private Optional<ServiceTask> recording(FlowNode gateway, OutcomeCategory category) {
        List<ServiceTask> closing = behind(gateway)
                .filter(ServiceTask.class::isInstance)
                .map(ServiceTask.class::cast)
                .filter(service ->
                        declared(service).map(StepDeclaration::closes).orElse(false))
                .toList();
        return closing.stream()
                .filter(service -> declared(service)
                        .map(step -> step.category() == category)
                        .orElse(false))
                .findFirst()
                .or(() -> closing.stream().findFirst());
    }

    private Optional<StepDeclaration> declared(ServiceTask service) {
        String expression = service.getCamundaDelegateExpression();
        return expression == null
                ? Optional.empty()
                : ExpressionGrammar.singleName(expression).map(name -> steps.get(name));
    }

    /** What comes after a node without anybody else having a task, the nearest first. */
    private static Stream<FlowNode> behind(FlowNode from) {
        Set<FlowNode> seen = new HashSet<>();
        Deque<FlowNode> open = new ArrayDeque<>(List.of(from));
        Stream.Builder<FlowNode> found = Stream.builder();
        while (!open.isEmpty()) {
            FlowNode node = open.removeFirst();
            if (!seen.add(node) || (node instanceof UserTask && !node.equals(from))) {
                continue;
            }
            if (!node.equals(from)) {
                found.add(node);
            }
            node.getOutgoing().forEach(flow -> open.addLast(flow.getTarget()));
        }
        return found.build();
    }

    /** A gateway that only leads to the task is where ways meet; otherwise they meet at the task. */
    private FlowNode beforeTheTask() {
        List<SequenceFlow> incoming = List.copyOf(task.getIncoming());
        FlowNode before = incoming.size() == 1 ? incoming.get(0).getSource() : null;
        return before instanceof ExclusiveGateway && before.getOutgoing().size() == 1 ? before : task;
    }

    private ServiceTask step(FlowNode gateway, String code, String label, String bean, Map<String, String> words) {
        ServiceTask step = model.newInstance(ServiceTask.class, free("serviceTask_" + code));
        step.setName(label);
        step.setCamundaDelegateExpression("${" + bean + "}");
        step.setAttributeValueNs(BpmnFile.CAMUNDA, "modelerTemplate", "dev.rapport." + template);
        step.setAttributeValueNs(BpmnFile.CAMUNDA, "modelerTemplateVersion", String.valueOf(ElementTemplates.VERSION));
        gateway.getParentElement().addChildElement(step);
        ExtensionElements extensions = model.newInstance(ExtensionElements.class);
        step.setExtensionElements(extensions);
        CamundaInputOutput told = model.newInstance(CamundaInputOutput.class);
        extensions.addChildElement(told);
        words.forEach((name, text) -> {
            CamundaInputParameter parameter = model.newInstance(CamundaInputParameter.class);
            parameter.setCamundaName(name);
            parameter.setTextContent(text);
            told.addChildElement(parameter);
        });
        return step;
    }

    private SequenceFlow flow(String id, FlowNode source, FlowNode target) {
        SequenceFlow flow = model.newInstance(SequenceFlow.class, id);
        source.getParentElement().addChildElement(flow);
        flow.setSource(source);
        flow.setTarget(target);
        source.getOutgoing().add(flow);
        target.getIncoming().add(flow);
        return flow;
    }

    private String free(String wanted) {
        String id = wanted;
        for (int i = 2; model.getModelElementById(id) != null; i++) {
            id = wanted + i;
        }
        return id;
    }

    /** Of what is not drawn nothing is drawn. */
    private void draw(
            FlowNode gateway, FlowNode beside, ServiceTask step, SequenceFlow to, SequenceFlow on, FlowNode target) {
        Bounds from = bounds(gateway);
        Bounds near = bounds(beside);
        Bounds end = bounds(target);
        if (from == null || near == null || end == null) {
            return;
        }
        BpmnPlane plane =
                (BpmnPlane) Objects.requireNonNull(gateway.getDiagramElement()).getParentElement();
        double x = Math.max(near.getX(), middle(from) + GAP);
        double y = lowest() + GAP;
        BpmnShape shape = model.newInstance(BpmnShape.class, free(step.getId() + "_di"));
        shape.setBpmnElement(step);
        shape.setBounds(bounds(x, y, WIDTH, HEIGHT));
        plane.addChildElement(shape);
        double line = y + HEIGHT / 2;
        BpmnEdge first = edge(plane, to, middle(from), bottom(from), middle(from), line, x, line);
        BpmnLabel label = model.newInstance(BpmnLabel.class);
        label.setBounds(bounds(middle(from) + 8, line - 20, 90, 14));
        first.addChildElement(label);
        if (middle(end) > x + WIDTH) {
            edge(plane, on, x + WIDTH, line, middle(end), line, middle(end), bottom(end));
        } else {
            double below = y + HEIGHT + GAP / 2;
            edge(
                    plane,
                    on,
                    x + WIDTH / 2,
                    y + HEIGHT,
                    x + WIDTH / 2,
                    below,
                    middle(end),
                    below,
                    middle(end),
                    bottom(end));
        }
    }

    private static double middle(Bounds bounds) {
        return bounds.getX() + bounds.getWidth() / 2;
    }

    private static double bottom(Bounds bounds) {
        return bounds.getY() + bounds.getHeight();
    }

    private static @Nullable Bounds bounds(BaseElement element) {
        return element.getDiagramElement() instanceof BpmnShape shape ? shape.getBounds() : null;
    }

    private double lowest() {
        double shapes = model.getModelElementsByType(BpmnShape.class).stream()
                .mapToDouble(shape -> bottom(shape.getBounds()))
                .max()
                .orElse(0);
        double lines = model.getModelElementsByType(Edge.class).stream()
                .flatMap(edge -> edge.getWaypoints().stream())
                .mapToDouble(Waypoint::getY)
                .max()
                .orElse(0);
        return Math.max(shapes, lines);
    }

    private Bounds bounds(double x, double y, double width, double height) {
        Bounds bounds = model.newInstance(Bounds.class);
        bounds.setX(x);
        bounds.setY(y);
        bounds.setWidth(width);
        bounds.setHeight(height);
        return bounds;
    }

    private BpmnEdge edge(BpmnPlane plane, SequenceFlow flow, double... points) {
        BpmnEdge edge = model.newInstance(BpmnEdge.class, free(flow.getId() + "_di"));
        edge.setBpmnElement(flow);
        for (int i = 0; i < points.length; i += 2) {
            Waypoint point = model.newInstance(Waypoint.class);
            point.setX(points[i]);
            point.setY(points[i + 1]);
            edge.addChildElement(point);
        }
        plane.addChildElement(edge);
        return edge;
    }
}

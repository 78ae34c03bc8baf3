package dev.rapport.model.check;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The elements and attributes that a model may consist of. What is not here is refused, known or not. */
final class BpmnAllowlist {

    static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

    /** Layout only: the engine draws with it and does nothing else. */
    private static final Set<String> DIAGRAM = Set.of(
            "http://www.omg.org/spec/BPMN/20100524/DI",
            "http://www.omg.org/spec/DD/20100524/DC",
            "http://www.omg.org/spec/DD/20100524/DI");

    private static final Set<String> COLOURS =
            Set.of("http://bpmn.io/schema/bpmn/biocolor/1.0", "http://www.omg.org/spec/BPMN/non-normative/color/1.0");

    private static final String MODELER = "http://camunda.org/schema/modeler/1.0";
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    /** What the text of an element may be. */
    enum Text {
        /** Nothing but blanks. */
        NONE,
        /** Plain, or with expressions of the small grammar. */
        TEXT,
        /** Exactly one expression of the small grammar. */
        CONDITION,
        /** Names of other elements and the like: plain. */
        PLAIN
    }

    /** What one element may carry; attributes of Camunda's namespace are written with {@code camunda:}. */
    record Rule(Text text, Set<String> attributes) {}

    private static final String JOBS = "camunda:asyncBefore camunda:asyncAfter camunda:exclusive camunda:jobPriority";
    private static final String TEMPLATE =
            "camunda:modelerTemplate camunda:modelerTemplateVersion camunda:modelerTemplateIcon";
    private static final String FORM = "camunda:formRef camunda:formRefBinding camunda:formRefVersion";
    private static final String NODE = "id name default " + JOBS + " " + TEMPLATE;

    private static final Map<String, Rule> BPMN_ELEMENTS = new HashMap<>();
    private static final Map<String, Rule> CAMUNDA_ELEMENTS = new HashMap<>();

    static {
        bpmn("definitions", "id name targetNamespace exporter exporterVersion camunda:diagramRelationId");
        bpmn("collaboration", "id name isClosed");
        bpmn("participant", "id name processRef");
        bpmn("messageFlow", "id name sourceRef targetRef messageRef");
        bpmn(
                "process",
                "id name isExecutable isClosed processType camunda:historyTimeToLive camunda:isStartableInTasklist"
                        + " camunda:versionTag camunda:candidateStarterGroups camunda:candidateStarterUsers"
                        + " camunda:jobPriority");
        bpmn("laneSet", "id name");
        bpmn("lane", "id name");
        bpmn("flowNodeRef", Text.PLAIN, "");
        bpmn("extensionElements", "");
        bpmn("documentation", Text.TEXT, "id textFormat");
        bpmn("incoming", Text.PLAIN, "");
        bpmn("outgoing", Text.PLAIN, "");
        bpmn("sequenceFlow", "id name sourceRef targetRef " + TEMPLATE);
        bpmn("conditionExpression", Text.CONDITION, "id xsi:type");

        bpmn("startEvent", NODE + " isInterrupting camunda:initiator " + FORM);
        bpmn("endEvent", NODE);
        bpmn("intermediateCatchEvent", NODE);
        bpmn("intermediateThrowEvent", NODE);
        bpmn("boundaryEvent", NODE + " attachedToRef cancelActivity");
        bpmn("timerEventDefinition", "id");
        bpmn("timeDate", Text.TEXT, "id xsi:type");
        bpmn("timeDuration", Text.TEXT, "id xsi:type");
        bpmn("timeCycle", Text.TEXT, "id xsi:type");
        bpmn("messageEventDefinition", "id messageRef");
        bpmn("signalEventDefinition", "id signalRef");
        bpmn("errorEventDefinition", "id errorRef camunda:errorCodeVariable camunda:errorMessageVariable");
        bpmn("escalationEventDefinition", "id escalationRef camunda:escalationCodeVariable");
        bpmn("compensateEventDefinition", "id activityRef waitForCompletion");
        bpmn("linkEventDefinition", "id name");
        bpmn("terminateEventDefinition", "id");
        bpmn("conditionalEventDefinition", "id camunda:variableName camunda:variableEvents");
        bpmn("condition", Text.CONDITION, "id xsi:type");
        bpmn("message", "id name");
        bpmn("signal", "id name");
        bpmn("error", "id name errorCode camunda:errorMessage");
        bpmn("escalation", "id name escalationCode");

        bpmn("task", NODE + " isForCompensation");
        bpmn("manualTask", NODE + " isForCompensation");
        bpmn("receiveTask", NODE + " messageRef isForCompensation");
        bpmn(
                "userTask",
                NODE + " isForCompensation camunda:assignee camunda:candidateUsers camunda:candidateGroups"
                        + " camunda:dueDate camunda:followUpDate camunda:priority " + FORM);
        bpmn("serviceTask", NODE + " isForCompensation camunda:delegateExpression");
        bpmn(
                "businessRuleTask",
                NODE + " isForCompensation camunda:decisionRef camunda:decisionRefBinding camunda:mapDecisionResult"
                        + " camunda:resultVariable");
        bpmn("subProcess", NODE + " triggeredByEvent isForCompensation");
        bpmn(
                "callActivity",
                NODE + " calledElement camunda:calledElementBinding camunda:calledElementVersion"
                        + " camunda:calledElementVersionTag");
        bpmn("exclusiveGateway", NODE + " gatewayDirection");
        bpmn("inclusiveGateway", NODE + " gatewayDirection");
        bpmn("parallelGateway", NODE + " gatewayDirection");
        bpmn("eventBasedGateway", NODE + " gatewayDirection instantiate eventGatewayType");

        bpmn("textAnnotation", "id textFormat");
        bpmn("text", Text.PLAIN, "");
        bpmn("association", "id associationDirection sourceRef targetRef");
        bpmn("group", "id categoryValueRef");
        bpmn("category", "id name");
        bpmn("categoryValue", "id value");
        bpmn("dataObject", "id name isCollection");
        bpmn("dataObjectReference", "id name dataObjectRef");
        bpmn("dataStoreReference", "id name");

        camunda("failedJobRetryTimeCycle", Text.PLAIN, "");
        camunda("inputOutput", Text.NONE, "");
        camunda("inputParameter", Text.TEXT, "name");
        camunda("outputParameter", Text.TEXT, "name");
        camunda("properties", Text.NONE, "");
        camunda("property", Text.NONE, "id name value");
        camunda("in", Text.NONE, "source target variables businessKey local");
        camunda("out", Text.NONE, "source target variables local");
        camunda("executionListener", Text.NONE, "event delegateExpression");
    }

    private BpmnAllowlist() {}

    static boolean isDiagram(String namespace) {
        return DIAGRAM.contains(namespace);
    }

    /** The rule of an element, null when the element is not allowed. */
    static @Nullable Rule rule(String namespace, String name) {
        return switch (namespace) {
            case BPMN -> BPMN_ELEMENTS.get(name);
            case CAMUNDA -> CAMUNDA_ELEMENTS.get(name);
            default -> null;
        };
    }

    /** Whether an attribute is allowed. Namespace declarations are left to the caller. */
    static boolean allows(Rule rule, String element, String namespace, String attribute) {
        return switch (namespace) {
            case "" -> rule.attributes().contains(attribute);
            case CAMUNDA -> rule.attributes().contains("camunda:" + attribute);
            case XSI ->
                rule.attributes().contains("xsi:" + attribute)
                        || ("definitions".equals(element) && "schemaLocation".equals(attribute));
            case MODELER -> "definitions".equals(element);
            default -> false;
        };
    }

    static boolean isColour(String namespace) {
        return COLOURS.contains(namespace);
    }

    private static void bpmn(String name, String attributes) {
        bpmn(name, Text.NONE, attributes);
    }

    private static void bpmn(String name, Text text, String attributes) {
        BPMN_ELEMENTS.put(name, new Rule(text, words(attributes)));
    }

    private static void camunda(String name, Text text, String attributes) {
        CAMUNDA_ELEMENTS.put(name, new Rule(text, words(attributes)));
    }

    private static Set<String> words(String words) {
        List<String> split = Arrays.asList(words.trim().split(" +"));
        Set<String> result = new HashSet<>(split);
        result.remove("");
        return result;
    }
}

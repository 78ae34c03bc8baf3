package dev.rapport.support;

import java.util.Map;
import java.util.stream.Collectors;

/** The shipped models with a condition more, as a process admin draws it with an element template. */
public final class Conditions {

    public static final String ELEMENT = "serviceTask_condition";

    private Conditions() {}

    /** Right behind <i>Ergebnis prüfen</i>, so for every outcome. */
    public static String behindCheckOutcome(String process, String step, Map<String, String> told) {
        return between(
                UncheckedModels.shipped(process),
                "id=\"flow_outcomeChecked\" sourceRef=\"serviceTask_checkOutcome\"",
                "flow_outcomeChecked",
                "gateway_outcome",
                step,
                told);
    }

    /**
     * On a way of a drawing.
     *
     * @param from how the way begins in the file, up to its target
     */
    public static String between(
            String drawn, String from, String flow, String target, String step, Map<String, String> told) {
        String inputs = told.entrySet().stream()
                .map(each -> "<camunda:inputParameter name=\"%s\">%s</camunda:inputParameter>"
                        .formatted(each.getKey(), each.getValue()))
                .collect(Collectors.joining());
        return drawn.replace(from + " targetRef=\"" + target + "\"", from + " targetRef=\"" + ELEMENT + "\"")
                .replace("<bpmn:incoming>" + flow + "</bpmn:incoming>", "<bpmn:incoming>flow_condition</bpmn:incoming>")
                .replace("<bpmn:sequenceFlow id=\"flow_started\"", """
                        <bpmn:serviceTask id="%s" name="Unsere Bedingung" camunda:delegateExpression="${%s}">
                              <bpmn:extensionElements>
                                <camunda:inputOutput>%s</camunda:inputOutput>
                              </bpmn:extensionElements>
                              <bpmn:incoming>%s</bpmn:incoming>
                              <bpmn:outgoing>flow_condition</bpmn:outgoing>
                            </bpmn:serviceTask>
                            <bpmn:sequenceFlow id="flow_condition" sourceRef="%s" targetRef="%s" />
                            <bpmn:sequenceFlow id="flow_started\"""".formatted(
                                ELEMENT, step, inputs, flow, ELEMENT, target));
    }
}

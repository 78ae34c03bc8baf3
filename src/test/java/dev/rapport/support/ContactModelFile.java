package dev.rapport.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.models.ContactBpmn;
import java.util.List;

/** The model {@code contact} as it is shipped, and as a process admin has changed it in the Modeler. */
public final class ContactModelFile {

    private ContactModelFile() {}

    public static String standard() {
        return UncheckedModels.shipped(ContactBpmn.KEY);
    }

    /** Deletes the event and connects its neighbours, as the Modeler does. */
    public static String withoutRemovalOfReminders() {
        String model = standard();
        for (String gone : List.of(ContactBpmn.SERVICE_TASK_REMOVE_REMINDERS, ContactBpmn.FLOW_REMINDERS_REMOVED)) {
            model = model.replaceAll("(?s)<bpmn:(\\w+) id=\"" + gone + "\"[^>]*/>", "")
                    .replaceAll("(?s)<bpmn:(\\w+) id=\"" + gone + "\".*?</bpmn:\\1>", "")
                    .replaceAll("(?s)<bpmndi:(\\w+) id=\"[^\"]*\" bpmnElement=\"" + gone + "\".*?</bpmndi:\\1>", "");
        }
        model = model.replace(
                        "<bpmn:incoming>" + ContactBpmn.FLOW_REMINDERS_REMOVED + "</bpmn:incoming>",
                        "<bpmn:incoming>" + ContactBpmn.FLOW_RECORDED + "</bpmn:incoming>")
                .replace(
                        "targetRef=\"" + ContactBpmn.SERVICE_TASK_REMOVE_REMINDERS + "\"",
                        "targetRef=\"" + ContactBpmn.GATEWAY_CLOSED + "\"");
        assertThat(model).doesNotContain(ContactBpmn.SERVICE_TASK_REMOVE_REMINDERS);
        return model;
    }

    /** Who did not get through has to say why: a condition behind the check of the outcome. */
    public static String withAReasonForNotPerformed() {
        String checked = "<bpmn:incoming>" + ContactBpmn.FLOW_OUTCOME_CHECKED + "</bpmn:incoming>";
        String model = standard()
                .replace("targetRef=\"" + ContactBpmn.GATEWAY_OUTCOME + "\"", "targetRef=\"serviceTask_reason\"")
                .replace(checked, checked.replace(ContactBpmn.FLOW_OUTCOME_CHECKED, "flow_reasonGiven"))
                .replace("<bpmn:exclusiveGateway id=\"" + ContactBpmn.GATEWAY_OUTCOME + "\"", """
                        <bpmn:serviceTask id="serviceTask_reason" name="Grund angeben" camunda:delegateExpression="${requireContactField}">
                          <bpmn:extensionElements><camunda:inputOutput>
                            <camunda:inputParameter name="requiredField">infotext</camunda:inputParameter>
                            <camunda:inputParameter name="onlyForOutcome">notPerformed</camunda:inputParameter>
                          </camunda:inputOutput></bpmn:extensionElements>
                          <bpmn:incoming>%1$s</bpmn:incoming>
                          <bpmn:outgoing>flow_reasonGiven</bpmn:outgoing>
                        </bpmn:serviceTask>
                        <bpmn:sequenceFlow id="flow_reasonGiven" sourceRef="serviceTask_reason" targetRef="%2$s" />
                        <bpmn:exclusiveGateway id="%2$s\"""".formatted(
                                ContactBpmn.FLOW_OUTCOME_CHECKED, ContactBpmn.GATEWAY_OUTCOME));
        assertThat(model).contains("serviceTask_reason", "flow_reasonGiven</bpmn:incoming>");
        return model.replace("<bpmndi:BPMNShape id=\"gateway_outcome_di\"", """
                <bpmndi:BPMNShape id="serviceTask_reason_di" bpmnElement="serviceTask_reason">
                  <dc:Bounds x="1085" y="310" width="100" height="80" />
                </bpmndi:BPMNShape>
                <bpmndi:BPMNEdge id="flow_reasonGiven_di" bpmnElement="flow_reasonGiven">
                  <di:waypoint x="1135" y="310" /><di:waypoint x="1135" y="250" />
                </bpmndi:BPMNEdge>
                <bpmndi:BPMNShape id="gateway_outcome_di\"""");
    }
}

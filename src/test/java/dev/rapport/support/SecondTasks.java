package dev.rapport.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.models.ContactBpmn;
import dev.rapport.models.MeasureBpmn;

/** The shipped models with a task more, as a process admin draws it (rule 35). */
public final class SecondTasks {

    public static final String MANAGERS = "camunda:candidateGroups=\"manager\"";

    private SecondTasks() {}

    /** What was carried out is approved before it is recorded, or goes back. */
    public static String approvalAfterContact(String people) {
        return approvalAfter(
                ContactBpmn.KEY, people, ContactBpmn.FLOW_PERFORMED, ContactBpmn.SERVICE_TASK_RECORD_PERFORMED);
    }

    /** The same behind <i>Kampagne prüfen</i>. */
    public static String approvalAfterMeasure(String people) {
        return approvalAfter(
                MeasureBpmn.KEY,
                people,
                MeasureBpmn.FLOW_CAMPAIGN_CHECKED,
                MeasureBpmn.SERVICE_TASK_RECORD_MEASURE_PERFORMED);
    }

    private static String approvalAfter(String model, String people, String flow, String record) {
        String carryOut = model.equals(ContactBpmn.KEY)
                ? ContactBpmn.USER_TASK_CARRY_OUT_CONTACT
                : MeasureBpmn.USER_TASK_CARRY_OUT_MEASURE;
        String drawn = replaced(
                UncheckedModels.shipped(model), "targetRef=\"" + record + "\"", "targetRef=\"userTask_approve\"");
        drawn = replaced(
                drawn, "<bpmn:incoming>" + flow + "</bpmn:incoming>", "<bpmn:incoming>flow_approved</bpmn:incoming>");
        drawn = intoCarryOut(drawn, carryOut, "flow_rejected");
        return added(drawn, """
                <bpmn:userTask id="userTask_approve" name="Freigabe" %s>
                  <bpmn:incoming>%s</bpmn:incoming>
                  <bpmn:outgoing>flow_decided</bpmn:outgoing>
                </bpmn:userTask>
                <bpmn:exclusiveGateway id="gateway_decision" name="Freigegeben?">
                  <bpmn:incoming>flow_decided</bpmn:incoming>
                  <bpmn:outgoing>flow_approved</bpmn:outgoing>
                  <bpmn:outgoing>flow_rejected</bpmn:outgoing>
                </bpmn:exclusiveGateway>
                <bpmn:sequenceFlow id="flow_decided" sourceRef="userTask_approve" targetRef="gateway_decision" />
                <bpmn:sequenceFlow id="flow_approved" name="Freigeben" sourceRef="gateway_decision" targetRef="%s">
                  <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${outcome == 'approved'}</bpmn:conditionExpression>
                </bpmn:sequenceFlow>
                <bpmn:sequenceFlow id="flow_rejected" name="Ablehnen" sourceRef="gateway_decision" targetRef="%s">
                  <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${outcome == 'rejected'}</bpmn:conditionExpression>
                </bpmn:sequenceFlow>
                """.formatted(people, flow, record, carryOut));
    }

    /** What was carried out is approved, and nothing is asked: the approval can only be given. */
    public static String plainApprovalAfterContact(String people) {
        String drawn = replaced(
                UncheckedModels.shipped(ContactBpmn.KEY),
                "targetRef=\"" + ContactBpmn.SERVICE_TASK_RECORD_PERFORMED + "\"",
                "targetRef=\"userTask_approve\"");
        drawn = replaced(
                drawn,
                "<bpmn:incoming>" + ContactBpmn.FLOW_PERFORMED + "</bpmn:incoming>",
                "<bpmn:incoming>flow_approved</bpmn:incoming>");
        return added(drawn, """
                <bpmn:userTask id="userTask_approve" name="Freigabe" %s>
                  <bpmn:incoming>flow_performed</bpmn:incoming>
                  <bpmn:outgoing>flow_approved</bpmn:outgoing>
                </bpmn:userTask>
                <bpmn:sequenceFlow id="flow_approved" sourceRef="userTask_approve" targetRef="serviceTask_recordPerformed" />
                """.formatted(people));
    }

    /** Nobody carries out what has not been released. */
    public static String releaseBeforeContact(String people) {
        return releaseBefore(
                ContactBpmn.KEY, people, ContactBpmn.FLOW_TO_CARRY_OUT, ContactBpmn.USER_TASK_CARRY_OUT_CONTACT);
    }

    public static String releaseBeforeMeasure(String people) {
        return releaseBefore(
                MeasureBpmn.KEY, people, MeasureBpmn.FLOW_REGISTERED, MeasureBpmn.USER_TASK_CARRY_OUT_MEASURE);
    }

    private static String releaseBefore(String model, String people, String flow, String carryOut) {
        String drawn = replaced(
                UncheckedModels.shipped(model), "targetRef=\"" + carryOut + "\"", "targetRef=\"userTask_release\"");
        drawn = replaced(
                drawn, "<bpmn:incoming>" + flow + "</bpmn:incoming>", "<bpmn:incoming>flow_released</bpmn:incoming>");
        return added(drawn, """
                <bpmn:userTask id="userTask_release" name="Vorprüfung" %s>
                  <bpmn:incoming>%s</bpmn:incoming>
                  <bpmn:outgoing>flow_released</bpmn:outgoing>
                </bpmn:userTask>
                <bpmn:sequenceFlow id="flow_released" sourceRef="userTask_release" targetRef="%s" />
                """.formatted(people, flow, carryOut));
    }

    /** Whoever approves has ten days; then it counts as approved. */
    public static String approvedByTimeAfterContact(String people) {
        String drawn = plainApprovalAfterContact(people);
        drawn = replaced(
                drawn,
                "<bpmn:incoming>flow_approved</bpmn:incoming>",
                "<bpmn:incoming>flow_approved</bpmn:incoming><bpmn:incoming>flow_late</bpmn:incoming>");
        return added(drawn, """
                <bpmn:boundaryEvent id="event_late" name="Nach zehn Tagen" attachedToRef="userTask_approve">
                  <bpmn:outgoing>flow_late</bpmn:outgoing>
                  <bpmn:timerEventDefinition id="timer_late"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P10D</bpmn:timeDuration></bpmn:timerEventDefinition>
                </bpmn:boundaryEvent>
                <bpmn:sequenceFlow id="flow_late" sourceRef="event_late" targetRef="serviceTask_recordPerformed" />
                """);
    }

    /** Something is left to do when the contact is closed. */
    public static String workAfterContact(String people) {
        String drawn = replaced(
                UncheckedModels.shipped(ContactBpmn.KEY),
                "targetRef=\"" + ContactBpmn.SERVICE_TASK_REMOVE_REMINDERS + "\"",
                "targetRef=\"userTask_file\"");
        drawn = replaced(
                drawn,
                "<bpmn:incoming>" + ContactBpmn.FLOW_RECORDED + "</bpmn:incoming>",
                "<bpmn:incoming>flow_filed</bpmn:incoming>");
        return added(drawn, """
                <bpmn:userTask id="userTask_file" name="Ablegen" %s>
                  <bpmn:incoming>flow_recorded</bpmn:incoming>
                  <bpmn:outgoing>flow_filed</bpmn:outgoing>
                </bpmn:userTask>
                <bpmn:sequenceFlow id="flow_filed" sourceRef="userTask_file" targetRef="serviceTask_removeReminders" />
                """.formatted(people));
    }

    private static String intoCarryOut(String model, String task, String flow) {
        return model.replaceFirst(
                "(?s)(<bpmn:userTask id=\"" + task + "\".*?)(<bpmn:outgoing>)",
                "$1<bpmn:incoming>" + flow + "</bpmn:incoming>$2");
    }

    private static String added(String model, String elements) {
        return replaced(
                model, "<bpmn:sequenceFlow id=\"flow_started\"", elements + "<bpmn:sequenceFlow id=\"flow_started\"");
    }

    private static String replaced(String model, String old, String by) {
        assertThat(model).contains(old);
        return model.replace(old, by);
    }
}

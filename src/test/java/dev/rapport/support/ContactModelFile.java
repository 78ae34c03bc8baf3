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
}

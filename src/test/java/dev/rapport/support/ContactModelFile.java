package dev.rapport.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The model {@code contact} as it is shipped, and as a process admin has changed it in the Modeler. */
public final class ContactModelFile {

    private ContactModelFile() {}

    public static String standard() {
        try (InputStream file = ContactModelFile.class.getResourceAsStream("/bpmn/contact.bpmn")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes the event and connects its neighbours, as the Modeler does. */
    public static String withoutRemovalOfReminders() {
        String model = standard();
        for (String gone : List.of("serviceTask_removeReminders", "flow_remindersRemoved", "association_event")) {
            model = model.replaceAll("(?s)<bpmn:(\\w+) id=\"" + gone + "\"[^>]*/>", "")
                    .replaceAll("(?s)<bpmn:(\\w+) id=\"" + gone + "\".*?</bpmn:\\1>", "")
                    .replaceAll("(?s)<bpmndi:(\\w+) id=\"[^\"]*\" bpmnElement=\"" + gone + "\".*?</bpmndi:\\1>", "");
        }
        assertThat(model).doesNotContain("serviceTask_removeReminders\" name");
        return model.replace(
                        "<bpmn:incoming>flow_remindersRemoved</bpmn:incoming>",
                        "<bpmn:incoming>flow_recorded</bpmn:incoming>")
                .replace("targetRef=\"serviceTask_removeReminders\"", "targetRef=\"gateway_closed\"");
    }
}

package dev.rapport.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.support.Api;
import dev.rapport.support.Session;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Whoever has claimed a task in Tasklist keeps it until somebody else is made responsible. */
@IntegrationTest
class TaskAssignmentTest {

    @Autowired
    private Api api;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private TaskService taskService;

    @ParameterizedTest
    @CsvSource({"subject, Anderer Betreff", "description, Mehr dazu", "start, 2030-03-04T11:00", "reminder, true"})
    void aClaimedContactSurvivesSomebodyElsesChange(String field, String value) {
        Existing contact = contacts.aPlannedContact().create();
        claim("ben", contact.taskId());

        var changed = contacts.change(contact, Map.of(field, field.equals("reminder") ? true : value));

        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(assignee(contact.taskId())).isEqualTo("ben");
    }

    @Test
    void anotherResponsibleGetsTheContactsTask() {
        Existing contact = contacts.aPlannedContact().create();
        claim("ben", contact.taskId());

        Existing marias = new Existing(
                contacts.change(contact, Map.of("responsible", "maria")).json());
        assertThat(assignee(contact.taskId())).isEqualTo("maria");
        Map<String, Object> nobody = new HashMap<>();
        nobody.put("responsible", null);
        contacts.change(marias, nobody);
        assertThat(assignee(contact.taskId())).as("the creator's again").isEqualTo("anna");
    }

    @Test
    void aClaimedMeasureIsKeptToo() {
        JsonNode measure = api.as("anna")
                .post("/api/measures", Map.of("subject", "Messe vorbereiten"))
                .json();
        String path = "/api/measures/" + measure.path("id").asLong();
        String task = measure.path("taskId").asString();
        claim("ben", task);

        JsonNode changed = api.as("anna")
                .patch(path, Map.of("version", measure.path("version").asInt(), "subject", "Messe nachbereiten"))
                .json();
        assertThat(assignee(task)).isEqualTo("ben");
        api.as("anna").patch(path, Map.of("version", changed.path("version").asInt(), "responsible", "maria"));
        assertThat(assignee(task)).isEqualTo("maria");
    }

    private void claim(String user, String task) {
        Session session = Session.of(api, user);
        session.get("/camunda/app/tasklist/default/");
        String path = "/camunda/api/engine/engine/default/task/" + task;
        assertThat(session.json("POST", path + "/assignee", "{\"userId\":\"" + user + "\"}")
                        .statusCode())
                .isEqualTo(204);
    }

    private String assignee(String task) {
        return taskService.createTaskQuery().taskId(task).singleResult().getAssignee();
    }
}

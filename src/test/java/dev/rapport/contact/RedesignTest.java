package dev.rapport.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.models.ContactBpmn;
import dev.rapport.support.Api;
import dev.rapport.support.ContactModelFile;
import dev.rapport.support.Rows;
import dev.rapport.support.Session;
import dev.rapport.support.Tasklist;
import dev.rapport.support.TestUsers;
import dev.rapport.support.Walks;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A process admin redesigns the contact's model and deploys it as the Camunda Modeler does (rules 19 and 32). */
@IntegrationTest
class RedesignTest {

    @Autowired
    private Api api;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private RepositoryService repositoryService;

    @Autowired
    private Rows rows;

    @Autowired
    private Walks walks;

    private String deployment;

    @AfterEach
    void bringTheStandardBack() {
        if (deployment != null) {
            repositoryService.deleteDeployment(deployment, true);
        }
    }

    @Test
    void withoutItsEventAClosedContactStaysInTheReminderListUntilSomebodyRemovesIt() {
        Existing running = contacts.aPlannedContact().withReminder().create();
        deploy(ContactModelFile.withoutRemovalOfReminders());
        Existing fresh = contacts.aPlannedContact().withReminder().create();

        var closed = contacts.close(fresh);
        assertThat(closed.status()).as(closed.text()).isEqualTo(200);
        assertThat(closed.json()
                        .path("rules")
                        .valueStream()
                        .map(rule -> rule.path("step").asString()))
                .containsExactly(ContactBpmn.SERVICE_TASK_CHECK_OUTCOME, ContactBpmn.SERVICE_TASK_RECORD_PERFORMED);
        assertThat(walks.of(ContactBpmn.KEY, fresh.id()))
                .containsExactly(
                        ContactBpmn.START_EVENT_CONTACT,
                        ContactBpmn.SERVICE_TASK_REGISTER_CONTACT,
                        ContactBpmn.GATEWAY_PLANNED,
                        ContactBpmn.GATEWAY_REMINDER_WANTED,
                        ContactBpmn.SERVICE_TASK_SCHEDULE_REMINDER,
                        ContactBpmn.GATEWAY_CARRY_OUT,
                        ContactBpmn.USER_TASK_CARRY_OUT_CONTACT,
                        ContactBpmn.SERVICE_TASK_CHECK_OUTCOME,
                        ContactBpmn.GATEWAY_OUTCOME,
                        ContactBpmn.SERVICE_TASK_RECORD_PERFORMED,
                        ContactBpmn.GATEWAY_RECORDED,
                        ContactBpmn.GATEWAY_CLOSED,
                        ContactBpmn.GATEWAY_CLOSED_AS,
                        ContactBpmn.END_EVENT_PERFORMED);
        assertThat(listed(fresh)).isTrue();
        assertThat(api.as("anna")
                        .get("/api/contacts/" + fresh.id())
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("PERFORMED");

        assertThat(contacts.close(running).status()).isEqualTo(200);
        assertThat(listed(running)).as("what was running keeps its version").isFalse();

        assertThat(api.as("anna")
                        .send("DELETE", "/api/reminders/" + fresh.reminderId(), null)
                        .status())
                .isEqualTo(204);
        assertThat(listed(fresh)).isFalse();
    }

    @Test
    void anAddedOutcomeIsOfferedAndWorks() {
        Existing running = contacts.aPlannedContact().create();
        deploy(withOutcome("postponed", "Vertagt"));
        Existing fresh = contacts.aPlannedContact().create();

        assertThat(outcomes(fresh)).containsExactly("performed", "notPerformed", "postponed");
        assertThat(outcomes(running)).containsExactly("performed", "notPerformed");
        assertThat(contacts.close(running, "anna", Map.of("outcome", "postponed"))
                        .errors())
                .containsExactly("outcome:not-found");

        var closed = contacts.close(fresh, "anna", Map.of("outcome", "postponed", "infotext", "Auf Januar"));
        assertThat(closed.status()).as(closed.text()).isEqualTo(200);
        assertThat(closed.json().path("status").asString()).isEqualTo("NOT_PERFORMED");
        assertThat(closed.json().path("outcome").asString()).isEqualTo("postponed");
        assertThat(walks.of(ContactBpmn.KEY, fresh.id()))
                .endsWith(
                        ContactBpmn.GATEWAY_OUTCOME,
                        ContactBpmn.SERVICE_TASK_RECORD_NOT_PERFORMED,
                        ContactBpmn.GATEWAY_RECORDED,
                        ContactBpmn.SERVICE_TASK_REMOVE_REMINDERS,
                        ContactBpmn.GATEWAY_CLOSED,
                        ContactBpmn.GATEWAY_CLOSED_AS,
                        ContactBpmn.END_EVENT_NOT_PERFORMED);
    }

    /** What is still called as it was shipped is translated, what an admin has named is not. */
    @Test
    void namesOfAnAdminStandAsTheyAreForEnglishReadersToo() {
        deploy(withOutcome("postponed", "Vertagt")
                .replace(
                        "name=\"Durchgeführt\" sourceRef=\"gateway_outcome\"",
                        "name=\"Geschafft\" sourceRef=\"gateway_outcome\"")
                .replace("name=\"Ergebnis prüfen\"", "name=\"Alles da?\""));
        Existing fresh = contacts.aPlannedContact().create();
        Api english = api.as("anna").with("Accept-Language", "en");
        String path = "/api/contacts/" + fresh.id();

        assertThat(names(english.get(path).json().path("outcomes"), "label"))
                .containsExactly("Geschafft", "Not performed", "Vertagt");
        assertThat(english.get("/contacts/" + fresh.id()).text())
                .contains("<span>Geschafft</span>", ">Register contact<");
        contacts.close(fresh);
        assertThat(names(english.get(path + "/rules").json().path("rules"), "name"))
                .containsExactly("Alles da?", "Record as performed", "Remove reminders");
        assertThat(names(api.as("anna").get(path + "/rules").json().path("rules"), "name"))
                .containsExactly("Alles da?", "Durchgeführt festhalten", "Erinnerungen entfernen");
    }

    private static List<String> names(JsonNode of, String field) {
        return of.valueStream().map(each -> each.path(field).asString()).toList();
    }

    /** The forms are named by their latest version, so they need not travel along with the model. */
    @Test
    void aModelThatIsDeployedAloneFindsItsForms() {
        deploy(withOutcome("postponed", "Vertagt"));
        Existing contact = contacts.aPlannedContact().create();
        String engine = "/camunda/api/engine/engine/default";
        Session anna = Session.of(api, "anna");

        var start = anna.get(engine + "/process-definition/key/contact/deployed-start-form");
        var complete = anna.get(engine + "/task/" + contact.taskId() + "/deployed-form");

        assertThat(start.statusCode()).as(start.body()).isEqualTo(200);
        assertThat(start.body()).contains("\"key\": \"subject\"");
        assertThat(complete.statusCode()).as(complete.body()).isEqualTo(200);
        assertThat(complete.body()).contains("{\"label\":\"Vertagt\",\"value\":\"postponed\"}");
    }

    @Test
    void anAddedOutcomeIsAVerbInTheStatusBarOfTheContactsPage() {
        deploy(withOutcome("postponed", "Vertagt"));
        Existing fresh = contacts.aPlannedContact().create();
        Session anna = Session.of(api, "anna");
        String page = "/contacts/" + fresh.id();

        assertThat(anna.get(page).body())
                .containsPattern("(?s)name=\"outcome\" value=\"postponed\".{0,400}<span>Vertagt</span>");
        assertThat(anna.form(page, Map.of("version", "0", "outcome", "postponed"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(contacts.read(fresh.id()).json().path("outcome").asString()).isEqualTo("postponed");
    }

    @Test
    void aRefusedCompletionLeavesTheTaskOpenAndNothingWritten() {
        Existing contact = contacts.aPlannedContact().withReminder().create();
        var before = rows.count();

        var refused = contacts.close(contact, "anna", Map.of("outcome", "performed", "duration", "00:00"));
        var inTasklist = Tasklist.of(api, "anna")
                .in("de")
                .complete(contact.taskId(), Map.of("outcome", "performed", "duration", "00:00"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("rule").path("step").asString())
                .isEqualTo(ContactBpmn.SERVICE_TASK_RECORD_PERFORMED);
        assertThat(refused.json().path("rule").path("name").asString()).isEqualTo("Durchgeführt festhalten");
        assertThat(inTasklist.message()).contains("Geplant war der Kontakt erst für ", "Dauer: ");
        assertThat(rows.count()).isEqualTo(before);
        assertThat(contacts.read(contact.id()).json()).isEqualTo(contact.json());
        assertThat(contacts.close(contact).status()).isEqualTo(200);
    }

    private List<String> outcomes(Existing contact) {
        return contacts.read(contact.id())
                .json()
                .path("outcomes")
                .valueStream()
                .map(outcome -> outcome.path("code").asString())
                .toList();
    }

    private boolean listed(Existing contact) {
        var page = api.as("anna").get("/api/reminders?scope=all&limit=100").json();
        while (true) {
            for (var item : page.path("items")) {
                if (item.path("contactId").asLong() == contact.id()) {
                    return true;
                }
            }
            if (page.path("next").isNull()) {
                return false;
            }
            page = api.as("anna")
                    .get("/api/reminders?scope=all&limit=100&after="
                            + page.path("next").asString())
                    .json();
        }
    }

    /** Draws one more way from the gateway to "not performed". */
    private static String withOutcome(String code, String label) {
        return ContactModelFile.standard()
                .replace(
                        "<bpmn:outgoing>" + ContactBpmn.FLOW_NOT_PERFORMED + "</bpmn:outgoing>",
                        "<bpmn:outgoing>flow_notPerformed</bpmn:outgoing><bpmn:outgoing>flow_added</bpmn:outgoing>")
                .replace(
                        "<bpmn:incoming>" + ContactBpmn.FLOW_NOT_PERFORMED + "</bpmn:incoming>",
                        "<bpmn:incoming>flow_notPerformed</bpmn:incoming><bpmn:incoming>flow_added</bpmn:incoming>")
                .replace("<bpmn:sequenceFlow id=\"flow_performedRecorded\"", """
                        <bpmn:sequenceFlow id="flow_added" name="%s" sourceRef="gateway_outcome" targetRef="serviceTask_recordNotPerformed">
                          <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${outcome == '%s'}</bpmn:conditionExpression>
                        </bpmn:sequenceFlow>
                        <bpmn:sequenceFlow id="flow_performedRecorded\"""".formatted(label, code));
    }

    private void deploy(String model) {
        String boundary = UUID.randomUUID().toString();
        String body = part(boundary, "deployment-name", null, "Kontakt ohne Ereignis")
                + part(boundary, "deployment-source", null, "Camunda Modeler")
                + part(boundary, "contact.bpmn", "contact.bpmn", model)
                + "--" + boundary + "--\r\n";
        HttpRequest request = HttpRequest.newBuilder(URI.create(api.base() + "/engine-rest/deployment/create"))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(
                                                ("paul:" + TestUsers.PASSWORD).getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            deployment = new tools.jackson.databind.ObjectMapper()
                    .readTree(answer.body())
                    .path("id")
                    .asString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String part(String boundary, String name, String file, String content) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\""
                + (file == null ? "" : "; filename=\"" + file + "\"\r\nContent-Type: application/octet-stream")
                + "\r\n\r\n" + content + "\r\n";
    }
}

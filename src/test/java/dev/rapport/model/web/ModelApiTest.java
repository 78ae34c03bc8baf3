package dev.rapport.model.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Multipart;
import dev.rapport.support.OpenApi;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Models over the API, and deployments as the Modeler makes them. */
@IntegrationTest
class ModelApiTest {

    private final String key = "api" + UUID.randomUUID().toString().replace("-", "");

    @Autowired
    private Api api;

    @Autowired
    private OpenApi openApi;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private RepositoryService repositoryService;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    @Qualifier("models")
    private HealthIndicator models;

    @AfterEach
    void deleteWhatThisTestDeployed() {
        repositoryService.createDeploymentQuery().list().stream()
                .filter(deployment -> repositoryService.getDeploymentResourceNames(deployment.getId()).stream()
                        .anyMatch(name -> name.startsWith(key)))
                .forEach(deployment -> repositoryService.deleteDeployment(deployment.getId(), true));
    }

    @Test
    void managersAndProcessAdminsSeeWhatIsInForce() {
        contacts.aPlannedContact().create();
        for (String user : List.of("paul", "maria")) {
            Answer answer = api.as(user).get("/api/models");
            assertThat(answer.status()).isEqualTo(200);
            openApi.check("GET /api/models", null, answer);
            JsonNode contact = item(answer, "contact");
            assertThat(contact.path("kind").asString()).isEqualTo("process");
            assertThat(contact.path("name").asString()).isEqualTo("Kontaktvorgang");
            assertThat(contact.path("state").asString()).isEqualTo("standard");
            assertThat(contact.path("deployedBy").asString()).isEqualTo("Rapport");
            assertThat(contact.path("running").asLong()).isPositive();
            assertThat(item(answer, "create-contact").path("kind").asString()).isEqualTo("form");
        }
        assertThat(api.as("paul")
                        .with("Accept-Language", "en")
                        .get("/api/models")
                        .text())
                .contains("\"Planning contacts for a campaign\"");
        assertThat(api.as("anna").get("/api/models").status()).isEqualTo(403);
        assertThat(api.as("sabine").get("/api/models").status()).isEqualTo(403);
    }

    @Test
    void aDeploymentOfTheModelersIsKeptWithWhoAndWhy() {
        deploy("Erster Versuch", model("Eins"));

        JsonNode version = versions().get(0);
        assertThat(version.path("deployedBy").asString()).isEqualTo("Paul Lindner");
        assertThat(version.path("comment").asString()).isEqualTo("Erster Versuch");
        assertThat(version.path("source").asString()).isEqualTo("Camunda Modeler");
        assertThat(version.path("inForce").asBoolean()).isTrue();
        assertThat(jdbc.sql("""
                                select r.warnings::text from rapport.model_deployment r
                                join act_re_procdef d on d.deployment_id_ = r.deployment_id where d.key_ = :key""").param("key", key).query(String.class).single())
                .as("what was said about it is kept too")
                .contains("process-unknown");
    }

    /** The Modeler asks for duplicates to be filtered, and compares within one name only. */
    @Test
    void goodBadGoodLeavesGoodInForce() {
        deploy("gut", model("Gut"));
        deploy("schlecht", model("Schlecht"));
        deploy("gut", model("Gut"));

        assertThat(versions()).hasSize(3);
        assertThat(inForce()).contains("Gut");
        deploy("gut", model("Gut"));
        assertThat(versions()).as("it is in force already").hasSize(3);
    }

    @Test
    void anOlderVersionGoesOnTopAgainAsADeploymentOfItsOwn() {
        deploy("a", model("Eins"));
        deploy("b", model("Zwei"));
        String path = "/api/models/" + key + "/versions/1/restore";
        Api paul = api.as("paul").with("Idempotency-Key", UUID.randomUUID().toString());

        Answer answer = paul.post(path, Map.of("comment", "Zwei war nichts"));

        openApi.check("POST /api/models/{key}/versions/{version}/restore", Map.of("comment", "x"), answer);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.header("Location")).endsWith("/api/models/" + key + "/versions");
        assertThat(answer.json().path("version").asInt()).isEqualTo(3);
        assertThat(answer.json().path("comment").asString()).isEqualTo("Zwei war nichts");
        assertThat(inForce()).contains("Eins");
        assertThat(paul.post(path, Map.of("comment", "Zwei war nichts")).json()).isEqualTo(answer.json());
        assertThat(versions()).as("a resend restores once").hasSize(3);

        Answer again = api.as("paul").post(path, Map.of());
        assertThat(again.json().path("version").asInt())
                .as("what is in force may go on top too")
                .isEqualTo(4);
        assertThat(again.json().path("comment").asString()).isEqualTo("Zurück zu Fassung 1");
    }

    @Test
    void aFormGoesBackToo() {
        deployForm("a", form("Eins"));
        deployForm("b", form("Zwei"));

        Answer answer = api.as("paul").post("/api/models/" + key + "/versions/1/restore", Map.of());

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(versions().get(0).path("version").asInt()).isEqualTo(3);
        assertThat(versions().get(0).path("resource").asString()).isEqualTo(key + ".form");
    }

    /** What is in force stays in force; who looks at it reads what is wrong. */
    @Test
    void aStartChecksWhatIsInForceAndTakesNothingAway() {
        deployForm("form", form("Eins"));
        String process = key + "process";
        deploy(
                "a",
                model(process, "Eins")
                        .replace(
                                "<userTask ",
                                "<userTask camunda:formRef=\"" + key + "\" camunda:formRefBinding=\"latest\" "));
        String deployment = repositoryService
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .singleResult()
                .getDeploymentId();
        jdbc.sql("delete from rapport.model_deployment where deployment_id = :id")
                .param("id", deployment)
                .update();
        repositoryService.createDeploymentQuery().deploymentName("form").list().stream()
                .filter(each -> repositoryService
                        .getDeploymentResourceNames(each.getId())
                        .contains(key + ".form"))
                .forEach(each -> repositoryService.deleteDeployment(each.getId(), true));

        ((SmartLifecycle) models).start();

        String page = api.as("paul").get("/models/" + process).text();
        assertThat(page).contains("data-severity=\"error\"", "„" + key + "“", "gibt es nicht");
        assertThat(models.health().getDetails().get("errors").toString())
                .contains(process + " version 1")
                .contains(key);
        assertThat(versions(process)).hasSize(1);
    }

    /** A version that was fine then and is not now passes the same check as every deployment. */
    @Test
    void aVersionThatTodaysCheckRefusesStaysWhereItIs() {
        deployForm("form", form("Eins"));
        String formDeployment = repositoryService.createDeploymentQuery().deploymentName("form").list().stream()
                .filter(deployment -> repositoryService
                        .getDeploymentResourceNames(deployment.getId())
                        .contains(key + ".form"))
                .findFirst()
                .orElseThrow()
                .getId();
        String process = key + "process";
        deploy(
                "a",
                model(process, "Eins")
                        .replace(
                                "<userTask ",
                                "<userTask camunda:formRef=\"" + key + "\" camunda:formRefBinding=\"latest\" "));
        deploy("b", model(process, "Zwei"));
        repositoryService.deleteDeployment(formDeployment, true);

        Answer answer = api.as("paul").post("/api/models/" + process + "/versions/1/restore", Map.of());

        openApi.check("POST /api/models/{key}/versions/{version}/restore", null, answer);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.errors()).containsExactly(key + ".bpmn:model.refused");
        assertThat(answer.text()).contains("gibt es nicht").doesNotContain("ENGINE-");
        assertThat(versions(process)).hasSize(2);
    }

    @Test
    void whatIsNotThereCannotBeGoneBackTo() {
        deploy("a", model("Eins"));
        for (String path : List.of(
                "/api/models/" + key + "/versions/2/restore",
                "/api/models/" + key + "/versions/0/restore",
                "/api/models/" + key + "/versions/x/restore",
                "/api/models/" + key + "/versions/99999999999/restore",
                "/api/models/no-such-model/versions/1/restore")) {
            assertThat(api.as("paul").post(path, Map.of()).status()).as(path).isEqualTo(404);
        }
        assertThat(api.as("paul").get("/api/models/no-such-model/versions").status())
                .isEqualTo(404);
        assertThat(api.as("paul")
                        .post("/api/models/" + key + "/versions/1/restore", Map.of("comment", "x".repeat(201)))
                        .errors())
                .containsExactly("comment:too-long");
        assertThat(api.as("maria")
                        .post("/api/models/" + key + "/versions/1/restore", Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(versions()).hasSize(1);
    }

    @Test
    void aCheckSaysEverythingAndDeploysNothing() {
        String broken = model("Böse").replace("<userTask ", "<scriptTask id=\"böse\"/><userTask ");
        String path = "/api/models/check";

        Answer answer = new Multipart()
                .file(key + ".bpmn", broken)
                .file(key + ".form", "{}")
                .file("readme.txt", "x")
                .send(api.as("paul"), path);

        openApi.check("POST /api/models/check", null, answer);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        List<String> found = answer.json()
                .path("findings")
                .valueStream()
                .map(finding -> finding.path("resource").asString() + " "
                        + finding.path("severity").asString() + " "
                        + finding.path("code").asString())
                .toList();
        assertThat(found)
                .contains(
                        key + ".bpmn error script",
                        key + ".bpmn warning process-unknown",
                        key + ".form error form",
                        "readme.txt error file");
        assertThat(answer.json()
                        .path("findings")
                        .valueStream()
                        .filter(finding -> finding.path("code").asString().equals("script"))
                        .findFirst()
                        .orElseThrow()
                        .path("element")
                        .asString())
                .isEqualTo("böse");
        assertThat(answer.text()).contains("Skripte sind nicht erlaubt");
        assertThat(new Multipart()
                        .file(key + ".bpmn", broken)
                        .send(api.as("paul").with("Accept-Language", "en"), path)
                        .text())
                .contains("Scripts are not allowed");
        assertThat(new Multipart()
                        .field("comment", "x")
                        .send(api.as("paul"), path)
                        .errors())
                .containsExactly("files:required");
        assertThat(new Multipart()
                        .file(key + ".bpmn", broken)
                        .send(api.as("maria"), path)
                        .status())
                .isEqualTo(403);
        assertThat(api.as("paul").get("/api/models/" + key + "/versions").status())
                .isEqualTo(404);
    }

    /** Nobody takes from under running items what they need, by whatever door. */
    @Test
    void nobodyDeletesADeployment() {
        deploy("a", model("Eins"));
        String id = repositoryService
                .createProcessDefinitionQuery()
                .processDefinitionKey(key)
                .singleResult()
                .getDeploymentId();
        for (String path : List.of(
                "/engine-rest/deployment/" + id + "?cascade=true",
                "/engine-rest/engine/default/deployment/" + id + "?cascade=true",
                "/camunda/api/engine/engine/default/deployment/" + id + "?cascade=true",
                "/engine-rest/process-definition/key/" + key + "?cascade=true",
                "/engine-rest/process-definition/key/" + key + "/delete?cascade=true")) {
            for (String user : List.of("paul", "maria", "sabine")) {
                assertThat(api.as(user).send("DELETE", path, null).status())
                        .as(user + " " + path)
                        .isIn(401, 403);
            }
        }
        assertThat(versions()).hasSize(1);
    }

    private void deploy(String name, String model) {
        deploy(name, key + ".bpmn", model);
    }

    private void deployForm(String name, String form) {
        deploy(name, key + ".form", form);
    }

    private void deploy(String name, String file, String content) {
        Answer answer = new Multipart()
                .field("deployment-name", name)
                .field("deployment-source", "Camunda Modeler")
                .field("enable-duplicate-filtering", "true")
                .field("deploy-changed-only", "true")
                .file(file, content)
                .send(api.as("paul"), "/engine-rest/deployment/create");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private String inForce() {
        return api.as("paul")
                .get("/engine-rest/process-definition/key/" + key + "/xml")
                .text();
    }

    private List<JsonNode> versions() {
        return versions(key);
    }

    private List<JsonNode> versions(String of) {
        Answer answer = api.as("paul").get("/api/models/" + of + "/versions");
        openApi.check("GET /api/models/{key}/versions", null, answer);
        return answer.json().path("items").valueStream().toList();
    }

    private static JsonNode item(Answer answer, String key) {
        return answer.json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("key").asString().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private String model(String name) {
        return model(key, name);
    }

    private static String model(String process, String name) {
        return """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="http://test"
                    xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
                  <process id="%s" name="Probe" isExecutable="true" camunda:historyTimeToLive="P180D">
                    <startEvent id="start"/>
                    <sequenceFlow id="toTask" sourceRef="start" targetRef="task"/>
                    <userTask id="task" name="%s"/>
                    <sequenceFlow id="toEnd" sourceRef="task" targetRef="end"/>
                    <endEvent id="end"/>
                  </process>
                </definitions>""".formatted(process, name);
    }

    private String form(String label) {
        return """
                {"id": "%s", "type": "default", "components": [
                  {"type": "textfield", "key": "a", "label": "%s"}]}""".formatted(key, label);
    }
}

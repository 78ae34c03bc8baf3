package dev.rapport.model.proposals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.ContactModelFile;
import dev.rapport.support.FourEyesSwitch;
import dev.rapport.support.Multipart;
import dev.rapport.support.OpenApi;
import dev.rapport.support.Pages;
import dev.rapport.support.Rows;
import dev.rapport.support.Statements;
import dev.rapport.support.TestUsers;
import dev.rapport.support.Together;
import dev.rapport.user.CreateUser;
import dev.rapport.user.DisableUser;
import dev.rapport.user.Group;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Four eyes: what a process admin wants to put in force waits, on every door, until somebody else approves it. */
@IntegrationTest
class ProposalTest {

    private static final String DEPLOY = "/engine-rest/deployment/create";

    private final String key = "eyes" + UUID.randomUUID().toString().replace("-", "");

    @Autowired
    private Api api;

    @Autowired
    private Pages pages;

    @Autowired
    private OpenApi openApi;

    @Autowired
    private FourEyesSwitch fourEyes;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private CreateUser createUser;

    @Autowired
    private DisableUser disableUser;

    @Autowired
    private IdentityService identityService;

    @Autowired
    private RepositoryService repositoryService;

    @Autowired
    private Rows rows;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Statements statements;

    private List<String> before;

    @BeforeEach
    void wantFourEyes() {
        before = deployments();
        fourEyes.on();
    }

    @AfterEach
    void wantThemNoMore() {
        fourEyes.off();
        jdbc.sql("update rapport.rehearsal set status = 'STOPPED' where status = 'RUNNING'")
                .update();
        jdbc.sql("delete from rapport.model_draft").update();
        jdbc.sql("""
                        update rapport.model_proposal set status = 'WITHDRAWN', decided_by = proposed_by, decided_at = now()
                        where status = 'WAITING'""").update();
        List<String> made = new ArrayList<>(deployments());
        made.removeAll(before);
        made.forEach(id -> repositoryService.deleteDeployment(id, true));
    }

    @Test
    void theModelersDeploymentWaitsAndNothingOfItRemains() {
        Map<String, Long> was = rows.everywhere();

        Answer answer = deploy("paul", "Neue Regel", model("Eins"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(409);
        assertThat(answer.json().path("type").asString()).isEqualTo("DeploymentProposed");
        long id = answer.json().path("proposal").asLong();
        assertThat(answer.json().path("message").asString())
                .startsWith("Wartet als Vorschlag " + id + " auf die Freigabe durch eine zweite Person: http")
                .endsWith("/models/proposals/" + id);
        assertThat(answer.header("Location")).endsWith("/models/proposals/" + id);
        assertThat(deploy(api.as("paul").with("Accept-Language", "en"), "x", model("Eins"))
                        .json()
                        .path("message")
                        .asString())
                .startsWith("Waits as proposal " + id + " for");
        Map<String, Long> expected = new HashMap<>(was);
        expected.merge("rapport.model_proposal", 1L, Long::sum);
        expected.merge("rapport.model_proposal_file", 1L, Long::sum);
        assertThat(rows.everywhere()).isEqualTo(expected);
        assertThat(inForce()).isEmpty();
    }

    /** On the page also for the drawing that the new one is compared with, and for what contacts and measures run in. */
    @Test
    void whatIsInForceInTheirPlaceIsAskedForOnce() {
        long id = proposed("Neu", model("Eins"));
        api.as("maria").get("/api/models/proposals/" + id);

        assertThat(statements.during(() -> api.as("maria").get("/api/models/proposals/" + id)))
                .filteredOn(sql -> sql.contains("where v.key_ = "))
                .hasSize(1);
        assertThat(statements.during(() -> pages.as("maria").get("/models/proposals/" + id)))
                .filteredOn(sql -> sql.contains("where v.key_ = "))
                .hasSize(4);
    }

    @Test
    void whatIsWrongIsRefusedAndNotProposed() {
        long was = proposals();
        Answer answer = deploy("paul", "x", model("Eins").replace("<userTask ", "<scriptTask id=\"böse\"/><userTask "));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("Skripte sind nicht erlaubt");
        assertThat(deploy("paul", "x".repeat(256), model("Eins")).status()).isEqualTo(422);
        assertThat(deploy("anna", "x", model("Eins")).status()).isEqualTo(403);
        assertThat(deploy("maria", "x", model("Eins")).status()).isEqualTo(403);
        assertThat(proposals()).isEqualTo(was);
    }

    @Test
    void aManagerApprovesAndItIsInForceInTheNameOfBoth() {
        long id = proposed("Neue Regel", model("Eins"));
        JsonNode shown = show("maria", id);
        assertThat(shown.at("/proposal/status").asString()).isEqualTo("waiting");
        assertThat(shown.at("/proposal/proposedBy").asString()).isEqualTo("Paul Lindner");
        assertThat(shown.at("/proposal/files/0").asString()).isEqualTo(key + ".bpmn");
        assertThat(shown.path("findings")).isNotEmpty();

        Answer approved = approve("maria", id, seen("maria", id));

        assertThat(approved.status()).as(approved.text()).isEqualTo(200);
        openApi.check("POST /api/models/proposals/{id}/approve", Map.of("seen", ""), approved);
        assertThat(approved.json().at("/proposal/status").asString()).isEqualTo("approved");
        assertThat(approved.json().at("/proposal/decidedBy").asString()).isEqualTo("Maria Hoffmann");
        assertThat(approved.json().at("/became/0/version").asInt()).isEqualTo(1);
        JsonNode version = versions().get(0);
        assertThat(version.path("deployedBy").asString()).isEqualTo("Paul Lindner");
        assertThat(version.path("approvedBy").asString()).isEqualTo("Maria Hoffmann");
        assertThat(version.path("comment").asString()).isEqualTo("Neue Regel");
        assertThat(version.path("source").asString()).isEqualTo("Camunda Modeler");
        assertThat(pages.as("paul").get("/models/" + key).text()).contains("freigegeben von Maria Hoffmann");
        assertThat(pages.as("paul").get("/models/" + key + "/versions/1").text())
                .contains("freigegeben von Maria Hoffmann");
        assertThat(pages.as("paul").get("/models/proposals/" + id).text())
                .contains("Freigegeben von Maria Hoffmann", "/models/" + key + "/versions/1", "Probe, Fassung 1")
                .doesNotContain("ersetzt Fassung", "id=\"approve\"");
    }

    @Test
    void aSecondProcessAdminApproves() {
        String petra = aProcessAdmin();
        long id = proposed("x", model("Eins"));

        assertThat(approve(petra, id, seen(petra, id)).status()).isEqualTo(200);
        assertThat(inForce()).contains("Eins");
        long hers = deploy(petra, "y", model("Zwei")).json().path("proposal").asLong();
        assertThat(approve("paul", hers, seen("paul", hers)).status()).isEqualTo(200);
    }

    /** Whoever proposed it does not decide, however she asks; and staff do not even see it. */
    @Test
    void nobodyApprovesHisOwn() {
        long id = proposed("x", model("Eins"));
        String path = "/models/proposals/" + id;

        Answer own = approve("paul", id, seen("paul", id));
        assertThat(own.status()).isEqualTo(403);
        assertThat(own.errors()).containsExactly("proposal:model.proposal.own");
        assertThat(own.text()).contains("entscheidet eine andere Person");
        Answer page = pages.as("paul").submit(path + "/approve", Map.of("seen", seen("paul", id)));
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.text()).contains("Über den eigenen Vorschlag entscheidet eine andere Person");
        assertThat(api.as("paul")
                        .post("/api" + path + "/refuse", Map.of("reason", "Doch nicht"))
                        .status())
                .isEqualTo(403);
        assertThat(pages.as("paul").get(path).text())
                .contains("id=\"withdraw\"")
                .doesNotContain("id=\"approve\"", "id=\"refuse\"");
        for (String nobody : List.of("anna", "sabine")) {
            assertThat(api.as(nobody).get("/api" + path).status()).isEqualTo(403);
            assertThat(pages.as(nobody).get(path).status()).isEqualTo(403);
            for (String what : List.of("approve", "refuse", "withdraw")) {
                assertThat(api.as(nobody)
                                .post("/api" + path + "/" + what, Map.of())
                                .status())
                        .isEqualTo(403);
                assertThat(pages.as(nobody)
                                .submit(path + "/" + what, Map.of("seen", "x", "reason", "x"))
                                .status())
                        .isEqualTo(403);
            }
        }
        assertThat(status(id)).isEqualTo("WAITING");
        assertThat(inForce()).isEmpty();
        assertThatThrownBy(() -> jdbc.sql("""
                                update rapport.model_proposal set status = 'APPROVED', decided_by = proposed_by, decided_at = now(),
                                    deployment_id = 'x' where id = :id""").param("id", id).update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("model_proposal_second_person");
        assertThatThrownBy(() -> jdbc.sql(
                                "insert into rapport.model_deployment (deployment_id, deployed_by, approved_by) values ('y', 'paul', 'paul')")
                        .update())
                .hasMessageContaining("model_deployment_second_person");
    }

    @Test
    void whatIsDecidedStaysDecided() {
        long id = proposed("x", model("Eins"));
        Answer silent = api.as("maria").post("/api/models/proposals/" + id + "/refuse", Map.of("reason", " "));
        openApi.check("POST /api/models/proposals/{id}/refuse", Map.of("reason", ""), silent);
        assertThat(silent.errors()).containsExactly("reason:required");
        String page = pages.as("maria")
                .submit("/models/proposals/" + id + "/refuse", Map.of("reason", "x".repeat(1001)))
                .text();
        assertThat(page).contains("x".repeat(1001), "reason-error");

        assertThat(pages.as("maria")
                        .submit("/models/proposals/" + id + "/refuse", Map.of("reason", "Erst nach der <Messe>"))
                        .status())
                .isEqualTo(302);

        assertThat(status(id)).isEqualTo("REFUSED");
        assertThat(pages.as("paul").get("/models/proposals/" + id).text())
                .contains("Abgelehnt von Maria Hoffmann", "Erst nach der &lt;Messe&gt;");
        Answer late =
                approve(aProcessAdmin(), id, show("maria", id).path("seen").asString());
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text()).contains("Maria Hoffmann hat am").contains("schon darüber entschieden");
        assertThat(api.as("paul")
                        .post("/api/models/proposals/" + id + "/withdraw", Map.of())
                        .status())
                .isEqualTo(409);
        assertThat(approve("maria", id, "x").text()).contains("Sie haben am");
        for (String change : List.of(
                "update rapport.model_proposal set reason = 'y' where id = :id",
                "delete from rapport.model_proposal where id = :id",
                "update rapport.model_proposal_file set name = 'y' where proposal_id = :id",
                "delete from rapport.model_proposal_file where proposal_id = :id")) {
            assertThatThrownBy(() -> jdbc.sql(change).param("id", id).update())
                    .as(change)
                    .isInstanceOf(DataIntegrityViolationException.class);
        }
        assertThat(inForce()).isEmpty();
        assertThat(proposed("noch einmal", model("Eins"))).isNotEqualTo(id);
    }

    @Test
    void nobodyElseWithdraws() {
        long id = proposed("x", model("Eins"));
        Answer other = api.as("maria").post("/api/models/proposals/" + id + "/withdraw", Map.of());
        assertThat(other.status()).isEqualTo(403);
        assertThat(other.errors()).containsExactly("proposal:model.proposal.not-own");

        assertThat(pages.as("paul")
                        .submit("/models/proposals/" + id + "/withdraw", Map.of())
                        .status())
                .isEqualTo(302);
        assertThat(status(id)).isEqualTo("WITHDRAWN");
        assertThat(inForce()).isEmpty();
    }

    @Test
    void theSameFilesOfTheSamePersonAreOneProposal() throws Exception {
        long id = proposed("x", model("Eins"));
        assertThat(proposed("anders", model("Eins"))).isEqualTo(id);
        assertThat(proposed("x", model("Zwei"))).isNotEqualTo(id);
        assertThat(deploy(aProcessAdmin(), "x", model("Eins"))
                        .json()
                        .path("proposal")
                        .asLong())
                .as("somebody else's is another")
                .isNotEqualTo(id);
        Callable<Long> drei = () -> proposed("x", model("Drei"));
        assertThat(Together.atOnce(List.of(drei, drei, drei)).stream().distinct())
                .hasSize(1);
    }

    @Test
    void aDraftBecomesAProposalAndIsGone() {
        new Multipart().file(key + ".bpmn", model("Eins")).send(api.as("paul"), "/models");
        assertThat(pages.as("paul").get("/models?draft").text())
                .contains(">Vorschlagen<", "erst, wenn eine zweite Person es freigibt")
                .doesNotContain(">Einsetzen<");

        Answer answer = pages.as("paul").submit("/models", Map.of("deploy", "true", "comment", "Aus dem Entwurf"));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).matches(".*/models/proposals/\\d+");
        String id = String.valueOf(answer.header("Location")).replaceAll(".*/", "");
        assertThat(pages.as("paul").get("/models?draft").header("Location")).endsWith("/models");
        assertThat(inForce()).isEmpty();
        for (String watcher : List.of("paul", "maria")) {
            assertThat(pages.as(watcher).get("/models").text()).contains("Vorschlag " + id, "Aus dem Entwurf");
            assertThat(pages.as(watcher).inEnglish().get("/models/proposals").text())
                    .contains("Proposal " + id, "Waiting for approval");
        }
        assertThat(pages.as("maria")
                        .submit(
                                "/models/proposals/" + id + "/approve",
                                Map.of("seen", seen("maria", Long.parseLong(id))))
                        .header("Location"))
                .endsWith("/models/proposals/" + id);
        assertThat(versions().get(0).path("comment").asString()).isEqualTo("Aus dem Entwurf");
        assertThat(pages.as("maria").get("/models").text()).doesNotContain("Vorschlag " + id);
    }

    @Test
    void theWayBackWaitsToo() {
        approved("a", model("Eins"));
        approved("b", model("Zwei"));
        String path = "/api/models/" + key + "/versions/1/restore";

        Api sent = api.as("paul").with("Idempotency-Key", UUID.randomUUID().toString());
        Answer answer = sent.post(path, Map.of("comment", "Zurück"));

        openApi.check("POST /api/models/{key}/versions/{version}/restore", Map.of("comment", "x"), answer);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        String location = String.valueOf(answer.header("Location"));
        assertThat(location).matches(".*/api/models/proposals/\\d+");
        assertThat(sent.post(path, Map.of("comment", "Zurück")).header("Location"))
                .as("a resend leads there again")
                .isEqualTo(location);
        long id = Long.parseLong(location.replaceAll(".*/", ""));
        assertThat(pages.as("paul")
                        .submit("/models/" + key + "/versions/1", Map.of())
                        .header("Location"))
                .endsWith("/models/proposals/" + id);
        assertThat(pages.as("paul").get("/models/" + key + "/versions/1").text())
                .contains("erst, wenn eine zweite Person es freigibt");
        assertThat(versions()).hasSize(2);
        assertThat(approve("maria", id, seen("maria", id)).status()).isEqualTo(200);
        assertThat(inForce()).contains("Eins");
        assertThat(versions().get(0).path("source").asString()).isEqualTo("restore");
    }

    /** It is a person who wants it, though the file is Rapport's own. */
    @Test
    void adoptingTheStandardWaits() {
        approved("contact.bpmn", "Anders", ContactModelFile.withoutRemovalOfReminders());
        long was = contactVersions();

        Answer answer = pages.as("paul").submit("/models/contact/versions/standard", Map.of());

        assertThat(answer.header("Location")).matches(".*/models/proposals/\\d+");
        assertThat(contactVersions()).isEqualTo(was);
        long id = Long.parseLong(String.valueOf(answer.header("Location")).replaceAll(".*/", ""));
        assertThat(approve("maria", id, seen("maria", id)).status()).isEqualTo(200);
        assertThat(contactVersions()).isEqualTo(was + 1);
        assertThat(pages.as("paul").get("/models/contact").text()).doesNotContain(">Angepasst<");
        assertThat(new Multipart()
                        .field("deployment-name", "Geborgt")
                        .field("deployment-source", "rapport")
                        .file("contact.bpmn", ContactModelFile.standard())
                        .send(api.as("paul"), DEPLOY)
                        .status())
                .as("nor does a person pass by saying that she is a start")
                .isEqualTo(409);
    }

    @Test
    void whatIsPutInForceMeanwhileHasToBeSeen() {
        approved("a", model("Eins"));
        long id = proposed("x", model("Zwei"));
        String seen = seen("maria", id);
        approved("b", model("Drei"));

        Answer stale = approve("maria", id, seen);

        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.errors()).containsExactly("seen:model.proposal.changed");
        Answer page = pages.as("maria").submit("/models/proposals/" + id + "/approve", Map.of("seen", seen));
        assertThat(page.status()).isEqualTo(409);
        assertThat(page.text())
                .contains(
                        "Inzwischen ist eine andere Fassung in Kraft getreten",
                        "Seit dem Vorschlag ist eine andere Fassung in Kraft getreten",
                        "ersetzt Fassung 2");
        assertThat(api.as("maria")
                        .post("/api/models/proposals/" + id + "/approve", Map.of())
                        .errors())
                .containsExactly("seen:required");
        assertThat(inForce()).contains("Drei");
        assertThat(approve("maria", id, seen("maria", id)).status()).isEqualTo(200);
        assertThat(inForce()).contains("Zwei");
    }

    @Test
    void whatTheCheckRefusesByNowGoesOnWaiting() {
        approved(key + ".form", "Formular", form());
        String process = model("Eins")
                .replace("<userTask ", "<userTask camunda:formRef=\"" + key + "\" camunda:formRefBinding=\"latest\" ");
        long id = proposed("x", process);
        repositoryService.createDeploymentQuery().deploymentName("Formular").list().stream()
                .filter(each -> repositoryService
                        .getDeploymentResourceNames(each.getId())
                        .contains(key + ".form"))
                .forEach(each -> repositoryService.deleteDeployment(each.getId(), true));

        Answer refused =
                pages.as("maria").submit("/models/proposals/" + id + "/approve", Map.of("seen", seen("maria", id)));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("gibt es nicht");
        assertThat(status(id)).isEqualTo("WAITING");
        assertThat(inForce()).isEmpty();
    }

    @Test
    void whoMayDeployNoMoreDoesNotByAnothersWord() {
        String petra = aProcessAdmin();
        long id = deploy(petra, "x", model("Eins")).json().path("proposal").asLong();
        identityService.deleteMembership(petra, "processAdmin");
        Answer gone = approve("maria", id, seen("maria", id));
        assertThat(gone.status()).isEqualTo(409);
        assertThat(gone.text()).contains("Petra Probe darf keine Abläufe mehr in Kraft setzen");

        identityService.createMembership(petra, "processAdmin");
        disableUser.disable(petra);
        assertThat(approve("maria", id, seen("maria", id)).errors())
                .containsExactly("proposal:model.proposal.proposer-gone");
        assertThat(status(id)).isEqualTo("WAITING");
        assertThat(inForce()).isEmpty();
        assertThat(api.as("maria")
                        .post("/api/models/proposals/" + id + "/refuse", Map.of("reason", "Petra ist fort"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void ofTwoWhoApproveAtOnceOneIsToldOfTheOther() throws Exception {
        String petra = aProcessAdmin();
        long id = proposed("x", model("Eins"));
        String seen = seen("maria", id);

        List<Answer> answers =
                Together.atOnce(List.of(() -> approve("maria", id, seen), () -> approve(petra, id, seen)));

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 409);
        Answer late = answers.stream()
                .filter(answer -> answer.status() == 409)
                .findFirst()
                .orElseThrow();
        assertThat(late.text()).containsAnyOf("Maria Hoffmann hat", "Petra Probe hat");
        assertThat(versions()).hasSize(1);
    }

    /** The rehearsal is there without anybody asking for it, and belongs to the version afterwards. */
    @Test
    void whatIsAboutContactsIsRehearsed() {
        contacts.close(contacts.aPlannedContact().create());
        long id = deploy("paul", "contact.bpmn", "Grund", reasonAsked())
                .json()
                .path("proposal")
                .asLong();
        JsonNode rehearsals = show("maria", id).path("rehearsals");
        assertThat(rehearsals).hasSize(1);
        long rehearsal = rehearsals.get(0).asLong();
        assertThat(pages.as("maria").get("/models/proposals/" + id).text())
                .contains("/models/rehearsals/" + rehearsal, "Grund angeben", "data-change=\"added\"");
        await().atMost(Duration.ofSeconds(60)).until(() -> !isRunning(rehearsal));
        assertThat(api.as("maria")
                        .get("/api/models/rehearsals/" + rehearsal)
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("done");
        long petras = deploy(aProcessAdmin(), "contact.bpmn", "Grund", reasonAsked())
                .json()
                .path("proposal")
                .asLong();
        assertThat(show("maria", petras).path("rehearsals"))
                .as("one that is done is done")
                .hasSize(1);

        assertThat(pages.as("paul").get("/models/proposals/" + id).text())
                .contains("/models/rehearsals/new?proposal=" + id);
        assertThat(pages.as("paul").get("/models/rehearsals/new?proposal=" + id).text())
                .contains("name=\"proposal\" value=\"" + id + "\"", "Vorschlag " + id);
        assertThat(pages.as("paul")
                        .get("/models/rehearsals/new?proposal=999999999")
                        .status())
                .isEqualTo(404);
        String again = String.valueOf(pages.as("paul")
                .submit("/models/rehearsals", Map.of("proposal", String.valueOf(id), "number", "1"))
                .header("Location"));
        assertThat(again).matches(".*/models/rehearsals/\\d+");
        assertThat(show("maria", id).path("rehearsals").get(0).asString())
                .as("as often as a process admin likes")
                .isEqualTo(again.replaceAll(".*/", ""));

        assertThat(pages.as("maria").get("/models/rehearsals/" + rehearsal).text())
                .contains("/models/proposals/" + petras)
                .doesNotContain("href=\"/models?draft\"");
        long late = Long.parseLong(again.replaceAll(".*/", ""));
        await().atMost(Duration.ofSeconds(60)).until(() -> !isRunning(late));
        jdbc.sql("update rapport.rehearsal set status = 'RUNNING' where id = :id")
                .param("id", late)
                .update();

        assertThat(approve("maria", id, seen("maria", id)).status()).isEqualTo(200);

        assertThat(version(rehearsal)).isPositive();
        assertThat(version(late)).as("it is under way").isZero();
        assertThat(api.as("paul")
                        .post("/api/models/rehearsals/" + late + "/stop", Map.of())
                        .status())
                .isLessThan(300);
        assertThat(version(late)).isEqualTo(version(rehearsal));
    }

    /** Of these files nobody else has a rehearsal. */
    private String reasonAsked() {
        return ContactModelFile.withAReasonForNotPerformed()
                .replace("\"Grund angeben\"", "\"Grund angeben " + key + "\"");
    }

    private boolean isRunning(long rehearsal) {
        return api.as("maria").get("/api/models/rehearsals/" + rehearsal).text().contains("\"running\"");
    }

    private int version(long rehearsal) {
        return api.as("maria")
                .get("/api/models/rehearsals/" + rehearsal)
                .json()
                .path("version")
                .asInt(0);
    }

    @Test
    void whereNothingCanBeRehearsedThePageSaysWhy() {
        long id = proposed("x", model("Eins"));
        assertThat(pages.as("maria").get("/models/proposals/" + id).text())
                .contains("An diesen Dateien lässt sich nichts erproben", "gibt es noch nicht");
    }

    /** However the engine orders the files, nothing has changed meanwhile. */
    @Test
    void severalFilesAreOneProposal() {
        Multipart files = new Multipart().file(key + ".bpmn", model("Eins"));
        for (String part : List.of("z", "b", "y", "a", "x")) {
            files.file(key + part + ".form", form().replace(key, key + part));
        }
        files.send(api.as("paul"), "/models");
        long id = Long.parseLong(String.valueOf(pages.as("paul")
                        .submit("/models", Map.of("deploy", "true"))
                        .header("Location"))
                .replaceAll(".*/", ""));

        assertThat(show("maria", id).path("replaces")).hasSize(6);
        assertThat(pages.as("maria").get("/models/proposals/" + id).text())
                .contains(key + "z.form")
                .doesNotContain("Seit dem Vorschlag");
        assertThat(approve("maria", id, seen("maria", id)).json().path("became"))
                .hasSize(6);
    }

    @Test
    void thoseThatAreDecidedAreFoundPageByPage() {
        List<Long> ids = new ArrayList<>();
        for (String name : List.of("Eins", "Zwei", "Drei")) {
            long id = proposed("x", model(name));
            api.as("paul").post("/api/models/proposals/" + id + "/withdraw", Map.of());
            ids.add(0, id);
        }
        List<Long> found = new ArrayList<>();
        String after = "";
        for (int page = 0; page < 3; page++) {
            Answer answer = api.as("maria").get("/api/models/proposals?decided=true&limit=1&after=" + after);
            openApi.check("GET /api/models/proposals", null, answer);
            found.add(answer.json().at("/items/0/id").asLong());
            after = answer.json().path("next").asString("");
        }
        assertThat(found).isEqualTo(ids);
        assertThat(api.as("maria").get("/api/models/proposals").text()).doesNotContain("withdrawn");
        assertThat(api.as("maria").get("/api/models/proposals?after=x").status())
                .isEqualTo(422);
        assertThat(api.as("maria").get("/api/models/proposals/999999999").status())
                .isEqualTo(404);
        assertThat(pages.as("maria").get("/models/proposals/x").status()).isEqualTo(404);
    }

    /** What waits when nobody wants a second person any more can still be decided; all else is as if there had been none. */
    @Test
    void withoutFourEyesItIsAsBefore() {
        long id = proposed("x", model("Eins"));
        fourEyes.off();

        assertThat(pages.as("maria").get("/models").text()).contains("Vorschlag " + id);
        assertThat(approve("maria", id, seen("maria", id)).status()).isEqualTo(200);
        assertThat(deploy("paul", "y", model("Zwei")).status()).isEqualTo(200);
        assertThat(versions().get(0).path("approvedBy").isNull()).isTrue();
        new Multipart().file(key + ".bpmn", model("Drei")).send(api.as("paul"), "/models");
        assertThat(pages.as("paul").get("/models?draft").text())
                .contains(">Einsetzen<")
                .doesNotContain("zweite Person", ">Vorschlagen<");
        assertThat(pages.as("paul").submit("/models", Map.of("deploy", "true")).header("Location"))
                .endsWith("/models/" + key);
        assertThat(api.as("paul")
                        .post("/api/models/" + key + "/versions/1/restore", Map.of())
                        .status())
                .isEqualTo(201);
    }

    private void approved(String comment, String model) {
        approved(key + ".bpmn", comment, model);
    }

    private void approved(String file, String comment, String content) {
        long id = deploy("paul", file, comment, content).json().path("proposal").asLong();
        Answer answer = approve("maria", id, seen("maria", id));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private long proposed(String comment, String model) {
        Answer answer = deploy("paul", comment, model);
        assertThat(answer.status()).as(answer.text()).isEqualTo(409);
        return answer.json().path("proposal").asLong();
    }

    private Answer deploy(String user, String comment, String model) {
        return deploy(user, key + ".bpmn", comment, model);
    }

    private Answer deploy(String user, String file, String comment, String content) {
        return deploy(api.as(user), file, comment, content);
    }

    private Answer deploy(Api door, String comment, String model) {
        return deploy(door, key + ".bpmn", comment, model);
    }

    private static Answer deploy(Api door, String file, String comment, String content) {
        return new Multipart()
                .field("deployment-name", comment)
                .field("deployment-source", "Camunda Modeler")
                .file(file, content)
                .send(door, DEPLOY);
    }

    private Answer approve(String user, long id, String seen) {
        return api.as(user).post("/api/models/proposals/" + id + "/approve", Map.of("seen", seen));
    }

    private String seen(String user, long id) {
        return show(user, id).path("seen").asString();
    }

    private JsonNode show(String user, long id) {
        Answer answer = api.as(user).get("/api/models/proposals/" + id);
        openApi.check("GET /api/models/proposals/{id}", null, answer);
        return answer.json();
    }

    private String status(long id) {
        return jdbc.sql("select status from rapport.model_proposal where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    private long proposals() {
        return jdbc.sql("select count(*) from rapport.model_proposal")
                .query(Long.class)
                .single();
    }

    private long contactVersions() {
        return repositoryService
                .createProcessDefinitionQuery()
                .processDefinitionKey("contact")
                .count();
    }

    private List<String> deployments() {
        return repositoryService.createDeploymentQuery().list().stream()
                .map(each -> each.getId())
                .toList();
    }

    private String inForce() {
        Answer answer = api.as("paul").get("/engine-rest/process-definition/key/" + key + "/xml");
        return answer.status() == 404 ? "" : answer.text();
    }

    private List<JsonNode> versions() {
        Answer answer = api.as("paul").get("/api/models/" + key + "/versions");
        openApi.check("GET /api/models/{key}/versions", null, answer);
        return answer.json().path("items").valueStream().toList();
    }

    private String aProcessAdmin() {
        String login = "petra-" + UUID.randomUUID().toString().substring(0, 8);
        createUser.create(
                login, "Petra", "Probe", login + "@rapport.example", TestUsers.PASSWORD, List.of(Group.PROCESS_ADMIN));
        return login;
    }

    private String form() {
        return """
                {"id": "%s", "type": "default", "components": [
                  {"type": "textfield", "key": "a", "label": "A"}]}""".formatted(key);
    }

    private String model(String name) {
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
                </definitions>""".formatted(key, name);
    }
}

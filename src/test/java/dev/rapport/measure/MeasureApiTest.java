package dev.rapport.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.IntegrationTest;
import dev.rapport.campaign.TestCampaigns;
import dev.rapport.campaign.TestCampaigns.Existing;
import dev.rapport.models.MeasureBpmn;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Rows;
import dev.rapport.support.Tasklist;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rules 25 to 27 and 29 over HTTP, and in Tasklist's way. */
@IntegrationTest
class MeasureApiTest {

    private static final String CHOOSE_FIRST = "Bitte wählen Sie zuerst eine Kampagne.";

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TaskService taskService;

    @Autowired
    private TestCampaigns campaigns;

    @Autowired
    private Rows rows;

    @Test
    void needsNothingButASubject() {
        Answer created = api.as("anna").post("/api/measures", Map.of("subject", "Prospekt verteilen"));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location"))
                .isEqualTo("/api/measures/" + created.json().path("id").asLong());
        assertThat(created.json().path("number").asString()).matches("M-[0-9]{4}-[0-9]{6}");
        assertThat(created.json().path("status").asString()).isEqualTo("PLANNED");
        assertThat(created.json()
                        .path("outcomes")
                        .valueStream()
                        .map(outcome -> outcome.path("code").asString()))
                .containsExactly("performed", "notPerformed");
        assertThat(created.json().path("taskId").asString()).isNotBlank();
    }

    @Test
    void refusesBadInputAllAtOnce() {
        Answer refused = api.as("anna")
                .post(
                        "/api/measures",
                        Map.of(
                                "subject", "\u200b",
                                "infotext", "x".repeat(20_001),
                                "campaignId", "999999999",
                                "plannedFor", "30.11.2026",
                                "responsible", "niemand"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.errors())
                .containsExactlyInAnyOrder(
                        "subject:required",
                        "infotext:too-long",
                        "campaignId:not-found",
                        "plannedFor:date.invalid",
                        "responsible:not-a-user");
        assertThat(refused.json().path("rule").path("step").asString())
                .isEqualTo(MeasureBpmn.SERVICE_TASK_REGISTER_MEASURE);
        assertThat(api.as("anna")
                        .post("/api/measures", Map.of("subject", "x".repeat(201)))
                        .errors())
                .containsExactly("subject:too-long");
        assertThat(api.as("anna")
                        .post("/api/measures", "{\"subject\": \"a\\u0007b\"}")
                        .errors())
                .containsExactly("subject:illegal-characters");
        assertThat(api.as("anna")
                        .post("/api/measures", "{\"subject\": \"a\", \"infotext\": \"\\u0000\"}")
                        .errors())
                .containsExactly("infotext:illegal-characters");
    }

    @Test
    void isRefusedByTasklistJustSoAndNothingIsWritten() {
        long deleted = campaigns.aCampaign("Nicht mehr da");
        campaigns.delete(deleted);
        Existing measure = campaigns.aMeasure(null);
        Tasklist tasklist = Tasklist.of(api, "anna").in("de");
        var before = rows.count();

        Tasklist.Answer start = tasklist.start(
                MeasureBpmn.KEY,
                Map.of(
                        "subject", "\u00a0\u200b",
                        "infotext", "x".repeat(20_001),
                        "campaignId", String.valueOf(deleted),
                        "plannedFor", "2026-02-30",
                        "responsible", "niemand"));
        assertThat(start.status()).isEqualTo(422);
        assertThat(start.message()).contains("Betreff: Pflichtfeld", "Infotext: ", "Kampagne: Kampagne ist gelöscht");
        assertThat(start.message()).contains("Geplant für: ", "Intern verantwortlich: ");
        for (Map<String, String> outcome : List.of(
                Map.of("outcome", "vielleicht"),
                Map.of("outcome", ""),
                Map.of("outcome", "performed", "campaignId", String.valueOf(deleted)),
                Map.of("outcome", "notPerformed", "campaignId", String.valueOf(deleted)),
                Map.of("outcome", "performed", "campaignId", "999999999"),
                Map.of("outcome", "notPerformed", "infotext", "x".repeat(20_001)),
                Map.of("outcome", "notPerformed", "infotext", "\ud800"))) {
            assertThat(tasklist.complete(measure.taskId(), outcome).status())
                    .as(outcome.toString())
                    .isEqualTo(422);
        }
        assertThat(rows.count()).isEqualTo(before);
        assertThat(api.as("anna").get("/api/measures/" + measure.id()).text())
                .isEqualTo(measure.answer().text());
    }

    @Test
    void takesSetsChangesAndClearsItsCampaignWhileItIsOpen() {
        long first = campaigns.aCampaign("Erste");
        long second = campaigns.aCampaign("Zweite");
        Existing measure = campaigns.aMeasure(null);
        Answer changed = api.as("ben")
                .patch("/api/measures/" + measure.id(), Map.of("version", measure.version(), "campaignId", first));
        assertThat(changed.json().path("campaign").asString()).isEqualTo("Erste");
        changed = api.as("ben")
                .patch(
                        "/api/measures/" + measure.id(),
                        Map.of("version", changed.json().path("version").asInt(), "campaignId", second));
        assertThat(changed.json().path("campaignId").asLong()).isEqualTo(second);
        assertThat(taskService.getVariable(measure.taskId(), "campaignId")).isEqualTo(String.valueOf(second));
        Answer cleared = api.as("ben")
                .patch(
                        "/api/measures/" + measure.id(),
                        "{\"version\": %d, \"campaignId\": null, \"plannedFor\": \"2027-01-15\", \"responsible\": \"ben\"}"
                                .formatted(changed.json().path("version").asInt()));
        assertThat(cleared.json().path("campaignId").isNull()).isTrue();
        assertThat(cleared.json().path("plannedFor").asString()).isEqualTo("2027-01-15");
        var task = taskService.createTaskQuery().taskId(measure.taskId()).singleResult();
        assertThat(task.getAssignee()).isEqualTo("ben");
        assertThat(task.getDueDate()).isNotNull();
        Answer stale = api.as("ben")
                .patch("/api/measures/" + measure.id(), Map.of("version", measure.version(), "campaignId", first));
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.json().path("current").path("plannedFor").asString()).isEqualTo("2027-01-15");
    }

    @Test
    void isNotPerformedWithoutACampaign() {
        Existing measure = campaigns.aMeasure(null);
        Answer refused = campaigns.closeMeasure(measure, "performed");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.errors()).containsExactly("campaignId:measure.campaign-required");
        assertThat(refused.json().path("detail").asString()).isEqualTo(CHOOSE_FIRST);
        assertThat(refused.json().path("rule").path("step").asString())
                .isEqualTo(MeasureBpmn.SERVICE_TASK_REQUIRE_CAMPAIGN);
        assertThat(refused.json().path("rule").path("name").asString()).isEqualTo("Kampagne prüfen");
        Answer still = api.as("anna").get("/api/measures/" + measure.id());
        assertThat(still.text()).isEqualTo(measure.answer().text());
        assertThat(api.as("anna")
                        .with("Accept-Language", "en")
                        .post(
                                "/api/measures/" + measure.id() + "/outcome",
                                Map.of("version", measure.version(), "outcome", "performed"))
                        .text())
                .contains("Please choose a campaign first.", "Check campaign");
    }

    @Test
    void isPerformedWithACampaignAndSaysWhichRulesRan() {
        Existing measure = campaigns.aMeasure(campaigns.aCampaign("Mit"));
        Answer closed = campaigns.closeMeasure(measure, "performed");
        assertThat(closed.status()).isEqualTo(200);
        assertThat(closed.json().path("status").asString()).isEqualTo("PERFORMED");
        assertThat(closed.json()
                        .path("rules")
                        .valueStream()
                        .map(rule -> rule.path("name").asString() + ":"
                                + rule.path("kind").asString()))
                .containsExactly(
                        "Ergebnis prüfen:condition", "Kampagne prüfen:condition", "Durchgeführt festhalten:step");
        Answer again = campaigns.closeMeasure(measure, "notPerformed");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.errors()).containsExactly("status:already-closed");
        assertThat(again.json().path("detail").asString()).contains("Anna Berger");
    }

    @Test
    void isNotPerformedWithAReasonAndWithoutACampaign() {
        Existing measure = campaigns.aMeasure(null);
        Answer closed = api.as("anna")
                .post(
                        "/api/measures/" + measure.id() + "/outcome",
                        Map.of(
                                "version",
                                measure.version(),
                                "outcome",
                                "notPerformed",
                                "infotext",
                                "Druckerei insolvent"));
        assertThat(closed.json().path("status").asString()).isEqualTo("NOT_PERFORMED");
        assertThat(closed.json().path("infotext").asString()).isEqualTo("Druckerei insolvent");
        Answer extended = api.as("anna")
                .patch(
                        "/api/measures/" + measure.id(),
                        Map.of("version", closed.json().path("version").asInt(), "infotext", "Neuer Termin folgt"));
        assertThat(extended.json().path("infotext").asString()).isEqualTo("Druckerei insolvent\nNeuer Termin folgt");
        Answer refused = api.as("anna")
                .patch(
                        "/api/measures/" + measure.id(),
                        Map.of("version", extended.json().path("version").asInt(), "subject", "Anders"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.errors()).containsExactly("status:already-closed");
    }

    @Test
    void takesTheCampaignThatIsChosenWithTheOutcome() {
        long campaign = campaigns.aCampaign("Mit dem Ergebnis");
        Existing measure = campaigns.aMeasure(null);
        Answer closed = api.as("anna")
                .post(
                        "/api/measures/" + measure.id() + "/outcome",
                        Map.of("version", measure.version(), "outcome", "performed", "campaignId", campaign));
        assertThat(closed.status()).isEqualTo(200);
        assertThat(closed.json().path("campaignId").asLong()).isEqualTo(campaign);
    }

    @ParameterizedTest
    @CsvSource({"performed,false", "notPerformed,false", "performed,true", "notPerformed,true"})
    void keepsItsDeletedCampaignAndClosesWithIt(String outcome, boolean sentAgain) {
        long campaign = campaigns.aCampaign("Bald gelöscht");
        Existing measure = campaigns.aMeasure(campaign);
        campaigns.delete(campaign);
        Answer shown = api.as("anna").get("/api/measures/" + measure.id());
        assertThat(shown.json().path("campaign").asString()).isEqualTo("Bald gelöscht");
        Map<String, Object> body = sentAgain
                ? Map.of("version", measure.version(), "outcome", outcome, "campaignId", campaign)
                : Map.of("version", measure.version(), "outcome", outcome);
        assertThat(api.as("anna")
                        .post("/api/measures/" + measure.id() + "/outcome", body)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void neverTakesADeletedCampaignAnew() {
        long deleted = campaigns.aCampaign("Gelöscht");
        campaigns.delete(deleted);
        assertThat(api.as("anna")
                        .post("/api/measures", Map.of("subject", "a", "campaignId", deleted))
                        .errors())
                .containsExactly("campaignId:campaign.deleted");
        Existing measure = campaigns.aMeasure(null);
        assertThat(api.as("anna")
                        .patch(
                                "/api/measures/" + measure.id(),
                                Map.of("version", measure.version(), "campaignId", deleted))
                        .errors())
                .containsExactly("campaignId:campaign.deleted");
        Answer refused = api.as("anna")
                .post(
                        "/api/measures/" + measure.id() + "/outcome",
                        Map.of("version", measure.version(), "outcome", "performed", "campaignId", deleted));
        assertThat(refused.errors()).containsExactly("campaignId:campaign.deleted");
        Tasklist tasklist = Tasklist.of(api, "anna").in("de");
        assertThat(tasklist.start(MeasureBpmn.KEY, Map.of("subject", "a", "campaignId", String.valueOf(deleted)))
                        .message())
                .contains("Kampagne ist gelöscht");
        assertThatThrownBy(() -> jdbc.sql("update rapport.measure set campaign_id = :c where id = :m")
                        .param("c", deleted)
                        .param("m", measure.id())
                        .update())
                .hasMessageContaining("is deleted");
    }

    @Test
    void staysOpenInTasklistUntilACampaignIsChosenThere() {
        long campaign = campaigns.aCampaign("In Tasklist gewählt");
        Tasklist tasklist = Tasklist.of(api, "anna").in("de");
        Tasklist.Answer started =
                tasklist.start(MeasureBpmn.KEY, Map.of("subject", "Aus Tasklist", "infotext", "Text"));
        assertThat(started.status()).as(started.text()).isEqualTo(200);
        long id = started.json().path("businessKey").asLong();
        String task =
                api.as("anna").get("/api/measures/" + id).json().path("taskId").asString();

        Tasklist.Answer refused = tasklist.complete(task, Map.of("outcome", "performed", "campaignId", ""));
        assertThat(refused.status()).isGreaterThanOrEqualTo(400);
        assertThat(refused.message()).isEqualTo(CHOOSE_FIRST);
        assertThat(taskService.createTaskQuery().taskId(task).count()).isEqualTo(1);
        assertThat(api.as("anna")
                        .get("/api/measures/" + id)
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("PLANNED");

        Tasklist.Answer completed =
                tasklist.complete(task, Map.of("outcome", "performed", "campaignId", String.valueOf(campaign)));
        assertThat(completed.status()).as(completed.text()).isIn(200, 204);
        Answer closed = api.as("anna").get("/api/measures/" + id);
        assertThat(closed.json().path("status").asString()).isEqualTo("PERFORMED");
        assertThat(closed.json().path("campaignId").asLong()).isEqualTo(campaign);
        assertThat(closed.json().path("infotext").asString()).isEqualTo("Text");
    }

    @Test
    void keepsTheMembersOfTheMomentForEver() {
        long campaign = campaigns.aCampaign("Publikum");
        long company = campaigns.aCompany();
        long person = campaigns.aPersonAt(company);
        long removedBefore = campaigns.aCompany();
        List.of(company, person, removedBefore).forEach(address -> campaigns.assign(campaign, address));
        campaigns.remove(campaign, removedBefore);
        Existing measure = campaigns.aMeasure(campaign);
        assertThat(campaigns
                        .closeMeasure(measure, "performed")
                        .json()
                        .path("audience")
                        .asLong())
                .isEqualTo(2);
        campaigns.remove(campaign, company);
        campaigns.assign(campaign, campaigns.aCompany());
        campaigns.delete(campaign);
        assertThat(audience(measure)).containsExactlyInAnyOrder(company, person);
        assertThatThrownBy(() -> jdbc.sql("update rapport.measure_audience set closed_at = now() where measure_id = :m")
                        .param("m", measure.id())
                        .update())
                .hasMessageContaining("never changes");
    }

    @Test
    void theDatabaseKeepsAClosedMeasureClosed() {
        Existing measure = campaigns.aMeasure(null);
        campaigns.closeMeasure(measure, "notPerformed");
        for (String change : List.of(
                "status = 'PLANNED', closed_at = null, closed_by = null",
                "subject = 'anders'",
                "closed_by = 'ben'",
                "planned_for = current_date")) {
            assertThatThrownBy(() -> jdbc.sql("update rapport.measure set " + change + " where id = :id")
                            .param("id", measure.id())
                            .update())
                    .as(change)
                    .hasMessageContaining("is closed");
        }
    }

    @Test
    void aConflictIsAnsweredWithBothStates() {
        Existing measure = campaigns.aMeasure(null);
        String path = "/api/measures/" + measure.id();
        api.as("ben").patch(path, Map.of("version", measure.version(), "subject", "Von Ben"));
        for (Answer stale : List.of(
                api.as("anna").patch(path, Map.of("version", measure.version(), "subject", "Von Anna")),
                api.as("anna")
                        .post(
                                path + "/outcome",
                                Map.of("version", measure.version(), "outcome", "performed", "infotext", "Text")))) {
            assertThat(stale.status()).isEqualTo(409);
            assertThat(stale.errors()).containsExactly("version:stale-version");
            assertThat(stale.json().path("current").path("subject").asString()).isEqualTo("Von Ben");
            assertThat(stale.json().path("sent").path("version").asInt()).isEqualTo(measure.version());
        }
        assertThat(api.as("anna")
                        .patch(path, Map.of("version", measure.version(), "subject", "Von Anna"))
                        .json()
                        .path("sent")
                        .path("subject")
                        .asString())
                .isEqualTo("Von Anna");
    }

    @Test
    void isCreatedOnceHoweverOftenItIsSent() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> body = Map.of("subject", key);
        Answer first = api.as("anna").with("Idempotency-Key", key).post("/api/measures", body);
        Answer second = api.as("anna").with("Idempotency-Key", key).post("/api/measures", body);
        assertThat(first.status()).isEqualTo(201);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(jdbc.sql("select count(*) from rapport.measure where subject = :key")
                        .param("key", key)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(api.as("anna")
                        .with("Idempotency-Key", key)
                        .post("/api/measures", Map.of("subject", "Anders"))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void whoComesLaterToAClosedTaskReadsWhoAndWhen() {
        Existing measure = campaigns.aMeasure(null);
        campaigns.closeMeasure(measure, "notPerformed");
        Tasklist.Answer late =
                Tasklist.of(api, "ben").in("de").complete(measure.taskId(), Map.of("outcome", "performed"));
        assertThat(late.status()).as(late.text()).isEqualTo(409);
        assertThat(late.message()).contains("Wurde schon fertiggestellt, von Anna Berger am ");
    }

    @Test
    void aFormThatWasOpenWhileSomebodyChoseACampaignDoesNotTakeItAway() {
        long campaign = campaigns.aCampaign("Von Ben gewählt");
        Existing measure = campaigns.aMeasure(null);
        Map<String, Object> form =
                new HashMap<>(Map.of("outcome", "performed", "campaignId", "", "readVersion", measure.version()));
        Answer changed = api.as("ben")
                .patch("/api/measures/" + measure.id(), Map.of("version", measure.version(), "campaignId", campaign));
        Tasklist tasklist = Tasklist.of(api, "anna").in("de");
        for (String outcome : List.of("performed", "notPerformed")) {
            form.put("outcome", outcome);
            Tasklist.Answer refused = tasklist.complete(measure.taskId(), form);
            assertThat(refused.status()).as(refused.text()).isEqualTo(409);
            assertThat(refused.message()).startsWith("Inzwischen hat Ben Yılmaz hier etwas geändert, am ");
        }
        assertThat(api.as("anna").get("/api/measures/" + measure.id()).text()).isEqualTo(changed.text());
        int version = changed.json().path("version").asInt();
        assertThat(taskService.getVariable(measure.taskId(), "version")).isEqualTo(version);
        form.putAll(Map.of("readVersion", version, "campaignId", String.valueOf(campaign)));
        assertThat(tasklist.complete(measure.taskId(), form).status()).isLessThan(300);
    }

    @Test
    void refusesAnInfotextThatGrowsTooLongAndAddsNothingTwice() {
        Existing measure = campaigns.aMeasure(null);
        String path = "/api/measures/" + measure.id();
        Answer noted = api.as("anna")
                .patch(path, Map.of("version", measure.version(), "infotext", "eins\n" + "x".repeat(15_000)));
        Tasklist tasklist = Tasklist.of(api, "anna").in("de");
        Map<String, Object> much = Map.of("outcome", "notPerformed", "infotext", "y".repeat(5_000));
        assertThat(tasklist.complete(measure.taskId(), much).message()).contains("Infotext");
        Answer closed = api.as("anna")
                .post(
                        path + "/outcome",
                        Map.of(
                                "version",
                                noted.json().path("version").asInt(),
                                "outcome",
                                "notPerformed",
                                "infotext",
                                "zwei"));
        String infotext = closed.json().path("infotext").asString();
        assertThat(infotext).startsWith("eins\nx").endsWith("x\nzwei");
        int version = closed.json().path("version").asInt();
        Answer refused = api.as("anna").patch(path, Map.of("version", version, "infotext", "z".repeat(5_000)));
        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.errors()).containsExactly("infotext:too-long");
        Answer same =
                api.as("anna").patch(path, Map.of("version", version, "infotext", infotext.replace("\n", "\r\n")));
        assertThat(same.json().path("infotext").asString()).isEqualTo(infotext);
    }

    private List<Long> audience(Existing measure) {
        return jdbc.sql("select address_id from rapport.measure_audience where measure_id = :m")
                .param("m", measure.id())
                .query(Long.class)
                .list();
    }
}

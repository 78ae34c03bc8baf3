package dev.rapport.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.IntegrationTest;
import dev.rapport.campaign.TestCampaigns;
import dev.rapport.campaign.TestCampaigns.Existing;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Clock;
import dev.rapport.support.Consistency;
import dev.rapport.support.Together;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A measure that was entered by mistake is voided, like a contact (rule 23, ADR 48). */
@IntegrationTest
class VoidMeasureTest {

    @Autowired
    private Api api;

    @Autowired
    private TestCampaigns campaigns;

    @Autowired
    private Clock clock;

    @Autowired
    private Consistency consistency;

    @Autowired
    private TaskService taskService;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void openOrClosedItIsVoidedWithAReasonAndTakesNothingMore() {
        long campaign = campaigns.aCampaign("Messe");
        Existing open = campaigns.aMeasure(campaign);
        Existing closed = campaigns.aMeasure(campaign);
        campaigns.closeMeasure(closed, "performed");

        for (Existing measure : List.of(open, closed)) {
            assertThat(voided("anna", measure, " ").errors()).containsExactly("reason:required");
            Answer answer = voided("anna", measure, "Doppelt");
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.json().path("voided").path("reason").asString()).isEqualTo("Doppelt");
            assertThat(answer.json().path("taskId").isNull()).isTrue();

            int version = answer.json().path("version").asInt();
            String path = "/api/measures/" + measure.id();
            for (Answer refused : List.of(
                    voided("maria", measure, "Noch einmal"),
                    api.as("anna").post(path + "/outcome", Map.of("version", version, "outcome", "performed")),
                    api.as("anna").patch(path, Map.of("version", version, "infotext", "mehr")),
                    api.as("anna").patch(path, Map.of("version", version, "subject", "anders")))) {
                assertThat(refused.status()).as(refused.text()).isEqualTo(409);
                assertThat(refused.errors()).containsExactly("status:already-voided");
            }
        }
        assertThat(taskService
                        .createTaskQuery()
                        .processInstanceBusinessKey(Long.toString(open.id()))
                        .processDefinitionKey("measure")
                        .count())
                .isZero();
        assertThat(consistency.found()).noneMatch(finding -> finding.endsWith("measure " + open.id()));
    }

    @Test
    void itsCreatorHasADayManagersAlwaysNobodyElse() {
        Existing measure = campaigns.aMeasure(null);

        assertThat(voided("ben", measure, "x").errors()).containsExactly("status:void.not-allowed");
        assertThat(voided("paul", measure, "x").status()).isEqualTo(403);
        clock.advance(Duration.ofHours(24).plusMinutes(1));
        assertThat(voided("anna", measure, "x").errors()).containsExactly("status:void.too-late");
        assertThat(voided("maria", measure, "x").status()).isEqualTo(200);
    }

    @Test
    void itLeavesListsFiguresAndFeedsAndTheHistoryShowsItOnRequest() {
        long company = campaigns.aCompany();
        long campaign = campaigns.aCampaign("Messe " + UUID.randomUUID());
        campaigns.assign(campaign, company);
        Existing open = campaigns.aMeasure(campaign);
        Existing closed = campaigns.aMeasure(campaign);
        campaigns.closeMeasure(closed, "performed");
        String history = "/api/addresses/" + company + "/history";
        List<String> feeds = List.of("/", "/campaigns/" + campaign + "/measures", "/palette?q=Katalog+versenden");
        api.as("anna").get("/measures/" + open.id());
        assertThat(api.as("anna").get(history).json().path("items").size()).isEqualTo(2);
        assertThat(feeds)
                .allSatisfy(
                        feed -> assertThat(api.as("anna").get(feed).text()).contains("/measures/" + open.id() + "\""));

        voided("anna", open, "Doppelt");
        voided("anna", closed, "Doppelt");

        assertThat(feeds)
                .allSatisfy(feed -> assertThat(api.as("anna").get(feed).text())
                        .doesNotContain("/measures/" + open.id() + "\"", "/measures/" + closed.id() + "\""));
        JsonNode results =
                api.as("anna").get("/api/campaigns/" + campaign + "/results").json();
        assertThat(List.of(
                        results.path("measuresPlanned").asInt(),
                        results.path("measuresPerformed").asInt()))
                .containsExactly(0, 0);
        assertThat(api.as("anna").get(history).json().path("items").size()).isZero();
        for (String filter :
                List.of("voided=true", "voided=true&status=planned", "voided=true&text=Katalog&kind=measure")) {
            JsonNode items = api.as("anna").get(history + "?" + filter).json().path("items");
            assertThat(items.size()).as(filter).isEqualTo(filter.contains("planned") ? 1 : 2);
            assertThat(items.path(0).path("voided").path("by").asString()).isEqualTo("anna");
        }
    }

    @Test
    void ofVoidingAndClosingAtOnceOneWins() throws Exception {
        long campaign = campaigns.aCampaign("Messe");
        for (int round = 0; round < 5; round++) {
            Existing measure = campaigns.aMeasure(campaign);

            List<Answer> answers = Together.atOnce(List.of(
                    () -> voided("anna", measure, measure.version(), "Doppelt"),
                    () -> voided("maria", measure, measure.version(), "Auch doppelt"),
                    () -> campaigns.closeMeasure(measure, "performed")));

            assertThat(answers).extracting(Answer::status).containsOnlyOnce(200).containsOnly(200, 409);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "voided_at = null, voided_by = null, void_reason = null",
                "void_reason = 'anders'",
                "infotext = coalesce(infotext, '') || ' mehr'",
                "status = 'NOT_PERFORMED', closed_at = now(), closed_by = 'anna'",
                "process_instance_id = 'x'",
                "campaign_id = null"
            })
    void theDatabaseKeepsItAsItIs(String change) {
        Existing measure = campaigns.aMeasure(campaigns.aCampaign("Messe"));
        voided("anna", measure, "Doppelt");

        assertThatThrownBy(() -> sql("update rapport.measure set " + change + " where id = :id", measure))
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> sql("delete from rapport.measure where id = :id", measure))
                .hasMessageContaining("never deleted");
    }

    @Test
    void theDatabaseTakesAWholeVoidingOnly() {
        Existing measure = campaigns.aMeasure(null);

        for (String change : List.of(
                "voided_at = now()",
                "voided_at = now(), voided_by = 'anna', void_reason = 'x'",
                "voided_at = now(), voided_by = 'anna', void_reason = ' ', process_instance_id = null",
                "voided_at = now(), voided_by = 'anna', void_reason = 'x', process_instance_id = null, status = 'PERFORMED', closed_at = now(), closed_by = 'anna'")) {
            assertThatThrownBy(() -> sql("update rapport.measure set " + change + " where id = :id", measure))
                    .as(change)
                    .isInstanceOf(DataAccessException.class);
        }
    }

    private Answer voided(String user, Existing measure, String reason) {
        int version = api.as(user)
                .get("/api/measures/" + measure.id())
                .json()
                .path("version")
                .asInt();
        return voided(user, measure, version, reason);
    }

    private Answer voided(String user, Existing measure, int version, String reason) {
        return api.as(user)
                .post("/api/measures/" + measure.id() + "/void", Map.of("version", version, "reason", reason));
    }

    private int sql(String statement, Existing measure) {
        return jdbc.sql(statement).param("id", measure.id()).update();
    }
}

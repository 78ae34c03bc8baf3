package dev.rapport.measure;

import static dev.rapport.support.SecondTasks.MANAGERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.campaign.TestCampaigns;
import dev.rapport.campaign.TestCampaigns.Existing;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Consistency;
import dev.rapport.support.Deployments;
import dev.rapport.support.SecondTasks;
import dev.rapport.support.Session;
import dev.rapport.support.Tasklist;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A process admin puts an approval before or after <i>Maßnahme durchführen</i> (rule 35). */
@IntegrationTest
class SecondTaskTest {

    private static final String ONLY_MANAGERS = "Diese Aufgabe kann nur die Leitung abschließen.";

    @Autowired
    private Api api;

    @Autowired
    private TestCampaigns campaigns;

    @Autowired
    private Deployments deployments;

    @Autowired
    private Consistency consistency;

    @AfterEach
    void bringTheStandardBack() {
        deployments.remove();
        // what a test has left open goes on in the standard
        consistency.repair();
    }

    @Test
    void whatWasReportedIsKeptUntilTheManagerApproves() {
        deployments.deploy("measure.bpmn", SecondTasks.approvalAfterMeasure(MANAGERS));
        Existing measure = campaigns.aMeasure(null);
        long campaign = campaigns.aCampaign("Frühjahr");
        assertThat(complete(
                                measure,
                                "anna",
                                Map.of("outcome", "performed", "infotext", "Alle verteilt", "campaignId", campaign))
                        .status())
                .isEqualTo(200);

        JsonNode waiting = read(measure, "maria");
        assertThat(waiting.path("status").asString()).isEqualTo("PLANNED");
        assertThat(waiting.path("openTask").path("name").asString()).isEqualTo("Freigabe");
        assertThat(waiting.path("openTask").path("next").asString()).isEqualTo("Leitung");
        assertThat(waiting.path("openTask").path("mayComplete").asBoolean()).isTrue();
        assertThat(waiting.path("reported").path("label").asString()).isEqualTo("Durchgeführt");
        assertThat(waiting.path("reported").path("infotext").asString()).isEqualTo("Alle verteilt");
        assertThat(waiting.path("reported").path("by").asString()).isEqualTo("anna");

        assertThat(complete(measure, "ben", Map.of("outcome", "approved")).text())
                .contains(ONLY_MANAGERS);
        String task = waiting.path("taskId").asString();
        assertThat(Tasklist.of(api, "ben")
                        .in("de")
                        .complete(task, Map.of("outcome", "approved"))
                        .message())
                .isEqualTo(ONLY_MANAGERS);
        Session ben = Session.of(api, "ben").header("Accept-Language", "de");
        assertThat(ben.form(
                                "/measures/" + measure.id(),
                                Map.of("version", waiting.path("version").asString(), "outcome", "approved"))
                        .body())
                .contains(ONLY_MANAGERS);

        assertThat(Tasklist.of(api, "maria")
                        .complete(task, Map.of("outcome", "approved"))
                        .status())
                .isEqualTo(204);
        JsonNode closed = read(measure, "anna");
        assertThat(closed.path("status").asString()).isEqualTo("PERFORMED");
        assertThat(closed.path("outcome").asString()).isEqualTo("performed");
        assertThat(closed.path("infotext").asString()).isEqualTo("Alle verteilt");
        assertThat(closed.path("campaignId").asLong()).isEqualTo(campaign);
        assertThat(closed.path("closedBy").asString()).isEqualTo("maria");
    }

    @Test
    void whatIsRejectedGoesBack() {
        deployments.deploy("measure.bpmn", SecondTasks.approvalAfterMeasure(MANAGERS));
        Existing measure = campaigns.aMeasure(campaigns.aCampaign("Herbst"));
        complete(measure, "anna", Map.of("outcome", "performed", "infotext", "Fertig"));
        complete(measure, "maria", Map.of("outcome", "rejected"));
        assertThat(read(measure, "anna").path("openTask").path("name").asString())
                .isEqualTo("Maßnahme durchführen");

        Answer given = complete(measure, "anna", Map.of("outcome", "notPerformed", "infotext", "Doch nicht"));
        assertThat(given.json().path("status").asString()).as(given.text()).isEqualTo("NOT_PERFORMED");
        assertThat(given.json().path("outcome").asString()).isEqualTo("notPerformed");
        assertThat(given.json().path("infotext").asString()).isEqualTo("Fertig\nDoch nicht");
    }

    @Test
    void aReleaseComesBeforeTheMeasureIsCarriedOut() {
        deployments.deploy("measure.bpmn", SecondTasks.releaseBeforeMeasure(MANAGERS));
        Existing measure = campaigns.aMeasure(campaigns.aCampaign("Winter"));
        assertThat(complete(measure, "anna", Map.of()).text()).contains(ONLY_MANAGERS);
        assertThat(Session.of(api, "anna")
                        .header("Accept-Language", "en")
                        .get("/measures/" + measure.id())
                        .body())
                .contains("Vorprüfung, Management")
                .doesNotContain("name=\"outcome\"");
        String page = "/measures/" + measure.id();
        Session maria = Session.of(api, "maria").header("Accept-Language", "de");
        assertThat(maria.get(page).body()).contains("id=\"outcome-done\"").contains("Erledigt");

        assertThat(maria.form(page, Map.of("version", "0", "outcome", "")).statusCode())
                .isEqualTo(303);
        assertThat(maria.get(page + "?done=closed").body())
                .contains("Gespeichert. Als Nächstes: Maßnahme durchführen (Anna Berger).");
        assertThat(complete(measure, "ben", Map.of("outcome", "performed"))
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("PERFORMED");
    }

    private JsonNode read(Existing measure, String user) {
        return api.as(user).get("/api/measures/" + measure.id()).json();
    }

    private Answer complete(Existing measure, String user, Map<String, ?> outcome) {
        Map<String, Object> body = new HashMap<>(outcome);
        body.put("version", read(measure, "anna").path("version").asInt());
        return api.as(user).with("Accept-Language", "de").post("/api/measures/" + measure.id() + "/outcome", body);
    }
}

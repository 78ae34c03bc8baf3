package dev.rapport.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.campaign.TestCampaigns;
import dev.rapport.campaign.TestCampaigns.Existing;
import dev.rapport.models.MeasureBpmn;
import dev.rapport.shared.BusinessTime;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Conditions;
import dev.rapport.support.Deployments;
import dev.rapport.support.ModelCorpus;
import dev.rapport.support.UncheckedModels;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Conditions that a process admin sets before a measure is closed, and tells what they are about (rule 32). */
@IntegrationTest
class MeasureConditionsTest {

    @Autowired
    private Api api;

    @Autowired
    private TestCampaigns campaigns;

    @Autowired
    private Deployments deployments;

    @Autowired
    private BusinessTime time;

    @Autowired
    private ManagementService managementService;

    @Autowired
    private RuntimeService runtimeService;

    @AfterEach
    void bringTheStandardBack() {
        deployments.remove();
    }

    @Test
    void aReasonIsAskedForWhereItWasNotCarriedOut() {
        deploy("requireMeasureField", Map.of("requiredField", "infotext", "onlyForOutcome", "notPerformed"));
        Existing measure = campaigns.aMeasure(campaigns.aCampaign("Mit Grund"));

        refusedBy(close(measure, "anna", Map.of("outcome", "notPerformed")), "infotext:required");
        assertThat(close(measure, "anna", Map.of("outcome", "notPerformed", "infotext", "Kein Papier"))
                        .status())
                .isEqualTo(200);
        assertThat(close(campaigns.aMeasure(campaigns.aCampaign("Ohne Grund")), "anna", Map.of("outcome", "performed"))
                        .status())
                .isEqualTo(200);
    }

    /** What nobody has given a day counts from when it was created; see {@code EscalationTest} for contacts. */
    @Test
    void anEscalationCountsFromItsDay() {
        deployments.deploy("measure.bpmn", ModelCorpus.honest("escalation-of-a-measure"));
        Existing measure = campaigns.aMeasure(campaigns.aCampaign("Mit Frist"));
        assertThat(due(measure)).isEqualTo(time.today().plusDays(10));

        LocalDate day = time.today().plusDays(30);
        assertThat(api.as("anna")
                        .patch(
                                "/api/measures/" + measure.id(),
                                Map.of("version", measure.version(), "plannedFor", day.toString()))
                        .status())
                .isEqualTo(200);

        assertThat(due(measure)).isEqualTo(day.plusDays(10));
    }

    private LocalDate due(Existing measure) {
        return time.day(managementService
                .createJobQuery()
                .processDefinitionKey("measure")
                .processInstanceId(runtimeService
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(String.valueOf(measure.id()), "measure")
                        .singleResult()
                        .getId())
                .timers()
                .singleResult()
                .getDuedate()
                .toInstant());
    }

    /** The event behind the registration that gives it to somebody else. */
    @Test
    void somebodyElseIsPutInCharge() {
        deployments.deploy(
                "measure.bpmn",
                Conditions.between(
                        UncheckedModels.shipped(MeasureBpmn.KEY),
                        "id=\"flow_registered\" sourceRef=\"serviceTask_registerMeasure\"",
                        "flow_registered",
                        "userTask_carryOutMeasure",
                        "handOverMeasure",
                        Map.of("handOverTo", "ben")));

        Existing measure = campaigns.aMeasure(null);

        var shown = api.as("anna").get("/api/measures/" + measure.id()).json();
        assertThat(shown.path("responsible").asString()).isEqualTo("ben");
        assertThat(shown.path("version").asInt()).isEqualTo(measure.version());
        assertThat(close(measure, "ben", Map.of("outcome", "notPerformed")).status())
                .isEqualTo(200);
    }

    /** What Kampagne prüfen would refuse is settled by the model itself. */
    @Test
    void everyMeasureIsOfTheSameCampaign() {
        long campaign = campaigns.aCampaign("Jahresbrief");
        deployments.deploy(
                "measure.bpmn",
                Conditions.between(
                        UncheckedModels.shipped(MeasureBpmn.KEY),
                        "id=\"flow_registered\" sourceRef=\"serviceTask_registerMeasure\"",
                        "flow_registered",
                        "userTask_carryOutMeasure",
                        "assignMeasureCampaign",
                        Map.of("campaignToAssign", "" + campaign)));
        Existing measure = campaigns.aMeasure(null);

        assertThat(close(measure, "anna", Map.of("outcome", "performed")).status())
                .isEqualTo(200);

        assertThat(api.as("anna")
                        .get("/api/measures/" + measure.id())
                        .json()
                        .path("campaignId")
                        .asLong())
                .isEqualTo(campaign);
    }

    /** A gateway that asks for what the measure's row says. */
    @Test
    void aLateOneIsApproved() {
        deployments.deploy("measure.bpmn", ModelCorpus.honest("fact-approval-of-late-measures"));
        long campaign = campaigns.aCampaign("Spät");
        Existing undated = campaigns.aMeasure(campaign);
        Existing late = plannedFor(campaigns.aMeasure(campaign), -3);

        assertThat(close(undated, "anna", Map.of("outcome", "performed")).status())
                .isEqualTo(200);
        assertThat(close(late, "anna", Map.of("outcome", "performed")).status()).isEqualTo(200);

        assertThat(status(undated)).isEqualTo("PERFORMED");
        assertThat(status(late)).as("waits for a manager").isEqualTo("PLANNED");
    }

    @Test
    void aDayMustHaveBeenPlanned() {
        deploy("requireMeasureField", Map.of("requiredField", "plannedFor"));
        Existing measure = campaigns.aMeasure(null);

        refusedBy(close(measure, "anna", Map.of("outcome", "notPerformed")), "plannedFor:required");
        assertThat(close(plannedFor(measure, 3), "anna", Map.of("outcome", "notPerformed"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void nobodyElseMayClose() {
        deploy("requireMeasureResponsible", Map.of());
        Existing measure = campaigns.aMeasure(null);

        refusedBy(close(measure, "ben", Map.of("outcome", "notPerformed")), "status:only-responsible");
        assertThat(close(measure, "anna", Map.of("outcome", "notPerformed")).status())
                .isEqualTo(200);
    }

    @Test
    void itMayBeTooEarlyWhereADayIsPlanned() {
        deploy("requireMeasureDays", Map.of("sideOfDays", "atLeast", "daysAfter", "2"));

        refusedBy(
                close(plannedFor(campaigns.aMeasure(null), 0), "anna", Map.of("outcome", "notPerformed")),
                "status:too-early");
        assertThat(close(plannedFor(campaigns.aMeasure(null), -2), "anna", Map.of("outcome", "notPerformed"))
                        .status())
                .isEqualTo(200);
        assertThat(close(campaigns.aMeasure(null), "anna", Map.of("outcome", "notPerformed"))
                        .status())
                .isEqualTo(200);
    }

    private Existing plannedFor(Existing measure, int daysFromToday) {
        return new Existing(api.as("anna")
                .patch(
                        "/api/measures/" + measure.id(),
                        Map.of(
                                "version",
                                measure.version(),
                                "plannedFor",
                                time.today().plusDays(daysFromToday).toString())));
    }

    private Answer close(Existing measure, String user, Map<String, String> outcome) {
        Map<String, Object> body = new HashMap<>(outcome);
        body.put("version", measure.version());
        return api.as(user).post("/api/measures/" + measure.id() + "/outcome", body);
    }

    private String status(Existing measure) {
        return api.as("anna")
                .get("/api/measures/" + measure.id())
                .json()
                .path("status")
                .asString();
    }

    private void deploy(String step, Map<String, String> told) {
        deployments.deploy("measure.bpmn", Conditions.behindCheckOutcome(MeasureBpmn.KEY, step, told));
    }

    private static void refusedBy(Answer answer, String error) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.errors()).containsExactly(error);
        assertThat(answer.json().path("rule").path("name").asString()).isEqualTo("Unsere Bedingung");
    }
}

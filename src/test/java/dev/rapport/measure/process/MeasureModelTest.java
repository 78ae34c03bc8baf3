package dev.rapport.measure.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.init;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.task;

import dev.rapport.IntegrationTest;
import dev.rapport.campaign.TestCampaigns;
import dev.rapport.models.MeasureBpmn;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.support.Walks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every way through {@code bpmn/measure.bpmn}, and a copy of it without its condition. */
@IntegrationTest
class MeasureModelTest {

    private static final Path MODEL = Path.of("bpmn/measure.bpmn");

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private RuntimeService runtimeService;

    @Autowired
    private TaskService taskService;

    @Autowired
    private Walks walks;

    @Autowired
    private RepositoryService repositoryService;

    @Autowired
    private TestCampaigns campaigns;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void useTheEngine() {
        init(engine);
        LocaleContextHolder.setLocale(Locale.GERMAN);
    }

    @AfterEach
    void forgetTheLanguage() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void everyElementIsPassedOnOneOfItsTwoWays() {
        ProcessInstance performed = start(campaigns.aCampaign("Weg 1"));
        BpmnAwareTests.assertThat(performed)
                .isWaitingAt(MeasureBpmn.USER_TASK_CARRY_OUT_MEASURE)
                .task()
                .hasCandidateGroupAssociated("staff");
        taskService.complete(task(performed).getId(), Map.of("outcome", "performed"));
        BpmnAwareTests.assertThat(performed).isEnded();
        assertThat(walks.of(performed.getId()))
                .containsSubsequence(
                        MeasureBpmn.START_EVENT_MEASURE,
                        MeasureBpmn.SERVICE_TASK_REGISTER_MEASURE,
                        MeasureBpmn.USER_TASK_CARRY_OUT_MEASURE,
                        MeasureBpmn.SERVICE_TASK_CHECK_OUTCOME,
                        MeasureBpmn.GATEWAY_OUTCOME,
                        MeasureBpmn.SERVICE_TASK_REQUIRE_CAMPAIGN,
                        MeasureBpmn.SERVICE_TASK_RECORD_MEASURE_PERFORMED,
                        MeasureBpmn.END_EVENT_PERFORMED)
                .doesNotContain(
                        MeasureBpmn.SERVICE_TASK_RECORD_MEASURE_NOT_PERFORMED, MeasureBpmn.END_EVENT_NOT_PERFORMED);
        assertThat(status(performed)).isEqualTo("PERFORMED");

        ProcessInstance notPerformed = start(null);
        taskService.complete(task(notPerformed).getId(), Map.of("outcome", "notPerformed"));
        BpmnAwareTests.assertThat(notPerformed).isEnded();
        assertThat(walks.of(notPerformed.getId()))
                .containsSubsequence(
                        MeasureBpmn.START_EVENT_MEASURE,
                        MeasureBpmn.SERVICE_TASK_REGISTER_MEASURE,
                        MeasureBpmn.USER_TASK_CARRY_OUT_MEASURE,
                        MeasureBpmn.SERVICE_TASK_CHECK_OUTCOME,
                        MeasureBpmn.GATEWAY_OUTCOME,
                        MeasureBpmn.SERVICE_TASK_RECORD_MEASURE_NOT_PERFORMED,
                        MeasureBpmn.END_EVENT_NOT_PERFORMED)
                .doesNotContain(
                        MeasureBpmn.SERVICE_TASK_REQUIRE_CAMPAIGN, MeasureBpmn.SERVICE_TASK_RECORD_MEASURE_PERFORMED);
        assertThat(status(notPerformed)).isEqualTo("NOT_PERFORMED");

        // between two of its elements the model never has more than one flow, so all elements mean all flows
        Set<String> passed = new TreeSet<>(walks.of(performed.getId()));
        passed.addAll(walks.of(notPerformed.getId()));
        assertThat(passed)
                .containsExactlyInAnyOrderElementsOf(
                        Bpmn.readModelFromFile(MODEL.toFile()).getModelElementsByType(FlowNode.class).stream()
                                .map(FlowNode::getId)
                                .toList());
    }

    @Test
    void theConditionLeavesTheTaskOpenAndEverythingAsItWas() {
        ProcessInstance measure = start(null);
        String task = task(measure).getId();
        assertThatThrownBy(() -> taskService.complete(task, Map.of("outcome", "performed", "infotext", "Text")))
                .isInstanceOf(BusinessRuleViolation.class)
                .hasMessage("Bitte wählen Sie zuerst eine Kampagne.");
        BpmnAwareTests.assertThat(measure).isWaitingAt(MeasureBpmn.USER_TASK_CARRY_OUT_MEASURE);
        assertThat(status(measure)).isEqualTo("PLANNED");
        assertThat(taskService.getVariable(task, "outcome")).isNull();
        taskService.complete(
                task,
                Map.of("outcome", "performed", "campaignId", String.valueOf(campaigns.aCampaign("Nachgetragen"))));
        BpmnAwareTests.assertThat(measure).isEnded();
    }

    @Test
    void refusesAnOutcomeThatTheModelDoesNotOffer() {
        ProcessInstance measure = start(null);
        String task = task(measure).getId();
        assertThatThrownBy(() -> taskService.complete(task, Map.of("outcome", "vielleicht")))
                .isInstanceOf(BusinessRuleViolation.class);
        assertThatThrownBy(() -> taskService.complete(task)).isInstanceOf(BusinessRuleViolation.class);
        BpmnAwareTests.assertThat(measure).isWaitingAt(MeasureBpmn.USER_TASK_CARRY_OUT_MEASURE);
    }

    /** The check is a step of the model and nowhere else, so an admin who removes it has removed it (rule 26). */
    @Test
    void aCopyWithoutTheConditionClosesAMeasureWithoutACampaign() throws Exception {
        String copy = Files.readString(MODEL)
                .replaceAll(
                        "(?s)<bpmn:serviceTask id=\"" + MeasureBpmn.SERVICE_TASK_REQUIRE_CAMPAIGN
                                + "\".*?</bpmn:serviceTask>",
                        "")
                .replaceAll("<bpmn:sequenceFlow id=\"" + MeasureBpmn.FLOW_CAMPAIGN_CHECKED + "\"[^>]*/>", "")
                .replaceAll("(?s)<bpmndi:BPMNDiagram.*</bpmndi:BPMNDiagram>", "")
                .replace(
                        "<bpmn:incoming>" + MeasureBpmn.FLOW_CAMPAIGN_CHECKED + "<",
                        "<bpmn:incoming>" + MeasureBpmn.FLOW_PERFORMED + "<")
                .replace(
                        "targetRef=\"" + MeasureBpmn.SERVICE_TASK_REQUIRE_CAMPAIGN + "\"",
                        "targetRef=\"" + MeasureBpmn.SERVICE_TASK_RECORD_MEASURE_PERFORMED + "\"");
        assertThat(copy).doesNotContain("requireCampaign");
        Deployment deployment = repositoryService
                .createDeployment()
                .name("ohne Prüfung")
                .source("Camunda Modeler")
                .addString("measure.bpmn", copy)
                .deploy();
        try {
            ProcessInstance measure = start(null);
            taskService.complete(task(measure).getId(), Map.of("outcome", "performed"));
            BpmnAwareTests.assertThat(measure).isEnded();
            assertThat(walks.of(measure.getId()))
                    .containsExactly(
                            MeasureBpmn.START_EVENT_MEASURE,
                            MeasureBpmn.SERVICE_TASK_REGISTER_MEASURE,
                            MeasureBpmn.USER_TASK_CARRY_OUT_MEASURE,
                            MeasureBpmn.SERVICE_TASK_CHECK_OUTCOME,
                            MeasureBpmn.GATEWAY_OUTCOME,
                            MeasureBpmn.SERVICE_TASK_RECORD_MEASURE_PERFORMED,
                            MeasureBpmn.END_EVENT_PERFORMED);
            assertThat(status(measure)).isEqualTo("PERFORMED");
        } finally {
            repositoryService.deleteDeployment(deployment.getId(), true);
        }
    }

    private ProcessInstance start(Long campaign) {
        return runtimeService.startProcessInstanceByKey(
                MeasureModel.KEY,
                campaign == null
                        ? Map.of("subject", "Katalog versenden")
                        : Map.of("subject", "Katalog versenden", "campaignId", campaign.toString()));
    }

    private String status(ProcessInstance instance) {
        return jdbc.sql("select status from rapport.measure where process_instance_id = :id")
                .param("id", instance.getId())
                .query(String.class)
                .single();
    }
}

package dev.rapport.measure.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.init;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.task;

import dev.rapport.IntegrationTest;
import dev.rapport.campaign.TestCampaigns;
import dev.rapport.shared.BusinessRuleViolation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
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
    private HistoryService historyService;

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
                .isWaitingAt("userTask_carryOutMeasure")
                .task()
                .hasCandidateGroupAssociated("staff");
        taskService.complete(task(performed).getId(), Map.of("outcome", "performed"));
        BpmnAwareTests.assertThat(performed)
                .isEnded()
                .hasPassedInOrder(
                        "startEvent_measure",
                        "serviceTask_registerMeasure",
                        "userTask_carryOutMeasure",
                        "serviceTask_checkOutcome",
                        "gateway_outcome",
                        "serviceTask_requireCampaign",
                        "serviceTask_recordMeasurePerformed",
                        "endEvent_performed")
                .hasNotPassed("serviceTask_recordMeasureNotPerformed", "endEvent_notPerformed");
        assertThat(status(performed)).isEqualTo("PERFORMED");

        ProcessInstance notPerformed = start(null);
        taskService.complete(task(notPerformed).getId(), Map.of("outcome", "notPerformed"));
        BpmnAwareTests.assertThat(notPerformed)
                .isEnded()
                .hasPassedInOrder(
                        "serviceTask_checkOutcome",
                        "gateway_outcome",
                        "serviceTask_recordMeasureNotPerformed",
                        "endEvent_notPerformed")
                .hasNotPassed("serviceTask_requireCampaign", "serviceTask_recordMeasurePerformed");
        assertThat(status(notPerformed)).isEqualTo("NOT_PERFORMED");

        // between two of its elements the model never has more than one flow, so all elements mean all flows
        Set<String> passed = new TreeSet<>(passed(performed));
        passed.addAll(passed(notPerformed));
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
        BpmnAwareTests.assertThat(measure).isWaitingAt("userTask_carryOutMeasure");
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
        BpmnAwareTests.assertThat(measure).isWaitingAt("userTask_carryOutMeasure");
    }

    /** The check is a step of the model and nowhere else, so an admin who removes it has removed it (rule 26). */
    @Test
    void aCopyWithoutTheConditionClosesAMeasureWithoutACampaign() throws Exception {
        String copy = Files.readString(MODEL)
                .replaceAll("(?s)<bpmn:serviceTask id=\"serviceTask_requireCampaign\".*?</bpmn:serviceTask>", "")
                .replaceAll("(?s)<bpmn:association id=\"association_condition\"[^>]*/>", "")
                .replaceAll("<bpmn:sequenceFlow id=\"flow_campaignChecked\"[^>]*/>", "")
                .replaceAll("(?s)<bpmndi:BPMNDiagram.*</bpmndi:BPMNDiagram>", "")
                .replace("<bpmn:incoming>flow_campaignChecked<", "<bpmn:incoming>flow_performed<")
                .replace(
                        "targetRef=\"serviceTask_requireCampaign\"",
                        "targetRef=\"serviceTask_recordMeasurePerformed\"");
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

    private Set<String> passed(ProcessInstance instance) {
        return historyService
                .createHistoricActivityInstanceQuery()
                .processInstanceId(instance.getId())
                .finished()
                .list()
                .stream()
                .map(HistoricActivityInstance::getActivityId)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String status(ProcessInstance instance) {
        return jdbc.sql("select status from rapport.measure where process_instance_id = :id")
                .param("id", instance.getId())
                .query(String.class)
                .single();
    }
}

package dev.rapport.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.model.ModelVersions.ModelVersion;
import dev.rapport.model.ModelVersions.State;
import dev.rapport.models.MeasureBpmn;
import dev.rapport.support.FourEyesSwitch;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The list "a process admin's model must survive": each restart or upgrade is one call of the seeder. */
@IntegrationTest
class SeedModelsTest {

    private final String key = "seed" + UUID.randomUUID().toString().replace("-", "");

    @Autowired
    private SeedModels seedModels;

    @Autowired
    private ModelVersions versions;

    @Autowired
    private FourEyesSwitch fourEyes;

    @Autowired
    private MissingSteps missingSteps;

    @Autowired
    private ModelStartup startup;

    @Autowired
    private Standards standards;

    @Autowired
    private RepositoryService repositoryService;

    @Autowired
    private RuntimeService runtimeService;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void deleteWhatThisTestDeployed() {
        repositoryService.createDeploymentQuery().list().stream()
                .filter(deployment -> repositoryService.getDeploymentResourceNames(deployment.getId()).stream()
                        .anyMatch(name -> name.startsWith(key)))
                .forEach(deployment -> repositoryService.deleteDeployment(deployment.getId(), true));
    }

    @Test
    void everyShippedModelAndFormIsInForceOnceTheApplicationRuns() {
        assertThat(standards.all()).extracting(Standard::name).contains("contact.bpmn", "create-contact.form");
        assertThat(standards.all())
                .allSatisfy(standard -> assertThat(standard.keys())
                        .isNotEmpty()
                        .allSatisfy(shipped -> assertThat(versions.inForce(standard, shipped))
                                .get()
                                .extracting(ModelVersion::state)
                                .isEqualTo(State.STANDARD)));
    }

    @Test
    void deploysWhatIsMissingFormsAndModelsTogether() {
        assertThat(seedModels.seed(List.of(process("1"), form("1")))).hasSize(2);

        assertThat(inForce(process("1")).state()).isEqualTo(State.STANDARD);
        assertThat(inForce(form("1")).state()).isEqualTo(State.STANDARD);
        assertThat(ownDeployments()).isEqualTo(1);
    }

    @Test
    void aRestartDeploysNothing() {
        seedModels.seed(List.of(process("1"), form("1")));

        assertThat(seedModels.seed(List.of(process("1"), form("1")))).isEmpty();
        assertThat(ownDeployments()).isEqualTo(1);
    }

    @Test
    void anUpgradeDeploysWhatChangedAndNothingElse() {
        seedModels.seed(List.of(process("1"), form("1")));

        assertThat(seedModels.seed(List.of(process("2"), form("1")))).containsExactly(key + ".bpmn");

        assertThat(inForce(process("2")).deployed().version()).isEqualTo(2);
        assertThat(inForce(form("1")).deployed().version()).isEqualTo(1);
    }

    @Test
    void goingBackToAnOlderReleaseBringsItsStandardBack() {
        seedModels.seed(List.of(process("1")));
        seedModels.seed(List.of(process("2")));

        assertThat(seedModels.seed(List.of(process("1")))).hasSize(1);
        assertThat(inForce(process("1")).deployed().version()).isEqualTo(3);
    }

    /** There is nobody yet who could approve it. */
    @Test
    void aStartNeedsNoSecondPerson() {
        fourEyes.on();
        try {
            assertThat(seedModels.seed(List.of(process("1")))).hasSize(1);
            assertThat(seedModels.putOnTop(List.of(process("2")))).hasSize(1);
        } finally {
            fourEyes.off();
        }
        assertThat(inForce(process("2")).deployed().version()).isEqualTo(2);
    }

    @Test
    void anAdminsModelSurvivesARestart() {
        seedModels.seed(List.of(process("1"), form("1")));
        deployAsAdmin(process("admin"));

        assertThat(seedModels.seed(List.of(process("1"), form("1")))).isEmpty();

        ModelVersion version = inForce(process("1"));
        assertThat(version.deployed().source()).isEqualTo("Camunda Modeler");
        assertThat(version.state()).isEqualTo(State.ADAPTED);
    }

    @Test
    void anAdminsModelSurvivesAnUpgradeAndTheNewStandardIsAnnounced() {
        seedModels.seed(List.of(process("1"), form("1")));
        deployAsAdmin(process("admin"));

        assertThat(seedModels.seed(List.of(process("2"), form("2"))))
                .as("another file that changed is deployed alone")
                .containsExactly(key + ".form");

        ModelVersion version = inForce(process("2"));
        assertThat(version.deployed().version()).isEqualTo(2);
        assertThat(version.state()).isEqualTo(State.ADAPTED_NEW_STANDARD);
    }

    @Test
    void anAdminsFormSurvivesAnUpgrade() {
        seedModels.seed(List.of(process("1"), form("1")));
        deployAsAdmin(form("admin"));

        assertThat(seedModels.seed(List.of(process("2"), form("2")))).containsExactly(key + ".bpmn");
        assertThat(inForce(form("2")).state()).isEqualTo(State.ADAPTED_NEW_STANDARD);
    }

    /** The Modeler asks for duplicates to be filtered: each resource is held against its newest one of the same name. */
    @Test
    void anUnchangedFileThatIsDeployedAgainChangesNothing() {
        seedModels.seed(List.of(process("1"), form("1")));
        deployAsTheModelerDoes(process("admin"));

        deployAsTheModelerDoes(process("admin"));

        assertThat(inForce(process("1")).deployed().version()).isEqualTo(2);
        assertThat(seedModels.seed(List.of(process("1"), form("1")))).isEmpty();
        assertThat(inForce(process("1")).deployed().version()).isEqualTo(2);
    }

    /** Good, bad, good: the filter compares within one name, and what is in force came under another. */
    @Test
    void aFileThatIsNoLongerInForceTakesEffectWhenItIsDeployedAgain() {
        seedModels.seed(List.of(process("1"), form("1")));
        deployAsTheModelerDoes(process("good"), form("good"));
        deployAsAdmin(process("bad"));
        deployAsAdmin(form("bad"));

        deployAsTheModelerDoes(process("good"), form("good"));

        assertThat(inForce(process("good")).deployed().version()).isEqualTo(4);
        assertThat(inForce(process("good")).state()).as("good is in force").isEqualTo(State.STANDARD);
        assertThat(inForce(form("good")).deployed().version()).isEqualTo(4);
    }

    @Test
    void aFileSavedUnchangedFollowsTheStandard() {
        seedModels.seed(List.of(process("1"), form("1")));
        deployAsAdmin(saved(process("1")));
        assertThat(inForce(process("1")).state()).as("it says the same").isEqualTo(State.STANDARD);
        assertThat(seedModels.seed(List.of(process("1"), form("1"))))
                .as("and stays as it was saved")
                .isEmpty();
    }

    /** Saved unchanged, it was the standard's when it was deployed; what is recorded of it says so. */
    @Test
    void aFileThatSaidWhatTheStandardSaidIsReplacedByTheNextStandard() {
        seedModels.seed(List.of(process("1")));
        String saved = deployAsAdmin(saved(process("1")));
        // which standards ship is fixed for the running application: it did not know this one
        jdbc.sql("update rapport.model_deployment set unchanged = array[:file] where deployment_id = :id")
                .param("file", key + ".bpmn")
                .param("id", saved)
                .update();

        assertThat(inForce(process("2")).state()).isEqualTo(State.OTHER_STANDARD);
        assertThat(seedModels.seed(List.of(process("2")))).hasSize(1);
        assertThat(inForce(process("2")).state()).isEqualTo(State.STANDARD);
    }

    @Test
    void aShippedFileThatAnAdminSavesUnchangedIsRecordedAsSuch() throws Exception {
        Standard shipped = standards.all().stream()
                .filter(standard -> standard.name().equals("measure.bpmn"))
                .findFirst()
                .orElseThrow();
        String deployment = deployAsAdmin(saved(shipped));
        try {
            assertThat(jdbc.sql("select unchanged[1] from rapport.model_deployment where deployment_id = :id")
                            .param("id", deployment)
                            .query(String.class)
                            .single())
                    .isEqualTo("measure.bpmn");
            assertThat(versions.inForce(shipped, MeasureBpmn.KEY).orElseThrow().state())
                    .isEqualTo(State.STANDARD);
        } finally {
            repositoryService.deleteDeployment(deployment, true);
        }
    }

    @Test
    void aModelThatAnAdminDeployedBeforeRapportShippedOneStays() {
        deployAsAdmin(process("admin"));

        assertThat(seedModels.seed(List.of(process("1")))).isEmpty();
        assertThat(inForce(process("1")).state()).isEqualTo(State.ADAPTED_NEW_STANDARD);
    }

    @Test
    void whenTheAdminDeletesTheOwnVersionTheNextStartBringsTheStandardUpToDate() {
        seedModels.seed(List.of(process("1")));
        String deployment = deployAsAdmin(process("admin"));
        repositoryService.deleteDeployment(deployment, true);

        assertThat(seedModels.seed(List.of(process("2")))).hasSize(1);
    }

    @Test
    void nodesThatStartAtOnceDeployOnce() throws Exception {
        List<Standard> seed = List.of(process("1"), form("1"));
        var threads = Executors.newFixedThreadPool(4);
        try {
            Callable<List<String>> start = () -> seedModels.seed(seed);
            for (var result : threads.invokeAll(List.of(start, start, start, start))) {
                result.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(ownDeployments()).isEqualTo(1);
    }

    @Test
    void aStepThatIsGoneIsNamedWithItsElementAsLongAsAnythingUsesIt() {
        seedModels.seed(List.of(withStep("goneStep")));
        assertThat(missingSteps.find())
                .filteredOn(step -> step.process().equals(key))
                .singleElement()
                .satisfies(step -> assertThat(step.toString()).contains("${goneStep}", "Schritt", "step", "version 1"));

        startup.start();
        assertThat(startup.health().getDetails().get("missingSteps").toString()).contains("${goneStep}");

        seedModels.seed(List.of(process("2")));
        assertThat(missingSteps.find())
                .as("a version that is neither the newest nor running needs no step")
                .noneMatch(step -> step.process().equals(key));
    }

    @Test
    void aStepThatIsGoneIsNamedWhereverAListenerNamesIt() {
        String listener = "<extensionElements><camunda:executionListener event=\"%s\" delegateExpression=\"${%s}\"/>"
                + "</extensionElements>";
        String elements = "<userTask id=\"task\" name=\"Aufgabe\">" + listener.formatted("end", "goneFromTask")
                + "</userTask><sequenceFlow id=\"f2\" name=\"Weiter\" sourceRef=\"task\" targetRef=\"end\">"
                + listener.formatted("take", "goneFromFlow") + "</sequenceFlow><endEvent id=\"end\"/>";
        String model = model(elements, "task").content();
        seedModels.seed(List.of(Standard.of(
                key + ".bpmn",
                model.replace("<startEvent", listener.formatted("start", "goneFromProcess") + "<startEvent"))));

        assertThat(missingSteps.find())
                .filteredOn(step -> step.process().equals(key))
                .extracting(step -> step.element() + " " + step.expression())
                .containsExactlyInAnyOrder(key + " ${goneFromProcess}", "task ${goneFromTask}", "f2 ${goneFromFlow}");
    }

    @Test
    void aRunningInstanceKeepsItsVersionInTheCheck() {
        seedModels.seed(List.of(withStep("goneStep")));
        runtimeService.startProcessInstanceByKey(key);
        seedModels.seed(List.of(process("2")));

        assertThat(missingSteps.find()).anyMatch(step -> step.process().equals(key) && step.version() == 1);
    }

    private ModelVersion inForce(Standard standard) {
        return versions.inForce(standard, key).orElseThrow();
    }

    private long ownDeployments() {
        return repositoryService.createDeploymentQuery().list().stream()
                .filter(deployment -> repositoryService.getDeploymentResourceNames(deployment.getId()).stream()
                        .anyMatch(name -> name.startsWith(key)))
                .count();
    }

    private String deployAsAdmin(Standard model) {
        return repositoryService
                .createDeployment()
                .name("anything")
                .source("Camunda Modeler")
                .addString(model.name(), model.content())
                .deploy()
                .getId();
    }

    private void deployAsTheModelerDoes(Standard... models) {
        var deployment = repositoryService
                .createDeployment()
                .name("Mein Modell")
                .source("Camunda Modeler")
                .enableDuplicateFiltering(true);
        for (Standard model : models) {
            deployment.addString(model.name(), model.content());
        }
        deployment.deploy();
    }

    /** What the Modeler makes of a file that is opened and saved. */
    private static Standard saved(Standard model) {
        return Standard.of(
                model.name(), model.content().replaceAll(">\\s+<", "> <").replace(" isExecutable", "  isExecutable"));
    }

    private Standard process(String documentation) {
        return model(
                "<userTask id=\"task\" name=\"Aufgabe\"><documentation>" + documentation
                        + "</documentation></userTask><sequenceFlow id=\"f2\" sourceRef=\"task\" targetRef=\"end\"/>"
                        + "<endEvent id=\"end\"/>",
                "task");
    }

    private Standard withStep(String bean) {
        return model(
                "<userTask id=\"task\" name=\"Aufgabe\"/><sequenceFlow id=\"f2\" sourceRef=\"task\" targetRef=\"step\"/>"
                        + "<serviceTask id=\"step\" name=\"Schritt\" camunda:delegateExpression=\"${" + bean + "}\"/>",
                "task");
    }

    private Standard model(String elements, String first) {
        return Standard.of(key + ".bpmn", """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="test"
                    xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
                  <process id="%s" name="Seed" isExecutable="true" camunda:historyTimeToLive="P180D">
                    <startEvent id="start"/>
                    <sequenceFlow id="f1" sourceRef="start" targetRef="%s"/>
                    %s
                  </process>
                </definitions>""".formatted(key, first, elements));
    }

    private Standard form(String text) {
        return Standard.of(key + ".form", """
                {"id": "%s", "type": "default", "components": [{"type": "text", "text": "%s"}]}""".formatted(key, text));
    }
}

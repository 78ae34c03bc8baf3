package dev.rapport.model;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.IntegrationTest;
import dev.rapport.model.check.CheckModels;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Canary;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Deploying a model is running code: what a process admin's login can deploy, and what it cannot. */
@IntegrationTest
class DeploymentGuardTest {

    private final String key = "guard" + UUID.randomUUID().toString().replace("-", "");

    @Autowired
    private Api api;

    @Autowired
    private Canary canary;

    @Autowired
    private Standards standards;

    @Autowired
    private CheckModels checkModels;

    @Autowired
    private RepositoryService repositoryService;

    @AfterEach
    void deleteWhatThisTestDeployed() {
        repositoryService
                .createDeploymentQuery()
                .deploymentName(key)
                .list()
                .forEach(deployment -> repositoryService.deleteDeployment(deployment.getId(), true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<serviceTask id='s' name='Schritt' camunda:delegateExpression='${canary}'/>",
                "<serviceTask id='s' camunda:delegateExpression='#{canary}' camunda:asyncBefore='true'>"
                        + "<extensionElements><camunda:failedJobRetryTimeCycle>PT1M,PT5M"
                        + "</camunda:failedJobRetryTimeCycle><camunda:inputOutput><camunda:inputParameter name='a'>"
                        + "Text ${subject}</camunda:inputParameter></camunda:inputOutput></extensionElements>"
                        + "</serviceTask>",
                "<userTask id='s' name='Mit ${addressName} sprechen' camunda:assignee='${assignee}'"
                        + " camunda:candidateGroups='staff' camunda:dueDate='${dueDate}'"
                        + " camunda:formRef='complete-contact'"
                        + " camunda:formRefBinding='latest'><documentation>Siehe https://intranet/hilfe"
                        + "</documentation></userTask>",
                "<exclusiveGateway id='s' default='toEnd'/>"
                        + "<sequenceFlow id='c' sourceRef='s' targetRef='e'><conditionExpression"
                        + " xsi:type='tFormalExpression'>${empty outcome || outcome == 'x'}</conditionExpression>"
                        + "</sequenceFlow><endEvent id='e'/>",
                "<userTask id='s'/><sequenceFlow id='b1' sourceRef='b' targetRef='end'/>"
                        + "<boundaryEvent id='b' attachedToRef='s' cancelActivity='false'><timerEventDefinition><timeDuration xsi:type='tFormalExpression'>PT1H</timeDuration>"
                        + "</timerEventDefinition></boundaryEvent>",
                "<subProcess id='s'><startEvent id='s1'/><endEvent id='s2'/>"
                        + "<sequenceFlow id='s3' sourceRef='s1' targetRef='s2'/></subProcess>",
                "<task id='s'><extensionElements><camunda:executionListener event='start'"
                        + " delegateExpression='${canary}'/></extensionElements></task>"
            })
    void acceptsWhatModelsAreMadeOf(String element) {
        Answer answer = deploy("/engine-rest/deployment/create", key + ".bpmn", model(element));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    static List<String> refused() {
        return List.of(
                "<scriptTask id='s' name='Böse' scriptFormat='javascript'><script>1</script></scriptTask>",
                "<scriptTask id='s' scriptFormat='juel'><script>${canary.sung}</script></scriptTask>",
                "<scriptTask id='s' scriptFormat='groovy' camunda:resource='deployment://x.groovy'/>",
                "<serviceTask id='s' camunda:class='java.lang.ProcessBuilder'/>",
                "<serviceTask id='s' camunda:expression='${canary.sung}'/>",
                "<serviceTask id='s' camunda:expression='${canary}'/>",
                "<serviceTask id='s'/>",
                "<serviceTask id='s' camunda:type='external' camunda:topic='x'/>",
                "<serviceTask id='s' camunda:type='mail'/>",
                "<serviceTask id='s' camunda:type='shell'/>",
                "<serviceTask id='s' camunda:delegateExpression='${dataSource}'/>",
                "<serviceTask id='s' camunda:delegateExpression='${gibtEsNicht}'/>",
                "<serviceTask id='s' camunda:delegateExpression='${canary.sung}'/>",
                "<serviceTask id='s' camunda:delegateExpression='canary'/>",
                "<serviceTask id='s' camunda:delegateExpression='${canary}' camunda:resultVariable='x'/>",
                "<serviceTask id='s' camunda:delegateExpression='${canary}'><extensionElements><camunda:field"
                        + " name='a' expression='${canary.sung}'/></extensionElements></serviceTask>",
                "<serviceTask id='s' xmlns:a='http://activiti.org/bpmn' a:class='java.lang.ProcessBuilder'/>",
                "<serviceTask id='s' xmlns:a='http://activiti.org/bpmn' a:expression='${canary.sung}'"
                        + " camunda:delegateExpression='${canary}'/>",
                "<serviceTask id='s' camunda:delegateExpression='${canary}'><extensionElements><camunda:connector>"
                        + "<camunda:connectorId>http-connector</camunda:connectorId></camunda:connector>"
                        + "</extensionElements></serviceTask>",
                "<sendTask id='s' camunda:class='x.Y'/>",
                "<businessRuleTask id='s' camunda:decisionRef='d'/>",
                "<userTask id='s'><extensionElements><camunda:taskListener event='create'"
                        + " class='x.Y'/></extensionElements></userTask>",
                "<userTask id='s'><extensionElements><camunda:taskListener event='create'"
                        + " expression='${canary.sung}'/></extensionElements></userTask>",
                "<task id='s'><extensionElements><camunda:executionListener event='start'"
                        + " class='x.Y'/></extensionElements></task>",
                "<task id='s'><extensionElements><camunda:executionListener event='start'"
                        + " expression='${canary.sung}'/></extensionElements></task>",
                "<task id='s'><extensionElements><camunda:executionListener event='start'>"
                        + "<camunda:script scriptFormat='juel'>${canary.sung}</camunda:script>"
                        + "</camunda:executionListener></extensionElements></task>",
                "<task id='s'><extensionElements><camunda:executionListener event='start'"
                        + " delegateExpression='${dataSource}'/></extensionElements></task>",
                "<task id='s'><extensionElements><camunda:inputOutput><camunda:inputParameter name='a'>"
                        + "<camunda:script scriptFormat='juel'>${canary.sung}</camunda:script>"
                        + "</camunda:inputParameter></camunda:inputOutput></extensionElements></task>",
                "<task id='s'><extensionElements><camunda:inputOutput><camunda:inputParameter name='a'>"
                        + "${canary.sung}</camunda:inputParameter></camunda:inputOutput></extensionElements></task>",
                "<userTask id='s' camunda:assignee='${canary.sung}'/>",
                "<userTask id='s' name='${canary.sung}'/>",
                "<userTask id='s'><documentation>${canary.sung}</documentation></userTask>",
                "<userTask id='s'><documentation><![CDATA[${canary.sung}]]></documentation></userTask>",
                "<userTask id='s' camunda:candidateUsers='a,${canary.sung}'/>",
                "<userTask id='s' camunda:dueDate='${canary.sung}'/>",
                "<userTask id='s' camunda:priority='${canary.sung}'/>",
                "<userTask id='s' camunda:formKey='https://example.com/form'/>",
                "<userTask id='s' camunda:formKey='embedded:app:x.html'/>",
                "<userTask id='s' camunda:formRef='${canary.sung}' camunda:formRefBinding='latest'/>",
                "<userTask id='s'><extensionElements><camunda:formData><camunda:formField id='a' type='string'"
                        + " defaultValue='${canary.sung}'/></camunda:formData></extensionElements></userTask>",
                "<userTask id='s'><humanPerformer><resourceAssignmentExpression><formalExpression>${canary.sung}"
                        + "</formalExpression></resourceAssignmentExpression></humanPerformer></userTask>",
                "<task id='s'/><sequenceFlow id='c' sourceRef='start' targetRef='s'><conditionExpression"
                        + " xsi:type='tFormalExpression'>${canary.sung}</conditionExpression></sequenceFlow>",
                "<task id='s'/><sequenceFlow id='c' sourceRef='start' targetRef='s'><conditionExpression"
                        + " xsi:type='tFormalExpression' language='juel'>${a}</conditionExpression></sequenceFlow>",
                "<task id='s'/><sequenceFlow id='c' sourceRef='start' targetRef='s'><conditionExpression"
                        + " xsi:type='tFormalExpression'>execution.getVariable('a')</conditionExpression>"
                        + "</sequenceFlow>",
                "<intermediateCatchEvent id='s'><timerEventDefinition><timeDate xsi:type='tFormalExpression'>"
                        + "${canary.sung}</timeDate></timerEventDefinition></intermediateCatchEvent>",
                "<intermediateCatchEvent id='s'><conditionalEventDefinition><condition"
                        + " xsi:type='tFormalExpression'>${canary.sung}</condition></conditionalEventDefinition>"
                        + "</intermediateCatchEvent>",
                "<intermediateThrowEvent id='s'><messageEventDefinition camunda:class='x.Y'/>"
                        + "</intermediateThrowEvent>",
                "<serviceTask id='s' camunda:delegateExpression='${canary}'><extensionElements>"
                        + "<camunda:failedJobRetryTimeCycle>${canary.sung}</camunda:failedJobRetryTimeCycle>"
                        + "</extensionElements></serviceTask>",
                "<callActivity id='s' calledElement='gibtEsNicht'/>",
                "<callActivity id='s' calledElement='${canary.sung}'/>",
                "<callActivity id='s' calledElement='reminder' camunda:variableMappingClass='x.Y'/>",
                "<callActivity id='s' calledElement='reminder' camunda:variableMappingDelegateExpression='${x}'/>",
                "<callActivity id='s' calledElement='reminder'><extensionElements><camunda:in"
                        + " sourceExpression='${canary.sung}' target='a'/></extensionElements></callActivity>",
                "<callActivity id='s' camunda:caseRef='x'/>",
                "<task id='s'><multiInstanceLoopCharacteristics><loopCardinality>1000000000</loopCardinality>"
                        + "</multiInstanceLoopCharacteristics></task>",
                "<task id='s'><evil xmlns='http://example.com/'/></task>",
                "<x:scriptTask xmlns:x='http://example.com/' id='s' scriptFormat='juel'/>",
                "<task id='s' xmlns:x='http://example.com/' x:class='a'/>",
                "<task id='s' unknown='a'/>",
                "<adHocSubProcess id='s'/>",
                "<task id='s'><extensionElements><camunda:properties><camunda:property name='a'"
                        + " value='jndi:ldap://example.com/a'/></camunda:properties></extensionElements></task>");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesEverythingElseAndNamesTheElement(String element) {
        int before = canary.calls();

        Answer answer = deploy("/engine-rest/deployment/create", key + ".bpmn", model(element));

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().path("message").asString()).containsAnyOf("s: ", "(s)", "c: ", key + ".bpmn");
        assertThat(answer.text()).doesNotContain("Exception\",\"message\":\"org", "java.");
        assertThat(repositoryService.createDeploymentQuery().deploymentName(key).count())
                .isZero();
        assertThat(canary.calls()).isEqualTo(before);
    }

    /** The engine's own parser would fetch it, from wherever the model says. */
    @Test
    void asksNobodyForASchemaThatAModelNames() throws IOException {
        try (ServerSocket elsewhere = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String hint = "xsi:schemaLocation=\"http://elsewhere http://127.0.0.1:%d/x.xsd\" targetNamespace"
                    .formatted(elsewhere.getLocalPort());
            String model = model("<task id='s'/>").replaceFirst("targetNamespace", hint);
            elsewhere.setSoTimeout(1);

            assertThat(model).contains(hint);
            Answer answer = deploy("/engine-rest/deployment/create", key + ".bpmn", model);

            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThatThrownBy(elsewhere::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
                "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
                        + "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]>",
                "<!DOCTYPE d SYSTEM 'http://127.0.0.1:1/x.dtd'>",
                "<!DOCTYPE d>",
                "<?xml-stylesheet href='http://127.0.0.1:1/x.xsl'?>"
            })
    void refusesDocumentTypesAndProcessingInstructions(String prolog) {
        Answer answer = deploy("/engine-rest/deployment/create", key + ".bpmn", prolog + model("<task id='s'/>"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text()).doesNotContain("root:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model.dmn",
                "model.cmmn",
                "model.bpmn20.xml",
                "script.js",
                "script.groovy",
                "page.html",
                "diagram.svg",
                "diagram.png",
                "a/b.bpmn",
                "noextension"
            })
    void refusesOtherFiles(String file) {
        assertThat(deploy("/engine-rest/deployment/create", file, model("<task id='s'/>"))
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"html\", \"label\": \"Böse\", \"content\": \"x\"}",
                "{\"type\": \"iframe\", \"label\": \"Böse\", \"url\": \"https://example.com\"}",
                "{\"type\": \"image\", \"label\": \"Böse\", \"source\": \"https://example.com/a.png\"}",
                "{\"type\": \"group\", \"label\": \"G\", \"components\": [{\"type\": \"html\", \"label\": \"Böse\"}]}",
                "{\"type\": \"text\", \"label\": \"Böse\", \"text\": \"<img src=x onerror=alert(1)>\"}",
                "{\"type\": \"text\", \"label\": \"Böse\", \"text\": \"[x](javascript:alert(1))\"}",
                "{\"type\": \"text\", \"label\": \"Böse\", \"text\": \"![x](//example.com/a.png)\"}",
                "{\"type\": \"filepicker\", \"label\": \"Böse\"}"
            })
    void refusesFormsThatBringForeignContent(String component) {
        Answer answer = deploy("/engine-rest/deployment/create", key + ".form", form(component));

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().path("message").asString()).contains("„Böse“");
    }

    @Test
    void acceptsAnOrdinaryForm() {
        Answer answer = deploy(
                "/engine-rest/deployment/create",
                key + ".form",
                form("{\"type\": \"textfield\", \"key\": \"a\", \"label\": \"A\"}"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    @Test
    void theSentenceIsInTheReadersLanguage() {
        String script =
                model("<scriptTask id='s' name='Böse' scriptFormat='javascript'><script>1</script></scriptTask>");
        String path = "/engine-rest/deployment/create";

        assertThat(deploy(path, key + ".bpmn", script).json().path("message").asString())
                .startsWith("„Böse“ (s): Skripte sind nicht erlaubt.")
                .doesNotContain("deploy");
        assertThat(send(api.as("paul").with("Accept-Language", "en"), path, key + ".bpmn", script, "Camunda Modeler")
                        .json()
                        .path("message")
                        .asString())
                .contains("Scripts are not allowed");
    }

    @Test
    void theModelerIsToldWhichElementToMark() {
        Answer answer = deploy(
                "/engine-rest/deployment/create",
                key + ".bpmn",
                model("<serviceTask id='s' name='Böse' camunda:class='x.Y'/>"));

        assertThat(answer.json()
                        .path("details")
                        .path(key + ".bpmn")
                        .path("errors")
                        .path(0)
                        .path("mainElementId")
                        .asString())
                .isEqualTo("s");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/engine-rest/deployment/create",
                "/engine-rest/engine/default/deployment/create",
                "/camunda/api/engine/deployment/create",
                "/camunda/api/engine/engine/default/deployment/create"
            })
    void noPathLeadsRoundTheGuard(String path) {
        Answer answer = deploy(path, key + ".bpmn", model("<scriptTask id='s' scriptFormat='juel'/>"));

        assertThat(answer.status()).isGreaterThanOrEqualTo(400);
        assertThat(repositoryService.createDeploymentQuery().deploymentName(key).count())
                .isZero();
    }

    @Test
    void theJavaApiLeadsToTheGuardToo() {
        assertThatThrownBy(() -> repositoryService
                        .createDeployment()
                        .name(key)
                        .addString(key + ".bpmn", model("<serviceTask id='s' camunda:class='x.Y'/>"))
                        .deploy())
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("camunda:class");
    }

    @Test
    void oneBadFileRefusesTheWholeDeployment() {
        assertThatThrownBy(() -> repositoryService
                        .createDeployment()
                        .name(key)
                        .addString("good.bpmn", model("<task id='s'/>"))
                        .addString("bad.form", "{}")
                        .deploy())
                .isInstanceOf(ParseException.class);
        assertThat(repositoryService.createDeploymentQuery().deploymentName(key).count())
                .isZero();
    }

    @Test
    void nobodyDeploysInRapportsNameOrForATenant() {
        String model = model("<task id='s'/>");

        assertThat(send(api.as("paul"), "/engine-rest/deployment/create", key + ".bpmn", model, "rapport")
                        .status())
                .isEqualTo(400);
        assertThatThrownBy(() -> repositoryService
                        .createDeployment()
                        .tenantId("t")
                        .addString(key + ".bpmn", model)
                        .deploy())
                .isInstanceOf(ParseException.class);
    }

    /** Nobody's stack and nobody's memory is large enough for what fits into a megabyte. */
    @Test
    void refusesWhatIsDeepOrLongBeyondReason() {
        int deep = 30_000;
        List<String> models = List.of(
                model("<subProcess id='s'>".repeat(deep) + "</subProcess>".repeat(deep)),
                model("<task id='s'><a:b xmlns:a='urn:a'>" + "<a:b>".repeat(deep) + "</a:b>".repeat(deep)
                        + "</a:b></task>"),
                model("<task id='s'/>") + "<a>".repeat(deep),
                model("<task id='s' "
                        + IntStream.range(0, deep)
                                .mapToObj(i -> "a" + i + "='x'")
                                .collect(joining(" ")) + "/>"),
                model("<task id='" + "s".repeat(600_000) + "'/>"));
        for (String model : models) {
            Answer answer = deploy("/engine-rest/deployment/create", key + ".bpmn", model);
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.text()).hasSizeLessThan(20_000);
        }
        for (String component : List.of("{\"a\":".repeat(deep) + "1" + "}".repeat(deep), "[".repeat(deep))) {
            assertThat(deploy("/engine-rest/deployment/create", key + ".form", form(component))
                            .status())
                    .isEqualTo(400);
        }
    }

    /** What ships is trusted by its bytes, so its adapted copies would not deploy if it broke the rules itself. */
    @Test
    void theShippedModelsAndFormsKeepTheRules() {
        Map<String, byte[]> shipped = standards.all().stream().collect(toMap(Standard::name, Standard::bytes));

        assertThat(checkModels.check(shipped)).isEmpty();
        assertThat(shipped)
                .isNotEmpty()
                .allSatisfy((name, content) -> assertThat(checkModels.check(Map.of(name, content)))
                        .as(name)
                        .isEmpty());
    }

    private Answer deploy(String path, String file, String content) {
        return send(api.as("paul"), path, file, content, "Camunda Modeler");
    }

    private Answer send(Api as, String path, String file, String content, String source) {
        String body = part("deployment-name", key)
                + part("deployment-source", source)
                + "--boundary\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + file
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + content + "\r\n--boundary--\r\n";
        return as.with("Content-Type", "multipart/form-data; boundary=boundary").send("POST", path, body);
    }

    private static String part(String name, String value) {
        return "--boundary\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private String model(String elements) {
        return """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="http://test"
                    xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
                  <process id="%s" isExecutable="true" camunda:historyTimeToLive="P180D">
                    <startEvent id="start"/>
                    <sequenceFlow id="toS" sourceRef="start" targetRef="s"/>
                    <sequenceFlow id="toEnd" sourceRef="s" targetRef="end"/>
                    <endEvent id="end"/>
                    %s
                  </process>
                </definitions>""".formatted(key, elements);
    }

    private String form(String component) {
        return "{\"id\": \"%s\", \"type\": \"default\", \"components\": [%s]}".formatted(key, component);
    }
}

package dev.rapport.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Api;
import dev.rapport.support.Canary;
import dev.rapport.support.Session;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The six holes of this engine build that no public patch closes. */
@IntegrationTest
class EngineHolesTest {

    private static final String ENGINE = "/camunda/api/engine/engine/default";

    /** A login costs a password hash: one for each user is enough. */
    private static final Map<String, Session> SESSIONS = new ConcurrentHashMap<>();

    @Autowired
    private Api api;

    @Autowired
    private Canary canary;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TaskService taskService;

    @Autowired
    private FilterService filterService;

    @Autowired
    private IdentityService identityService;

    // 1: CVE-2026-109432

    static Stream<Arguments> queriesWithExpressions() {
        String call = "\"${canary.getSung()}\"";
        List<String> bodies = List.of(
                "{\"orQueries\":[{\"assigneeExpression\":" + call + "}]}",
                "{\"orQueries\":[{\"orQueries\":[{\"assigneeExpression\":" + call + "}]}]}",
                "{\"orQueries\":[{\"candidateGroupsExpression\":" + call + "},{\"dueBeforeExpression\":" + call + "}]}",
                "{\"orQueries\":[{\"processInstanceBusinessKeyExpression\":" + call + "}]}",
                "{\"assigneeExpression\":" + call + "}",
                "{\"assignee\\u0045xpression\":" + call + "}",
                "{\"orQueries\":[{\"assigneeExpressio\\u006e\":" + call + "}]}",
                "{\"ORQUERIES\":[{\"ASSIGNEEEXPRESSION\":" + call + "}]}",
                "{\"orQueries\":{\"assigneeExpression\":" + call + "}}",
                "{\"orQueries\":[{\"assigneeExpression\":\"a\",\"assigneeExpression\":" + call + "}]}",
                "[{\"assigneeExpression\":" + call + "}]",
                "\n\t {\"orQueries\" : [ { \"assigneeExpression\" : " + call + " } ] }",
                "{\"orQueries\":[{\"assigneeExpression\":\"#{canary.sung}\"}]}",
                "{\"orQueries\":[{\"assigneeExpression\":\"${canary}\"}]}",
                "{\"query\":{\"orQueries\":[{\"assigneeExpression\":" + call + "}]}}");
        return Stream.of("/task", "/task/count", "/filter/x/list", "/history/task", "/process-instance", "/execution")
                .flatMap(path -> bodies.stream().map(body -> Arguments.of(path, body)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "assigneeExpression\\u0000",
                "\\u0000assigneeExpression",
                "assignee\\u0000Expression",
                "assigneeExpress\\u200bion",
                "assigneeExpression\\u202e",
                "assigneeExpression\\u00a0",
                "assigneeExpression\\u3000",
                "assigneeExpression ",
                "assigneeExpression\\t",
                "assigneeExpression.",
                "assigneeEXPRESSION",
                "assigneeExpre\\u017f\\u017fion",
                "assigneeExpress\\u0131on",
                "\\u0061ssigneeExpressio\\u006e",
                "assignee\\uff25xpression",
                "a\\ud800b",
                "a\\u2028b"
            })
    void noWayOfWritingANameHidesWhatItIs(String name) {
        int before = canary.calls();
        for (String body :
                List.of("{\"%s\":\"${canary.getSung()}\"}", "{\"orQueries\":[{\"%s\":\"${canary.getSung()}\"}]}")) {
            HttpResponse<String> answer = Session.of(api, "anna").json("POST", ENGINE + "/task", body.formatted(name));
            assertThat(answer.statusCode()).as(name).isEqualTo(400);
            assertThat(answer.body()).contains("\"message\"");
        }
        assertThat(canary.calls()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("queriesWithExpressions")
    void anExpressionInAQueryIsRefusedUnread(String path, String body) {
        int before = canary.calls();
        Session paul = webapp("paul");

        assertThat(paul.json("POST", ENGINE + path, body).statusCode()).isEqualTo(400);
        assertThat(api.as("paul").post("/engine-rest" + path, body).status()).isIn(400, 403);
        assertThat(api.as("paul")
                        .post("/engine-rest/engine/default" + path, body)
                        .status())
                .isIn(400, 403);
        assertThat(canary.calls()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "assigneeExpression=${canary.getSung()}",
                "ASSIGNEEexpression=${canary.getSung()}",
                "assignee%45xpression=${canary.getSung()}",
                "a=b&assigneeExpression=${canary.getSung()}"
            })
    void anExpressionInAParameterIsRefusedUnread(String query) {
        int before = canary.calls();
        String encoded = query.replace("$", "%24").replace("{", "%7B").replace("}", "%7D");

        assertThat(webapp("anna").get(ENGINE + "/task?" + encoded).statusCode()).isEqualTo(400);
        assertThat(canary.calls()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/xml", "text/json", "*/*"})
    void aQueryInAnotherCoatIsRefused(String contentType) {
        int before = canary.calls();

        HttpResponse<String> answer = webapp("anna")
                .send("POST", ENGINE + "/task", "{\"assigneeExpression\":\"${canary.sung}\"}", contentType);

        assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(canary.calls()).isEqualTo(before);
    }

    @Test
    void ordinaryQueriesWork() {
        assertThat(webapp("anna")
                        .json(
                                "POST",
                                ENGINE + "/task",
                                "{\"orQueries\":[{\"assignee\":\"anna\"}],\"sorting\":"
                                        + "[{\"sortBy\":\"dueDate\",\"sortOrder\":\"asc\"}]}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(webapp("anna").get(ENGINE + "/task?assignee=anna").statusCode())
                .isEqualTo(200);
    }

    /** The first lock alone, without the filter in front of it. */
    @ParameterizedTest
    @ValueSource(strings = {"${canary.getSung()}", "${canary.sung}", "${canary}", "#{canary}", "${currentUser() }"})
    void theEngineItselfEvaluatesNothingOutsideAModel(String expression) {
        int before = canary.calls();

        assertThatThrownBy(() -> taskService
                        .createTaskQuery()
                        .or()
                        .taskAssigneeExpression(expression)
                        .endOr()
                        .list())
                .isInstanceOf(ProcessEngineException.class);
        assertThat(canary.calls()).isEqualTo(before);
    }

    @Test
    void aStoredFilterOfAUserEvaluatesNothing() {
        int before = canary.calls();
        String filter = "{\"resourceType\":\"Task\",\"name\":\"n\",\"query\":{\"orQueries\":"
                + "[{\"assigneeExpression\":\"${canary.getSung()}\"}]},\"properties\":{}}";

        assertThat(webapp("anna")
                        .json("POST", ENGINE + "/filter/create", filter)
                        .statusCode())
                .isEqualTo(403);
        assertThat(webapp("sabine")
                        .json("POST", ENGINE + "/filter/create", filter)
                        .statusCode())
                .isEqualTo(403);

        Filter stored = filterService
                .newTaskFilter("evil" + UUID.randomUUID())
                .setQuery(taskService
                        .createTaskQuery()
                        .or()
                        .taskAssigneeExpression("${canary.getSung()}")
                        .endOr());
        assertThatThrownBy(() -> {
                    filterService.saveFilter(stored);
                    filterService.list(stored.getId());
                })
                .isInstanceOf(ProcessEngineException.class);
        assertThat(canary.calls()).isEqualTo(before);
    }

    // 2 and 3: CVE-2026-77226 and the second login

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/api/admin/setup/default/user/create",
                "/camunda/api/admin/setup/default/user/create/",
                "/camunda/api/admin/setup/DEFAULT/user/create",
                "/camunda/api/admin//setup/default/user/create",
                "/camunda/api/admin/./setup/default/user/create",
                "/camunda/api/admin/x/../setup/default/user/create",
                "/camunda/api/admin/setup;a=b/default/user/create",
                "/camunda/api/admin/%73etup/default/user/create",
                "/camunda/api/admin%2fsetup/default/user/create",
                "/camunda/api/admin/auth/user/default/login/admin",
                "/camunda/api/admin/auth/user/default/login/tasklist/",
                "/camunda/api/admin/auth/user/default/%6cogin/tasklist",
                "/camunda/api/admin/auth/user/default/login;x/tasklist",
                "/camunda/api/admin/auth/user//default/login/tasklist"
            })
    void setUpAndTheSecondLoginAreClosedForEverybody(String path) {
        String user = "intruder" + UUID.randomUUID().toString().substring(0, 8);
        String body = "{\"profile\":{\"id\":\"" + user + "\",\"firstName\":\"a\",\"lastName\":\"b\"},"
                + "\"credentials\":{\"password\":\"rapport-demo-1\"}}";
        for (Session session : List.of(new Session(api.base()), webapp("anna"), webapp("sabine"))) {
            assertThat(session.json("POST", path, body).statusCode()).isIn(400, 401, 403, 404);
            assertThat(session.form(path, Map.of("username", "anna", "password", "rapport-demo"))
                            .statusCode())
                    .isIn(400, 401, 403, 404, 415);
        }
        assertThat(identityService.createUserQuery().userId(user).count()).isZero();
    }

    @Test
    void thePasswordOracleIsClosed() {
        String guess = "{\"username\":\"anna\",\"password\":\"rapport-demo\"}";

        assertThat(webapp("anna")
                        .json("POST", ENGINE + "/identity/verify", guess)
                        .statusCode())
                .isEqualTo(403);
        assertThat(api.as("paul").post("/engine-rest/identity/verify", guess).status())
                .isEqualTo(403);
    }

    // 4 and 5: what expressions and scripts reach

    /** What the database says about a request goes to the log and not to whoever sent it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /task?nameLike=%00",
                "GET /task?processVariables=subject_eq_%00",
                "GET /task?firstResult=99999999999",
                "GET /task?firstResult=-1&maxResults=-1",
                "GET /task?sortBy=name;drop&sortOrder=asc",
                "GET /task?sortBy=name&sortOrder=asc--",
                "POST /task {\"nameLike\":\"\\u0000\"}",
                "POST /task {\"sorting\":[{\"sortBy\":\"processVariable\",\"sortOrder\":\"asc\",\"parameters\":"
                        + "{\"variable\":\"x' or 1=1 --\",\"type\":\"String\"}}]}",
                "POST /task {\"taskVariables\":[{\"name\":\"x\",\"operator\":\"eq\",\"value\":{\"a\":1}}]}",
                "POST /task/x/claim {\"userId\":\"\\u0000\"}",
                "POST /task/x/complete {\"variables\":{\"a\":{\"value\":\"x\",\"type\":\"Nonsense\"}}}",
                "POST /task/x/complete {\"variables\":7}",
                "GET /task/%00/form",
                "GET /history/task?taskId=%00",
                "GET /process-definition/key/%00/xml",
                "GET /process-definition?nameLike=%00",
                "POST /process-definition/key/contact/submit-form {\"businessKey\":\"BIG\",\"variables\":{}}",
                "POST /process-definition/key/contact/submit-form {\"variables\":{\"\\u0000\":{\"value\":1}}}",
                "GET /user?firstNameLike=%00",
                "GET /filter/%00/list"
            })
    void noAnswerShowsStatementsOrStackTraces(String call) {
        String[] parts = call.replace("BIG", "9".repeat(300)).split(" ", 3);
        for (String user : List.of("anna", "paul")) {
            HttpResponse<String> answer =
                    webapp(user).json(parts[0], ENGINE + parts[1], parts.length > 2 ? parts[2] : null);
            assertThat(answer.body())
                    .as(answer.statusCode() + "")
                    .doesNotContainIgnoringCase("###", "psql", "select ", "update act", "insert into")
                    .doesNotContain("\tat ", ".java:", "Caused by");
        }
    }

    @Test
    void nobodySetsAnothersPasswordOrGivesHimselfRights() {
        String password = "{\"password\":\"von jemand anderem\",\"authenticatedUserPassword\":\"rapport-demo\"}";
        for (String user : List.of("anna", "maria", "paul")) {
            Session session = webapp(user);
            HttpResponse<String> refused = session.json("PUT", ENGINE + "/user/ben/credentials", password);
            assertThat(refused.statusCode()).as(user).isIn(403, 404);
            assertThat(refused.body())
                    .as("it is the engine that refuses, which hides users from whoever may not read them")
                    .containsAnyOf("AuthorizationException", "User with id ben does not exist");
            assertThat(session.json("PUT", ENGINE + "/user/" + user + "/profile", "{\"id\":\"sabine\"}")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(session.json("PUT", ENGINE + "/group/systemAdmin/members/" + user, "{}")
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(api.as("ben").get("/api/me").status()).isEqualTo(200);
        assertThat(api.as("anna").get("/users").status()).isEqualTo(403);
    }

    @Test
    void expressionsReachNoBeanButSteps() {
        var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        assertThat(configuration.getBeans().containsKey("dataSource")).isFalse();
        assertThat(configuration.getBeans().containsKey("canary")).isTrue();
        assertThat(configuration.getBeans().get("dataSource")).isNull();
        assertThatThrownBy(() -> configuration.getExpressionManager().createExpression("${dataSource.connection}"))
                .isInstanceOf(ProcessEngineException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"juel", "javascript", "groovy", "python", "ruby", "graal.js"})
    void noLanguageHasAScriptEngine(String language) {
        var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        assertThat(configuration.getScriptEngineResolver().getScriptEngine(language, true))
                .isNull();
    }

    // 6: deserialisation

    @Test
    void javaObjectsAreNotDeserialised() {
        var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        assertThat(configuration.isJavaSerializationFormatEnabled()).isFalse();
        assertThat(configuration.isDeserializationTypeValidationEnabled()).isTrue();
        assertThat(configuration.getDefaultSerializationFormat()).isEqualTo("application/json");

        var task = taskService.newTask();
        taskService.saveTask(task);
        try {
            assertThatThrownBy(() -> taskService.setVariable(
                            task.getId(),
                            "a",
                            Variables.serializedObjectValue("rO0ABQ==")
                                    .serializationDataFormat(Variables.SerializationDataFormats.JAVA)
                                    .objectTypeName("java.lang.String")
                                    .create()))
                    .isInstanceOf(ProcessEngineException.class);
            assertThatThrownBy(() -> {
                        taskService.setVariable(
                                task.getId(),
                                "b",
                                Variables.serializedObjectValue("{}")
                                        .serializationDataFormat("application/json")
                                        .objectTypeName("org.springframework.context.support.GenericApplicationContext")
                                        .create());
                        taskService.getVariable(task.getId(), "b");
                    })
                    .isInstanceOf(ProcessEngineException.class);
        } finally {
            taskService.deleteTask(task.getId(), true);
        }
    }

    // the same holes by other names of their paths

    /** How a path can be written so that the engine's servlets still answer it. */
    static Stream<String> otherNamesOfTheEngine() {
        return Stream.of(
                "/camunda/%61pi",
                "/c%61munda/api",
                "/camunda/%61%70%69",
                "/camunda/api;a=b",
                "/camunda;a=b/api",
                "//camunda/api",
                "/camunda//api",
                "/camunda/./api",
                "/camunda/x/../api",
                "/camunda/%2561pi",
                "/camunda%2fapi");
    }

    @ParameterizedTest
    @MethodSource("otherNamesOfTheEngine")
    void anotherNameOfThePathOpensNoHole(String name) {
        String engineName = name + "/engine/engine/default";
        int before = canary.calls();
        String expression = "{\"orQueries\":[{\"assigneeExpression\":\"${canary.getSung()}\"}]}";
        String object =
                "{\"value\":\"rO0ABQ==\",\"type\":\"Object\",\"valueInfo\":{\"objectTypeName\":\"java.lang.String\","
                        + "\"serializationDataFormat\":\"application/x-java-serialized-object\"}}";
        Session paul = webapp("paul");

        assertThat(paul.json("POST", engineName + "/task", expression).statusCode())
                .isIn(400, 403, 404);
        assertThat(paul.get(engineName + "/task?assigneeExpression=%24%7Bcanary.getSung()%7D")
                        .statusCode())
                .isIn(400, 403, 404);
        assertThat(paul.json("POST", name + "/admin/setup/default/user/create", "{}")
                        .statusCode())
                .isIn(400, 403, 404);
        assertThat(paul.form(
                                name + "/admin/auth/user/default/login/tasklist",
                                Map.of("username", "anna", "password", "rapport-demo"))
                        .statusCode())
                .isIn(400, 403, 404);
        assertThat(paul.json("POST", engineName + "/identity/verify", "{}").statusCode())
                .isIn(400, 403, 404);
        assertThat(paul.json("POST", engineName + "/deployment/create", "{}").statusCode())
                .isIn(400, 403, 404);
        assertThat(paul.json("PUT", engineName + "/process-instance/x/variables/a", object)
                        .statusCode())
                .isIn(400, 403, 404);
        assertThat(canary.calls()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/engine/default/%74ask", "/engine/d%65fault/task", "/%65ngine/default/t%61sk/count"})
    void anExpressionIsRefusedUnreadHoweverTheRestOfThePathIsWritten(String rest) {
        int before = canary.calls();

        HttpResponse<String> answer = webapp("anna")
                .json("POST", "/camunda/api/engine" + rest, "{\"assigneeExpression\":\"${canary.getSung()}\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Expressions are not allowed in requests");
        assertThat(canary.calls()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/%65ngine-rest", "/engine%2Drest", "/engine-rest;a=b", "//engine-rest", "/x/../engine-rest"})
    void anotherNameOfTheModelersPathOpensNoHole(String name) {
        int before = canary.calls();
        String script = "--b\r\nContent-Disposition: form-data; name=\"a.bpmn\"; filename=\"a.bpmn\"\r\n\r\n"
                + "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" targetNamespace=\"t\"><process "
                + "id=\"byAnotherName\" isExecutable=\"true\"><startEvent id=\"s\"/><sequenceFlow id=\"f\" sourceRef=\"s\" "
                + "targetRef=\"t\"/><scriptTask id=\"t\" scriptFormat=\"juel\"><script>${canary.sung}</script></scriptTask>"
                + "</process></definitions>\r\n--b--\r\n";

        assertThat(api.as("paul")
                        .with("Content-Type", "multipart/form-data; boundary=b")
                        .post(name + "/deployment/create", script)
                        .status())
                .isIn(400, 401, 403, 404);
        assertThat(api.as("paul")
                        .post(name + "/task", "{\"assigneeExpression\":\"${canary.sung}\"}")
                        .status())
                .isIn(400, 401, 403, 404);
        assertThat(engine.getRepositoryService()
                        .createProcessDefinitionQuery()
                        .processDefinitionKey("byAnotherName")
                        .count())
                .isZero();
        assertThat(canary.calls()).isEqualTo(before);
    }

    // doors beside the holes

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /message",
                "POST /signal",
                "POST /condition",
                "POST /execution/x/signal",
                "POST /process-definition/key/contact/start",
                "POST /process-instance/x/modification",
                "POST /modification/execute",
                "POST /process-instance/delete",
                "DELETE /process-instance/x",
                "DELETE /process-definition/key/contact",
                "DELETE /deployment/x",
                "POST /deployment/create",
                "POST /deployment/x/redeploy",
                "POST /task/create",
                "PUT /task/x",
                "POST /task/x/variables",
                "PUT /task/x/variables/a",
                "POST /task/x/variables/a/data",
                "POST /process-instance/x/variables/a/data",
                "POST /decision-definition/x/evaluate",
                "POST /history/cleanup",
                "DELETE /history/process-instance/x"
            })
    void whatTheWebappsDoNotNeedIsClosedForEverybody(String request) {
        String method = request.substring(0, request.indexOf(' '));
        String path = request.substring(request.indexOf(' ') + 1);
        for (String user : List.of("anna", "maria", "paul", "sabine")) {
            assertThat(webapp(user)
                            .json(method, ENGINE + path, method.equals("DELETE") ? null : "{}")
                            .statusCode())
                    .as(user)
                    .isEqualTo(403);
            assertThat(api.as(user)
                            .send(method, "/engine-rest" + path, method.equals("DELETE") ? null : "{}")
                            .status())
                    .as(user)
                    .isIn(path.equals("/deployment/create") && user.equals("paul") ? List.of(415) : List.of(403));
        }
    }

    /** The vendor's filters take a name from the path and throw when no engine has it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/api/engine/engine/unknown/task",
                "/camunda/api/engine/engine/unknown",
                "/camunda/api/engine/engine/%00/task",
                "/camunda/app/tasklist/unknown",
                "/camunda/app/tasklist/unknown/",
                "/camunda/app/tasklist/unknown/x",
                "/camunda/app/tasklist/%75nknown",
                "/camunda/app/cockpit/unknown",
                "/camunda/app/cockpit/unknown/",
                "/camunda/app/unknown",
                "/camunda/app/unknown/default",
                "/camunda/app/unknown/unknown",
                "/camunda/app/welcome/unknown/",
                "/camunda/api/cockpit/plugin/base/unknown/process-definition/statistics",
                "/camunda/api/admin/auth/user/unknown",
                "/engine-rest/engine/unknown/version",
                "/engine-rest/engine/unknown",
                "/engine-rest/engine/unknown/task?x=%25"
            })
    void anEngineThatIsNotThereIsRefusedInPeace(String path) {
        for (String user : List.of("anna", "paul", "sabine")) {
            HttpResponse<String> answer = path.startsWith("/engine-rest")
                    ? api.as(user).get(path).response()
                    : webapp(user).get(path);
            assertThat(answer.statusCode()).as(user + " " + answer.body()).isIn(400, 403, 404);
            assertThat(answer.body()).doesNotContain("Exception", "org.", "\tat ");
        }
        assertThat(new Session(api.base()).get(path).statusCode()).isIn(302, 400, 401);
    }

    @Test
    void bodiesOverOneMegabyteAreRefused() {
        String large = "{\"a\":\"" + "x".repeat(1024 * 1024) + "\"}";
        assertThat(webapp("anna").json("POST", ENGINE + "/task", large).statusCode())
                .isEqualTo(413);
        assertThat(api.as("anna").post("/api/addresses", large).status()).isEqualTo(413);
        var upload = api.as("paul")
                .with("Content-Type", "multipart/form-data; boundary=b")
                .post("/engine-rest/deployment/create", large);
        assertThat(upload.status()).isEqualTo(413);
        assertThat(upload.json().path("title").asString()).as(upload.text()).isEqualTo("Die Anfrage ist zu groß.");
    }

    /** A connection that is closed upon bytes on their way is reset, and who sent them never reads why. */
    @Test
    void whoSendsTooMuchReadsTheWholeAnswer() {
        String larger = "{\"a\":\"" + "x".repeat(3 * 1024 * 1024) + "\"}";
        for (int i = 0; i < 20; i++) {
            var answer = api.as("anna").post("/api/addresses", larger);
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.json().path("title").asString()).isEqualTo("Die Anfrage ist zu groß.");
        }
    }

    private Session webapp(String user) {
        return SESSIONS.computeIfAbsent(user, key -> {
            Session session = Session.of(api, key);
            session.get("/camunda/app/welcome/default/");
            return session;
        });
    }
}

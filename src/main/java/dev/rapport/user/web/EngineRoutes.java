package dev.rapport.user.web;

import static dev.rapport.web.RouteRight.any;
import static dev.rapport.web.RouteRight.delete;
import static dev.rapport.web.RouteRight.get;
import static dev.rapport.web.RouteRight.options;
import static dev.rapport.web.RouteRight.post;
import static dev.rapport.web.RouteRight.put;
import static dev.rapport.web.Who.LOGGED_IN;
import static dev.rapport.web.Who.NOBODY;
import static dev.rapport.web.Who.PROCESS_ADMINS;
import static dev.rapport.web.Who.READERS;
import static dev.rapport.web.Who.SYSTEM_ADMINS;
import static dev.rapport.web.Who.WATCHERS;
import static dev.rapport.web.Who.WATCHERS_AND_SYSTEM_ADMINS;
import static dev.rapport.web.Who.WRITERS;

import dev.rapport.web.RouteRight;
import dev.rapport.web.RouteRights;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Who may call the engine: its webapps, the REST API behind them and the one for the Camunda Modeler. */
@Component
class EngineRoutes implements RouteRights {

    /** The engine's REST API as its webapps see it; there is one engine. */
    private static final String ENGINE = "/camunda/api/engine/engine/default";

    @Override
    public List<RouteRight> rights() {
        return Stream.of(
                        webapps(),
                        webappsEngine(),
                        modeler("/engine-rest"),
                        modeler("/engine-rest/engine/default"),
                        List.of(any("/engine-rest/**", NOBODY)))
                .flatMap(List::stream)
                .toList();
    }

    private static List<RouteRight> webapps() {
        return List.of(
                // CVE-2026-77226, and a second login that no throttle guards: closed for good
                any("/camunda/api/admin/setup/**", NOBODY),
                any("/camunda/app/admin/*/setup/**", NOBODY),
                any("/camunda/api/*/auth/user/*/login/**", NOBODY),
                any("/camunda/app/tasklist/**", READERS),
                get("/camunda/api/tasklist/plugin/**", READERS),
                any("/camunda/app/cockpit/**", WATCHERS),
                any("/camunda/api/cockpit/plugin/**", WATCHERS),
                any("/camunda/app/admin/**", SYSTEM_ADMINS),
                get("/camunda/api/admin/auth/user/*", LOGGED_IN),
                post("/camunda/api/admin/auth/user/*/logout", LOGGED_IN),
                get("/camunda/api/admin/plugin/**", SYSTEM_ADMINS),
                any("/camunda/app/welcome/**", LOGGED_IN),
                get("/camunda/api/welcome/plugin/**", LOGGED_IN),
                get("/camunda/app/**", LOGGED_IN),
                get("/camunda/assets/**", LOGGED_IN),
                get("/camunda/lib/**", LOGGED_IN),
                get("/camunda/favicon.ico", LOGGED_IN),
                get("/camunda/", LOGGED_IN),
                get("/camunda", LOGGED_IN));
    }

    /** What Tasklist, Cockpit and Admin need. The engine's own authorizations decide about the single task on top. */
    private static List<RouteRight> webappsEngine() {
        return List.of(
                get("/camunda/api/engine/engine", LOGGED_IN),
                get("/camunda/api/engine/engine/", LOGGED_IN),
                get(ENGINE + "/version", LOGGED_IN),
                get(ENGINE + "/authorization/check", LOGGED_IN),
                get(ENGINE + "/identity/groups", LOGGED_IN),
                any(ENGINE + "/identity/password-policy", LOGGED_IN),
                // the own password; the engine refuses any other
                put(ENGINE + "/user/*/credentials", LOGGED_IN),

                // work
                get(ENGINE + "/task/**", READERS),
                post(ENGINE + "/task", READERS),
                post(ENGINE + "/task/count", READERS),
                post(ENGINE + "/task/*/claim", WRITERS),
                post(ENGINE + "/task/*/unclaim", WRITERS),
                post(ENGINE + "/task/*/assignee", WRITERS),
                post(ENGINE + "/task/*/complete", WRITERS),
                post(ENGINE + "/task/*/submit-form", WRITERS),
                post(ENGINE + "/task/*/comment/create", WRITERS),
                get(ENGINE + "/filter/**", READERS),
                options(ENGINE + "/filter/**", READERS),
                post(ENGINE + "/filter/*/list", READERS),
                post(ENGINE + "/filter/*/count", READERS),
                post(ENGINE + "/filter/*/singleResult", READERS),
                get(ENGINE + "/process-definition/**", READERS),
                post(ENGINE + "/process-definition/*/submit-form", WRITERS),
                post(ENGINE + "/process-definition/key/*/submit-form", WRITERS),
                get(ENGINE + "/process-instance/**", READERS),
                post(ENGINE + "/process-instance", READERS),
                post(ENGINE + "/process-instance/count", READERS),
                get(ENGINE + "/variable-instance/**", READERS),
                post(ENGINE + "/variable-instance", READERS),
                post(ENGINE + "/variable-instance/count", READERS),
                any(ENGINE + "/history/cleanup/**", NOBODY),
                get(ENGINE + "/history/**", READERS),
                post(ENGINE + "/history/*", READERS),
                post(ENGINE + "/history/*/count", READERS),
                get(ENGINE + "/case-definition/**", READERS),
                get(ENGINE + "/case-instance/**", READERS),

                // Cockpit: watching
                get(ENGINE + "/deployment/**", WATCHERS),
                get(ENGINE + "/execution/**", WATCHERS),
                post(ENGINE + "/execution", WATCHERS),
                post(ENGINE + "/execution/count", WATCHERS),
                get(ENGINE + "/incident/**", WATCHERS),
                get(ENGINE + "/job/**", WATCHERS),
                post(ENGINE + "/job", WATCHERS),
                post(ENGINE + "/job/count", WATCHERS),
                get(ENGINE + "/job-definition/**", WATCHERS),
                post(ENGINE + "/job-definition", WATCHERS),
                post(ENGINE + "/job-definition/count", WATCHERS),
                get(ENGINE + "/event-subscription/**", WATCHERS),
                get(ENGINE + "/external-task/**", WATCHERS),
                post(ENGINE + "/external-task", WATCHERS),
                post(ENGINE + "/external-task/count", WATCHERS),
                get(ENGINE + "/decision-definition/**", WATCHERS),
                get(ENGINE + "/decision-requirements-definition/**", WATCHERS),
                get(ENGINE + "/batch/**", WATCHERS),
                get(ENGINE + "/metrics/**", WATCHERS_AND_SYSTEM_ADMINS),

                // Cockpit: retrying jobs, editing variables, migrating
                put(ENGINE + "/job/*/retries", PROCESS_ADMINS),
                post(ENGINE + "/job/retries", PROCESS_ADMINS),
                post(ENGINE + "/job/*/execute", PROCESS_ADMINS),
                put(ENGINE + "/job-definition/*/retries", PROCESS_ADMINS),
                post(ENGINE + "/process-instance/job-retries", PROCESS_ADMINS),
                put(ENGINE + "/job/*/suspended", PROCESS_ADMINS),
                put(ENGINE + "/job-definition/*/suspended", PROCESS_ADMINS),
                put(ENGINE + "/process-definition/*/suspended", PROCESS_ADMINS),
                put(ENGINE + "/process-definition/key/*/suspended", PROCESS_ADMINS),
                put(ENGINE + "/process-instance/*/suspended", PROCESS_ADMINS),
                post(ENGINE + "/process-instance/*/variables", PROCESS_ADMINS),
                put(ENGINE + "/process-instance/*/variables/*", PROCESS_ADMINS),
                delete(ENGINE + "/process-instance/*/variables/*", PROCESS_ADMINS),
                post(ENGINE + "/execution/*/localVariables", PROCESS_ADMINS),
                put(ENGINE + "/execution/*/localVariables/*", PROCESS_ADMINS),
                delete(ENGINE + "/execution/*/localVariables/*", PROCESS_ADMINS),
                put(ENGINE + "/incident/*/annotation", PROCESS_ADMINS),
                delete(ENGINE + "/incident/*/annotation", PROCESS_ADMINS),
                any(ENGINE + "/migration/**", PROCESS_ADMINS),
                put(ENGINE + "/batch/*/suspended", PROCESS_ADMINS),

                // names for everybody, see EnginePeopleFilter
                get(ENGINE + "/user/**", LOGGED_IN),
                options(ENGINE + "/user/**", LOGGED_IN),
                // Admin
                any(ENGINE + "/user/**", SYSTEM_ADMINS),
                any(ENGINE + "/group/**", SYSTEM_ADMINS),
                get(ENGINE + "/tenant/**", SYSTEM_ADMINS),
                options(ENGINE + "/tenant/**", SYSTEM_ADMINS),
                any(ENGINE + "/authorization/**", SYSTEM_ADMINS),
                get(ENGINE + "/telemetry/**", SYSTEM_ADMINS),

                // everything else of it: starting without a form, messages, signals, conditions, modification,
                // deleting, deploying, decisions, checking passwords
                any("/camunda/api/**", NOBODY));
    }

    /** What the Camunda Modeler needs to deploy, and a look at what is deployed. */
    private static List<RouteRight> modeler(String engine) {
        return List.of(
                get(engine + "/engine", PROCESS_ADMINS),
                get(engine + "/version", PROCESS_ADMINS),
                post(engine + "/deployment/create", PROCESS_ADMINS),
                get(engine + "/deployment", PROCESS_ADMINS),
                get(engine + "/deployment/count", PROCESS_ADMINS),
                get(engine + "/deployment/*", PROCESS_ADMINS),
                get(engine + "/deployment/*/resources/**", PROCESS_ADMINS),
                get(engine + "/process-definition", PROCESS_ADMINS),
                get(engine + "/process-definition/count", PROCESS_ADMINS),
                get(engine + "/process-definition/*", PROCESS_ADMINS),
                get(engine + "/process-definition/*/xml", PROCESS_ADMINS),
                get(engine + "/process-definition/*/diagram", PROCESS_ADMINS),
                get(engine + "/process-definition/key/*", PROCESS_ADMINS),
                get(engine + "/process-definition/key/*/xml", PROCESS_ADMINS),
                get(engine + "/process-definition/key/*/diagram", PROCESS_ADMINS));
    }
}

package dev.rapport.user.web;

import static dev.rapport.user.web.PermissionTable.Who.MANAGER;
import static dev.rapport.user.web.PermissionTable.Who.NEWCOMER;
import static dev.rapport.user.web.PermissionTable.Who.PROCESS_ADMIN;
import static dev.rapport.user.web.PermissionTable.Who.STAFF;
import static dev.rapport.user.web.PermissionTable.Who.SYSTEM_ADMIN;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * Who may call which route: the only place that says so. The first row that fits decides; a route that no row names is
 * refused to everybody, and a test fails for every mapped route that no row names.
 */
public final class PermissionTable {

    /** Roles as Spring Security names them, and everybody. */
    public enum Who {
        ANONYMOUS,
        /** Logged in with a one-time password: no other role counts until another one is chosen. */
        NEWCOMER,
        STAFF,
        MANAGER,
        PROCESS_ADMIN,
        SYSTEM_ADMIN;

        String authority() {
            return "ROLE_" + name();
        }
    }

    /**
     * One row.
     *
     * @param method null for every method
     * @param pattern path pattern of Spring's PathPattern
     * @param who empty when nobody may
     */
    public record Row(@Nullable HttpMethod method, String pattern, Set<Who> who) {}

    private static final Set<Who> EVERYBODY = EnumSet.allOf(Who.class);
    private static final Set<Who> NEWCOMERS = EnumSet.of(NEWCOMER);
    private static final Set<Who> LOGGED_IN = EnumSet.of(STAFF, MANAGER, PROCESS_ADMIN, SYSTEM_ADMIN);
    private static final Set<Who> READERS = EnumSet.of(STAFF, MANAGER, PROCESS_ADMIN);
    private static final Set<Who> WRITERS = EnumSet.of(STAFF, MANAGER);
    private static final Set<Who> MANAGERS = EnumSet.of(MANAGER);
    private static final Set<Who> WATCHERS = EnumSet.of(MANAGER, PROCESS_ADMIN);
    private static final Set<Who> PROCESS_ADMINS = EnumSet.of(PROCESS_ADMIN);
    private static final Set<Who> SYSTEM_ADMINS = EnumSet.of(SYSTEM_ADMIN);
    private static final Set<Who> WATCHERS_AND_SYSTEM_ADMINS = EnumSet.of(MANAGER, PROCESS_ADMIN, SYSTEM_ADMIN);
    private static final Set<Who> NOBODY = EnumSet.noneOf(Who.class);

    /** The engine's REST API as its webapps see it; there is one engine. */
    private static final String ENGINE = "/camunda/api/engine/engine/default";

    public static final List<Row> ROWS = Stream.of(
                    entrance(),
                    pages(),
                    addressPages(),
                    administration(),
                    api(),
                    webapps(),
                    webappsEngine(),
                    modeler("/engine-rest"),
                    modeler("/engine-rest/engine/default"),
                    closed())
            .flatMap(List::stream)
            .toList();

    private static List<Row> entrance() {
        return List.of(
                any("/login", EVERYBODY),
                any("/logout", EVERYBODY),
                any("/error", EVERYBODY),
                get("/password", NEWCOMERS),
                post("/password", NEWCOMERS),
                get("/favicon.ico", EVERYBODY),
                get("/assets/**", EVERYBODY),
                get("/webjars/**", EVERYBODY),
                get("/actuator/health/liveness", EVERYBODY),
                get("/actuator/health/readiness", EVERYBODY),
                // metrics and details: on the management port only, which is the operator's to shield
                any("/actuator/**", NOBODY));
    }

    private static List<Row> pages() {
        return List.of(
                get("/", LOGGED_IN),
                get("/start/*", READERS),
                get("/palette", LOGGED_IN),
                get("/help", LOGGED_IN),
                post("/help/keys", LOGGED_IN),
                post("/language", EVERYBODY),
                get("/contacts/new", WRITERS),
                post("/contacts/new", WRITERS),
                get("/contacts/new/addresses", WRITERS),
                get("/contacts/new/users", WRITERS),
                get("/contacts/new/campaigns", WRITERS),
                get("/reminders", READERS),
                post("/reminders", WRITERS),
                get("/contacts/*", READERS),
                post("/contacts/*", WRITERS),
                get("/contacts/*/*", READERS),
                post("/contacts/*/reminder", WRITERS));
    }

    private static List<Row> addressPages() {
        return List.of(
                get("/addresses", READERS),
                get("/addresses/new", WRITERS),
                post("/addresses", WRITERS),
                get("/addresses/*", READERS),
                post("/addresses/*", WRITERS),
                get("/addresses/*/*", READERS),
                post("/addresses/*/contact-persons", WRITERS),
                post("/addresses/*/campaigns", WRITERS),
                get("/campaigns", READERS),
                get("/campaigns/new", MANAGERS),
                post("/campaigns", MANAGERS),
                get("/campaigns/options", READERS),
                get("/campaigns/active", READERS),
                post("/campaigns/active", MANAGERS),
                get("/campaigns/*", READERS),
                post("/campaigns/*", MANAGERS),
                get("/campaigns/*/edit", MANAGERS),
                get("/campaigns/*/delete", MANAGERS),
                post("/campaigns/*/delete", MANAGERS),
                get("/campaigns/*/members", READERS),
                post("/campaigns/*/members", WRITERS),
                get("/campaigns/*/results", READERS),
                get("/campaigns/*/candidates", WRITERS),
                post("/campaigns/*/candidates", WRITERS),
                post("/campaigns/*/candidates/pasted", WRITERS),
                get("/campaigns/*/plan-contacts", READERS),
                post("/campaigns/*/plan-contacts", WRITERS),
                post("/campaigns/*/plan-contacts/*/cancel", WRITERS),
                get("/campaigns/*/open-contacts", READERS),
                post("/campaigns/*/open-contacts", WRITERS),
                get("/campaigns/*/measures", READERS),
                get("/measures/new", WRITERS),
                post("/measures", WRITERS),
                get("/measures/*", READERS),
                post("/measures/*", WRITERS),
                get("/measures/*/*", READERS),
                post("/arrangement/*", READERS));
    }

    private static List<Row> administration() {
        return List.of(
                get("/users", SYSTEM_ADMINS),
                post("/users", SYSTEM_ADMINS),
                get("/users/*", SYSTEM_ADMINS),
                post("/users/*", SYSTEM_ADMINS),
                post("/users/*/access", SYSTEM_ADMINS),
                get("/contact-types", MANAGERS),
                post("/contact-types", MANAGERS),
                get("/contact-types/*", MANAGERS),
                post("/contact-types/*", MANAGERS),
                post("/contact-types/*/active", MANAGERS),
                // managers look, process admins act
                get("/models", WATCHERS),
                post("/models", PROCESS_ADMINS),
                get("/models/*", WATCHERS),
                get("/models/*/versions/*", WATCHERS),
                post("/models/*/versions/*", PROCESS_ADMINS));
    }

    private static List<Row> api() {
        return List.of(
                get("/api/me", LOGGED_IN),
                get("/api/openapi", LOGGED_IN),
                get("/api/openapi.yaml", LOGGED_IN),
                get("/api/users", READERS),
                get("/api/contact-types", READERS),
                get("/api/addresses", READERS),
                post("/api/addresses", WRITERS),
                get("/api/addresses/*", READERS),
                patch("/api/addresses/*", WRITERS),
                get("/api/addresses/*/contact-persons", READERS),
                post("/api/addresses/*/contact-persons", WRITERS),
                get("/api/addresses/*/history", READERS),
                get("/api/addresses/*/campaigns", READERS),
                post("/api/contacts", WRITERS),
                get("/api/contacts/*", READERS),
                patch("/api/contacts/*", WRITERS),
                post("/api/contacts/*/outcome", WRITERS),
                get("/api/contacts/*/rules", READERS),
                get("/api/reminders", READERS),
                post("/api/reminders/*/snooze", WRITERS),
                delete("/api/reminders/*", WRITERS),
                get("/api/models", WATCHERS),
                get("/api/models/*/versions", WATCHERS),
                post("/api/models/check", PROCESS_ADMINS),
                post("/api/models/*/versions/*/restore", PROCESS_ADMINS),
                get("/api/consistency", PROCESS_ADMINS),
                post("/api/consistency/repair", PROCESS_ADMINS),
                get("/api/campaigns", READERS),
                post("/api/campaigns", MANAGERS),
                get("/api/campaigns/*", READERS),
                patch("/api/campaigns/*", MANAGERS),
                delete("/api/campaigns/*", MANAGERS),
                get("/api/campaigns/*/members", READERS),
                get("/api/campaigns/*/results", READERS),
                get("/api/campaigns/*/next-steps", READERS),
                get("/api/campaigns/*/plan-contacts", READERS),
                post("/api/campaigns/*/plan-contacts", WRITERS),
                get("/api/bulk/plans/*", READERS),
                post("/api/bulk/plans/*/cancel", WRITERS),
                post("/api/bulk/close", WRITERS),
                post("/api/bulk/reassign", WRITERS),
                put("/api/campaigns/*/members/*", WRITERS),
                delete("/api/campaigns/*/members/*", WRITERS),
                post("/api/measures", WRITERS),
                get("/api/measures/*", READERS),
                patch("/api/measures/*", WRITERS),
                post("/api/measures/*/outcome", WRITERS),
                get("/api/measures/*/rules", READERS));
    }

    private static List<Row> webapps() {
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
    private static List<Row> webappsEngine() {
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

                // Admin
                get(ENGINE + "/user/**", LOGGED_IN),
                options(ENGINE + "/user/**", LOGGED_IN),
                any(ENGINE + "/user/**", SYSTEM_ADMINS),
                get(ENGINE + "/group/**", LOGGED_IN),
                post(ENGINE + "/group", LOGGED_IN),
                post(ENGINE + "/group/count", LOGGED_IN),
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
    private static List<Row> modeler(String engine) {
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

    private static List<Row> closed() {
        return List.of(any("/engine-rest/**", NOBODY));
    }

    private PermissionTable() {}

    private static Row any(String pattern, Set<Who> who) {
        return new Row(null, pattern, who);
    }

    private static Row get(String pattern, Set<Who> who) {
        return new Row(HttpMethod.GET, pattern, who);
    }

    private static Row post(String pattern, Set<Who> who) {
        return new Row(HttpMethod.POST, pattern, who);
    }

    private static Row patch(String pattern, Set<Who> who) {
        return new Row(HttpMethod.PATCH, pattern, who);
    }

    private static Row put(String pattern, Set<Who> who) {
        return new Row(HttpMethod.PUT, pattern, who);
    }

    private static Row delete(String pattern, Set<Who> who) {
        return new Row(HttpMethod.DELETE, pattern, who);
    }

    private static Row options(String pattern, Set<Who> who) {
        return new Row(HttpMethod.OPTIONS, pattern, who);
    }
}

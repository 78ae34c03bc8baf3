package dev.rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.address.AddressFieldsBuilder;
import dev.rapport.address.AddressKind;
import dev.rapport.address.ImportAddresses;
import dev.rapport.contact.Direction;
import dev.rapport.contact.ImportContacts;
import dev.rapport.contact.ImportContactsRowBuilder;
import dev.rapport.contact.TestContacts;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.models.ContactBpmn;
import dev.rapport.models.MeasureBpmn;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.ContactModelFile;
import dev.rapport.support.Deployments;
import dev.rapport.support.MappedRoutes;
import dev.rapport.support.Multipart;
import dev.rapport.support.Pages;
import dev.rapport.support.Session;
import dev.rapport.support.Tasklist;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Through every door by which a text reaches the database: what nobody sees is taken out ({@code domain.md}, cleaned at the
 * door). Looked for in all columns of all tables, Rapport's and the engine's; a writing route that is not walked fails.
 */
@IntegrationTest
class InvisibleTextTest {

    private static final String ENGINE = "/camunda/api/engine/engine/default";

    /** Of no width, a soft hyphen, one that turns the direction, an isolate, a byte order mark, ends of line and paragraph. */
    private static final String HIDDEN = "\u200b\u00ad\u202e\u2066\ufeff";

    private static final Pattern NOT_SEEN =
            Pattern.compile("[\\p{Cf}\\p{Zl}\\p{Zp}]|\\\\u(200b|00ad|202e|2066|feff|202[89])");

    /** Routes that keep no text: buttons, ids, choices, searches, passwords. */
    private static final Set<String> NO_TEXT = Set.of(
            "POST /addresses/{id}/campaigns",
            "POST /addresses/{id}/remove",
            "POST /addresses/{id}/wake",
            "POST /api/addresses/{id}/wake",
            "POST /reminders/due/{id}",
            "POST /api/bulk/plans/{id}/cancel",
            "POST /api/bulk/reassign",
            "POST /api/changes/{id}/stop",
            "POST /api/consistency/repair",
            "POST /api/models/check",
            "POST /api/reminders/{id}/snooze",
            "POST /arrangement/{page}",
            "POST /calendar-feed",
            "POST /calendar-feed/close",
            "POST /campaigns/{id}/candidates",
            "POST /campaigns/{id}/candidates/pasted",
            "POST /campaigns/{id}/delete",
            "POST /campaigns/{id}/members",
            "POST /campaigns/{id}/plan-contacts/{plan}/cancel",
            "POST /changes/new",
            "POST /changes/{id}/stop",
            "POST /contact-types/{code}/active",
            "POST /contacts/{id}/reminder",
            "POST /help/keys",
            "POST /language",
            "POST /mails/again",
            "POST /mails/{id}/again",
            "POST /mails/{id}/give-up",
            "POST /mails/{id}/take-back",
            "POST /password",
            "POST /sessions/sign-out",
            "POST /users/{login}/access",
            "POST /views/{id}",
            "PUT /api/campaigns/{id}/members/{addressId}",
            "PUT /api/views/{id}/pin");

    private final String mark = "w" + UUID.randomUUID().toString().substring(0, 8);
    private final Map<String, ToIntFunction<String>> doors = new LinkedHashMap<>();

    @Autowired
    private Api api;

    @Autowired
    private Pages pages;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private ImportAddresses importAddresses;

    @Autowired
    private ImportContacts importContacts;

    @Autowired
    private Deployments deployments;

    @Autowired
    private RepositoryService repositoryService;

    @Autowired
    private MappedRoutes routes;

    @Autowired
    private JdbcClient jdbc;

    private Pages anna;
    private Pages maria;
    private long address;
    private long campaign;

    @BeforeEach
    void allDoors() {
        anna = pages.as("anna");
        maria = pages.as("maria");
        address = contacts.aCompany();
        campaign = contacts.aCampaign(false);
        addresses();
        campaigns();
        items();
        usersTypesAndModels();
        tasklist();
        engine();
        imports();
    }

    @AfterEach
    void modelsAreAsBefore() {
        deployments.remove();
        jdbc.sql("select id_ from act_re_deployment where name_ like '%' || ? || '%'")
                .param(mark)
                .query(String.class)
                .list()
                .forEach(deployment -> repositoryService.deleteDeployment(deployment, true));
        jdbc.sql("update rapport.contact_type set retired_at = now() where name_de like '%' || ? || '%'")
                .param(mark)
                .update();
    }

    private void addresses() {
        doors.put(
                "POST /addresses",
                text -> anna.submit(
                                "/addresses",
                                Map.of("kind", "company", "name", text, "town", text, "notes", text, "sure", "true"))
                        .status());
        doors.put(
                "POST /addresses/{id}",
                text -> anna.submit("/addresses/" + address, Map.of("version", "0", "name", text, "street", text))
                        .status());
        doors.put(
                "POST /addresses/{id}/contact-persons",
                text -> anna.submit("/addresses/" + address + "/contact-persons", Map.of("name", text, "role", text))
                        .status());
        doors.put(
                "POST /contacts/new, another address",
                text -> anna.submit(
                                "/contacts/new", Map.of("action", "addAnyway", "newKind", "COMPANY", "newName", text))
                        .status());
        doors.put(
                "POST /api/addresses",
                text -> api.as("anna")
                        .post("/api/addresses", Map.of("kind", "company", "name", text, "notes", text))
                        .status());
        doors.put(
                "PATCH /api/addresses/{id}",
                text -> api.as("anna")
                        .patch("/api/addresses/" + contacts.aCompany(), Map.of("version", 0, "name", text))
                        .status());
        doors.put(
                "POST /api/addresses/{id}/contact-persons",
                text -> api.as("anna")
                        .post("/api/addresses/" + address + "/contact-persons", Map.of("name", text))
                        .status());
    }

    private void campaigns() {
        doors.put(
                "POST /campaigns",
                text -> maria.submit("/campaigns", Map.of("title", text, "description", text))
                        .status());
        doors.put(
                "POST /campaigns/active",
                text -> maria.submit("/campaigns/active", Map.of("title", text)).status());
        doors.put(
                "POST /campaigns/{id}",
                text -> maria.submit(
                                "/campaigns/" + contacts.aCampaign(false),
                                Map.of("version", 0, "title", text, "description", text))
                        .status());
        doors.put(
                "POST /api/campaigns",
                text -> api.as("maria")
                        .post("/api/campaigns", Map.of("title", text, "description", text))
                        .status());
        doors.put(
                "PATCH /api/campaigns/{id}",
                text -> api.as("maria")
                        .patch("/api/campaigns/" + contacts.aCampaign(false), Map.of("version", 0, "title", text))
                        .status());
        Map<String, Object> plan = Map.of(
                "type", "CALL",
                "startFrom", "2035-03-01T09:00",
                "startTo", "2035-03-02T17:00",
                "reminder", false);
        doors.put(
                "POST /campaigns/{id}/plan-contacts",
                text -> anna.submit(
                                "/campaigns/" + aCampaignWithAMember() + "/plan-contacts",
                                with(with(plan, "subject", text), "description", text))
                        .status());
        doors.put(
                "POST /api/campaigns/{id}/plan-contacts",
                text -> api.as("anna")
                        .post(
                                "/api/campaigns/" + aCampaignWithAMember() + "/plan-contacts",
                                with(plan, "subject", text))
                        .status());
        doors.put(
                "POST /changes",
                text -> anna.submit(
                                "/changes",
                                Map.of(
                                        "list",
                                        "contacts",
                                        "selected",
                                        planned().id(),
                                        "action",
                                        "close",
                                        "outcome",
                                        "notPerformed",
                                        "infotext",
                                        text))
                        .status());
        doors.put(
                "POST /api/changes",
                text -> api.as("anna")
                        .post(
                                "/api/changes",
                                Map.of(
                                        "list",
                                        "contacts",
                                        "ids",
                                        List.of(planned().id()),
                                        "change",
                                        Map.of("action", "close", "outcome", "notPerformed", "infotext", text)))
                        .status());
        doors.put(
                "POST /campaigns/{id}/open-contacts",
                text -> anna.submit(
                                "/campaigns/" + campaign + "/open-contacts",
                                Map.of("action", "notPerformed", "selected", selected(planned()), "reason", text))
                        .status());
        doors.put(
                "POST /api/bulk/close",
                text -> api.as("anna")
                        .post(
                                "/api/bulk/close",
                                Map.of(
                                        "contacts",
                                        List.of(idAndVersion(planned())),
                                        "outcome",
                                        "notPerformed",
                                        "infotext",
                                        text))
                        .status());
    }

    private void items() {
        doors.put(
                "POST /contacts/new",
                text -> anna.submit(
                                "/contacts/new",
                                Map.of(
                                        "addressId", address,
                                        "type", "CALL",
                                        "direction", "OUTGOING",
                                        "status", "PLANNED",
                                        "date", "2035-01-05",
                                        "time", "10:00",
                                        "subject", text,
                                        "description", text))
                        .status());
        doors.put("POST /contacts/{id}", text -> {
            Existing contact = planned();
            return anna.submit(
                            "/contacts/" + contact.id(),
                            Map.of("version", contact.version(), "subject", text, "description", text))
                    .status();
        });
        doors.put("POST /contacts/{id}, the outcome", text -> {
            Existing contact = planned();
            return anna.submit(
                            "/contacts/" + contact.id(),
                            Map.of("version", contact.version(), "outcome", "notPerformed", "infotext", text))
                    .status();
        });
        for (String path : List.of("/views", "/views/shared")) {
            doors.put(
                    "POST " + path,
                    text -> maria.submit(path, Map.of("list", "contacts", "query", "", "name", text))
                            .status());
        }
        for (String path : List.of("/api/views", "/api/views/shared")) {
            doors.put(
                    "POST " + path,
                    text -> api.as("maria")
                            .post(path, Map.of("list", "contacts", "name", text))
                            .status());
        }
        doors.put("POST /answers/{id}", text -> {
            Existing contact = planned();
            String key = String.valueOf(contact.id());
            return anna.submit(
                            "/answers/" + key,
                            Map.of(
                                    "do",
                                    "notPerformed:" + key,
                                    "version-" + key,
                                    contact.version(),
                                    "reason-" + key,
                                    text))
                    .status();
        });
        doors.put("POST /contacts/{id}, an addition", text -> {
            Existing contact = planned();
            contacts.close(contact, "anna", Map.of("outcome", "notPerformed", "infotext", "Fiel aus"));
            return anna.submit(
                            "/contacts/" + contact.id(),
                            Map.of("version", contacts.read(contact.id()).version(), "addition", text))
                    .status();
        });
        doors.put("POST /reminders", text -> {
            Existing contact = contacts.aPlannedContact().withReminder().create();
            return anna.submit(
                            "/reminders",
                            Map.of(
                                    "do",
                                    "notPerformed:" + contact.id(),
                                    "version-" + contact.id(),
                                    contact.version(),
                                    "reason-" + contact.id(),
                                    text))
                    .status();
        });
        doors.put(
                "POST /api/contacts",
                text -> contacts.aPlannedContact()
                        .with("subject", text)
                        .with("description", text)
                        .send()
                        .status());
        doors.put(
                "PATCH /api/contacts/{id}",
                text -> contacts.change(planned(), Map.of("description", text)).status());
        doors.put(
                "POST /api/contacts/{id}/outcome",
                text -> contacts.close(planned(), "anna", Map.of("outcome", "notPerformed", "infotext", text))
                        .status());
        doors.put("POST /contacts/{id}/void", text -> {
            Existing contact = planned();
            return anna.submit(
                            "/contacts/" + contact.id() + "/void", Map.of("version", contact.version(), "reason", text))
                    .status();
        });
        doors.put("POST /api/contacts/{id}/void", text -> {
            Existing contact = planned();
            return api.as("anna")
                    .post(
                            "/api/contacts/" + contact.id() + "/void",
                            Map.of("version", contact.version(), "reason", text))
                    .status();
        });
        doors.put(
                "POST /measures/{id}/void",
                text -> anna.submit("/measures/" + aMeasure() + "/void", Map.of("version", 0, "reason", text))
                        .status());
        doors.put(
                "POST /api/measures/{id}/void",
                text -> api.as("anna")
                        .post("/api/measures/" + aMeasure() + "/void", Map.of("version", 0, "reason", text))
                        .status());
        doors.put(
                "POST /measures",
                text -> anna.submit("/measures", Map.of("subject", text, "infotext", text))
                        .status());
        doors.put(
                "POST /measures/{id}",
                text -> anna.submit("/measures/" + aMeasure(), Map.of("version", 0, "subject", text, "infotext", text))
                        .status());
        doors.put(
                "POST /api/measures",
                text -> api.as("anna")
                        .post("/api/measures", Map.of("subject", text, "infotext", text))
                        .status());
        doors.put(
                "PATCH /api/measures/{id}",
                text -> api.as("anna")
                        .patch("/api/measures/" + aMeasure(), Map.of("version", 0, "infotext", text))
                        .status());
        doors.put(
                "POST /api/measures/{id}/outcome",
                text -> api.as("anna")
                        .post(
                                "/api/measures/" + aMeasure() + "/outcome",
                                Map.of("version", 0, "outcome", "notPerformed", "infotext", text))
                        .status());
    }

    private void usersTypesAndModels() {
        doors.put(
                "POST /users",
                text -> pages.as("sabine")
                        .submit(
                                "/users",
                                Map.of(
                                        "login",
                                        login(),
                                        "firstName",
                                        text,
                                        "name",
                                        "Neu",
                                        "email",
                                        "neu@rapport.example",
                                        "groups",
                                        "staff"))
                        .status());
        doors.put("POST /users/{login}", text -> {
            String login = login();
            pages.as("sabine")
                    .submit(
                            "/users",
                            Map.of(
                                    "login",
                                    login,
                                    "firstName",
                                    "Alt",
                                    "name",
                                    "Alt",
                                    "email",
                                    "alt@rapport.example",
                                    "groups",
                                    "staff"));
            return pages.as("sabine")
                    .submit(
                            "/users/" + login,
                            Map.of(
                                    "version",
                                    version(login),
                                    "firstName",
                                    text,
                                    "name",
                                    "Neu",
                                    "email",
                                    "neu@rapport.example",
                                    "groups",
                                    "staff"))
                    .status();
        });
        doors.put(
                "POST /contact-types",
                text -> maria.submit(
                                "/contact-types",
                                Map.of(
                                        "nameDe",
                                        text,
                                        "nameEn",
                                        text,
                                        "needsDuration",
                                        "true",
                                        "usualDuration",
                                        "00:30"))
                        .status());
        doors.put("POST /contact-types/{code}", text -> {
            maria.submit("/contact-types", Map.of("nameDe", "Alt " + mark, "nameEn", "Old " + mark));
            String code = jdbc.sql("select code from rapport.contact_type where name_de = ?")
                    .param("Alt " + mark)
                    .query(String.class)
                    .single();
            return maria.submit("/contact-types/" + code, Map.of("version", 0, "nameDe", text, "nameEn", text))
                    .status();
        });
        doors.put(
                "POST /models",
                text -> new Multipart()
                        .field("comment", text)
                        .file("contact.bpmn", ContactModelFile.standard())
                        .send(api.as("paul"), "/models")
                        .status());
        doors.put(
                "POST /models/{key}/versions/{version}",
                text -> pages.as("paul")
                        .submit("/models/contact/versions/1", Map.of("comment", text))
                        .status());
        doors.put(
                "POST /api/models/{key}/versions/{version}/restore",
                text -> api.as("paul")
                        .post("/api/models/contact/versions/1/restore", Map.of("comment", text))
                        .status());
    }

    /** What the pages of Tasklist send. */
    private void tasklist() {
        Tasklist tasklist = Tasklist.of(api, "anna");
        doors.put(
                "Tasklist, a contact",
                text -> tasklist.start(
                                ContactBpmn.KEY,
                                contacts.aPlannedContact().with("subject", text).body())
                        .status());
        doors.put(
                "Tasklist, its outcome",
                text -> tasklist.complete(planned().taskId(), Map.of("outcome", "notPerformed", "infotext", text))
                        .status());
        doors.put(
                "Tasklist, a measure",
                text -> tasklist.start(MeasureBpmn.KEY, Map.of("subject", text)).status());
        doors.put("Tasklist, a variable that nobody knows", text -> {
            Map<String, Object> body = new HashMap<>(contacts.aPlannedContact().body());
            body.put("note", text);
            return tasklist.start(ContactBpmn.KEY, body).status();
        });
        Session session = Session.of(api, "anna");
        session.get("/camunda/app/tasklist/default/");
        doors.put(
                "Tasklist, a comment",
                text -> send(
                        session, "POST", "/task/" + planned().taskId() + "/comment/create", Map.of("message", text)));
    }

    /** What Cockpit, Admin and the Modeler send. */
    private void engine() {
        Session paul = Session.of(api, "paul");
        paul.get("/camunda/app/cockpit/default/");
        Map<String, Object> variable = Map.of("type", "String");
        doors.put(
                "Cockpit, a variable",
                text -> send(
                        paul,
                        "PUT",
                        "/process-instance/" + instance() + "/variables/note",
                        with(variable, "value", text)));
        doors.put(
                "Cockpit, several variables",
                text -> send(
                        paul,
                        "POST",
                        "/process-instance/" + instance() + "/variables",
                        Map.of("modifications", Map.of("note", with(variable, "value", text)))));
        doors.put(
                "Cockpit, a local variable",
                text -> send(
                        paul,
                        "PUT",
                        "/execution/" + instance() + "/localVariables/note",
                        with(variable, "value", text)));
        doors.put(
                "Cockpit, several local variables",
                text -> send(
                        paul,
                        "POST",
                        "/execution/" + instance() + "/localVariables",
                        Map.of("modifications", Map.of("note", with(variable, "value", text)))));
        Session sabine = Session.of(api, "sabine");
        sabine.get("/camunda/app/admin/default/");
        doors.put("Admin, a user", text -> {
            String login = login();
            return send(
                    sabine,
                    "POST",
                    "/user/create",
                    Map.of(
                            "profile",
                            Map.of("id", login, "firstName", text, "lastName", "Neu", "email", "neu@rapport.example"),
                            "credentials",
                            Map.of("password", "ein ganz anderer Satz")));
        });
        doors.put("Admin, a user's profile", text -> {
            String login = login();
            pages.as("sabine")
                    .submit(
                            "/users",
                            Map.of(
                                    "login",
                                    login,
                                    "firstName",
                                    "Alt",
                                    "name",
                                    "Alt",
                                    "email",
                                    "alt@rapport.example",
                                    "groups",
                                    "staff"));
            return send(
                    sabine,
                    "PUT",
                    "/user/" + login + "/profile",
                    Map.of("id", login, "firstName", text, "lastName", "Neu", "email", "neu@rapport.example"));
        });
        doors.put(
                "Admin, a group",
                text -> send(sabine, "POST", "/group/create", Map.of("id", login(), "name", text, "type", "WORKFLOW")));
        doors.put("Modeler, a deployment", text -> {
            deployments.deploy(text, "contact.bpmn", ContactModelFile.standard());
            return 200;
        });
    }

    /** What comes by thousands. */
    private void imports() {
        doors.put("import of addresses", text -> {
            importAddresses.add(List.of(new ImportAddresses.Row(
                    importAddresses.ids(1).get(0),
                    AddressKind.COMPANY,
                    null,
                    AddressFieldsBuilder.builder().name(text).town(text).build(),
                    Instant.now(),
                    "anna")));
            return 200;
        });
        doors.put("import of contacts", text -> {
            importContacts.add(List.of(ImportContactsRowBuilder.builder()
                    .addressId(address)
                    .type("CALL")
                    .direction(Direction.OUTGOING)
                    .performed(true)
                    .start(Instant.parse("2026-01-05T10:00:00Z"))
                    .minutes(10)
                    .subject(text)
                    .infotext(text)
                    .createdAt(Instant.parse("2026-01-05T10:00:00Z"))
                    .closedAt(Instant.parse("2026-01-05T10:10:00Z"))
                    .by("anna")
                    .build()));
            return 200;
        });
    }

    @Test
    void noDoorLetsInWhatNobodySees() {
        Map<String, String> words = new LinkedHashMap<>();
        Map<String, Integer> refused = new LinkedHashMap<>();
        doors.forEach((door, send) -> {
            String word = mark + "x" + words.size() + "x";
            words.put(door, word);
            int status = send.applyAsInt("Un" + HIDDEN + "sichtbar " + word + HIDDEN);
            if (status >= 400) {
                refused.put(door, status);
            }
        });
        assertThat(refused).isEmpty();

        List<String> kept = texts();
        Set<String> unclean = new TreeSet<>();
        words.forEach((door, word) -> {
            List<String> its = kept.stream().filter(text -> text.contains(word)).toList();
            if (its.stream().noneMatch(text -> text.contains("Unsichtbar " + word))
                    || its.stream().anyMatch(text -> NOT_SEEN.matcher(text).find())) {
                unclean.add(door + ": " + its);
            }
        });
        assertThat(unclean).isEmpty();
    }

    /** The switch of the test above: past all doors, and it is seen. */
    @Test
    void whatIsWrittenPastTheDoorsIsFound() {
        jdbc.sql("update rapport.address set town = ? where id = ?")
                .param("Un" + HIDDEN + "sichtbar " + mark)
                .param(address)
                .update();

        assertThat(texts()).anyMatch(text -> NOT_SEEN.matcher(text).find());
    }

    @Test
    void everyWritingRouteOfRapportsIsWalkedOrKeepsNoText() {
        Set<String> walked = new TreeSet<>(NO_TEXT);
        doors.keySet().forEach(door -> walked.add(door.replaceFirst(",.*", "")));
        walked.removeIf(door -> !door.contains("/"));
        Set<String> writing = new TreeSet<>();
        routes.controllers().keySet().stream()
                .filter(route -> Set.of("POST", "PUT", "PATCH").contains(route.method()))
                .forEach(route -> writing.add(route.toString()));
        assertThat(walked).containsExactlyInAnyOrderElementsOf(writing);
    }

    /** A name has no room for what is not seen either. */
    @Test
    void noVariableHasANameThatNobodySees() {
        Session paul = Session.of(api, "paul");
        paul.get("/camunda/app/cockpit/default/");
        String path = "/process-instance/" + instance() + "/variables";
        Map<String, Object> value = Map.of("type", "String", "value", "x");

        for (String hidden : List.of("%E2%80%8B", "%C2%AD", "%E2%80%AE", "%E2%80%A8", "%EF%BB%BF")) {
            assertThat(send(paul, "PUT", path + "/" + mark + hidden, value))
                    .as(hidden)
                    .isEqualTo(400);
        }
        assertThat(send(paul, "POST", path, Map.of("modifications", Map.of(mark + "\u200b", value))))
                .isEqualTo(400);
        assertThat(jdbc.sql("select count(*) from act_ru_variable where name_ like ? || '%'")
                        .param(mark)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** Whatever of this test's is stored anywhere. */
    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        List<Map<String, Object>> columns = jdbc.sql("""
                        select format('%I.%I', c.table_schema, c.table_name) as table, format('%I', c.column_name) as column,
                               c.data_type = 'bytea' as binary
                        from information_schema.columns c
                        join information_schema.tables t using (table_schema, table_name)
                        where t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema')
                          and (c.data_type in ('text', 'character varying', 'json', 'jsonb')
                               or c.table_name = 'act_ge_bytearray' and c.data_type = 'bytea')""").query().listOfRows();
        assertThat(columns).hasSizeGreaterThan(200);
        for (Map<String, Object> column : columns) {
            String value = Boolean.TRUE.equals(column.get("binary"))
                    ? "encode(" + column.get("column") + ", 'escape')"
                    : column.get("column") + "::text";
            texts.addAll(jdbc.sql("select %s from %s where %s like '%%' || ? || '%%'"
                            .formatted(value, column.get("table"), value))
                    .param(mark)
                    .query(String.class)
                    .list());
        }
        return texts;
    }

    private Existing planned() {
        return contacts.aPlannedContact().with("campaignId", campaign).create();
    }

    private String instance() {
        return jdbc.sql("select proc_inst_id_ from act_ru_task where id_ = ?")
                .param(planned().taskId())
                .query(String.class)
                .single();
    }

    private long aMeasure() {
        Answer answer = api.as("anna").post("/api/measures", Map.of("subject", "Rundbrief"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asLong();
    }

    private long aCampaignWithAMember() {
        long id = contacts.aCampaign(false);
        assertThat(api.as("anna")
                        .send("PUT", "/api/campaigns/" + id + "/members/" + address, "{}")
                        .status())
                .isBetween(200, 299);
        return id;
    }

    private static String selected(Existing contact) {
        return contact.id() + ":" + contact.version();
    }

    private static Map<String, Object> idAndVersion(Existing contact) {
        return Map.of("id", contact.id(), "version", contact.version());
    }

    private int version(String login) {
        return jdbc.sql("select version from rapport.app_user where user_id = ?")
                .param(login)
                .query(Integer.class)
                .single();
    }

    private static String login() {
        return "un" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static Map<String, Object> with(Map<String, Object> fields, String name, Object value) {
        Map<String, Object> all = new HashMap<>(fields);
        all.put(name, value);
        return all;
    }

    private static int send(Session session, String method, String path, Map<String, ?> body) {
        return session.json(method, ENGINE + path, JsonMapper.builder().build().writeValueAsString(body))
                .statusCode();
    }
}

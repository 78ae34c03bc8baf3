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
import dev.rapport.support.Api;
import dev.rapport.support.ContactModelFile;
import dev.rapport.support.Deployments;
import dev.rapport.support.MappedRoutes;
import dev.rapport.support.Pages;
import dev.rapport.support.Session;
import java.time.Instant;
import java.util.ArrayList;
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

/**
 * Through every door by which a text reaches the database: what nobody sees is taken out ({@code domain.md}, cleaned at the
 * door). Looked for in all columns of all tables, Rapport's and the engine's; a writing route that is not walked fails.
 */
@IntegrationTest
class InvisibleTextTest {

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
            "POST /api/models/moves",
            "POST /api/models/moves/{id}/stop",
            "POST /models/moves",
            "POST /models/moves/{id}/stop",
            "POST /api/models/proposals/{id}/approve",
            "POST /api/models/proposals/{id}/withdraw",
            "POST /models/proposals/{id}/approve",
            "POST /models/proposals/{id}/withdraw",
            "POST /api/models/rehearsals",
            "POST /api/models/rehearsals/{id}/stop",
            "POST /models/rehearsals",
            "POST /models/rehearsals/{id}/stop",
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

    private long address;
    private EngineDoors engine;

    @BeforeEach
    void allDoors() {
        address = contacts.aCompany();
        engine = new EngineDoors(api, pages, contacts, jdbc, mark);
        for (TextDoors each : List.of(
                new AddressDoors(api, pages, contacts, jdbc, mark),
                new ItemDoors(api, pages, contacts, jdbc, mark),
                new AdministrationDoors(api, pages, contacts, jdbc, mark),
                engine)) {
            doors.putAll(each.all());
        }
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

    /** What the Modeler sends, and what comes by thousands. */
    private void imports() {
        doors.put("Modeler, a deployment", text -> {
            deployments.deploy(text, "contact.bpmn", ContactModelFile.standard());
            return 200;
        });
        doors.put(
                "POST /models/proposals/{id}/refuse",
                text -> pages.as("maria")
                        .submit("/models/proposals/" + proposal() + "/refuse", Map.of("reason", text))
                        .status());
        doors.put(
                "POST /api/models/proposals/{id}/refuse",
                text -> api.as("maria")
                        .post("/api/models/proposals/" + proposal() + "/refuse", Map.of("reason", text))
                        .status());
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

    /** One that waits, of no files. */
    private long proposal() {
        return jdbc.sql("""
                        insert into rapport.model_proposal (digest, warnings, replaced, status, proposed_at, proposed_by)
                        values (gen_random_uuid()::text, '[]', '[]', 'WAITING', now(), 'paul') returning id""").query(Long.class).single();
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
        String path = "/process-instance/" + engine.instance() + "/variables";
        Map<String, Object> value = Map.of("type", "String", "value", "x");

        for (String hidden : List.of("%E2%80%8B", "%C2%AD", "%E2%80%AE", "%E2%80%A8", "%EF%BB%BF")) {
            assertThat(TextDoors.send(paul, "PUT", path + "/" + mark + hidden, value))
                    .as(hidden)
                    .isEqualTo(400);
        }
        assertThat(TextDoors.send(paul, "POST", path, Map.of("modifications", Map.of(mark + "\u200b", value))))
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
}

package dev.rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Api;
import dev.rapport.support.Session;
import dev.rapport.support.Statements;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Jumping to anything, what was viewed lately, and the choice about single keys. */
@IntegrationTest
class PaletteTest {

    @Autowired
    private Api api;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private Statements statements;

    @Autowired
    private List<PaletteSource> sources;

    private final String word = "w" + UUID.randomUUID().toString().substring(0, 8);
    private String address = "";
    private String contact = "";
    private String number = "";
    private String campaign = "";
    private String measure = "";

    @BeforeEach
    void oneOfEachKind() {
        address = id("/api/addresses", Map.of("kind", "company", "name", word + " GmbH", "town", "Ulm"));
        campaign = id("/api/campaigns", Map.of("title", "Messe " + word));
        measure = id("/api/measures", Map.of("subject", "Brief " + word));
        Map<String, Object> call = new HashMap<>();
        call.put("addressId", address);
        call.put("type", "CALL");
        call.put("direction", "OUTGOING");
        call.put("status", "PLANNED");
        call.put("start", "2031-02-03T10:00");
        call.put("reminder", false);
        call.put("subject", "Rückruf " + word);
        contact = id("/api/contacts", call);
        number = api.as("maria")
                .get("/api/contacts/" + contact)
                .json()
                .path("number")
                .asString();
    }

    @Test
    void findsEveryKindByTwoTerms() {
        String page = Session.of(api, "anna").get("/palette?q=" + word).body();
        assertThat(page)
                .contains(
                        "<html",
                        "href=\"/addresses/" + address + "\"",
                        "href=\"/contacts/" + contact + "\"",
                        "href=\"/campaigns/" + campaign + "\"",
                        "href=\"/measures/" + measure + "\"")
                .doesNotContain("role=\"option\"");
        assertThat(found("anna", "ruckruf " + word))
                .contains("/contacts/" + contact)
                .doesNotContain("/addresses/" + address, "/measures/" + measure);
        assertThat(found("anna", number)).contains("/contacts/" + contact, "role=\"option\"");
        assertThat(found("anna", "nothing " + word)).contains("Nichts gefunden");
    }

    @Test
    void hitsSayWhoseTheyAreAndWhen() {
        String planned = id(
                "/api/measures",
                Map.of("subject", "Zettel " + word, "campaignId", campaign, "plannedFor", "2031-03-04"));
        String page = found("anna", word);
        assertThat(page)
                .contains("<mark>" + word + "</mark> GmbH · 03.02.2031 · " + number)
                .contains("Messe <mark>" + word + "</mark> · 04.03.2031 · M-");
        assertThat(page).contains("/measures/" + planned);
    }

    @Test
    void offersActionsThatThePersonMayOpen() {
        assertThat(found("anna", ""))
                .contains("/contacts/new", "/addresses/new", "/camunda/app/tasklist/")
                .doesNotContain("/campaigns/new", "/camunda/app/cockpit/", "/camunda/app/admin/");
        assertThat(found("maria", "")).contains("/campaigns/new", "/camunda/app/cockpit/");
        assertThat(found("maria", "kampagne anlegen"))
                .contains("/campaigns/new")
                .doesNotContain("/addresses/new");
        assertThat(found("sabine", word)).doesNotContain("/addresses/" + address, "/contacts/" + contact);
        assertThat(found("sabine", "")).contains("/camunda/app/admin/");
    }

    /** As PostgreSQL says of the very statement that the palette sends, with so many rows that reading all is dear. */
    @ParameterizedTest
    @CsvSource({"/contacts/1, contact", "/measures/1, measure"})
    void findsWhatHasANumberWithoutReadingAllOfIt(String example, String table) {
        PaletteSource source = sources.stream()
                .filter(each -> each.example().equals(example))
                .findFirst()
                .orElseThrow();
        List<String> sent = statements.during(() -> source.find("ruckruf " + word));
        assertThat(sent).hasSize(1);
        transactions.executeWithoutResult(transaction -> {
            transaction.setRollbackOnly();
            loadMany();
            assertThat(rowsRead(table, sent.get(0), word)).as("a rare word").isBetween(1L, PaletteSource.MOST + 1L);
            assertThat(rowsRead(table, sent.get(0), "ruckruf"))
                    .as("a word that all have")
                    .isBetween((long) PaletteSource.MOST, 2 * 1024L);
        });
        jdbc.execute("vacuum analyze rapport." + table);
    }

    /** Rows of a table that are looked at, whether they fit or not; one of them for the newest id. */
    private long rowsRead(String table, String statement, String last) {
        Object[] terms = statement
                .chars()
                .filter(each -> each == '?')
                .mapToObj(each -> each)
                .toArray();
        for (int i = 0; i < terms.length; i++) {
            terms[i] = i % 2 == 0 ? "ruckruf" : last;
        }
        String plan = jdbc.queryForObject("explain (analyze, format json) " + statement, String.class, terms);
        long rows = 0;
        for (JsonNode scan : JsonMapper.shared().readTree(plan).findParents("Relation Name")) {
            if (scan.path("Relation Name").asString().equals(table)
                    && scan.path("Actual Loops").asLong() > 0) {
                assertThat(scan.path("Node Type").asString()).as(plan).isNotEqualTo("Seq Scan");
                rows += scan.path("Actual Loops").asLong()
                        * (scan.path("Actual Rows").asLong()
                                + scan.path("Rows Removed by Filter").asLong()
                                + scan.path("Rows Removed by Index Recheck").asLong());
            }
        }
        return rows;
    }

    /** Without triggers and foreign keys, which would only be asked whether what is written here is right. */
    private void loadMany() {
        jdbc.execute("set local session_replication_role = replica");
        jdbc.update("""
                insert into rapport.contact
                  (number, address_id, type, direction, status, start_at, duration_minutes, subject, created_at, created_by)
                select 'K-1998-' || 1000000 + i, ?, 'CALL', 'OUTGOING', 'PLANNED', now(), 0, 'Rückruf ' || i, now(), 'test'
                from generate_series(1, 20000) i""", Long.valueOf(address));
        jdbc.update("""
                insert into rapport.measure (number, subject, start_at, status, created_at, created_by)
                select 'M-1998-' || 1000000 + i, 'Rückruf ' || i, now(), 'PLANNED', now(), 'test'
                from generate_series(1, 20000) i""");
        jdbc.update("update rapport.measure set subject = 'Rückruf ' || subject where id = ?", Long.valueOf(measure));
        jdbc.execute("analyze rapport.contact");
        jdbc.execute("analyze rapport.measure");
    }

    @Test
    void everythingThatWasOpenedIsListedAsViewed() {
        Session ben = Session.of(api, "ben");
        for (String path : new String[] {"/addresses/" + address, "/contacts/" + contact, "/campaigns/" + campaign}) {
            assertThat(ben.get(path).statusCode()).isEqualTo(200);
        }
        String part =
                ben.header("HX-Request", "true").get("/start/recently-viewed").body();
        assertThat(part)
                .containsSubsequence(
                        "#megaphone",
                        "Messe " + word,
                        "#chat-left-text",
                        "Rückruf " + word,
                        "#building",
                        word + " GmbH");
    }

    @Test
    void keysWithoutCtrlAreSwitchedOffForThePersonOnEveryComputer() {
        Session paul = Session.of(api, "paul");
        assertThat(paul.get("/help").body()).contains("data-single-keys=\"true\"", "Tasten ohne Strg ausschalten");
        paul.form("/help/keys", Map.of("single", "false"));
        assertThat(paul.get("/help").body())
                .contains("data-single-keys=\"false\"", "Die Tasten N, / und ? sind ausgeschaltet.");
        Session elsewhere = Session.of(api, "paul");
        assertThat(elsewhere.get("/help").body()).contains("data-single-keys=\"false\"");
        elsewhere.form("/help/keys", Map.of("single", "true"));
        assertThat(elsewhere.get("/help").body()).contains("data-single-keys=\"true\"");
    }

    private String found(String user, String query) {
        return Session.of(api, user)
                .header("HX-Request", "true")
                .get("/palette?q=" + query.replace(" ", "+"))
                .body();
    }

    private String id(String path, Map<String, ?> body) {
        return api.as("maria").post(path, body).json().path("id").asString();
    }
}

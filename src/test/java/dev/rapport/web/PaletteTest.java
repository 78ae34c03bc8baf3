package dev.rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Api;
import dev.rapport.support.Session;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Jumping to anything, what was viewed lately, and the choice about single keys. */
@IntegrationTest
class PaletteTest {

    @Autowired
    private Api api;

    @Autowired
    private JdbcTemplate jdbc;

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

    @Test
    void findsContactsWithoutReadingAllOfThem() {
        jdbc.execute("set enable_seqscan = off");
        assertThat(jdbc.queryForList(
                        "explain select id from rapport.contact where rapport.fold(number || ' ' || subject)"
                                + " like rapport.inside(rapport.fold('ruckruf'))",
                        String.class))
                .anyMatch(line -> line.contains("contact_found"));
        jdbc.execute("reset enable_seqscan");
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

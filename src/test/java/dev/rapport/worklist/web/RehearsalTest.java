package dev.rapport.worklist.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Api;
import dev.rapport.support.Session;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What cannot be undone is rehearsed first: refused like the thing itself, and nothing is written (ADR 53). */
@IntegrationTest
class RehearsalTest {

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    private final String word = "w" + UUID.randomUUID().toString().substring(0, 8);
    private String company = "";
    private String campaign = "";
    private Session page;

    @BeforeEach
    void aCampaignWithAMember() {
        company = created("/api/addresses", Map.of("kind", "company", "name", word + " GmbH"));
        campaign = created(
                "/api/campaigns", Map.of("title", word, "text", word, "start", "2026-01-01", "end", "2099-12-31"));
        assertThat(api.as("maria")
                        .send("PUT", "/api/campaigns/" + campaign + "/members/" + company, null)
                        .status())
                .isLessThan(300);
        page = Session.of(api, "maria").header("HX-Request", "true").header("X-Hold", "true");
    }

    private String created(String path, Map<String, Object> body) {
        return api.as("maria").post(path, body).json().path("id").asString();
    }

    private String call(String subject) {
        Map<String, Object> call = new HashMap<>();
        call.put("addressId", company);
        call.put("type", "CALL");
        call.put("direction", "OUTGOING");
        call.put("status", "PLANNED");
        call.put("start", "1990-02-01T10:00");
        call.put("reminder", true);
        call.put("subject", subject);
        call.put("campaignId", campaign);
        return created("/api/contacts", call);
    }

    private JsonNode contact(String id) {
        return api.as("maria").get("/api/contacts/" + id).json();
    }

    private static String held(HttpResponse<String> answer) {
        return answer.headers().firstValue("X-Held").orElse("");
    }

    private long tasks(String id) {
        return jdbc.sql("""
                        select count(*) from rapport.contact c
                        join act_ru_task t on t.proc_inst_id_ = c.process_instance_id where c.id = :id""").param("id", Long.valueOf(id)).query(Long.class).single();
    }

    private static Map<String, String> with(Map<String, String> fields, String name, String value) {
        Map<String, String> more = new HashMap<>(fields);
        more.put(name, value);
        return more;
    }

    @Test
    void aContactIsClosedOnlyOnceItIsNoRehearsal() {
        String id = call(word);
        Map<String, String> line = Map.of(
                "do", "performed:" + id, "version-" + id, "0", "duration-" + id, "00:10", "note-" + id, "Erreicht");

        var rehearsed = page.form("/reminders", line);
        assertThat(rehearsed.statusCode()).isEqualTo(204);
        assertThat(held(rehearsed)).contains("\"" + id + "\"", "Durchgef", word).isASCII();
        assertThat(rehearsed.headers().firstValue("X-Changed")).isEmpty();
        assertThat(contact(id).path("status").asString()).isEqualTo("PLANNED");
        assertThat(contact(id).path("version").asInt()).isZero();
        assertThat(contact(id).path("infotext").asString("")).isEmpty();
        assertThat(tasks(id)).isEqualTo(1);

        var done = Session.of(api, "maria").header("HX-Request", "true").form("/reminders", line);
        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(held(done)).isEmpty();
        assertThat(contact(id).path("status").asString()).isEqualTo("PERFORMED");
        assertThat(tasks(id)).isZero();

        // another page asks what is still possible
        assertThat(page.form("/reminders", line).statusCode()).isEqualTo(422);
        var again = page.header("X-Hold-Again", "true").form("/reminders", line);
        assertThat(again.statusCode()).isEqualTo(204);
        assertThat(held(again)).isEmpty();
    }

    @Test
    void whatIsRefusedIsRefusedAtOnceAndTheOthersWait() {
        String good = call(word + " eins");
        String stale = call(word + " zwei");
        Map<String, String> order = Map.of(
                "do",
                "notPerformed:selected",
                "reason-selected",
                "Abgesagt",
                "version-" + good,
                "0",
                "version-" + stale,
                "7");

        var one = page.form("/reminders", with(order, "selected", stale));
        assertThat(one.statusCode()).isEqualTo(422);
        assertThat(held(one)).isEmpty();

        var both = page.form("/reminders", with(order, "selected", good + "," + stale));
        assertThat(both.statusCode()).isEqualTo(422);
        assertThat(held(both)).contains("\"" + good + "\"").doesNotContain("\"" + stale + "\"");
        assertThat(contact(good).path("status").asString()).isEqualTo("PLANNED");
    }

    @Test
    void manyOfACampaignAreRehearsedToo() {
        String id = call(word);
        String path = "/campaigns/" + campaign + "/open-contacts";
        Map<String, String> order = Map.of("selected", id + ":0", "action", "performed", "duration", "5");

        var rehearsed = page.form(path, order);
        assertThat(rehearsed.statusCode()).isEqualTo(204);
        assertThat(held(rehearsed)).contains("\"" + id + "\"");
        assertThat(contact(id).path("status").asString()).isEqualTo("PLANNED");

        var given = page.form(path, Map.of("selected", id + ":0", "action", "reassign", "responsible", "ben"));
        assertThat(given.statusCode()).isEqualTo(204);
        assertThat(contact(id).path("version").asInt()).isZero();

        var refused = page.form(path, with(order, "duration", "99:99"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(held(refused)).isEmpty();
    }

    @Test
    void membersStayAndNothingIsPlanned() {
        var removed = page.form("/campaigns/" + campaign + "/members", Map.of("member", company));
        assertThat(removed.statusCode()).isEqualTo(204);
        assertThat(held(removed)).contains("\"" + company + "\"");
        assertThat(page.get("/campaigns/" + campaign + "/members").body()).contains(word + " GmbH");

        Map<String, String> plan = Map.of(
                "subject", word,
                "type", "CALL",
                "startFrom", "+1 9:00",
                "startTo", "+3 17:00",
                "responsibles", "ben",
                "idempotencyKey", UUID.randomUUID().toString());
        String path = "/campaigns/" + campaign + "/plan-contacts";
        assertThat(page.form(path, with(plan, "subject", "")).statusCode()).isEqualTo(422);
        var ordered = page.form(path, plan);
        assertThat(ordered.statusCode())
                .as(ordered.body().replaceAll("(?s).*?(field-error[^<]*<.{0,200}).*", "$1"))
                .isEqualTo(204);
        assertThat(held(ordered)).contains("\"lines\":[]");
        assertThat(page.get(path).body()).contains("id=\"plan-form\"");
    }
}

package dev.rapport.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.e2e.Filling.Filled;
import dev.rapport.support.Session;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What people look at. */
final class Reads {

    /** Costs the least of what needs a login: the session, the rights, the user. */
    static final String NOTHING = "nothing";

    /** Entries of a history above the page that counts as deep. */
    private static final int DEEP = 4_000;

    private static final int OF_API = 100;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<Operation> operations = new ArrayList<>();
    private final Filled filled;
    private final int size;
    private final AtomicLong next = new AtomicLong();

    private Reads(Filled filled, int size) {
        this.filled = filled;
        this.size = size;
    }

    /** @param somebody who looks for the page of a history that lies deep */
    static List<Operation> of(Filled filled, int size, Session somebody) {
        Reads reads = new Reads(filled, size);
        reads.autocomplete(somebody);
        reads.lists(somebody);
        reads.pages();
        reads.add(NOTHING, "/api/me", answer -> answer.path("user").asString().startsWith(Filling.COLLEAGUE) ? 1 : 0);
        return reads.operations;
    }

    private void autocomplete(Session somebody) {
        for (String[] each : new String[][] {
            {"common", "gmbh"},
            {"two terms", "müller berlin"},
            {"rare", "nadelöhr"},
            {"inner rare", "adelöh"},
            {"inner common", "tallba"},
            {"one character", "m"},
            {"two characters", "mü"},
            {"none", "xyzzyx"}
        }) {
            String path = "/api/addresses?q=" + URLEncoder.encode(each[1], StandardCharsets.UTF_8);
            int found = items(json(somebody, path));
            assertThat(found).as(each[1]).matches(hits -> each[0].equals("none") == (hits == 0));
            operations.add(new Operation(
                    "autocomplete " + each[0],
                    session -> assertThat(items(json(session, path))).as(path).isEqualTo(found)));
        }
    }

    private void lists(Session somebody) {
        add("reminders mine", "/api/reminders?scope=mine", Reads::items);
        add("reminders all", "/api/reminders?scope=all", Reads::items);
        String history = "/api/addresses/" + filled.firstAddress() + "/history?limit=25";
        add("history", history, Reads::items);
        add("history deep", history + "&after=" + deep(somebody), Reads::items);
        operations.add(new Operation("contact", session -> {
            long id = closedContact();
            assertThat(json(session, "/api/contacts/" + id).path("id").asLong()).isEqualTo(id);
        }));
    }

    private void pages() {
        page("start page", "/", "Start · Rapport");
        page("reminders page", "/reminders", "Vorgang ");
        page("address page", "/addresses/" + filled.firstAddress(), "Nadelöhr Spezialbedarf GmbH · Rapport");
        operations.add(new Operation("contact page", session -> {
            long id = closedContact();
            assertThat(ok(session, "/contacts/" + id)).contains("/contacts/" + id, "Was dabei herauskam");
        }));
        page("campaigns page", "/campaigns", "Alle Kunden");
        page("campaign of many page", "/campaigns/" + filled.campaign(), "Alle Kunden · Rapport");
        page("search page", "/addresses?q=m%C3%BCller", "Müller");
        page("palette customer", "/palette?q=m%C3%BCller", "Müller");
        page("palette contact", "/palette?q=wartung+401", "Wartung");
    }

    private String deep(Session somebody) {
        String after = "";
        for (int read = 0; read < DEEP; read += OF_API) {
            JsonNode next = json(
                            somebody, "/api/addresses/" + filled.firstAddress() + "/history?limit=" + OF_API + after)
                    .path("next");
            if (!next.isString()) {
                break;
            }
            after = "&after=" + next.asString();
        }
        return after.replace("&after=", "");
    }

    private long closedContact() {
        return filled.firstContact() + next.getAndIncrement() * 37 % size;
    }

    private void add(String name, String path, ToLongFunction<JsonNode> found) {
        operations.add(new Operation(
                name,
                session -> assertThat(found.applyAsLong(json(session, path)))
                        .as(path)
                        .isPositive()));
    }

    private void page(String name, String path, String text) {
        operations.add(
                new Operation(name, session -> assertThat(ok(session, path)).contains(text)));
    }

    private static int items(JsonNode list) {
        return list.path("items").size();
    }

    private static JsonNode json(Session session, String path) {
        return JSON.readTree(ok(session, path));
    }

    private static String ok(Session session, String path) {
        HttpResponse<String> answer = session.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }
}

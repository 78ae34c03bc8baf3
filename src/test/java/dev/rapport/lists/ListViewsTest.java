package dev.rapport.lists;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Pages;
import dev.rapport.support.Session;
import dev.rapport.support.Statements;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Lists that have a name: one's own, those of managers for everybody, and their place in the navigation. */
@IntegrationTest
class ListViewsTest {

    @Autowired
    private Api api;

    @Autowired
    private Pages pages;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Statements statements;

    private final String name = "Sicht " + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void aListIsSavedUnderANameAndStandsInTheNavigation() {
        Pages anna = pages.as("anna");
        Answer saved = save(anna, "/views", "?status=OVERDUE&responsible=anna&sort=customer");

        assertThat(saved.status()).isEqualTo(302);
        assertThat(saved.header("Location")).endsWith("/contacts?status=OVERDUE&responsible=anna&sort=customer");
        String page = anna.get("/contacts?status=OVERDUE&responsible=anna&sort=customer")
                .text();
        assertThat(page)
                .contains(
                        "id=\"pinned-views\"",
                        "href=\"/contacts?status=OVERDUE&amp;responsible=anna&amp;sort=customer\"");
        assertThat(pages.as("ben").get("/contacts").text()).doesNotContain(name);
    }

    @Test
    void theSameNameIsTheSameView() {
        Pages anna = pages.as("anna");
        save(anna, "/views", "?status=OVERDUE");
        save(anna, "/views", "?type=CALL");

        assertThat(queries()).isEqualTo("?type=CALL");
    }

    @Test
    void managersSaveForEverybodyAndEverybodyChoosesForHimself() {
        save(pages.as("maria"), "/views/shared", "?period=THIS_WEEK");
        Pages ben = pages.as("ben");
        assertThat(ben.get("/contacts").text()).contains(name);
        assertThat(save(ben, "/views/shared", "").status()).isEqualTo(403);

        ben.submit("/views/" + id(), Map.of("list", "contacts", "do", "pin"));
        assertThat(pinned("ben")).isOne();
        ben.submit("/views/" + id(), Map.of("list", "contacts", "do", "unpin"));
        assertThat(pinned("ben")).isZero();
        assertThat(ben.submit("/views/" + id(), Map.of("list", "contacts", "do", "delete"))
                        .status())
                .as("of somebody else")
                .isEqualTo(404);
        assertThat(pages.as("maria")
                        .submit("/views/" + id(), Map.of("list", "contacts", "do", "delete"))
                        .status())
                .isEqualTo(302);
        assertThat(ben.get("/contacts").text()).doesNotContain(name);
    }

    @Test
    void whatIsOthersOwnIsNotThere() {
        save(pages.as("anna"), "/views", "?type=CALL");

        for (String action : new String[] {"pin", "unpin", "delete"}) {
            assertThat(pages.as("ben")
                            .submit("/views/" + id(), Map.of("list", "contacts", "do", action))
                            .status())
                    .as(action)
                    .isEqualTo(404);
        }
        assertThat(save(pages.as("sabine"), "/views", "").status()).isEqualTo(403);
    }

    /** What is kept is what a page would write, whatever was sent. */
    @ParameterizedTest
    @CsvSource({
        "?status=OVERDUE&x=1&status=nonsense, ?status=OVERDUE",
        "?sort=-start&after=abc, ''",
        "'?text=%22%3E%3Cscript%3E', '?text=%22%3E%3Cscript%3E'",
        "?columns=number&columns=start, '?columns=start%2Cnumber'",
        "'?text=%', ''",
        "nonsense, ''"
    })
    void onlyWhatFiltersOrdersOrShowsIsKept(String sent, String kept) {
        save(pages.as("anna"), "/views", sent);

        assertThat(queries()).isEqualTo(kept);
    }

    @Test
    void aViewNeedsAName() {
        Answer answer =
                pages.as("anna").submit("/views", Map.of("list", "contacts", "query", "?type=CALL", "name", " "));
        assertThat(answer.header("Location")).endsWith("/contacts?type=CALL");
        assertThat(pages.as("anna")
                        .submit("/views", Map.of("list", "contacts", "name", "x".repeat(61)))
                        .status())
                .isEqualTo(422);
        assertThat(pages.as("anna")
                        .submit("/views", Map.of("list", "users", "name", name))
                        .status())
                .isEqualTo(422);
    }

    /** The navigation is asked for once in a session, not with every page. */
    @Test
    void theNavigationCostsNothing() {
        Session anna = Session.of(api, "anna");
        anna.get("/help");
        assertThat(statements.during(() -> anna.get("/help"))).noneMatch(sql -> sql.contains("list_view"));
    }

    @Test
    void theApiDoesAllThatThePageDoes() {
        Answer saved = api.as("maria")
                .post(
                        "/api/views/shared",
                        Map.of("list", "contacts", "name", name, "query", "status=OVERDUE&x=1&sort=customer"));
        assertThat(saved.status()).isEqualTo(201);
        assertThat(saved.json().path("query").asString()).isEqualTo("status=OVERDUE&sort=customer");
        assertThat(saved.json().path("path").asString()).isEqualTo("/contacts?status=OVERDUE&sort=customer");
        String view = "/api/views/" + saved.json().path("id").asLong();

        assertThat(api.as("ben").get("/api/views?list=contacts").text()).contains(name);
        assertThat(api.as("ben").send("PUT", view + "/pin", null).status()).isEqualTo(204);
        assertThat(pinned("ben")).isOne();
        assertThat(api.as("ben").send("DELETE", view + "/pin", null).status()).isEqualTo(204);
        assertThat(pinned("ben")).isZero();
        assertThat(api.as("ben").send("DELETE", view, null).status()).isEqualTo(404);
        assertThat(api.as("maria").send("DELETE", view, null).status()).isEqualTo(204);
        assertThat(api.as("ben").get("/api/views?list=contacts").text()).doesNotContain(name);

        assertThat(api.as("ben")
                        .post("/api/views/shared", Map.of("list", "contacts", "name", name))
                        .status())
                .isEqualTo(403);
        assertThat(api.as("ben")
                        .post("/api/views", Map.of("list", "contacts", "name", " "))
                        .errors())
                .containsExactly("name:required");
        assertThat(api.as("ben").post("/api/views", Map.of("name", name)).errors())
                .containsExactly("list:invalid");
    }

    /** What stands in the navigation says how many pass, and a list says the same. */
    @Test
    void theNavigationCounts() {
        save(pages.as("anna"), "/views", "?status=PERFORMED&type=CALL");
        int passing = api.as("anna")
                .get("/api/contacts?status=performed&type=CALL&count=true&limit=1")
                .json()
                .path("total")
                .asInt();

        JsonNode count = count("anna");
        assertThat(count.path("path").asString()).isEqualTo("/contacts?status=PERFORMED&type=CALL");
        assertThat(count.path("count").asInt()).isEqualTo(Math.min(passing, 999));
        assertThat(count.path("more").asBoolean()).isEqualTo(passing > 999);

        pages.as("anna").submit("/views/" + id(), Map.of("list", "contacts", "do", "unpin"));
        assertThat(count("anna").isMissingNode()).isTrue();
        assertThat(count("ben").isMissingNode()).as("of somebody else").isTrue();
    }

    private JsonNode count(String user) {
        for (JsonNode count : api.as(user).get("/api/views/counts").json().path("items")) {
            if (count.path("id").asLong() == id()) {
                return count;
            }
        }
        return MissingNode.getInstance();
    }

    private Answer save(Pages person, String path, String query) {
        return person.submit(path, Map.of("list", "contacts", "query", query, "name", name));
    }

    private String queries() {
        return jdbc.sql("select query from rapport.list_view where name = :name")
                .param("name", name)
                .query(String.class)
                .single();
    }

    private long id() {
        return jdbc.sql("select id from rapport.list_view where name = :name")
                .param("name", name)
                .query(Long.class)
                .single();
    }

    private int pinned(String user) {
        return jdbc.sql("select count(*) from rapport.pinned_view where user_id = :user and view_id = :id")
                .param("user", user)
                .param("id", id())
                .query(Integer.class)
                .single();
    }
}

package dev.rapport.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import dev.rapport.support.Session;
import dev.rapport.support.Suites;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Markup and scripts in every text there is, and every page there is in a real browser: nothing runs, nothing is fetched,
 * and it is read as it was written. The pages are those of {@code src/docs/permissions.md}, which a test keeps complete, so
 * that a new one is walked without being named here.
 */
@EndToEndTest(ownApplication = true)
@ResourceLock(TwoNodes.LOCK)
class ScriptsIT {

    /** No contact type is longer than this. */
    private static final String SHORT = "\"'><img src=x onerror=window.pwned=1>";

    private static final String EVIL = SHORT
            + "<script>window.pwned=2</script><svg/onload=window.pwned=3>{{7*7}}${7*7}[[${7*7}]]</textarea></title>"
            + "<a href=\"javascript:window.pwned=4\">x</a>";

    private static final String LINK = "javascript:window.pwned=5//";

    private static final List<String> ROLES = List.of("anna", "maria", "paul", "admin");

    /** The last columns of the table, in the order of the roles. */
    private static final int FIRST_ROLE = 3;

    /** What is no page: files, the engine's applications, and a password that is chosen once. */
    private static final List<String> NO_PAGES = List.of(
            "/events",
            "/reminders/due",
            "/api/",
            "/camunda",
            "/engine-rest",
            "/actuator",
            "/assets/",
            "/webjars/",
            "/favicon.ico",
            "/password",
            "/calendar/",
            "/help/models/");

    /** What stands behind an item, by its kind. */
    private static final Map<String, List<String>> PARTS = Map.of(
            "addresses", List.of("campaigns", "contact-persons", "history", "master-data"),
            "contacts", List.of("information", "infotext", "campaign", "course", "reminder", "ahead"),
            "measures", List.of("information", "infotext", "campaign", "course", "audience", "ahead"));

    private static final String CRACKS = """
            () => [...document.querySelectorAll('img[src="x"], svg[onload], [onerror], a[href^="javascript:"]'),
                   ...[...document.scripts].filter(script => script.text.includes('pwned'))]
                  .map(crack => crack.outerHTML).concat(window.pwned === undefined ? [] : ['ran ' + window.pwned])""";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, String> ids = new HashMap<>();

    @Test
    void nothingThatSomebodyHasWrittenRuns(TwoNodes twoNodes, Browsers browsers) throws Exception {
        RapportProcess node = twoNodes.both().get(0);
        write(node);
        Map<String, Integer> pages = new LinkedHashMap<>();
        Set<String> shown = new TreeSet<>();
        for (String role : ROLES) {
            Browser browser = browsers.open(Locale.GERMAN, Device.DESKTOP, node).as(role);
            Page page = browser.page();
            for (String path : pages(role)) {
                var answer = browser.go(path);
                assertThat(answer.status()).as(role + " " + path).isLessThan(400);
                // what the page fetches by itself is part of it
                page.waitForFunction("() => !document.querySelector('[hx-trigger*=load]:not(.htmx-settling):empty')");
                assertThat(page.evaluate(CRACKS)).as(role + " " + path).isEqualTo(List.of());
                pages.merge(role, 1, Integer::sum);
                if (page.locator("body").textContent().contains("<img src=x onerror=")) {
                    shown.add(path);
                }
            }
        }
        int refused = fillInForms(
                        browsers.open(Locale.GERMAN, Device.DESKTOP, node).as("maria"))
                + fillInForms(browsers.open(Locale.GERMAN, Device.DESKTOP, node).as("admin"));
        assertThat(refused).as("forms that came back with what was typed").isGreaterThan(1);
        Suites.figures(
                "scripts",
                "| role | pages |\n|---|---|\n"
                        + pages.entrySet().stream()
                                .map(each -> "| %s | %d |%n".formatted(each.getKey(), each.getValue()))
                                .reduce("", String::concat)
                        + "\n%d of them show what was written, as text; nothing ran\n".formatted(shown.size()));
        assertThat(pages.values()).allSatisfy(number -> assertThat(number).isGreaterThan(3));
        assertThat(shown)
                .contains(
                        "/",
                        "/reminders",
                        "/users",
                        "/contact-types",
                        "/contacts/new",
                        "/campaigns",
                        "/models",
                        "/models/rehearsals/" + ids.get("rehearsals"),
                        "/models/proposals/" + ids.get("proposals"),
                        "/addresses/" + ids.get("addresses"),
                        "/campaigns/" + ids.get("campaigns"),
                        "/contacts/" + ids.get("contacts"),
                        "/measures/" + ids.get("measures"));
    }

    /** Types it into every field of every new thing, and reads what comes back. */
    private int fillInForms(Browser browser) throws IOException {
        browser.expects("status of 4");
        Page page = browser.page();
        int refused = 0;
        for (String path : List.of(
                "/addresses/new",
                "/campaigns/new",
                "/measures/new",
                "/contacts/new",
                "/contact-types/new",
                "/users/new")) {
            if (browser.go(path).status() >= 400) {
                continue;
            }
            // past the scripts, so that another page comes
            Response answer = page.waitForNavigation(() -> page.evaluate("""
                    evil => {
                      const form = document.querySelector('main form[method=post]');
                      form.querySelectorAll('textarea, input:not([type]), input[type=text], input[type=tel], input[type=email]')
                        .forEach(field => { field.value = evil });
                      form.submit();
                    }""", EVIL));
            assertThat(answer.status()).as(path).isLessThan(500);
            assertThat(page.evaluate(CRACKS)).as(path + " filled in").isEqualTo(List.of());
            refused += answer.status() == 422 ? 1 : 0;
        }
        return refused;
    }

    /** The switch of this test: it sees markup that a page takes for its own. */
    @Test
    void markupThatIsTakenForThePagesOwnIsSeen(TwoNodes twoNodes, Browsers browsers) {
        Browser browser = browsers.open(
                        Locale.GERMAN, Device.DESKTOP, twoNodes.both().get(0))
                .as("anna");
        browser.expects("Content Security Policy").expects("404").go("/help");
        browser.page().evaluate("evil => document.body.insertAdjacentHTML('beforeend', evil)", EVIL);
        assertThat(browser.page().evaluate(CRACKS).toString()).contains("<img", "<svg", "javascript:");
    }

    /** Those of a role, with something of every kind, search terms and what is not there. */
    private List<String> pages(String role) throws IOException {
        int column = FIRST_ROLE + ROLES.indexOf(role);
        List<String> paths = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("src", "docs", "permissions.md"))) {
            String[] cells = line.split("\\s*\\|\\s*", -1);
            if (cells.length > 8 && cells[1].startsWith("`GET /") && cells[column + 1].equals("✓")) {
                String pattern = cells[1].replaceAll("`(GET )?", "");
                if (NO_PAGES.stream().noneMatch(pattern::startsWith)) {
                    paths(pattern).filter(path -> !paths.contains(path)).forEach(paths::add);
                }
            }
        }
        assertThat(paths).contains("/", "/help");
        List<String> all = new ArrayList<>(paths);
        String term = java.net.URLEncoder.encode(EVIL, StandardCharsets.UTF_8);
        for (String list : List.of("/addresses", "/campaigns", "/users", "/reminders", "/palette")) {
            if (paths.contains(list)) {
                all.add(list + "?q=" + term);
            }
        }
        return all;
    }

    private Stream<String> paths(String pattern) {
        String[] words = pattern.split("/", -1);
        String kind = words.length > 3 && ids.containsKey(words[2]) ? words[2] : words[1];
        String item = pattern.replaceFirst("\\*", ids.getOrDefault(kind, "x"));
        if (kind.equals("start")) {
            return Stream.of();
        }
        if (!item.contains("*")) {
            return Stream.of(item);
        }
        return PARTS.getOrDefault(kind, List.of("1")).stream().map(part -> item.replaceFirst("\\*", part));
    }

    /** In every field that takes text, by whoever may fill it in. */
    private void write(RapportProcess node) throws IOException {
        String mark = Long.toString(System.nanoTime(), 36);
        Session maria = session(node, "maria");
        Session paul = session(node, "paul");
        String login = "evil" + mark;
        done(session(node, "admin")
                .form(
                        "/users",
                        Map.of(
                                "login",
                                login,
                                "firstName",
                                SHORT,
                                "name",
                                SHORT,
                                "email",
                                login + "@rapport.example",
                                "groups",
                                "staff"))
                .statusCode());
        ids.put("users", login);
        done(maria.form(
                        "/contact-types",
                        Map.of(
                                "nameDe",
                                SHORT + mark,
                                "nameEn",
                                SHORT + mark,
                                "needsDuration",
                                "true",
                                "usualDuration",
                                "00:30"))
                .statusCode());
        JsonNode types = JSON.readTree(maria.get("/api/contact-types").body()).path("items");
        String type = types.valueStream()
                .filter(each -> each.path("name").asString().contains(mark))
                .findFirst()
                .orElseThrow()
                .path("code")
                .asString();
        ids.put("contact-types", type);
        Map<String, Object> address = new HashMap<>(
                Map.of("kind", "company", "name", EVIL + mark, "street", SHORT, "town", SHORT, "country", SHORT));
        address.putAll(Map.of("notes", EVIL + LINK, "phone", "0731 4711"));
        ids.put("addresses", created(maria, "/api/addresses", address));
        String person = created(
                maria,
                "/api/addresses/" + ids.get("addresses") + "/contact-persons",
                Map.of("name", SHORT, "firstName", SHORT, "role", SHORT));
        ids.put(
                "campaigns",
                created(maria, "/api/campaigns", Map.of("title", SHORT + mark, "description", EVIL + LINK)));
        maria.json("PUT", "/api/campaigns/" + ids.get("campaigns") + "/members/" + ids.get("addresses"), null);
        Map<String, Object> contact = new HashMap<>(Map.of(
                "addressId",
                Long.valueOf(ids.get("addresses")),
                "contactPersonId",
                Long.valueOf(person),
                "campaignId",
                Long.valueOf(ids.get("campaigns")),
                "type",
                type,
                "direction",
                "OUTGOING",
                "status",
                "PLANNED",
                "start",
                LocalDateTime.now(ZoneId.of("Europe/Berlin"))
                        // the first in the list of what is overdue
                        .minusDays(40)
                        .truncatedTo(ChronoUnit.MINUTES)
                        .toString(),
                "reminder",
                true,
                "subject",
                SHORT,
                "description",
                EVIL + LINK));
        contact.put("responsible", login);
        for (String who : List.of("anna", "paul")) {
            contact.put("responsible", who.equals("anna") ? "anna" : login);
            ids.put("contacts", created(maria, "/api/contacts", contact));
            ids.put("answers", ids.get("contacts"));
        }
        JsonNode shown =
                JSON.readTree(maria.get("/api/contacts/" + ids.get("contacts")).body());
        done(maria.json(
                        "PATCH",
                        "/api/contacts/" + ids.get("contacts"),
                        JSON.writeValueAsString(
                                Map.of("version", shown.path("version").asInt(), "infotext", EVIL + LINK)))
                .statusCode());
        ids.put(
                "measures",
                created(
                        maria,
                        "/api/measures",
                        Map.of("subject", SHORT, "infotext", EVIL, "campaignId", Long.valueOf(ids.get("campaigns")))));
        // last, because it goes on by itself and changes the contact
        ids.put(
                "changes",
                JSON.readTree(session(node, "anna")
                                .json(
                                        "POST",
                                        "/api/changes",
                                        JSON.writeValueAsString(Map.of(
                                                "list",
                                                "contacts",
                                                "ids",
                                                List.of(ids.get("contacts")),
                                                "change",
                                                Map.of("action", "reassign", "responsible", "anna"))))
                                .body())
                        .path("id")
                        .asString());
        ids.put("models", "measure");
        upload(paul);
        contact.putAll(Map.of("subject", SHORT, "reminder", false, "responsible", "anna"));
        ids.put("rehearsals", rehearsed(paul, maria, contact));
        ids.put("moves", moved(paul));
        // what was uploaded, as if a second person had to approve it
        ids.put("proposals", node.text("""
                with p as (
                    insert into rapport.model_proposal (digest, comment, warnings, replaced, status, proposed_at, proposed_by)
                    values ('scripts', ?, '[]', '[]', 'WAITING', now(), ?) returning id),
                f as (
                    insert into rapport.model_proposal_file
                    select p.id, d.name, d.content from p cross join rapport.model_draft_file d)
                select id from p""", SHORT, ids.get("users")));
    }

    /** What runs, called so, goes on in the same model put on top again. */
    private static String moved(Session paul) throws IOException {
        done(paul.json("POST", "/api/models/contact/versions/1/restore", "{}").statusCode());
        var begun = paul.json("POST", "/api/models/moves", "{\"process\": \"contact\"}");
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
        return JSON.readTree(begun.body()).path("id").asString();
    }

    /** A closed contact that is called so, in a model with a step that is called so. */
    private static String rehearsed(Session paul, Session maria, Map<String, Object> contact) throws IOException {
        JsonNode planned = JSON.readTree(maria.json("POST", "/api/contacts", JSON.writeValueAsString(contact))
                .body());
        done(maria.json(
                        "POST",
                        "/api/contacts/" + planned.path("id").asString() + "/outcome",
                        JSON.writeValueAsString(
                                Map.of("version", planned.path("version").asInt(), "outcome", "notPerformed")))
                .statusCode());
        String model = Files.readString(Path.of("bpmn", "contact.bpmn"))
                .replace("name=\"Erinnerungen entfernen\"", "name=\"" + escaped(SHORT) + "\"");
        String day = String.valueOf(contact.get("start")).substring(0, 10);
        String body = part("from", day) + part("to", day)
                + "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"contact.bpmn\"\r\n\r\n" + model
                + "\r\n--x--\r\n";
        var begun = paul.send("POST", "/api/models/rehearsals", body, "multipart/form-data; boundary=x");
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
        String id = JSON.readTree(begun.body()).path("id").asString();
        await("the rehearsal")
                .atMost(Duration.ofSeconds(60))
                .until(() -> paul.get("/api/models/rehearsals/" + id).body().contains("\"done\""));
        return id;
    }

    private static String part(String name, String value) {
        return "--x\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("\"", "&quot;")
                .replace("${", "$ {");
    }

    /** A model and a form that are called so, in a file that is called so; they stay a draft. */
    private static void upload(Session paul) throws IOException {
        String model = Files.readString(Path.of("bpmn", "measure.bpmn"))
                .replaceFirst(
                        "name=\"[^\"]*\"", java.util.regex.Matcher.quoteReplacement("name=\"" + escaped(EVIL) + "\""));
        String body =
                "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"<img src=x onerror=window.pwned=6>.bpmn\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n" + model + "\r\n"
                        + "--x\r\nContent-Disposition: form-data; name=\"comment\"\r\n\r\n" + EVIL + "\r\n--x--\r\n";
        assertThat(paul.send("POST", "/models", body, "multipart/form-data; boundary=x")
                        .statusCode())
                .isLessThan(500);
    }

    private static String created(Session session, String path, Map<String, Object> body) {
        var answer = session.json("POST", path, JSON.writeValueAsString(body));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body()).path("id").asString();
    }

    private static void done(int status) {
        assertThat(status).isLessThan(400);
    }

    private static Session session(RapportProcess node, String user) {
        Session session = new Session(node.url("").toString().replaceAll("/$", ""));
        session.login(user, Browser.PASSWORD);
        session.get("/help");
        return session;
    }
}

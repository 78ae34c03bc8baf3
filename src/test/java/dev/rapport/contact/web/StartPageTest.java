package dev.rapport.contact.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Api;
import dev.rapport.support.Session;
import dev.rapport.support.Statements;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The start page and its information web part "Erinnerungen", as page and as fragment. */
@IntegrationTest
class StartPageTest {

    @Autowired
    private Api api;

    @Autowired
    private Statements statements;

    private final String word = "w" + UUID.randomUUID().toString().substring(0, 8);
    private String id = "";
    private Session maria;

    @BeforeEach
    void anOverdueCallWithReminder() {
        String company = api.as("maria")
                .post("/api/addresses", Map.of("kind", "company", "name", word + " GmbH", "phone", "0711 123"))
                .json()
                .path("id")
                .asString();
        Map<String, Object> call = new HashMap<>();
        call.put("addressId", company);
        call.put("type", "CALL");
        call.put("direction", "OUTGOING");
        call.put("status", "PLANNED");
        // the oldest comes first, and other tests plan later ones
        call.put("start", "1990-02-01T10:00");
        call.put("reminder", true);
        call.put("subject", word);
        id = api.as("maria").post("/api/contacts", call).json().path("id").asString();
        maria = Session.of(api, "maria").header("HX-Request", "true");
    }

    @Test
    void showsRemindersTheFormAndOpenWork() {
        assertThat(Session.of(api, "maria").get("/").body())
                .contains("<html", "id=\"reminders\"", word, "href=\"tel:0711123\"", "id=\"create-form\"", "open-work");
    }

    @Test
    void isComposedOfWebPartsWithAnAddressOfTheirOwn() {
        for (String part : List.of("reminders", "create-contact", "open-work", "recently-viewed")) {
            assertThat(Session.of(api, "maria").get("/start/" + part).body()).contains("<html", "id=\"" + part + "\"");
            assertThat(maria.get("/start/" + part).body())
                    .doesNotContain("<html")
                    .contains("id=\"" + part + "\"");
        }
        assertThat(Session.of(api, "paul").get("/").body()).doesNotContain("create-contact");
        assertThat(Session.of(api, "paul").get("/start/create-contact").statusCode())
                .isEqualTo(404);
        assertThat(maria.get("/start/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void theListIsAPageAndAFragmentToo() {
        assertThat(Session.of(api, "maria").get("/reminders").body()).contains("<html", word);
        assertThat(maria.get("/reminders?section=OVERDUE").body())
                .doesNotContain("<html")
                .contains(word);
        assertThat(maria.get("/reminders?section=TODAY").body()).doesNotContain(word);
    }

    @Test
    void performingACallInTheListAsksForItsDurationAndKeepsTheNote() {
        Map<String, String> line = line();
        line.put("do", "performed:" + id);
        line.put("note-" + id, "Erreicht " + word);

        var refused = maria.form("/reminders", line);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("die Dauer angeben", "Erreicht " + word);

        line.put("duration-" + id, "00:10");
        assertThat(maria.form("/reminders", line).statusCode()).isEqualTo(200);
        var contact = api.as("maria").get("/api/contacts/" + id).json();
        assertThat(contact.path("status").asString()).isEqualTo("PERFORMED");
        assertThat(contact.path("infotext").asString()).isEqualTo("Erreicht " + word);
    }

    @Test
    void movesAndSnoozesWithoutOpening() {
        Map<String, String> line = line();
        line.put("do", "move:" + id);
        line.put("date-" + id, "2027-03-01");
        line.put("time-" + id, "11:00");
        assertThat(maria.form("/reminders", line).statusCode()).isEqualTo(200);
        assertThat(api.as("maria")
                        .get("/api/contacts/" + id)
                        .json()
                        .path("start")
                        .asString())
                .startsWith("2027-03-01T11:00");

        assertThat(maria.form("/reminders", Map.of("do", "WEEK:selected", "selected", id))
                        .body())
                .contains("Erledigt: 1");
        assertThat(maria.form("/reminders", Map.of("do", "WEEK:selected")).body())
                .contains("wählen Sie zuerst");
    }

    @Test
    void processAdminsOnlyReadAndSystemAdminsSeeNoBusinessData() {
        assertThat(Session.of(api, "paul").get("/reminders?scope=all").body())
                .contains(word)
                .doesNotContain("name=\"do\"");
        assertThat(Session.of(api, "sabine").get("/").body()).doesNotContain(word, "id=\"reminders\"");
        assertThat(Session.of(api, "sabine").get("/reminders").statusCode()).isEqualTo(403);
    }

    @Test
    void needsAFewStatementsHoweverManyReminders() {
        Session page = Session.of(api, "maria");
        page.get("/");
        assertThat(statements.during(() -> page.get("/"))).hasSizeLessThan(10);
    }

    private Map<String, String> line() {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("version-" + id, "0");
        return line;
    }
}

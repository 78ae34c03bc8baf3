package dev.rapport.contact.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Api;
import dev.rapport.support.Forms;
import dev.rapport.support.Session;
import dev.rapport.support.Statements;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

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
                .contains("<html", "id=\"reminders\"", word, "href=\"tel:0711123\"", "id=\"create-form\"");
    }

    @Test
    void isComposedOfWebPartsWithAnAddressOfTheirOwn() {
        for (String part : List.of("reminders", "create-contact", "recently-viewed")) {
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

    /** Performed ahead of its planned start: the real one is asked for, of one and of many, and now is proposed (rule 18). */
    @Test
    void performingAheadOfTimeInTheListAsksWhenItBegan() {
        Map<String, String> line = line();
        line.put("do", "move:" + id);
        line.put("date-" + id, "+9");
        line.put("time-" + id, "9 Uhr");
        String moved = maria.form("/reminders", line).body();
        assertThat(moved).contains("name=\"startDate-" + id + "\"", "name=\"startTime-" + id + "\"");

        Map<String, String> performed = new HashMap<>(line);
        performed.put("version-" + id, contact().path("version").asString());
        performed.put("do", "performed:" + id);
        performed.put("duration-" + id, "90 min");
        var asked = maria.form("/reminders", performed);
        assertThat(asked.statusCode()).isEqualTo(422);
        assertThat(asked.body()).contains("vorgeschlagen ist jetzt");
        assertThat(contact().path("status").asString()).isEqualTo("PLANNED");

        performed.put("do", "performed:selected");
        performed.put("selected", id);
        performed.put("duration-selected", "1,5 h");
        asked = maria.form("/reminders", performed);
        assertThat(asked.statusCode()).isEqualTo(422);
        Map<String, String> answered = Forms.fields(asked.body());
        assertThat(answered.get("startDate-selected")).matches("[0-9]{2}[.][0-9]{2}[.][0-9]{4}");
        assertThat(contact().path("status").asString()).isEqualTo("PLANNED");

        performed.put("startDate-selected", answered.get("startDate-selected"));
        performed.put("startTime-selected", answered.get("startTime-selected"));
        assertThat(maria.form("/reminders", performed).statusCode()).isEqualTo(200);
        assertThat(contact().path("status").asString()).isEqualTo("PERFORMED");
        assertThat(contact().path("duration").asString()).isEqualTo("01:30");
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
                .contains("Zurückgestellt: " + word + ", bis ");
        assertThat(maria.form("/reminders", Map.of("do", "WEEK:selected")).body())
                .contains("wählen Sie zuerst");
    }

    @Test
    void enterInAFieldClosesNothingAndKeepsWhatWasTyped() {
        Map<String, String> line = line();
        line.put("do", "none");
        line.put("note-" + id, "Erreicht " + word);
        line.put("selected", id);

        var answer = maria.form("/reminders", line);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("Bitte wählen Sie mit einer der Schaltflächen", "Erreicht " + word)
                .containsPattern("name=\"selected\" value=\"" + id + "\"[^>]* checked=\"checked\"");
        assertThat(contact().path("status").asString()).isEqualTo("PLANNED");
        assertThat(maria.get("/reminders").body())
                .as("the first button of the form is the one that Enter presses")
                .containsPattern("(?s)<form id=\"reminders-form\"[^>]*>(<input[^>]*>|\\s)*<button[^>]* value=\"none\"");
    }

    @Test
    void aNoteAddsToTheInfotext() {
        assertThat(api.as("maria")
                        .patch("/api/contacts/" + id, Map.of("version", 0, "infotext", "Vorher " + word))
                        .status())
                .isEqualTo(200);
        Map<String, String> line = line();
        line.put("version-" + id, contact().path("version").asString());
        line.put("do", "notPerformed:" + id);
        line.put("reason-" + id, "Krank");

        assertThat(maria.form("/reminders", line).body()).contains("Nicht durchgeführt: " + word);

        assertThat(contact().path("infotext").asString()).isEqualTo("Vorher " + word + "\nKrank");
    }

    @Test
    void aSnoozeAndAMoveCanBeUndone() {
        String due = contact().path("reminder").path("dueAt").asString();
        String start = contact().path("start").asString();
        Map<String, String> undo =
                undo(maria.form("/reminders", Map.of("do", "WEEK:" + id)).body());
        assertThat(contact().path("reminder").path("dueAt").asString()).isNotEqualTo(due);
        assertThat(maria.form("/reminders", undo).body()).contains("Rückgängig gemacht: " + word);
        assertThat(contact().path("reminder").path("dueAt").asString()).isEqualTo(due);

        Map<String, String> move = line();
        move.put("version-" + id, contact().path("version").asString());
        move.put("do", "move:" + id);
        move.put("date-" + id, "2027-03-01");
        move.put("time-" + id, "11:00");
        undo = undo(maria.form("/reminders", move).body());
        assertThat(contact().path("start").asString()).isNotEqualTo(start);
        assertThat(maria.form("/reminders", undo).statusCode()).isEqualTo(200);
        assertThat(contact().path("start").asString()).isEqualTo(start);
        assertThat(contact().path("reminder").path("dueAt").asString()).isEqualTo(due);
    }

    @Test
    void worksOnAllThatAreSelected() {
        Map<String, String> line = line();
        line.put("selected", id);
        line.put("do", "reassign:selected");
        line.put("responsibleText", "nobody " + word);
        var refused = maria.form("/reminders", line);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("nobody " + word);

        line.put("responsible", "ben");
        assertThat(maria.form("/reminders", line).body()).contains("Zugewiesen: " + word);
        assertThat(contact().path("responsible").asString()).isEqualTo("ben");

        line.put("version-" + id, contact().path("version").asString());
        line.put("do", "move:selected");
        line.put("date-selected", "2027-04-01");
        line.put("time-selected", "08:30");
        assertThat(maria.form("/reminders", line).body()).contains("Verschoben: " + word);
        assertThat(contact().path("start").asString()).startsWith("2027-04-01T08:30");

        line.put("version-" + id, contact().path("version").asString());
        line.put("do", "performed:selected");
        line.put("note-selected", "Alle erreicht");
        var withoutDuration = maria.form("/reminders", line);
        assertThat(withoutDuration.statusCode()).isEqualTo(422);
        assertThat(withoutDuration.body()).contains("die Dauer angeben", "Alle erreicht", "checked=\"checked\"");

        line.put("do", "notPerformed:selected");
        line.put("reason-selected", "Messe fällt aus");
        assertThat(maria.form("/reminders", line).body()).contains("Nicht durchgeführt: " + word);
        assertThat(contact().path("infotext").asString()).isEqualTo("Messe fällt aus");
    }

    @Test
    void takesAReminderOutOfTheList() {
        assertThat(maria.form("/reminders", Map.of("do", "remove:" + id)).body())
                .contains("Aus der Liste entfernt: " + word)
                .doesNotContain("reminder-" + id);
        assertThat(contact().path("status").asString()).isEqualTo("PLANNED");
        assertThat(contact().path("reminder").isNull()).isTrue();
    }

    @Test
    void saysWhatWasDoneAfterARedirectToo() {
        Session withoutScripts = Session.of(api, "maria");
        var done = withoutScripts.form("/reminders", Map.of("do", "WEEK:" + id));
        assertThat(done.statusCode()).isEqualTo(303);
        String list = done.headers().firstValue("Location").orElseThrow().replaceFirst("^https?://[^/]*", "");
        assertThat(withoutScripts.get(list).body()).contains("Zurückgestellt: " + word, "value=\"undo:selected\"");
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

    private JsonNode contact() {
        return api.as("maria").get("/api/contacts/" + id).json();
    }

    /** What the button "Rückgängig" sends. */
    private static Map<String, String> undo(String page) {
        String form = page.replaceAll("(?s).*?<form class=\"alert reminder-outcome(.*?)</form>.*", "$1");
        Map<String, String> fields = new HashMap<>();
        Matcher field = Pattern.compile("name=\"([\\w-]+)\" value=\"([^\"]*)\"").matcher(form);
        while (field.find()) {
            fields.put(field.group(1), field.group(2));
        }
        return fields;
    }

    private Map<String, String> line() {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("version-" + id, "0");
        return line;
    }
}

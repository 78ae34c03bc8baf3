package dev.rapport.contact.web.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.campaign.TestCampaigns;
import dev.rapport.support.Api;
import dev.rapport.support.Forms;
import dev.rapport.support.Session;
import dev.rapport.support.Statements;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The contact's page over HTTP, as page and as fragment. */
@IntegrationTest
class ContactPageTest {

    @Autowired
    private Api api;

    @Autowired
    private TestCampaigns campaigns;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Statements statements;

    private final String word = "w" + UUID.randomUUID().toString().substring(0, 8);
    private String id = "";
    private Session anna;
    private Session ben;

    @BeforeEach
    void aPlannedCallWithReminder() {
        String company = api.as("anna")
                .post("/api/addresses", Map.of("kind", "company", "name", word + " GmbH", "phone", "0711 123"))
                .json()
                .path("id")
                .asString();
        Map<String, Object> call = new HashMap<>(Map.of(
                "addressId",
                company,
                "type",
                "CALL",
                "direction",
                "OUTGOING",
                "status",
                "PLANNED",
                "start",
                "2026-01-15T10:00",
                "reminder",
                true,
                "subject",
                word));
        id = api.as("anna").post("/api/contacts", call).json().path("id").asString();
        anna = Session.of(api, "anna").header("HX-Request", "true");
        ben = Session.of(api, "ben").header("HX-Request", "true");
    }

    @Test
    void isAPageAndAFragmentFromOneTemplateAndEachPartHasItsOwnAddress() {
        assertThat(Session.of(api, "anna").get("/contacts/" + id).body())
                .contains("<html", "id=\"contact-form\"", word, "href=\"tel:0711123\"");
        assertThat(anna.get("/contacts/" + id).body()).doesNotContain("<html").contains("id=\"contact\"");
        for (String part : new String[] {"information", "infotext", "campaign", "reminder", "course"}) {
            assertThat(anna.get("/contacts/" + id + "/" + part).body())
                    .doesNotContain("<html")
                    .contains("id=\"part-" + part + "\"");
            assertThat(Session.of(api, "anna")
                            .get("/contacts/" + id + "/" + part)
                            .body())
                    .contains("<html", "action=\"/contacts/" + id + "\"", "id=\"part-" + part + "\"")
                    .doesNotContain("/arrangement/");
        }
        assertThat(anna.get("/contacts/" + id + "/nothing").statusCode()).isEqualTo(404);
        assertThat(anna.get("/contacts/99999999").statusCode()).isEqualTo(404);
    }

    @Test
    void offersTheVerbsOfTheModel() {
        assertThat(anna.get("/contacts/" + id).body())
                .contains("name=\"outcome\" value=\"performed\"", "name=\"outcome\" value=\"notPerformed\"");
    }

    @Test
    void refusesToPerformACallWithoutDurationAndKeepsWhatWasTyped() {
        Map<String, String> form = form(anna);
        form.put("outcome", "performed");
        form.put("infotext", "So kam es " + word);

        HttpResponse<String> answer = anna.form("/contacts/" + id, form);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("Durchgeführt festhalten", "die Dauer angeben", "So kam es " + word)
                .doesNotContain("rules-ran");
        assertThat(status()).isEqualTo("PLANNED");
    }

    /** Nobody has seen the start that would be written: it is asked for, and now stands in its fields (rule 18). */
    @Test
    void performedAheadOfTimeAsksForTheStartAndProposesNow() {
        Map<String, String> form = form(anna);
        form.put("date", "morgen");
        form.put("time", "24:00");
        assertThat(anna.form("/contacts/" + id, form).body()).contains("Mitternacht ist 00:00", "value=\"morgen\"");
        form.put("time", "9");
        assertThat(anna.form("/contacts/" + id, form).statusCode()).isEqualTo(200);

        Map<String, String> performed = form(anna);
        performed.put("outcome", "performed");
        performed.put("duration", "1,5 h");
        HttpResponse<String> asked = anna.form("/contacts/" + id, performed);
        assertThat(asked.statusCode()).isEqualTo(422);
        assertThat(asked.body()).contains("vorgeschlagen ist jetzt", "value=\"1,5 h\"");
        assertThat(status()).isEqualTo("PLANNED");

        Map<String, String> answered = Forms.fields(asked.body());
        assertThat(answered.get("date")).isNotEqualTo(performed.get("date"));
        answered.put("outcome", "performed");
        assertThat(anna.form("/contacts/" + id, answered).statusCode()).isEqualTo(200);
        assertThat(status()).isEqualTo("PERFORMED");
    }

    /** However the page is arranged: what a rule refuses has to be seen and put right. */
    @Test
    void aHiddenWebPartShowsWhenARuleRefusesForItsSake() {
        Session maria = Session.of(api, "maria");
        try {
            maria.form("/arrangement/contact?part=part-information", Map.of("move", "hide"));
            Map<String, String> form = form(maria);
            assertThat(form).doesNotContainKey("duration");
            form.put("outcome", "performed");

            Map<String, String> refused =
                    Forms.fields(maria.form("/contacts/" + id, form).body());

            assertThat(refused).containsEntry("subject", word).containsEntry("date", "15.01.2026");
            refused.put("outcome", "performed");
            refused.put("duration", "00:10");
            assertThat(maria.form("/contacts/" + id, refused).statusCode()).isEqualTo(303);
        } finally {
            maria.form("/arrangement/contact", Map.of("move", "reset"));
        }
    }

    @Test
    void performsWithEverythingThatWasTypedOnThePageAndSaysWhichRulesRan() {
        Map<String, String> form = form(anna);
        form.put("outcome", "performed");
        form.put("duration", "00:20");
        form.put("infotext", "So kam es");
        form.put("subject", word + " neu");

        HttpResponse<String> answer = anna.form("/contacts/" + id, form);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("rules-ran", "Ergebnis prüfen", "Erinnerungen entfernen");
        var contact = api.as("anna").get("/api/contacts/" + id).json();
        assertThat(contact.path("status").asString()).isEqualTo("PERFORMED");
        assertThat(contact.path("duration").asString()).isEqualTo("00:20");
        assertThat(contact.path("infotext").asString()).isEqualTo("So kam es");
        assertThat(contact.path("subject").asString()).isEqualTo(word + " neu");
        assertThat(contact.path("start").asString()).startsWith("2026-01-15T10:00");
    }

    @Test
    void withoutScriptsTheRulesThatRanAreOnThePageBehindTheRedirect() {
        Session plain = Session.of(api, "anna");
        Map<String, String> form = form(plain);
        form.put("outcome", "notPerformed");
        form.put("infotext", "Niemand da");

        HttpResponse<String> answer = plain.form("/contacts/" + id, form);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(plain.get("/contacts/" + id + "?done=closed").body())
                .contains("rules-ran", "Nicht durchgeführt festhalten", "Niemand da");
    }

    @Test
    void whatTwoPeopleChangedInDifferentFieldsIsMergedAndInTheSameFieldShownSideBySide() {
        Map<String, String> mine = form(anna);
        Map<String, String> theirs = form(ben);
        theirs.put("subject", word + " von Ben");
        theirs.put("description", "Beschreibung von Ben");
        assertThat(ben.form("/contacts/" + id, theirs).statusCode()).isEqualTo(200);

        mine.put("subject", word + " von Anna");
        HttpResponse<String> answer = anna.form("/contacts/" + id, mine);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body())
                .contains(
                        word + " von Anna",
                        word + " von Ben",
                        "Beschreibung von Ben",
                        "name=\"take\" value=\"subject\"")
                .doesNotContain("name=\"take\" value=\"description\"");

        assertThat(anna.form("/contacts/" + id, fields(answer.body())).statusCode())
                .isEqualTo(200);
        var contact = api.as("anna").get("/api/contacts/" + id).json();
        assertThat(contact.path("subject").asString()).isEqualTo(word + " von Anna");
        assertThat(contact.path("description").asString()).isEqualTo("Beschreibung von Ben");
    }

    @Test
    void whoeverComesSecondReadsWhoClosedItAndKeepsHisInfotext() {
        Map<String, String> mine = form(anna);
        Map<String, String> theirs = form(ben);
        theirs.put("outcome", "notPerformed");
        ben.form("/contacts/" + id, theirs);

        mine.put("outcome", "performed");
        mine.put("duration", "00:10");
        mine.put("infotext", "Ich habe angerufen");
        HttpResponse<String> answer = anna.form("/contacts/" + id, mine);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body())
                .contains("Wurde schon fertiggestellt, von Ben Yılmaz")
                .contains("Ich habe angerufen");
        assertThat(status()).isEqualTo("NOT_PERFORMED");
    }

    @Test
    void whatWasTypedIsShownOnceMoreWhenSomebodyElseHasClosedTheContact() {
        Map<String, String> mine = form(anna);
        Map<String, String> theirs = form(ben);
        theirs.put("outcome", "performed");
        theirs.put("duration", "00:25");
        ben.form("/contacts/" + id, theirs);

        mine.put("outcome", "performed");
        mine.put("duration", "00:10");
        mine.put("subject", word + " von Anna");
        mine.put("description", "Was Anna notiert hat");
        mine.put("time", "11:15");
        String answer = anna.form("/contacts/" + id, mine).body();

        assertThat(answer)
                .contains("Ihre Eingabe", "2026-01-15 11:15", "00:10", word + " von Anna", "Was Anna notiert hat")
                .contains("<dd>00:25</dd>")
                .doesNotContain("name=\"take\"", "<dd>00:10</dd>");
    }

    @Test
    void withoutScriptsSnoozingKeepsWhatWasTypedElsewhereOnThePage() {
        Session plain = Session.of(api, "anna");
        Map<String, String> form = form(plain);
        form.put("snooze", "WEEK");
        assertThat(plain.form("/contacts/" + id + "/reminder", form).statusCode())
                .isEqualTo(303);

        form.put("infotext", "noch nicht gespeichert");
        HttpResponse<String> answer = plain.form("/contacts/" + id + "/reminder", form);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("<html", "zurückgestellt", "noch nicht gespeichert");
    }

    @Test
    void theInfotextOfAClosedContactIsExtendedNeverReplaced() {
        Map<String, String> form = form(anna);
        form.put("outcome", "notPerformed");
        form.put("infotext", "Niemand da");
        Map<String, String> closed = fields(anna.form("/contacts/" + id, form).body());
        closed.put("addition", "Rückruf versprochen");

        assertThat(anna.form("/contacts/" + id, closed).statusCode()).isEqualTo(200);

        assertThat(api.as("anna")
                        .get("/api/contacts/" + id)
                        .json()
                        .path("infotext")
                        .asString())
                .isEqualTo("Niemand da\nRückruf versprochen");
    }

    @Test
    void snoozesMovesAndSwitchesOffTheReminder() {
        Map<String, String> form = form(anna);
        form.put("snooze", "WEEK");
        form.put("infotext", "noch nicht gespeichert");
        assertThat(anna.form("/contacts/" + id + "/reminder", form).body())
                .contains("zurückgestellt", "noch nicht gespeichert");

        Map<String, String> off = form(anna);
        off.remove("reminder");
        assertThat(anna.form("/contacts/" + id, off).statusCode()).isEqualTo(200);
        assertThat(api.as("anna")
                        .get("/api/contacts/" + id)
                        .json()
                        .path("reminder")
                        .isNull())
                .isTrue();
    }

    @Test
    void aProcessAdminReadsButHasNothingToPress() {
        assertThat(Session.of(api, "paul").get("/contacts/" + id).body())
                .contains(word)
                .doesNotContain("name=\"outcome\"", "name=\"save\"", "<textarea");
        assertThat(Session.of(api, "paul")
                        .form("/contacts/" + id, Map.of("version", "0"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void textsAreShownEscaped() {
        Map<String, String> form = form(anna);
        form.put("infotext", "<script>x</script>${7*7}");
        assertThat(anna.form("/contacts/" + id, form).body())
                .contains("&lt;script&gt;x&lt;/script&gt;${7*7}")
                .doesNotContain("<script>x");
    }

    @Test
    void needsAFewStatementsHoweverLongTheCourse() {
        anna.get("/contacts/" + id);
        assertThat(statements.during(() -> anna.get("/contacts/" + id))).hasSizeLessThan(10);
    }

    private String status() {
        return api.as("anna").get("/api/contacts/" + id).json().path("status").asString();
    }

    private Map<String, String> form(Session session) {
        return fields(session.get("/contacts/" + id).body());
    }

    private static Map<String, String> fields(String html) {
        Map<String, String> fields = Forms.fields(html);
        fields.put("reminderLead", fields.getOrDefault("wasReminderLead", ""));
        return fields;
    }

    /** Rule 29, for a page that was open when the campaign was deleted. */
    @Test
    void refusesACampaignThatWasDeletedMeanwhileAndKeepsWhatWasTyped() {
        long campaign = campaigns.aCampaign("Messe " + word);
        Map<String, String> form = form(anna);
        form.put("campaignId", String.valueOf(campaign));
        form.put("infotext", "Geht nicht verloren");
        campaigns.delete(campaign);

        var answer = anna.form("/contacts/" + id, form);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("Kampagne ist gelöscht", "Geht nicht verloren");
        assertThat(api.as("anna")
                        .get("/api/contacts/" + id)
                        .json()
                        .path("infotext")
                        .isNull())
                .isTrue();
    }

    @Test
    void findsAndKeepsACampaignHoweverManyThereAre() {
        String last = "zzz " + word;
        long campaign = campaigns.aCampaign(last);
        jdbc.sql("""
                        insert into rapport.campaign (title, starts_on, created_at, created_by)
                        select 'zz filler', '2026-01-01', now(), 'test' from generate_series(1, 200)""").update();
        try {
            assertThat(anna.get("/contacts/new/campaigns?campaignIdText=" + word + "+ZZZ")
                            .body())
                    .contains("data-value=\"" + campaign + "\"");
            Map<String, String> form = form(anna);
            form.put("campaignIdText", last);
            assertThat(anna.form("/contacts/" + id, form).statusCode()).isEqualTo(200);
            form = form(anna);
            assertThat(form).containsEntry("campaignIdText", last);
            form.put("subject", word + " neu");
            assertThat(anna.form("/contacts/" + id, form).statusCode()).isEqualTo(200);
            assertThat(campaign()).isEqualTo(last);
        } finally {
            // out of the other tests' lists; nothing can be taken back for good
            jdbc.sql("update rapport.campaign set deleted_at = now(), deleted_by = 'test' where title = 'zz filler'")
                    .update();
        }
    }

    @Test
    void withoutScriptsACampaignIsTypedAndOfSeveralOneIsChosen() {
        campaigns.aCampaign("Frühling " + word);
        long autumn = campaigns.aCampaign("Herbst " + word);
        Map<String, String> form = form(anna);
        form.put("campaignIdText", word);
        form.put("infotext", "bleibt stehen");

        HttpResponse<String> open = anna.form("/contacts/" + id, form);

        assertThat(open.statusCode()).isEqualTo(422);
        assertThat(open.body())
                .contains(
                        "Bitte wählen Sie eine Kampagne aus der Liste",
                        "name=\"chooseCampaignId\" value=\"" + autumn + "\"");
        Map<String, String> choosing = Forms.fields(open.body());
        choosing.put("chooseCampaignId", String.valueOf(autumn));
        Map<String, String> chosen =
                Forms.fields(anna.form("/contacts/" + id, choosing).body());
        assertThat(chosen)
                .containsEntry("campaignId", String.valueOf(autumn))
                .containsEntry("infotext", "bleibt stehen");
        assertThat(anna.form("/contacts/" + id, chosen).statusCode()).isEqualTo(200);
        assertThat(campaign()).isEqualTo("Herbst " + word);
        Map<String, String> emptied = form(anna);
        emptied.put("campaignIdText", "");
        assertThat(anna.form("/contacts/" + id, emptied).statusCode()).isEqualTo(200);
        assertThat(campaign()).isEmpty();
    }

    @Test
    void aDeletedCampaignStaysAndIsNotOfferedToOthers() {
        long campaign = campaigns.aCampaign("Vorbei " + word);
        api.as("anna").patch("/api/contacts/" + id, Map.of("version", 0, "campaignId", campaign));
        campaigns.delete(campaign);
        assertThat(anna.get("/contacts/" + id).body()).contains("Vorbei " + word, "Diese Kampagne ist gelöscht.");
        assertThat(anna.get("/contacts/new/campaigns?campaignIdText=" + word).body())
                .doesNotContain("data-value");
        Map<String, String> form = form(anna);
        form.put("outcome", "notPerformed");
        assertThat(anna.form("/contacts/" + id, form).statusCode()).isEqualTo(200);
    }

    private String campaign() {
        return api.as("anna").get("/api/contacts/" + id).json().path("campaign").asString("");
    }
}

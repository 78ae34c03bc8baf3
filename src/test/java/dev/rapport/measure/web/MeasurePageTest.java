package dev.rapport.measure.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.campaign.TestCampaigns;
import dev.rapport.campaign.TestCampaigns.Existing;
import dev.rapport.support.Api;
import dev.rapport.support.Forms;
import dev.rapport.support.Session;
import dev.rapport.support.Statements;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A measure's page over HTTP, as page and as fragment. */
@IntegrationTest
class MeasurePageTest {

    @Autowired
    private Api api;

    @Autowired
    private TestCampaigns campaigns;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Statements statements;

    private final String word = "w" + UUID.randomUUID().toString().substring(0, 8);
    private Session anna;
    private Session ben;
    private Existing measure;
    private String path = "";

    @BeforeEach
    void anOpenMeasureWithoutACampaign() {
        anna = Session.of(api, "anna").header("HX-Request", "true");
        ben = Session.of(api, "ben").header("HX-Request", "true");
        measure = campaigns.aMeasure(null);
        path = "/measures/" + measure.id();
    }

    @Test
    void isAPageAndAFragmentFromOneTemplateAndEachPartHasItsOwnAddress() {
        assertThat(Session.of(api, "anna").get(path).body())
                .contains("<html", "id=\"measure-form\"", "id=\"status-bar\"");
        assertThat(anna.get(path).body()).doesNotContain("<html").contains("id=\"measure\"");
        for (String part : new String[] {"information", "infotext", "campaign", "audience", "course"}) {
            assertThat(anna.get(path + "/" + part).body())
                    .doesNotContain("<html")
                    .contains("id=\"part-" + part + "\"");
            assertThat(Session.of(api, "anna").get(path + "/" + part).body())
                    .contains("<html", "id=\"part-" + part + "\"")
                    .doesNotContain("/arrangement/");
        }
        assertThat(anna.get(path + "/nothing").statusCode()).isEqualTo(404);
        assertThat(anna.get("/measures/99999999").statusCode()).isEqualTo(404);
    }

    /** A browser presses the first button of the form, wherever it stands on the page. */
    @Test
    void enterInAFieldSavesAndClosesNothing() {
        String page = Session.of(api, "anna").get(path).body();
        assertThat(page).doesNotContain("form=\"measure-form\"");
        String form = page.substring(page.indexOf("id=\"measure-form\""));
        assertThat(form.substring(form.indexOf("<button"), form.indexOf("</button>")))
                .contains("name=\"save\"");
    }

    @Test
    void refusesToPerformWithoutACampaignSaysWhichRuleAndKeepsWhatWasTyped() {
        Map<String, String> form = form(anna);
        form.put("outcome", "performed");
        form.put("infotext", "So kam es " + word);

        HttpResponse<String> answer = anna.form(path, form);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("Kampagne prüfen", "Bitte wählen Sie zuerst eine Kampagne.", "So kam es " + word)
                .doesNotContain("rules-ran");
        assertThat(read().path("status").asString()).isEqualTo("PLANNED");
        assertThat(read().path("infotext").isNull()).isTrue();
    }

    /** However the page is arranged: what a rule refuses has to be seen and put right. */
    @Test
    void aHiddenWebPartShowsWhenARuleRefusesForItsSake() {
        Session maria = Session.of(api, "maria");
        try {
            maria.form("/arrangement/measure?part=part-campaign", Map.of("move", "hide"));
            maria.form("/arrangement/measure?part=part-information", Map.of("move", "hide"));
            Map<String, String> form = form(maria);
            assertThat(form).doesNotContainKeys("campaignIdText", "subject");
            form.put("outcome", "performed");

            String refused = maria.form(path, form).body();

            assertThat(refused).contains("Bitte wählen Sie zuerst eine Kampagne.", "id=\"measure-campaignIdText\"");
            assertThat(refused).doesNotContain("id=\"measure-subject\"");
            Map<String, String> second = Forms.fields(refused);
            second.put("outcome", "performed");
            second.put("campaignId", String.valueOf(campaigns.aCampaign("Messe " + word)));
            second.put("campaignIdText", "Messe " + word);
            second.put("campaignIdLabel", "Messe " + word);
            assertThat(maria.form(path, second).statusCode()).isEqualTo(303);
            assertThat(read().path("subject").asString()).isEqualTo("Katalog versenden");
        } finally {
            maria.form("/arrangement/measure", Map.of("move", "reset"));
        }
    }

    @Test
    void leadsToTasklistAndCockpitWhomeverTheyAreOpenTo() {
        String task = read().path("taskId").asString();
        assertThat(Session.of(api, "maria").get(path).body())
                .contains("/camunda/app/tasklist/default/#/?task=" + task)
                .contains("/camunda/app/cockpit/default/#/process-instance/");
        assertThat(anna.get(path).body())
                .contains("/camunda/app/tasklist/default/#/?task=" + task)
                .doesNotContain("#/process-instance/");
    }

    @Test
    void isAmongWhatWasViewedLately() {
        api.as("anna").patch("/api/measures/" + measure.id(), Map.of("version", 0, "subject", "Zuletzt " + word));
        anna.get(path);
        assertThat(anna.get("/start/recently-viewed").body())
                .containsPattern("href=\"" + path + "\"[^>]*>[^<]*Zuletzt " + word);
        assertThat(ben.get("/start/recently-viewed").body()).doesNotContain(word);
    }

    @Test
    void performsWithEverythingThatWasTypedOnThePageAndSaysWhichRulesRan() {
        long campaign = campaigns.aCampaign("Messe " + word);
        Map<String, String> form = form(anna);
        form.put("outcome", "performed");
        form.put("subject", word + " neu");
        form.put("plannedFor", "2026-12-24");
        form.put("infotext", "So kam es");
        form.put("campaignIdText", "messe " + word);

        HttpResponse<String> answer = anna.form(path, form);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("rules-ran", "Kampagne prüfen", "Durchgeführt festhalten");
        assertThat(read().path("status").asString()).isEqualTo("PERFORMED");
        assertThat(read().path("subject").asString()).isEqualTo(word + " neu");
        assertThat(read().path("plannedFor").asString()).isEqualTo("2026-12-24");
        assertThat(read().path("infotext").asString()).isEqualTo("So kam es");
        assertThat(read().path("campaignId").asLong()).isEqualTo(campaign);
    }

    @Test
    void withoutScriptsTheRulesThatRanAreOnThePageBehindTheRedirect() {
        Session plain = Session.of(api, "anna");
        Map<String, String> form = form(plain);
        form.put("outcome", "notPerformed");
        form.put("infotext", "Druckerei insolvent");

        assertThat(plain.form(path, form).statusCode()).isEqualTo(303);

        assertThat(plain.get(path + "?done=closed").body())
                .contains("rules-ran", "Nicht durchgeführt festhalten", "Druckerei insolvent");
    }

    @Test
    void whatTwoPeopleChangedInDifferentFieldsIsMergedAndInTheSameFieldShownSideBySide() {
        long campaign = campaigns.aCampaign("Von Ben " + word);
        Map<String, String> mine = form(anna);
        Map<String, String> theirs = form(ben);
        theirs.put("subject", word + " von Ben");
        theirs.put("campaignIdText", "Von Ben " + word);
        assertThat(ben.form(path, theirs).statusCode()).isEqualTo(200);

        mine.put("subject", word + " von Anna");
        HttpResponse<String> answer = anna.form(path, mine);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body())
                .contains(word + " von Anna", word + " von Ben", "name=\"take\" value=\"subject\"")
                .doesNotContain("name=\"take\" value=\"campaignId\"");
        assertThat(anna.form(path, Forms.fields(answer.body())).statusCode()).isEqualTo(200);
        assertThat(read().path("subject").asString()).isEqualTo(word + " von Anna");
        assertThat(read().path("campaignId").asLong()).isEqualTo(campaign);
    }

    @Test
    void theOthersValueCanBeTakenOver() {
        Map<String, String> mine = form(anna);
        Map<String, String> theirs = form(ben);
        theirs.put("responsibleText", "ben");
        theirs.put("subject", word + " von Ben");
        assertThat(ben.form(path, theirs).statusCode()).isEqualTo(200);
        mine.put("subject", word + " von Anna");
        Map<String, String> offered = Forms.fields(anna.form(path, mine).body());
        offered.put("take", "subject");

        Map<String, String> taken = Forms.fields(anna.form(path, offered).body());

        assertThat(taken).containsEntry("subject", word + " von Ben").containsEntry("responsible", "ben");
    }

    @Test
    void whoeverComesSecondReadsWhoClosedItAndKeepsHisInfotext() {
        Map<String, String> mine = form(anna);
        Map<String, String> theirs = form(ben);
        theirs.put("outcome", "notPerformed");
        ben.form(path, theirs);

        mine.put("outcome", "performed");
        mine.put("infotext", "Ich war dabei");
        HttpResponse<String> answer = anna.form(path, mine);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body())
                .contains("Wurde schon fertiggestellt, von Ben Yılmaz")
                .containsPattern("name=\"addition\"[^>]*>Ich war dabei");
        assertThat(read().path("status").asString()).isEqualTo("NOT_PERFORMED");
    }

    @Test
    void theInfotextOfAClosedMeasureIsExtendedNeverReplaced() {
        Map<String, String> form = form(anna);
        form.put("outcome", "notPerformed");
        form.put("infotext", "Druckerei\r\ninsolvent");
        Map<String, String> closed = Forms.fields(anna.form(path, form).body());
        assertThat(anna.form(path, closed).statusCode()).isEqualTo(200);
        assertThat(read().path("infotext").asString()).isEqualTo("Druckerei\ninsolvent");

        closed = form(anna);
        closed.put("addition", "Neuer Termin\r\nfolgt");
        assertThat(anna.form(path, closed).statusCode()).isEqualTo(200);
        assertThat(read().path("infotext").asString()).isEqualTo("Druckerei\ninsolvent\nNeuer Termin\nfolgt");

        closed = form(anna);
        closed.put("addition", "x".repeat(19_990));
        HttpResponse<String> tooLong = anna.form(path, closed);
        assertThat(tooLong.statusCode()).isEqualTo(422);
        assertThat(tooLong.body()).contains("x".repeat(19_990));
    }

    @Test
    void findsAndKeepsACampaignHoweverManyThereAre() {
        long last = campaigns.aCampaign("zzz " + word);
        jdbc.sql("""
                        insert into rapport.campaign (title, created_at, created_by)
                        select 'zz Füller', now(), 'test' from generate_series(1, 150)""").update();
        try {
            assertThat(anna.get("/campaigns/options?campaignIdText=" + word + "+zzz")
                            .body())
                    .contains("data-value=\"" + last + "\"");
            Map<String, String> chosen = form(anna);
            chosen.put("campaignId", String.valueOf(last));
            chosen.put("campaignIdText", "zzz " + word);
            chosen.put("campaignIdLabel", "zzz " + word);
            assertThat(anna.form(path, chosen).statusCode()).isEqualTo(200);
            Map<String, String> later = form(anna);
            later.put("subject", word);
            assertThat(anna.form(path, later).statusCode()).isEqualTo(200);
            assertThat(read().path("campaignId").asLong()).isEqualTo(last);
        } finally {
            // out of the other tests' lists; nothing can be taken back for good
            jdbc.sql("update rapport.campaign set deleted_at = now(), deleted_by = 'test' where title = 'zz Füller'")
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

        HttpResponse<String> open = anna.form(path, form);

        assertThat(open.statusCode()).isEqualTo(422);
        assertThat(open.body())
                .contains(
                        "Bitte wählen Sie eine Kampagne aus der Liste",
                        "name=\"chooseCampaignId\" value=\"" + autumn + "\"");
        Map<String, String> choosing = Forms.fields(open.body());
        choosing.put("chooseCampaignId", String.valueOf(autumn));
        Map<String, String> chosen = Forms.fields(anna.form(path, choosing).body());
        assertThat(chosen)
                .containsEntry("campaignId", String.valueOf(autumn))
                .containsEntry("infotext", "bleibt stehen");
        assertThat(anna.form(path, chosen).statusCode()).isEqualTo(200);
        chosen = form(anna);
        chosen.put("campaignIdText", "");
        anna.form(path, chosen);
        assertThat(read().path("campaignId").isNull()).isTrue();
    }

    @Test
    void aDeletedCampaignStaysAndIsNotOfferedToOthers() {
        long campaign = campaigns.aCampaign("Vorbei " + word);
        Existing with = campaigns.aMeasure(campaign);
        campaigns.delete(campaign);
        String page = anna.get("/measures/" + with.id()).body();
        assertThat(page).contains("Vorbei " + word, "Diese Kampagne ist gelöscht.");
        assertThat(anna.get("/campaigns/options?campaignIdText=" + word).body()).doesNotContain("data-value");
        Map<String, String> form = Forms.fields(page);
        form.put("outcome", "performed");
        assertThat(anna.form("/measures/" + with.id(), form).statusCode()).isEqualTo(200);

        // chosen on a page that was open when the campaign was deleted
        Map<String, String> chosen = form(anna);
        chosen.putAll(Map.of(
                "campaignId", String.valueOf(campaign),
                "campaignIdText", "Vorbei " + word,
                "campaignIdLabel", "Vorbei " + word));
        HttpResponse<String> refused = anna.form(path, chosen);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Kampagne ist gelöscht");
        assertThat(read().path("campaignId").isNull()).isTrue();
    }

    @Test
    void listsItsAudiencePageByPage() {
        long campaign = campaigns.aCampaign("Publikum " + word);
        campaigns.companies(11).forEach(address -> campaigns.assign(campaign, address));
        String open = "/measures/" + campaigns.aMeasure(campaign).id();
        String page = anna.get(open).body();
        assertThat(page).contains("Sie betrifft 11 Adressen, die der Kampagne zugeordnet sind.");
        String more = page.replaceAll("(?s).*hx-get=\"([^\"]*audience[^\"]*)\".*", "$1");
        assertThat(page.split("/addresses/", -1)).hasSize(11);
        assertThat(anna.get(more).body()).containsOnlyOnce("/addresses/").doesNotContain("<html", "hx-get");
        assertThat(Session.of(api, "anna").get(more).body()).contains("<html", "/addresses/");
    }

    @Test
    void saysInTheCourseWhoDidWhatAndWhichRulesRanInWhichModelVersion() {
        long campaign = campaigns.aCampaign("Herbst " + word);
        Map<String, String> form = form(ben);
        form.put("campaignIdText", "Herbst " + word);
        form.put("responsibleText", "maria");
        ben.form(path, form);
        assertThat(anna.get(path + "/course").body())
                .contains("Maßnahme eintragen", ">Herbst " + word + "<", "Angelegt")
                .doesNotContain(">" + campaign + "<", "Fassung");
        assertThat(Session.of(api, "maria").get(path + "/course").body()).contains("Fassung 1 des Ablaufs");
    }

    @Test
    void speaksEnglishAlsoInItsVerbs() {
        anna.header("Accept-Language", "en");
        assertThat(anna.get(path).body())
                .contains(">Performed<", ">Not performed<", "Register measure")
                .doesNotContain("Durchgeführt", "Maßnahme eintragen");
        Map<String, String> form = form(anna);
        form.put("outcome", "performed");
        assertThat(anna.form(path, form).body()).contains("Not yet possible: rule “Check campaign”");
        form.put("outcome", "notPerformed");
        assertThat(anna.form(path, form).body()).contains("rules-ran", "Check outcome", "Record as not performed");
    }

    @Test
    void aProcessAdminReadsButHasNothingToPress() {
        assertThat(Session.of(api, "paul").get(path).body())
                .contains("Katalog versenden")
                .doesNotContain("name=\"outcome\"", "name=\"save\"", "<textarea");
        assertThat(Session.of(api, "paul").form(path, Map.of("version", "0")).statusCode())
                .isEqualTo(403);
    }

    @Test
    void textsAreShownEscaped() {
        Map<String, String> form = form(anna);
        form.put("infotext", "<script>x</script>${7*7}");
        assertThat(anna.form(path, form).body())
                .contains("&lt;script&gt;x&lt;/script&gt;${7*7}")
                .doesNotContain("<script>x");
    }

    @Test
    void aCampaignShowsItsMeasuresWithTheirProgressAndOffersAnother() {
        long campaign = campaigns.aCampaign("Mit Maßnahmen " + word);
        assertThat(anna.get("/campaigns/" + campaign).body())
                .contains("Zu dieser Kampagne gibt es noch keine Maßnahme.");
        Existing open = campaigns.aMeasure(campaign);
        campaigns.closeMeasure(campaigns.aMeasure(campaign), "performed");
        assertThat(anna.get("/campaigns/" + campaign).body())
                .contains("1 von 2 fertiggestellt", "href=\"/measures/" + open.id() + "\"")
                .containsOnlyOnce("href=\"/measures/new?campaign=" + campaign + "\"");
        for (int i = 0; i < 9; i++) {
            campaigns.aMeasure(campaign);
        }
        String part = anna.get("/campaigns/" + campaign + "/measures").body();
        assertThat(part).doesNotContain("<html").contains("1 von 11 fertiggestellt");
        String more = part.replaceAll("(?s).*hx-get=\"([^\"]*)\".*", "$1");
        assertThat(anna.get(more).body()).containsOnlyOnce("href=\"/measures/").contains("/measures/" + open.id());
        assertThat(Session.of(api, "anna").get(more).body()).contains("<html");
    }

    @Test
    void theWorklistShowsMyOpenMeasures() {
        String mine = "Meine " + word;
        api.as("ben").post("/api/measures", Map.of("subject", mine, "responsible", "anna", "plannedFor", "1999-01-01"));
        assertThat(anna.get("/reminders?shown=MEASURES").body()).contains(mine);
        assertThat(anna.get("/reminders?shown=EVERYTHING").body()).contains(mine);
        assertThat(anna.get("/reminders").body()).doesNotContain(mine);
        assertThat(ben.get("/reminders?shown=MEASURES").body()).doesNotContain(mine);
    }

    @Test
    void needsAFewStatements() {
        anna.get(path);
        assertThat(statements.during(() -> anna.get(path))).hasSizeLessThan(12);
    }

    private JsonNode read() {
        return api.as("anna").get("/api/measures/" + measure.id()).json();
    }

    private Map<String, String> form(Session session) {
        return Forms.fields(session.get(path).body());
    }
}

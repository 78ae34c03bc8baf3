package dev.rapport.measure.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.campaign.TestCampaigns;
import dev.rapport.support.Api;
import dev.rapport.support.Forms;
import dev.rapport.support.Session;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Creating a measure on its page. */
@IntegrationTest
class NewMeasurePageTest {

    @Autowired
    private Api api;

    @Autowired
    private TestCampaigns campaigns;

    @Autowired
    private JdbcClient jdbc;

    private final String word = "w" + UUID.randomUUID().toString().substring(0, 8);
    private Session anna;

    @BeforeEach
    void login() {
        anna = Session.of(api, "anna");
    }

    @Test
    void comesWithTheCampaignFromWhichItWasOpened() {
        long campaign = campaigns.aCampaign("Messe " + word);
        Map<String, String> form =
                Forms.fields(anna.get("/measures/new?campaign=" + campaign).body());
        assertThat(form)
                .containsEntry("campaignId", String.valueOf(campaign))
                .containsEntry("campaignIdText", "Messe " + word);
        campaigns.delete(campaign);
        assertThat(Forms.fields(anna.get("/measures/new?campaign=" + campaign).body()))
                .containsEntry("campaignId", "");
        assertThat(anna.get("/measures/new?campaign=x").statusCode()).isEqualTo(200);
        // the form that was open when the campaign was deleted
        form.put("subject", word);
        HttpResponse<String> refused = anna.form("/measures", form);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Kampagne ist gelöscht", "value=\"" + word + "\"");
    }

    @Test
    void aSecondClickCreatesNoSecondMeasure() {
        Map<String, String> form = Forms.fields(anna.get("/measures/new").body());
        form.put("subject", word);
        HttpResponse<String> first = anna.form("/measures", form);
        HttpResponse<String> second = anna.form("/measures", form);
        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(second.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(jdbc.sql("select count(*) from rapport.measure where subject = :word")
                        .param("word", word)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(anna.get(first.headers().firstValue("Location").orElseThrow().replaceAll("^https?://[^/]+", ""))
                        .body())
                .contains("Die Maßnahme ist angelegt.", word);
        form.put("subject", word + " anders");
        assertThat(anna.form("/measures", form).statusCode()).isEqualTo(409);
    }

    @Test
    void refusesWhatIsMissingAndKeepsWhatWasTyped() {
        Map<String, String> form = Forms.fields(anna.get("/measures/new").body());
        form.put("infotext", "bleibt stehen");
        form.put("responsibleText", "niemand " + word);
        HttpResponse<String> open = anna.form("/measures", form);
        assertThat(open.statusCode()).isEqualTo(422);
        assertThat(open.body()).contains("bleibt stehen", "niemand " + word, "Bitte wählen Sie einen Benutzer");
        form.put("responsibleText", "ben");
        HttpResponse<String> refused = anna.form("/measures", form);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Pflichtfeld", "bleibt stehen");
        assertThat(Forms.fields(refused.body())).containsEntry("responsible", "ben");
    }

    @Test
    void byHtmxItGoesOnToTheMeasureAndALostSessionTakesNothingAway() {
        anna.header("HX-Request", "true");
        Map<String, String> form = Forms.fields(anna.get("/measures/new").body());
        form.put("subject", word);
        HttpResponse<String> created = anna.form("/measures", form);
        assertThat(created.statusCode()).isEqualTo(200);
        assertThat(created.headers().firstValue("HX-Redirect").orElse("")).matches("/measures/[0-9]+\\?done=created");
        anna.cookies().remove("RAPPORT_SESSION");
        HttpResponse<String> lost = anna.form("/measures", form);
        assertThat(lost.statusCode()).isEqualTo(401);
        assertThat(lost.headers().firstValue("HX-Retarget")).contains("#toasts");
    }
}

package dev.rapport.item.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.campaign.TestCampaigns;
import dev.rapport.contact.TestContacts;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Clock;
import dev.rapport.support.Pages;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Voiding on the page of a contact or a measure, and entering it anew (rule 23). */
@IntegrationTest
class VoidPageTest {

    @Autowired
    private Pages pages;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private TestCampaigns campaigns;

    @Autowired
    private Clock clock;

    @Test
    void isOfferedToItsCreatorForADayAndToManagers() {
        String contact = "/contacts/" + contacts.aPlannedContact().create().id();
        String measure = "/measures/" + campaigns.aMeasure(null).id();

        for (String page : new String[] {contact, measure}) {
            assertThat(pages.as("anna").get(page).text()).contains("id=\"voiding\"", "Stornieren und neu erfassen");
            assertThat(pages.as("maria").get(page).text()).contains("id=\"voiding\"");
            assertThat(pages.as("ben").get(page).text()).doesNotContain("id=\"voiding\"");
            assertThat(pages.as("paul").get(page).text()).doesNotContain("id=\"voiding\"");
        }
        clock.advance(Duration.ofHours(25));
        assertThat(pages.as("anna").get(contact).text()).doesNotContain("id=\"voiding\"");
        assertThat(pages.as("maria").get(contact).text()).contains("id=\"voiding\"");
    }

    @Test
    void aVoidedPageSaysWhoWhenAndWhyAndIsReadOnly() {
        var contact = contacts.aPlannedContact().withReminder().create();
        var measure = campaigns.aMeasure(null);

        for (String page : new String[] {"/contacts/" + contact.id(), "/measures/" + measure.id()}) {
            Answer done = pages.as("anna").submit(page + "/void", Map.of("version", 0, "reason", "Falscher <Kunde>"));
            assertThat(done.status()).isEqualTo(303);
            assertThat(done.header("Location")).endsWith(page + "?done=voided");
            String text = pages.as("anna").get(page + "?done=voided").text();
            assertThat(text)
                    .contains("Storniert", "von Anna Berger", "Falscher &lt;Kunde&gt;", "<s>", "new?again=")
                    .doesNotContain(
                            "name=\"outcome\"",
                            "name=\"save\"",
                            "name=\"subject\"",
                            "name=\"addition\"",
                            "name=\"snooze\"",
                            "id=\"voiding\"");
            assertThat(pages.as("anna").inEnglish().get(page).text()).contains("Void", "Enter anew");
            assertThat(pages.as("paul").get(page).text()).contains("Storniert").doesNotContain("new?again=");
        }
    }

    @Test
    void aRefusalKeepsTheReasonAndSaysWhy() {
        var contact = contacts.aPlannedContact().create();
        String path = "/contacts/" + contact.id() + "/void";

        Answer empty = pages.as("anna").submit(path, Map.of("version", 0, "reason", " "));
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.text()).contains("Grund", "Pflichtfeld");
        Answer stale = pages.as("anna").submit(path, Map.of("version", 7, "reason", "Falscher Kunde"));
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.text()).contains("Falscher Kunde</textarea>");
        Answer colleague = pages.as("ben").submit(path, Map.of("version", 0, "reason", "Falscher Kunde"));
        assertThat(colleague.status()).isEqualTo(403);
        assertThat(colleague.text()).contains("Stornieren kann das nur, wer es angelegt hat");
        assertThat(pages.as("anna")
                        .submit("/contacts/99999999/void", Map.of("reason", "x"))
                        .status())
                .isEqualTo(404);
        pages.as("anna").submit(path, Map.of("version", 0, "reason", "Falscher Kunde"));
        Answer twice = pages.as("maria").submit(path, Map.of("version", 1, "reason", "Noch einmal"));
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.text()).contains("Wurde schon storniert, von Anna Berger");
    }

    @Test
    void isEnteredAnewBeginningWithWhatItSaid() {
        long company = contacts.aCompany();
        long person = contacts.aPersonAt(company);
        long campaign = contacts.aCampaign(false);
        var contact = contacts.aPlannedContact()
                .with("addressId", company)
                .with("contactPersonId", person)
                .with("type", "VISIT")
                .with("direction", "INCOMING")
                .with("start", "2027-03-04T14:35")
                .with("subject", "Verwechslung")
                .with("description", "Wie besprochen")
                .with("campaignId", campaign)
                .withReminder("PT1H")
                .responsible("ben")
                .create();

        Answer done = pages.as("anna")
                .submit(
                        "/contacts/" + contact.id() + "/void",
                        Map.of("version", 0, "reason", "Falscher Kunde", "again", "true"));

        assertThat(done.status()).isEqualTo(303);
        String target = done.header("Location");
        assertThat(target).endsWith("/contacts/new?again=" + contact.id() + "&reminder=PT1H");
        String form = pages.as("anna")
                .get(target.substring(target.indexOf("/contacts")))
                .text();
        assertThat(form)
                .contains(
                        "value=\"" + person + "\"",
                        "value=\"2027-03-04\"",
                        "value=\"14:35\"",
                        "value=\"Verwechslung\"",
                        "Wie besprochen</textarea>",
                        "value=\"Ben Yılmaz\"",
                        "value=\"Messe\"")
                .containsPattern("value=\"VISIT\"[^>]*(selected|checked)")
                .containsPattern("value=\"INCOMING\"[^>]*(selected|checked)")
                .containsPattern("value=\"PLANNED\"[^>]*(selected|checked)")
                .containsPattern("value=\"PT1H\"[^>]*selected");
    }

    @Test
    void aMeasureIsEnteredAnewToo() {
        long campaign = campaigns.aCampaign("Frühling");
        var measure = campaigns.aMeasure(campaign);

        Answer done = pages.as("anna")
                .submit(
                        "/measures/" + measure.id() + "/void",
                        Map.of("version", 0, "reason", "Doppelt", "again", "true"));

        assertThat(done.header("Location")).endsWith("/measures/new?again=" + measure.id());
        assertThat(pages.as("anna").get("/measures/new?again=" + measure.id()).text())
                .contains("value=\"Katalog versenden\"", "value=\"Frühling\"");
    }
}

package dev.rapport.model.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Conditions;
import dev.rapport.support.ContactModelFile;
import dev.rapport.support.Multipart;
import dev.rapport.support.OpenApi;
import dev.rapport.support.Pages;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** "Erproben" on pages, as a file and over the API. */
@IntegrationTest
class RehearsalPagesTest {

    private static final String DAY = "1998-02-03";

    @Autowired
    private Api api;

    @Autowired
    private Pages pages;

    @Autowired
    private OpenApi openApi;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void aContactWithoutAReason() {
        aContact(DAY, "<b>Probe</b>");
    }

    private void aContact(String day, String subject) {
        long address = api.as("anna")
                .post("/api/addresses", Map.of("kind", "company", "name", "Probe & Söhne"))
                .json()
                .path("id")
                .asLong();
        Answer planned = api.as("anna")
                .post(
                        "/api/contacts",
                        Map.of(
                                "addressId",
                                address,
                                "type",
                                "CALL",
                                "direction",
                                "OUTGOING",
                                "status",
                                "PLANNED",
                                "start",
                                day + "T10:00",
                                "duration",
                                "00:00",
                                "reminder",
                                true,
                                "subject",
                                subject));
        assertThat(planned.status()).as(planned.text()).isEqualTo(201);
        String contact = "/api/contacts/" + planned.json().path("id").asLong();
        int version = planned.json().path("version").asInt();
        assertThat(api.as("anna")
                        .post(contact + "/outcome", Map.of("outcome", "notPerformed", "version", version))
                        .status())
                .isEqualTo(200);
    }

    @AfterEach
    void noDraftIsLeft() {
        jdbc.sql("delete from rapport.model_draft").update();
    }

    @Test
    void aDraftIsRehearsedAndWhatBecomesOfEachIsShown() {
        upload(ContactModelFile.withAReasonForNotPerformed());
        assertThat(pages.as("paul").get("/models?draft").text()).contains("/models/rehearsals/new");
        assertThat(pages.as("paul").get("/models/rehearsals/new").text())
                .contains("name=\"number\"", "Nicht durchgeführt", "Anruf");

        Answer begun = pages.as("paul")
                .submit("/models/rehearsals", Map.of("number", "5", "from", "3.2.1998", "to", DAY, "type", "CALL"));

        assertThat(begun.status()).isEqualTo(302);
        String path = String.valueOf(begun.header("Location")).replaceFirst("^https?://[^/]*", "");
        await("the rehearsal")
                .atMost(Duration.ofSeconds(30))
                .until(() -> !pages.as("paul").get(path).text().contains("<progress"));
        for (String user : new String[] {"paul", "maria"}) {
            assertThat(pages.as(user).get(path).text())
                    .contains(
                            "Jetzt abgelehnt", "Grund angeben", "&lt;b&gt;Probe&lt;/b&gt;", "0 von ", path + "/items/1")
                    .doesNotContain("<b>Probe");
        }
        assertThat(pages.as("paul").get(path + "/items/1").text())
                .contains("data-element=\"serviceTask_reason\"", "In Kraft", "Erprobt", "data-walked")
                .doesNotContain("Was anders ist");
        assertThat(pages.as("paul").inEnglish().get(path + "/items/1").text())
                .contains("Check outcome", "Infotext: Required.");
        assertThat(pages.as("paul").get(path + "?format=csv").text())
                .contains("Was wird daraus", "Jetzt abgelehnt", "Grund angeben");
        assertThat(pages.as("paul").get("/models/rehearsals").text()).contains(path, "Fertig");
        assertThat(pages.as("paul").get(path + "?like=1").text()).contains("/items/1");
        for (String none : new String[] {"/items/999", "/items/99999999999", "/items/x", "?like=x"}) {
            assertThat(pages.as("paul").get(path + none).status()).as(none).isBetween(400, 404);
        }
        assertThat(pages.as("paul").get("/models/rehearsals/999999").status()).isEqualTo(404);
        assertThat(pages.as("anna").get(path).status()).isEqualTo(403);
    }

    @Test
    void whatIsWrongIsSaidAndWhatWasTypedIsKept() {
        upload(ContactModelFile.standard());

        Answer refused = pages.as("paul")
                .submit("/models/rehearsals", Map.of("number", "0", "from", "morgens", "to", "", "type", "PIGEON"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains("Bitte eine Zahl von 1 bis 2.000 angeben", "value=\"morgens\"", "value=\"0\"", "from-error");
    }

    @Test
    void withoutADraftThereIsNothingToRehearse() {
        assertThat(pages.as("paul").get("/models/rehearsals/new").status()).isEqualTo(404);
        assertThat(pages.as("paul").submit("/models/rehearsals", Map.of()).status())
                .isEqualTo(404);
        assertThat(pages.as("paul")
                        .get("/models/rehearsals/new?key=contact&version=1")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void programsSendTheFiles() {
        Answer begun = new Multipart()
                .field("number", "3")
                .field("from", DAY)
                .field("to", DAY)
                .file("contact.bpmn", ContactModelFile.withAReasonForNotPerformed())
                .send(api.as("paul").with("Accept-Language", "en"), "/api/models/rehearsals");

        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        String path = String.valueOf(begun.header("Location"));
        Api paul = api.as("paul").with("Accept-Language", "en");
        await("the rehearsal")
                .atMost(Duration.ofSeconds(30))
                .until(() -> paul.get(path).json().path("status").asString().equals("done"));
        Answer found = paul.get(path);
        openApi.check("GET /api/models/rehearsals/{id}", null, found);
        JsonNode group = found.json().path("groups").get(0);
        assertThat(group.path("verdict").asString()).isEqualTo("refused");
        assertThat(group.path("reason").asString()).isEqualTo("Grund angeben: Infotext: Required.");
        assertThat(api.as("maria")
                        .get(path)
                        .json()
                        .path("groups")
                        .get(0)
                        .path("reason")
                        .asString())
                .as("whoever asked for it, everybody reads it in a language of their own")
                .isEqualTo("Grund angeben: Infotext: Pflichtfeld.");
        Answer items = paul.get(path + "/items?limit=1");
        openApi.check("GET /api/models/rehearsals/{id}/items", null, items);
        assertThat(items.json().path("items")).hasSize(1);
        Answer stopped = paul.post(path + "/stop", Map.of());
        assertThat(stopped.json().path("status").asString()).isEqualTo("done");
        assertThat(api.as("maria").post(path + "/stop", Map.of()).status()).isEqualTo(403);
        assertThat(api.as("maria").get(path).status()).isEqualTo(200);
    }

    /** The sentence of a rule may say something of the item, a day for instance: each keeps its own, and they are one group. */
    @Test
    void whatOneStepRefusesForTheSameReasonIsOneGroup() {
        List.of("1998-03-09", "1998-03-10", "1998-03-11").forEach(day -> aContact(day, "Zu <spät> am " + day));
        String model = Conditions.behindCheckOutcome(
                "contact", "requireContactDays", Map.of("sideOfDays", "atMost", "daysAfter", "3"));
        Answer begun = new Multipart()
                .field("from", "1998-03-09")
                .field("to", "1998-03-11")
                .file("contact.bpmn", model)
                .send(api.as("paul"), "/api/models/rehearsals");
        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        String path = String.valueOf(begun.header("Location"));
        await("the rehearsal")
                .atMost(Duration.ofSeconds(30))
                .until(() -> api.as("paul")
                        .get(path)
                        .json()
                        .path("status")
                        .asString()
                        .equals("done"));

        String rule = "Unsere Bedingung: ";
        String one = "Das ließ sich nur bis %d.03.1998 fertigstellen. Wenden Sie sich an die Leitung.";
        JsonNode groups = api.as("paul").get(path).json().path("groups");
        assertThat(groups).hasSize(1);
        assertThat(groups.get(0).path("number").asInt()).isEqualTo(3);
        // the last comes first
        assertThat(groups.get(0).path("reason").asString()).isEqualTo(rule + "z. B. " + one.formatted(14));
        assertThat(api.as("paul")
                        .with("Accept-Language", "en")
                        .get(path)
                        .json()
                        .path("groups")
                        .get(0)
                        .path("reason")
                        .asString())
                .startsWith(rule + "e.g. ");
        assertThat(api.as("paul").get(path + "/items").json().path("items"))
                .extracting(item -> item.path("reason").asString())
                .containsExactly(rule + one.formatted(14), rule + one.formatted(13), rule + one.formatted(12));
        String page = path.replace("/api", "");
        for (String shown : List.of(page, page + "?like=1&own")) {
            assertThat(pages.as("paul").get(shown).text())
                    .contains(one.formatted(14), one.formatted(13), one.formatted(12), "Zu &lt;spät&gt; am 1998-03-09");
        }
        assertThat(pages.as("paul").get(page).text()).contains(rule + "z. B. " + one.formatted(14));
        assertThat(pages.as("paul").get(page + "/items/2").text())
                .contains(rule + one.formatted(13))
                .doesNotContain("z. B.");
        assertThat(pages.as("paul").get(page + "?format=csv").text())
                .contains(rule + one.formatted(14), rule + one.formatted(13), rule + one.formatted(12))
                .doesNotContain("z. B.");
    }

    @Test
    void whatTheCheckRefusesIsNotRehearsed() {
        Answer refused = new Multipart()
                .file("contact.bpmn", ContactModelFile.standard().replace("${recordPerformed}", "${jdbcTemplate}"))
                .send(api.as("paul"), "/api/models/rehearsals");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.errors()).contains("files:model.refused");
    }

    private void upload(String model) {
        assertThat(new Multipart()
                        .file("contact.bpmn", model)
                        .send(api.as("paul"), "/models")
                        .status())
                .isEqualTo(302);
    }
}

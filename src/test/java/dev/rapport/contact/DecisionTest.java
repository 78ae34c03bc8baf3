package dev.rapport.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts.Draft;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Deployments;
import dev.rapport.support.ModelCorpus;
import dev.rapport.support.Multipart;
import dev.rapport.support.Tasklist;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.DecisionService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Decision tables that models ask (ADR 73); what the guard says of them is in {@code ModelCorpusTest}. */
@IntegrationTest
class DecisionTest {

    private static final Path EXAMPLE = Path.of("bpmn/examples/lead-by-type");

    private static final String TABLE = "vorlauf_nach_art.dmn";

    @Autowired
    private Api api;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private Deployments deployments;

    @Autowired
    private DecisionService decisionService;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void bringTheStandardBack() {
        deployments.remove();
    }

    @Test
    void theShippedExampleRemindsByTypeOnEveryDoor() throws IOException {
        deployments.deploy(Map.of(
                "contact.bpmn",
                Files.readString(EXAMPLE.resolve("contact.bpmn")),
                TABLE,
                Files.readString(EXAMPLE.resolve(TABLE))));

        assertThat(lead("CALL")).isEqualTo("P1D");
        assertThat(lead("VISIT")).isEqualTo("P3D");
        assertThat(lead("MEETING")).isEqualTo("P3D");
        assertThat(lead("LETTER")).isEqualTo("P7D");

        Draft visit = contacts.aPlannedContact().withReminder("P1D").with("type", "VISIT");
        Map<String, Object> form = new HashMap<>(visit.body());
        form.put("subject", "Aus Tasklist entschieden");
        // whoever hands in a variable of that name does not decide
        form.put("art", "CALL");
        form.put("vorlauf", "PT15M");
        assertThat(Tasklist.of(api, "anna").in("de").start("contact", form).status())
                .isEqualTo(200);
        long started = api.as("anna")
                .get("/api/addresses/" + visit.body().get("addressId") + "/history?text=entschieden")
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asLong();
        assertThat(contacts.read(started).json().path("reminder").path("lead").asString())
                .isEqualTo("P3D");
        assertThat(jdbc.sql("select count(*) from act_hi_decinst")
                        .query(Integer.class)
                        .single())
                .as("the engine's history does not grow by it")
                .isZero();
    }

    /** The model stays as it is, and running ones too: the newest table counts whenever one is asked. */
    @Test
    void aTableIsChangedByItself() {
        Map<String, String> files = ModelCorpus.honestFiles("lead-by-decision");
        deployments.deploy(files);
        assertThat(lead("VISIT")).isEqualTo("P3D");

        deployments.deploy(TABLE, files.get(TABLE).replace("\"P3D\"", "\"PT2H\""));

        assertThat(lead("VISIT")).isEqualTo("PT2H");
        assertThat(api.as("maria").get("/api/models").json().path("items").toString())
                .contains("\"key\":\"vorlauf_nach_art\",\"kind\":\"decision\"");
    }

    @Test
    void aTableThatTheModelCannotUseIsNotDeployed() {
        Map<String, String> files = ModelCorpus.honestFiles("lead-by-decision");
        deployments.deploy(files);

        Answer refused = new Multipart()
                .field("deployment-name", "Vorlauf in Worten")
                .file(TABLE, files.get(TABLE).replace("\"P3D\"", "\"drei Tage\""))
                .send(api.as("paul"), "/engine-rest/deployment/create");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("Das Modell „contact“ fragt diese Tabelle");
        assertThat(lead("VISIT")).isEqualTo("P3D");
    }

    @Test
    void aTableSaysWhoIsInCharge() {
        Map<String, String> files = new HashMap<>(ModelCorpus.honestFiles("handed-over-by-decision"));
        files.replaceAll(
                (name, text) -> text.replace("\"MONDAY\"", "\"TUESDAY\"").replace("<text>-</text>", "<text></text>"));
        files.computeIfPresent("wer.dmn", (name, text) -> text.replaceFirst("\"anna\"", "\"ben\""));
        deployments.deploy(files);

        assertThat(responsible("2027-04-06T08:00:00")).isEqualTo("ben");
        assertThat(responsible("2027-04-07T08:00:00")).isEqualTo("anna");
    }

    /** What the guard thinks of a cell is what the engine does. */
    @ParameterizedTest
    @CsvSource({"0, P1D", "1, PT2H", "5, PT2H", "6, PT1H", "9, PT1H", "10, PT15M", "12, PT1H", "13, PT15M"})
    void theEngineReadsCellsAsTheGuardDoes(long days, String expected) {
        deployments.deploy(ModelCorpus.honestFiles("lead-by-numbers"));

        assertThat(decisionService
                        .evaluateDecisionTableByKey("nach_tagen", Map.of("tage", days))
                        .<String>getSingleEntry())
                .isEqualTo(expected);
    }

    private String lead(String type) {
        return contacts.aPlannedContact()
                .withReminder("P1D")
                .with("type", type)
                .create()
                .json()
                .path("reminder")
                .path("lead")
                .asString();
    }

    private String responsible(String start) {
        Existing contact =
                contacts.aPlannedContact().withReminder().startingAt(start).create();
        return contact.json().path("responsible").asString();
    }
}

package dev.rapport.model.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts;
import dev.rapport.models.ContactBpmn;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.ContactModelFile;
import dev.rapport.support.ModelCorpus;
import dev.rapport.support.Multipart;
import dev.rapport.support.Pages;
import dev.rapport.support.TestUsers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The page Abläufe: managers look, process admins act. */
@IntegrationTest
class ModelPagesTest {

    private final String key = "page" + UUID.randomUUID().toString().replace("-", "");

    @Autowired
    private Api api;

    @Autowired
    private Pages pages;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private RepositoryService repositoryService;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void bringTheStandardBack() {
        jdbc.sql("delete from rapport.model_draft").update();
        repositoryService.createDeploymentQuery().list().stream()
                .filter(deployment ->
                        deployment.getName() != null && deployment.getName().contains(key))
                .forEach(deployment -> repositoryService.deleteDeployment(deployment.getId(), true));
    }

    @Test
    void theListNamesEverythingInTheReadersLanguage() {
        String german = pages.as("paul").get("/models").text();
        assertThat(german)
                .contains(
                        "Kontaktvorgang",
                        "contact.bpmn",
                        "Maßnahme durchführen",
                        "Hochladen",
                        "Rapport",
                        "/models/contact");
        String english = pages.as("paul").inEnglish().get("/models").text();
        assertThat(english)
                .contains("Carry out a measure", "Upload", "In force since")
                .doesNotContain("Hochladen");
    }

    /** A decision is shown as the table that it is, before and after it is in force, with what another version changes. */
    @Test
    void aDecisionIsShownAsATable() {
        String table = ModelCorpus.honestFiles("lead-by-decision")
                .get("vorlauf_nach_art.dmn")
                .replace("vorlauf_nach_art", key);

        assertThat(upload(Map.of(key + ".dmn", table), "Tabelle " + key).status())
                .isEqualTo(302);
        assertThat(pages.as("paul").get("/models?draft").text())
                .contains(
                        "Es gilt die erste Zeile, die passt.",
                        "&quot;VISIT&quot;, &quot;MEETING&quot;",
                        "Druck und Post",
                        "beliebig",
                        "Nichts zu beanstanden");
        assertThat(pages.as("paul").submit("/models", Map.of("deploy", "true")).status())
                .isEqualTo(302);

        assertThat(pages.as("maria").get("/models").text()).contains("Entscheidungstabellen", "Vorlauf nach Art");
        assertThat(pages.as("maria").get("/models/" + key).text())
                .contains("Vorlauf nach Art", "&quot;P3D&quot;", "/models/" + key + ".zip")
                .doesNotContain("data-viewer");

        upload(Map.of(key + ".dmn", table.replace("P7D", "P14D").replace("LETTER", "FAX")), "Anders " + key);
        assertThat(pages.as("paul").get("/models?draft").text())
                .contains("Zeile", "&quot;FAX&quot; → &quot;P14D&quot;");
        upload(Map.of(key + ".dmn", table.replace("P7D\"", "P7D\" + 1")), "Falsch " + key);
        assertThat(pages.as("paul").get("/models?draft").text())
                .contains("Zeile 2: „&quot;P7D&quot; + 1“ ist kein Ergebnis");
    }

    /** In words and on both drawings; without being asked a version is held against the one in force. */
    @Test
    void anyTwoVersionsAreCompared() {
        String standard = ContactModelFile.standard();
        deploy("Erste " + key, standard.replace("name=\"Kontakt durchführen\"", "name=\"Kontakt aufnehmen\""));
        int first = version();
        deploy("Zweite " + key, ContactModelFile.withoutRemovalOfReminders());
        deploy("Dritte " + key, standard);
        int last = version();

        String compared = pages.as("maria")
                .get("/models/contact/versions/" + (first + 1) + "?against=" + first)
                .text();
        assertThat(compared.replaceAll("<[^>]*>|\\s+", " ").replaceAll(" +", " "))
                .contains(
                        "Was anders ist als in Fassung " + first,
                        "Ereignis Erinnerungen entfernen entfällt",
                        "Aufgabe Kontakt durchführen ist geändert Beschriftung: Kontakt aufnehmen → Kontakt durchführen",
                        "Fassung " + first + " zum Vergleich");
        assertThat(compared.split("data-viewer=", -1)).as("two drawings").hasSize(3);
        assertThat(compared).contains("data-before=\"true\"", "<option value=\"" + first + "\" selected");

        assertThat(pages.as("maria")
                        .get("/models/contact/versions/" + (first + 1))
                        .text())
                .contains("Was anders ist als in Fassung " + last)
                .doesNotContain("Kontakt aufnehmen</strong>");
        deploy("Vierte " + key, ModelCorpus.honest("handed-over-by-type").replace("'VISIT'", "'CALL'"));
        deploy("Fünfte " + key, ModelCorpus.honest("handed-over-by-type").replace(">anna<", ">ben<"));
        assertThat(pages.as("maria")
                        .get("/models/contact/versions/" + (last + 2) + "?against=" + (last + 1))
                        .text())
                .contains("anna → ben", "contact.type == &#39;CALL&#39;} → ${contact.type == &#39;VISIT&#39;}");
        assertThat(pages.as("maria")
                        .inEnglish()
                        .get("/models/contact/versions/standard?against=" + first)
                        .text())
                .contains("Version " + first + ", for comparison", "is changed");
        for (String none : List.of("0", "x", "4711", "1'")) {
            assertThat(pages.as("maria")
                            .get("/models/contact/versions/" + first + "?against="
                                    + URLEncoder.encode(none, StandardCharsets.UTF_8))
                            .status())
                    .as(none)
                    .isEqualTo(404);
        }
    }

    private void deploy(String name, String model) {
        assertThat(new Multipart()
                        .field("deployment-name", name)
                        .file("contact.bpmn", model)
                        .send(api.as("paul"), "/engine-rest/deployment/create")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void managersLookAndOthersStayOutside() {
        String list = pages.as("maria").get("/models").text();
        assertThat(list).contains("Kontaktvorgang").doesNotContain("type=\"file\"");
        String page = pages.as("maria").get("/models/contact").text();
        assertThat(page)
                .contains("Erinnerungen entfernen", "/models/contact.zip")
                .doesNotContain("Andere Fassung hochladen", "method=\"post\" action=\"/models");
        for (String path : List.of("/models", "/models/contact", "/models/contact.zip", "/models/contact/versions/1")) {
            assertThat(pages.as("anna").get(path).status()).as(path).isEqualTo(403);
            assertThat(pages.as("sabine").get(path).status()).as(path).isEqualTo(403);
            assertThat(pages.as("maria").get(path).status()).as(path).isEqualTo(200);
        }
        assertThat(pages.as("maria")
                        .submit("/models", Map.of("discard", "true"))
                        .status())
                .isEqualTo(403);
        assertThat(pages.as("maria")
                        .submit("/models/contact/versions/1", Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(pages.as("maria").get("/").text()).contains("href=\"/models\"");
        assertThat(pages.as("anna").get("/").text()).doesNotContain("href=\"/models\"");
    }

    @Test
    void aModelIsShownDrawnAndInWords() {
        contacts.aPlannedContact().create();

        String page = pages.as("paul").get("/models/contact").text();

        assertThat(page)
                .contains(
                        "data-viewer=\"/assets/bpmn-viewer/bpmn-viewer",
                        "&lt;bpmn:definitions",
                        "data-element=\"userTask_carryOutContact\"")
                .doesNotContain("<bpmn:definitions");
        assertThat(page).containsPattern("data-element=\"userTask_carryOutContact\" data-waiting=\"[1-9]");
        assertThat(page).containsPattern("„Ja“\\s*</span>|„Ja“");
        assertThat(pages.as("paul").inEnglish().get("/models/contact").text())
                .contains("Register contact", "Condition", "“Yes”");
        assertThat(pages.as("paul").get("/models/complete-contact").text())
                .contains("<code>outcome</code>", "Ergebnis")
                .doesNotContain("data-diagram");
        assertThat(pages.as("paul").get("/models/no-such-model").status()).isEqualTo(404);
        assertThat(pages.as("paul").get("/models/contact/versions/4711").status())
                .isEqualTo(404);
    }

    @Test
    void whatDoesNotWorkIsFoundWithItsModel() {
        String definition = repositoryService
                .createProcessDefinitionQuery()
                .processDefinitionKey(ContactBpmn.KEY)
                .latestVersion()
                .singleResult()
                .getId();
        var contact = contacts.aPlannedContact().create();
        // other tests' faults, which are counted too
        jdbc.sql("delete from rapport.model_fault").update();
        jdbc.sql("""
                        insert into rapport.model_fault values (:definition, 'serviceTask_checkOutcome', 'FAILED',
                        'Ergebnis prüfen', 'contact', :id, '<b>kaputt</b>', 'anna', now(), now(), 3)""")
                .param("definition", definition)
                .param("id", String.valueOf(contact.id()))
                .update();
        try {
            assertThat(pages.as("maria").get("/models").text()).contains("Eine Störung");
            String page = pages.as("maria").get("/models/contact").text();
            assertThat(page)
                    .contains("3-mal gescheitert", "&lt;b&gt;kaputt", "href=\"/contacts/" + contact.id() + "\"")
                    .containsPattern("data-element=\"serviceTask_checkOutcome\"[^>]*data-faults=\"3\"");
            assertThat(pages.as("paul").inEnglish().get("/models/contact").text())
                    .contains("failed 3 times");
        } finally {
            jdbc.sql("delete from rapport.model_fault where message = '<b>kaputt</b>'")
                    .update();
        }
    }

    @Test
    void aDraftSaysWhatIsWrongAndIsNotDeployed() {
        String broken = ContactModelFile.standard()
                .replace("${status == 'PLANNED'}", "${stati == 'PLANNED'}")
                .replace("name=\"Erinnerungen entfernen\"", "name=\"Liste aufräumen\"");

        Answer uploaded = upload(Map.of("contact.bpmn", broken), "Begründung " + key);
        assertThat(uploaded.status()).as(uploaded.text()).isEqualTo(302);
        assertThat(uploaded.header("Location")).endsWith("/models?draft");

        String page = pages.as("paul").get("/models?draft").text();
        assertThat(page)
                .contains("data-finding=\"1\"", "data-severity=\"error\"", "„stati“")
                .contains("data-element=\"serviceTask_removeReminders\" data-change=\"changed\"", "Liste aufräumen")
                .containsPattern("id=\"deploy-button\"[^>]*disabled");
        assertThat(pages.as("paul").get("/models").text()).contains("Ihr Entwurf wartet: contact.bpmn");
        assertThat(pages.as("maria").get("/models?draft").header("Location")).endsWith("/models");

        Answer refused = pages.as("paul").submit("/models", Map.of("deploy", "true", "comment", "Doch"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("„stati“");
        assertThat(inForce()).doesNotContain("stati");

        assertThat(pages.as("paul").submit("/models", Map.of("discard", "true")).status())
                .isEqualTo(302);
        assertThat(pages.as("paul").get("/models?draft").header("Location")).endsWith("/models");
        assertThat(rows("model_draft") + rows("model_draft_file")).isZero();
    }

    @Test
    void aDraftWithoutErrorsIsPutInForceAndTheWayBackIsOneClick() {
        upload(
                Map.of(
                        "contact.bpmn",
                        ContactModelFile.standard().replace("name=\"Kontakt eintragen\"", "name=\"Kontakt erfassen\"")),
                "Anders benannt " + key);
        String draft = pages.as("paul").get("/models?draft").text();
        assertThat(draft).contains("Nichts zu beanstanden").doesNotContainPattern("id=\"deploy-button\"[^>]*disabled");
        int before = version();

        Answer deployed = pages.as("paul").submit("/models", Map.of("deploy", "true"));

        assertThat(deployed.status()).isEqualTo(302);
        assertThat(deployed.header("Location")).endsWith("/models/contact");
        assertThat(inForce()).contains("Kontakt erfassen");
        String page = pages.as("paul").get("/models/contact").text();
        assertThat(page).contains("Angepasst", "Paul Lindner", "Anders benannt " + key, "Kontakt erfassen");
        assertThat(rows("model_draft")).isZero();
        assertThat(pages.as("paul").submit("/models", Map.of("deploy", "true")).header("Location"))
                .as("the second of two clicks")
                .endsWith("/models");

        String older =
                pages.as("paul").get("/models/contact/versions/" + before).text();
        assertThat(older)
                .contains(
                        "Was anders ist als in Fassung " + (before + 1),
                        "Kontakt eintragen",
                        "Zurück zu dieser Fassung")
                .contains("data-element=\"serviceTask_registerContact\" data-change=\"changed\"");
        Answer back =
                pages.as("paul").submit("/models/contact/versions/" + before, Map.of("comment", "Doch nicht " + key));
        assertThat(back.status()).isEqualTo(302);
        assertThat(version()).isEqualTo(before + 2);
        assertThat(inForce()).contains("Kontakt eintragen").doesNotContain("Kontakt erfassen");
        assertThat(pages.as("paul").get("/models/contact").text())
                .as("back at the standard it is none that somebody adapted")
                .doesNotContain(">Angepasst<");
    }

    @Test
    void theStandardIsComparedAndAdopted() {
        upload(Map.of("contact.bpmn", ContactModelFile.withoutRemovalOfReminders()), "Ohne " + key);
        pages.as("paul").submit("/models", Map.of("deploy", "true"));

        String difference =
                pages.as("paul").get("/models/contact/versions/standard").text();
        assertThat(difference)
                .contains("Standard übernehmen")
                .contains("data-element=\"serviceTask_removeReminders\" data-change=\"added\"");
        assertThat(pages.as("paul").get("/models/contact").text())
                .as("what was said about it stays")
                .contains("bleiben fertige Kontakte in der Liste der Erinnerungen");

        pages.as("paul").submit("/models/contact/versions/standard", Map.of("comment", "Doch der Standard " + key));

        assertThat(inForce()).contains("Erinnerungen entfernen");
        String page = pages.as("paul").get("/models/contact").text();
        assertThat(page).contains("Doch der Standard " + key, "Paul Lindner").doesNotContain(">Angepasst<");
    }

    @Test
    void severalFilesAreOneDraft() {
        String form = """
                {"id": "%s", "type": "default", "components": [{"type": "textfield", "key": "a", "label": "Neues Feld"}]}""".formatted(key);
        upload(Map.of(key + ".form", form, "contact.bpmn", ContactModelFile.standard()), "Zwei " + key);

        String page = pages.as("paul").get("/models?draft").text();

        assertThat(page).contains("2 Dateien", "„" + key + "“ gibt es noch nicht.", "Inhaltlich gleich", "Neues Feld");
        assertThat(upload(Map.of("other.bpmn", "nonsense"), "").status()).isEqualTo(302);
        assertThat(rows("model_draft_file"))
                .as("a new upload replaces the old one")
                .isEqualTo(1);
        assertThat(pages.as("paul").get("/models?draft").text())
                .contains("Das ist kein gültiges BPMN-Modell")
                .doesNotContain("data-diagram");
    }

    @Test
    void anUploadWithoutFilesOrWithALongCommentIsRefusedBesideItsField() {
        Answer none = new Multipart().field("comment", "x".repeat(201)).send(api.as("paul"), "/models");

        assertThat(none.status()).isEqualTo(422);
        assertThat(none.text()).contains("id=\"files-error\"", "Pflichtfeld", "x".repeat(201));
        assertThat(rows("model_draft")).isZero();
        assertThat(upload(Map.of("a.bpmn", "x".repeat(1_100_000)), "").status()).isEqualTo(413);
        assertThat(upload(Map.of("a.bpmn", "<a/>"), "<script>alert(1)</script>").status())
                .isEqualTo(302);
        assertThat(pages.as("paul").get("/models?draft").text()).doesNotContain("<script>alert");
    }

    @Test
    void aForgottenDraftGoesWithTheNextUpload() {
        jdbc.sql("insert into rapport.model_draft values ('gone', 'Alt', now() - interval '31 days', '[]')")
                .update();

        upload(Map.of("a.bpmn", "<a/>"), "");

        assertThat(jdbc.sql("select count(*) from rapport.model_draft where owner = 'gone'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void theZipIsAFolderForTheModeler() throws Exception {
        List<String> entries = entries("/models/contact.zip");

        assertThat(entries)
                .contains("contact.bpmn", "create-contact.form", "complete-contact.form")
                .contains(".camunda/element-templates/recordPerformed.json")
                .as("only what is meant for it")
                .doesNotContain(".camunda/element-templates/requireCampaign.json")
                .allMatch(Pattern.compile("[\\w-]+\\.(bpmn|form)|\\.camunda/element-templates/\\w+\\.json")
                        .asMatchPredicate());
        assertThat(entries("/models/contact/versions/1.zip")).contains("contact.bpmn");
        assertThat(entries("/models/create-measure.zip")).containsExactly("create-measure.form");
        assertThat(pages.as("paul").get("/models/none.zip").status()).isEqualTo(404);
        assertThat(pages.as("paul").get("/models/contact.zip").header("Content-Disposition"))
                .contains("attachment", "contact.zip");
    }

    private List<String> entries(String path) throws IOException, InterruptedException {
        String login =
                Base64.getEncoder().encodeToString(("paul:" + TestUsers.PASSWORD).getBytes(StandardCharsets.UTF_8));
        byte[] zip = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(api.base() + path))
                                .header("Authorization", "Basic " + login)
                                .build(),
                        BodyHandlers.ofByteArray())
                .body();
        List<String> names = new ArrayList<>();
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                assertThat(entries.readAllBytes()).as(entry.getName()).isNotEmpty();
                names.add(entry.getName());
            }
        }
        return names;
    }

    private Answer upload(Map<String, String> files, String comment) {
        Multipart upload = new Multipart().field("comment", comment);
        files.forEach(upload::file);
        return upload.send(api.as("paul"), "/models");
    }

    private String inForce() {
        return api.as("paul")
                .get("/engine-rest/process-definition/key/contact/xml")
                .json()
                .path("bpmn20Xml")
                .asString();
    }

    private int version() {
        return repositoryService
                .createProcessDefinitionQuery()
                .processDefinitionKey(ContactBpmn.KEY)
                .latestVersion()
                .singleResult()
                .getVersion();
    }

    private long rows(String table) {
        return jdbc.sql("select count(*) from rapport." + table)
                .query(Long.class)
                .single();
    }
}

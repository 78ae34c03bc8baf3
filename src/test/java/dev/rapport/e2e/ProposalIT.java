package dev.rapport.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import dev.rapport.support.ContactModelFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where four eyes are wanted: one proposes, from the Modeler and on the page, and another one approves. */
@EndToEndTest(ownApplication = true)
class ProposalIT {

    /** As many items as a rehearsal takes, on a busy machine. */
    private static final double PATIENCE = 120_000;

    private static RapportProcess rapport;

    @BeforeAll
    static void start() {
        rapport = RapportProcess.start("proposals", Map.of("RAPPORT_MODELS_APPROVAL", "true"));
    }

    @AfterAll
    static void stop() {
        rapport.close();
    }

    @Test
    void paulProposesAndMariaApproves(Browsers browsers) {
        DemoApi anna = DemoApi.of(rapport, "anna");
        JsonNode silent = anna.aPlannedContact("Noch nach der alten Regel", Map.of());
        anna.post(outcome(silent), without(silent)).expect(200);
        String grund = ContactModelFile.withAReasonForNotPerformed();
        Browser paul = browsers.open(Locale.GERMAN, Device.DESKTOP, rapport).as("paul");
        APIResponse answer = fromTheModeler(paul.page(), grund);
        assertThat(answer.status()).as(answer.text()).isEqualTo(409);
        JsonNode waits = JsonMapper.shared().readTree(answer.text());
        String id = waits.path("proposal").asString();
        assertThat(waits.path("message").asString())
                .contains("Wartet als Vorschlag " + id + " auf die Freigabe durch eine zweite Person");

        paul.go("/models/proposals/" + id);
        assertThat(paul.page().locator("#withdraw")).isVisible();
        assertThat(paul.page().locator("#approve")).hasCount(0);

        Browser maria = browsers.open(Locale.GERMAN, Device.DESKTOP, rapport).as("maria");
        Page page = maria.page();
        maria.go("/models");
        maria.isAccessible().fitsTheScreen().screenshot("proposals-waiting");
        page.locator("#proposals a").click();
        page.waitForURL("**/models/proposals/" + id);
        assertThat(page.locator("#found progress"))
                .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE));
        assertThat(page.locator("#found .rehearsal-refused")).isVisible();
        assertThat(page.locator("[data-element-id=serviceTask_reason].diagram-added"))
                .hasCount(1);
        maria.isAccessible().fitsTheScreen().screenshot("proposal");
        maria.expects("status of 422");
        page.locator("#refuse").click();
        assertThat(page.locator("#reason-error")).isVisible();
        maria.isAccessible().screenshot("proposal-refused-without-reason");
        page.locator("#approve").click();
        page.waitForURL("**/models/proposals/" + id);
        assertThat(page.locator("#content")).containsText("Freigegeben von Maria Hoffmann");
        maria.isAccessible().fitsTheScreen().screenshot("proposal-approved");

        JsonNode contact = anna.aPlannedContact("Unter der neuen Regel", Map.of());
        anna.post(outcome(contact), without(contact)).expect(422);
        Map<String, Object> with = new LinkedHashMap<>(without(contact));
        with.put("infotext", "Niemand da");
        anna.post(outcome(contact), with).expect(200);
    }

    private static String outcome(JsonNode contact) {
        return "/api/contacts/" + contact.path("id").asString() + "/outcome";
    }

    private static Map<String, Object> without(JsonNode contact) {
        return Map.of("version", contact.path("version").asInt(), "outcome", "notPerformed");
    }

    private static APIResponse fromTheModeler(Page page, String model) {
        String login =
                Base64.getEncoder().encodeToString(("paul:" + Browser.PASSWORD).getBytes(StandardCharsets.UTF_8));
        FormData form = FormData.create()
                .set("deployment-name", "Ein Grund ist Pflicht")
                .set("deployment-source", "Camunda Modeler")
                .set(
                        "contact.bpmn",
                        new FilePayload("contact.bpmn", "text/xml", model.getBytes(StandardCharsets.UTF_8)));
        return page.request()
                .post(
                        rapport.url("/engine-rest/deployment/create").toString(),
                        RequestOptions.create()
                                .setHeader("Authorization", "Basic " + login)
                                .setHeader("Accept-Language", "de")
                                .setMultipart(form));
    }

    /** On a phone, and in English: a draft becomes a proposal, which the second person refuses. */
    @Test
    void aDraftIsProposedAndRefusedOnAPhone(Browsers browsers) throws IOException {
        Browser paul = browsers.open(Locale.ENGLISH, Device.PHONE, rapport).as("paul");
        Page page = paul.page();
        paul.go("/models");
        page.locator("#files")
                .setInputFiles(new FilePayload(
                        "measure.bpmn",
                        "application/octet-stream",
                        Files.readString(Path.of("bpmn/measure.bpmn"))
                                .replace("name=\"Maßnahme eintragen\"", "name=\"Maßnahme erfassen\"")
                                .getBytes(StandardCharsets.UTF_8)));
        page.locator("form.upload .btn-primary").click();
        page.waitForURL("**/models?draft");
        assertThat(page.locator("#deploy-button")).hasText("Propose");
        paul.isAccessible().fitsTheScreen().screenshot("proposal-draft");
        page.locator("#deploy-button").click();
        page.waitForURL("**/models/proposals/*");
        assertThat(page.locator("#withdraw")).isVisible();
        paul.isAccessible().fitsTheScreen().screenshot("proposal-own");

        Browser maria = browsers.open(Locale.ENGLISH, Device.PHONE, rapport).as("maria");
        maria.go(page.url().replaceFirst("^https?://[^/]+", ""));
        assertThat(maria.page().locator("#found progress"))
                .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE));
        maria.isAccessible().fitsTheScreen().screenshot("proposal");
        maria.page().locator("#reason").fill("Not before the fair");
        maria.page().locator("#refuse").click();
        assertThat(maria.page().locator("#content")).containsText("Refused by Maria Hoffmann");
        assertThat(maria.page().locator("#content")).containsText("Not before the fair");
        maria.go("/models/proposals");
        assertThat(maria.page().locator("#content")).containsText("measure.bpmn");
        maria.isAccessible().fitsTheScreen().screenshot("proposals");
    }
}

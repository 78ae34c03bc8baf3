package dev.rapport.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.rapport.support.ContactModelFile;
import dev.rapport.support.SecondTasks;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process admin redesigns the contact's lifecycle, on an instance of its own: drawn, read, mended, deployed, used, undone. */
@EndToEndTest(ownApplication = true)
@TestMethodOrder(OrderAnnotation.class)
class ModelsIT {

    private static RapportProcess rapport;

    @BeforeAll
    static void start() {
        rapport = RapportProcess.start("models", Map.of());
    }

    @AfterAll
    static void stop() {
        rapport.close();
    }

    @ParameterizedTest
    @CsvSource({"de, DESKTOP", "de, PHONE", "en, DESKTOP", "en, PHONE"})
    @Order(1)
    void everythingInForceCanBeReadByEverybody(String language, Device device, Browsers browsers) {
        Browser maria =
                browsers.open(Locale.forLanguageTag(language), device, rapport).loginAs("maria");
        if (device == Device.PHONE) {
            maria.page().locator("#user-menu > summary").click();
            maria.page().locator("#user-menu a[href='/models']").click();
        } else {
            maria.page().locator(".main-nav a[href='/models']").click();
        }
        maria.isAccessible().fitsTheScreen().screenshot("models-manager");
        assertThat(maria.page().locator("input[type=file]")).hasCount(0);
        maria.page().locator("a[href='/models/contact']").click();
        drawn(maria.page());
        assertThat(maria.page().locator(".diagram-bubble-waiting").first()).isVisible();
        maria.isAccessible().fitsTheScreen().screenshot("model-manager");
        assertThat(maria.page().locator(".versions form")).hasCount(0);
        maria.go("/models/reminder");
        drawn(maria.page());
        maria.isAccessible().fitsTheScreen().screenshot("model-reminder");
        maria.go("/models/complete-contact");
        maria.isAccessible().fitsTheScreen().screenshot("model-form");
    }

    @ParameterizedTest
    @CsvSource({
        "de, DESKTOP, Prüfen, Einsetzen, Zurück zu Fassung, Verwerfen, Kontakt eintragen",
        "en, DESKTOP, Check, Put in force, Back to version, Discard, Register contact",
        "de, PHONE, Prüfen, Einsetzen, Zurück zu Fassung, Verwerfen, Kontakt eintragen"
    })
    @Order(2)
    void drawReadMendDeployUseGoBack(
            String language,
            Device device,
            String check,
            String deploy,
            String back,
            String discard,
            String first,
            Browsers browsers) {
        Browser paul =
                browsers.open(Locale.forLanguageTag(language), device, rapport).loginAs("paul");
        Page page = paul.page();
        if (device == Device.PHONE) {
            page.locator("#user-menu > summary").click();
        }
        page.locator("a[href='/models']:visible").click();
        paul.isAccessible().fitsTheScreen().screenshot("models");
        paul.expects("status of 422");
        paul.click(AriaRole.BUTTON, check);
        assertThat(page.locator("#files-error")).isVisible();
        paul.isAccessible();

        choose(page, drawn(false), "Nachfassen", check);
        drawn(page);
        assertThat(page.locator("#deploy-button")).isDisabled();
        Locator finding = page.locator(".findings > li.finding-error").first();
        assertThat(finding).containsText("stati");
        assertThat(page.locator(".djs-overlays[data-container-id=gateway_planned] .diagram-bubble-error, "
                        + ".djs-overlays[data-container-id=flow_planned] .diagram-bubble-error"))
                .hasText(finding.locator(".finding-number").textContent());
        assertThat(page.locator("[data-element-id=serviceTask_followUp].diagram-added, "
                        + "[data-element-id=userTask_followUp].diagram-added"))
                .hasCount(1);
        paul.isAccessible().fitsTheScreen().screenshot("model-draft-errors");

        paul.go("/models");
        choose(page, drawn(true), "Nachfassen", check);
        drawn(page);
        assertThat(page.locator(".findings > li.finding-error")).hasCount(0);
        assertThat(page.locator("#deploy-button")).isEnabled();
        paul.isAccessible().fitsTheScreen().screenshot("model-draft");
        page.locator("#deploy-button").click();
        page.waitForURL("**/models/contact");
        drawn(page);
        assertThat(page.locator(".versions > li").first()).containsText("Nachfassen");

        DemoApi anna = DemoApi.of(rapport, "anna");
        String contact = anna.aPlannedContact("Neu gezeichnet " + language, Map.of())
                .path("id")
                .asString();
        anna.post(
                        "/api/contacts/" + contact + "/outcome",
                        Map.of(
                                "version",
                                version(anna, contact),
                                "outcome",
                                "performed",
                                "start",
                                "2026-01-05T10:00",
                                "duration",
                                "00:10"))
                .expect(200);
        anna.aPlannedContact("Neu gezeichnet, noch offen", Map.of());
        page.reload();
        drawn(page);
        assertThat(page.locator(".djs-overlays[data-container-id=userTask_carryOutContact] .diagram-bubble-waiting"))
                .isVisible();
        assertThat(page.locator(".model-steps")).containsText("Noch etwas?");
        paul.isAccessible().fitsTheScreen().screenshot("model");

        page.locator(".versions > li").nth(1).locator("a").click();
        drawn(page);
        assertThat(page.locator(".changes .change-removed:visible")).containsText("Noch etwas?");
        paul.isAccessible().fitsTheScreen().screenshot("model-version");
        page.goBack();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(back))
                .first()
                .click();
        assertThat(page.locator("#toasts")).containsText(language.equals("de") ? "wieder in Kraft" : "in force again");
        drawn(page);
        assertThat(page.locator(".model-steps")).not().containsText("Noch etwas?");
        assertThat(page.locator(".model-steps")).containsText(first);

        paul.go("/models");
        choose(page, drawn(false), "", check);
        paul.click(AriaRole.BUTTON, discard);
        assertThat(page.locator(".draft-banner")).hasCount(0);
    }

    @Test
    @Order(3)
    void theDiagramIsMovedByButtonsAndKeysAndTheModelDownloaded(Browsers browsers) {
        Browser paul = browsers.open(Locale.GERMAN, Device.DESKTOP, rapport).as("paul");
        Page page = paul.page();
        paul.go("/models/measure");
        drawn(page);
        String whole = transform(page);
        paul.click(AriaRole.BUTTON, "Vergrößern");
        assertThat(transform(page)).isNotEqualTo(whole);
        paul.click(AriaRole.BUTTON, "Ganz zeigen");
        assertThat(transform(page)).isEqualTo(whole);
        page.locator(".djs-container > svg").focus();
        page.keyboard().press("ArrowRight");
        assertThat(transform(page)).isNotEqualTo(whole);
        assertThat(page.locator(".bjs-powered-by")).isVisible();

        Download zip = page.waitForDownload(() -> paul.click(AriaRole.LINK, "Herunterladen"));
        assertThat(zip.suggestedFilename()).isEqualTo("measure.zip");

        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(com.microsoft.playwright.options.Media.PRINT));
        paul.screenshot("model-print");
    }

    @Test
    @Order(4)
    void withoutScriptsTheStepsAreThere(Browsers browsers) {
        Browser maria = browsers.openWithoutScripts(rapport).as("maria");
        maria.go("/models/contact");
        assertThat(maria.page().locator(".model-steps")).containsText("Kontakt durchführen");
        assertThat(maria.page().locator(".diagram")).isHidden();
        assertThat(maria.page().getByText("Für das Diagramm muss JavaScript eingeschaltet sein"))
                .isVisible();
        maria.screenshot("model-no-script");
    }

    /** Without a Modeler and without code: drawn by Rapport, put in force, chosen on the page and in Tasklist. */
    @Test
    @Order(5)
    void anOutcomeIsAddedAndUsed(Browsers browsers) {
        Browser paul = browsers.open(Locale.GERMAN, Device.DESKTOP, rapport).as("paul");
        Page model = paul.page();
        paul.go("/models/contact");
        model.locator("#add-outcome").click();
        paul.isAccessible().fitsTheScreen();
        model.locator("#outcome-label").fill("Niemand erreicht");
        model.locator("#outcome-labelEn").fill("Nobody reached");
        model.locator("#outcome-verb").fill("Nicht erreicht");
        model.locator("label[for=outcome-OPEN]").click();
        model.locator("label[for=outcome-colour-amber]").click();
        paul.screenshot("outcome-new");
        model.locator("#draw-outcome").click();
        model.waitForURL("**/models?draft");
        drawn(model);
        assertThat(model.locator("[data-element-id=serviceTask_niemandErreicht].diagram-added"))
                .hasCount(1);
        assertThat(model.locator(".findings > li")).hasCount(0);
        paul.isAccessible().screenshot("outcome-drawn");
        model.locator("#deploy-button").click();
        model.waitForURL("**/models/contact");

        DemoApi demo = DemoApi.of(rapport, "anna");
        String contact =
                demo.aPlannedContact("Wird nicht erreicht", Map.of()).path("id").asString();
        Browser anna = browsers.open(Locale.GERMAN, Device.DESKTOP, rapport).as("anna");
        Page page = anna.page();
        anna.go("/contacts/" + contact);
        anna.expects("status of 422");
        anna.click(AriaRole.BUTTON, "Nicht erreicht");
        assertThat(page.locator("#contact-start-error")).containsText("neu geplant");
        page.locator("#contact-date").fill("06.05.2030");
        page.locator("#contact-time").fill("09:30");
        anna.click(AriaRole.BUTTON, "Nicht erreicht");
        assertThat(page.locator("#handed-on")).containsText("„Niemand erreicht“ ist festgehalten");
        assertThat(page.locator(".status-bar .badge-amber")).hasText("Niemand erreicht");
        anna.isAccessible().fitsTheScreen().screenshot("outcome-open");

        TasklistForm form = TasklistForm.complete(
                anna,
                demo.get("/api/contacts/" + contact).expect(200).path("taskId").asString());
        form.option("Durchgeführt");
        assertThat(form.field("Dauer")).isVisible();
        form.option("Nicht erreicht");
        assertThat(form.field("Dauer")).isHidden();
        form.dateTime(LocalDateTime.of(2030, 5, 7, 10, 0));
        anna.screenshot("outcome-tasklist");
        form.complete();
        form.isGone();
        assertThat(demo.get("/api/contacts/" + contact)
                        .expect(200)
                        .path("attempts")
                        .asInt())
                .isEqualTo(2);

        anna.go("/contacts?outcome=niemandErreicht");
        assertThat(page.locator(".list-table")).containsText("Niemand erreicht · 2×");
        anna.isAccessible().fitsTheScreen().screenshot("outcome-list");
    }

    /** Before anybody is stopped by a rule, its author sees whom it would have stopped. */
    @ParameterizedTest
    @CsvSource({"de, DESKTOP, Prüfen, Jetzt abgelehnt", "en, PHONE, Check, Refused now"})
    @Order(6)
    void aRuleIsRehearsedBeforeItIsInForce(
            String language, Device device, String check, String refused, Browsers browsers) {
        DemoApi anna = DemoApi.of(rapport, "anna");
        String contact = anna.aPlannedContact("Ohne Grund " + language, Map.of("start", "2026-11-01T10:00"))
                .path("id")
                .asString();
        anna.post(
                        "/api/contacts/" + contact + "/outcome",
                        Map.of("version", version(anna, contact), "outcome", "notPerformed"))
                .expect(200);
        Browser paul =
                browsers.open(Locale.forLanguageTag(language), device, rapport).as("paul");
        Page page = paul.page();

        paul.go("/models/rehearsals/new?key=contact&version=1");
        page.locator("#begin-rehearsal").click();
        ended(page);
        assertThat(page.locator(".rehearsal-group")).hasCount(1);
        assertThat(page.locator(".rehearsal-same")).hasCount(1);

        paul.go("/models");
        choose(page, ContactModelFile.withAReasonForNotPerformed(), "", check);
        page.locator("#rehearse").click();
        paul.isAccessible().fitsTheScreen().screenshot("rehearsal-new");
        page.locator("#begin-rehearsal").click();
        ended(page);
        Locator first = page.locator(".rehearsal-group").first();
        assertThat(first.locator("summary")).containsText(refused);
        assertThat(first.locator("summary")).containsText("Grund angeben");
        assertThat(first).containsText("Ohne Grund " + language);
        paul.isAccessible().fitsTheScreen().screenshot("rehearsal");
        foldsStayWhileItRuns(page);
        page.locator(".rehearsal-group summary").first().click();
        first.locator("li a").first().click();
        assertThat(page.locator(".diagram-canvas[data-drawn]")).hasCount(2);
        assertThat(page.locator("[data-element-id=serviceTask_reason].diagram-error"))
                .hasCount(1);
        assertThat(page.locator("[data-element-id=serviceTask_recordNotPerformed].diagram-walked"))
                .hasCount(1);
        paul.isAccessible().fitsTheScreen().screenshot("rehearsal-item");
        paul.go("/models/rehearsals");
        paul.isAccessible().fitsTheScreen();
    }

    private static void ended(Page page) {
        page.locator("#found:not(:has(progress))").waitFor(new Locator.WaitForOptions().setTimeout((double)
                        Duration.ofMinutes(2).toMillis()));
    }

    /** One that has ended is said to run again, so that it does as long as somebody looks. */
    private static void foldsStayWhileItRuns(Page page) {
        Long id = Long.valueOf(page.url().replaceFirst(".*/", ""));
        rapport.text(
                "update rapport.rehearsal set status = 'RUNNING', heard_at = heard_at + interval '1 hour' where id = ? returning status",
                id);
        page.reload();
        Locator running = page.locator("#found:has(progress)");
        running.waitFor();
        Locator closed = running.locator(".rehearsal-group summary").first();
        Locator opened = running.locator(".rehearsal-group summary").last();
        closed.click();
        opened.click();
        Locator group = page.locator(".rehearsal-group").last();
        Locator items = group.locator("li:not(.row-more)");
        assertThat(items).hasCount(10);
        group.locator(".row-more a").click();
        assertThat(items).hasCount(10 + 25);
        opened.focus();
        for (int polls = 0; polls < 3; polls++) {
            page.waitForResponse(answer -> answer.url().endsWith("/models/rehearsals/" + id), () -> {});
        }
        assertThat(page.locator(".rehearsal-group").last()).hasAttribute("open", "");
        assertThat(page.locator(".rehearsal-group").first()).not().hasAttribute("open", "");
        assertThat(opened).isFocused();
        assertThat(items).hasCount(10 + 25);
        rapport.text("update rapport.rehearsal set status = 'DONE' where id = ? returning status", id);
        ended(page);
        assertThat(page.locator(".rehearsal-group").last()).hasAttribute("open", "");
        assertThat(page.locator(".rehearsal-group").first()).not().hasAttribute("open", "");
    }

    /** Long reasons beside them leave numbers and their heading, where it is shown, in one line and with room of their own. */
    private static void areInOneLine(Locator numbers) {
        assertThat(numbers.evaluateAll("""
                numbers => numbers.filter(number => {
                  const text = document.createRange();
                  text.selectNodeContents(number);
                  return text.getClientRects().length > 1 || number.scrollWidth > number.clientWidth;
                }).map(number => number.textContent)""")).isEqualTo(List.of());
    }

    /** What has started under an older version goes on under the newest, as far as that has a place for it. */
    @ParameterizedTest
    @CsvSource({
        "de, DESKTOP, Prüfen, gibt es in der neuen Fassung nicht mehr, Ablauf umgestellt, Erreichtes Ende: Nicht durchgeführt",
        "en, PHONE, Check, The new version has no step, Moved to another version, End reached: Not performed"
    })
    @Order(7)
    void whatRunsIsMovedToTheNewestVersion(
            String language, Device device, String check, String gone, String said, String reached, Browsers browsers) {
        Browser paul =
                browsers.open(Locale.forLanguageTag(language), device, rapport).as("paul");
        // the step more has no place on the drawing
        paul.expects("failed to import");
        Page page = paul.page();
        paul.go("/models");
        // a reason that takes all the room there is
        String approval =
                "Freigabe durch die Leitung des Vertriebs und die der Buchhaltung, wenn der Auftrag größer als üblich ist";
        choose(
                page,
                SecondTasks.approvalAfterContact(SecondTasks.MANAGERS)
                        .replace("name=\"Freigabe\"", "name=\"" + approval + "\""),
                "",
                check);
        page.locator("#deploy-button").click();
        page.waitForURL("**/models/contact");
        DemoApi anna = DemoApi.of(rapport, "anna");
        String waits = anna.aPlannedContact("Zieht um " + language, Map.of())
                .path("id")
                .asString();
        String reported = anna.aPlannedContact("Bleibt " + language, Map.of("start", "2026-11-01T10:00"))
                .path("id")
                .asString();
        anna.post(
                        "/api/contacts/" + reported + "/outcome",
                        Map.of("version", version(anna, reported), "outcome", "performed", "duration", "00:10"))
                .expect(200);
        DemoApi.of(rapport, "paul")
                .post("/api/models/contact/versions/1/restore", Map.of())
                .expect(201);

        paul.go("/models/contact");
        page.locator("#move-running").click();
        assertThat(page.locator(".move-steps").first()).containsText(gone);
        assertThat(page.locator(".move-steps").first()).containsText(approval);
        areInOneLine(page.locator(".move-steps .number"));
        paul.isAccessible().fitsTheScreen().screenshot("move-new");
        page.locator("#begin-move").click();
        page.locator("#move-body:not(:has(#stop-move))").waitFor();
        assertThat(page.locator("#kept")).containsText("Bleibt " + language);
        paul.isAccessible().fitsTheScreen().screenshot("move");
        page.locator("#all > summary").click();
        assertThat(page.locator("#all li").first()).isVisible();
        paul.isAccessible().fitsTheScreen();
        paul.go("/contacts/" + waits);
        assertThat(page.locator(".course").first()).containsText(said);
        paul.screenshot("moved-contact");
        anna.post(
                        "/api/contacts/" + waits + "/outcome",
                        Map.of("version", version(anna, waits), "outcome", "notPerformed"))
                .expect(200);
        paul.go("/contacts/" + waits + "/model");
        assertThat(page.locator("[data-element-id=endEvent_notPerformed].diagram-walked"))
                .hasCount(1);
        assertThat(page.locator("[data-element-id=endEvent_performed].diagram-walked"))
                .hasCount(0);
        assertThat(page.locator("#drawing")).containsText(reached);
        paul.isAccessible().fitsTheScreen().screenshot("contact-model");
        paul.go("/models/moves/new?key=contact");
        assertThat(page.locator("#begin-move")).hasCount(0);
        paul.isAccessible().fitsTheScreen().screenshot("move-none");
    }

    /** For the day when nothing else works: what is in force cannot even be read. */
    @Test
    @Order(8)
    void aStartBringsTheStandardBackWhateverIsInForce() {
        DemoApi anna = DemoApi.of(rapport, "anna");
        String broken = rapport.text("""
                update act_ge_bytearray set bytes_ = 'kaputt'
                where name_ = 'contact.bpmn' and deployment_id_ = (
                    select deployment_id_ from act_re_procdef where key_ = 'contact' order by version_ desc limit 1)
                returning deployment_id_""");
        // not one that follows the standard by itself
        rapport.text(
                "update rapport.model_deployment set unchanged = '{}' where deployment_id = ? returning deployment_id",
                broken);
        rapport.restart(Duration.ZERO);
        assertThat(anna.post("/api/contacts", anna.draft("Geht nicht", Map.of()))
                        .status())
                .isEqualTo(500);
        long before = versions();

        rapport.with("RAPPORT_RESTORE_STANDARD", "contact, nonsense").restart(Duration.ZERO);

        assertThat(versions()).isEqualTo(before + 1);
        assertThat(rapport.output())
                .contains(
                        "the standard of [contact.bpmn] is in force again",
                        "[nonsense], of which there is no standard");
        anna.aPlannedContact("Geht wieder", Map.of());

        rapport.restart(Duration.ZERO);

        assertThat(versions()).as("once is enough").isEqualTo(before + 1);
        assertThat(rapport.output()).contains("is in force already");
    }

    private static long versions() {
        return rapport.count("select count(*) from act_re_procdef where key_ = 'contact'");
    }

    /** With a second task behind the first; mended or with a variable that there is not. */
    private static String drawn(boolean mended) {
        String model = ContactModelFile.standard()
                .replace("sourceRef=\"gateway_recorded\" targetRef=\"serviceTask_removeReminders\"", """
                        sourceRef="gateway_recorded" targetRef="serviceTask_followUp" />
                        <bpmn:sequenceFlow id="flow_followedUp" sourceRef="serviceTask_followUp" \
                        targetRef="serviceTask_removeReminders\"""")
                .replace("<bpmn:endEvent id=\"endEvent_performed\"", """
                        <bpmn:manualTask id="serviceTask_followUp" name="Noch etwas?" />
                        <bpmn:endEvent id="endEvent_performed\"""")
                .replaceFirst("(?s)(<bpmndi:BPMNEdge id=\"flow_recorded_di\"[^>]*>).*?(</bpmndi:BPMNEdge>)", """
                        <bpmndi:BPMNShape id="serviceTask_followUp_di" bpmnElement="serviceTask_followUp">
                          <dc:Bounds x="1660" y="290" width="100" height="80" />
                        </bpmndi:BPMNShape>
                        <bpmndi:BPMNEdge id="flow_followedUp_di" bpmnElement="flow_followedUp">
                          <di:waypoint x="1710" y="290" /><di:waypoint x="1710" y="240" />
                        </bpmndi:BPMNEdge>
                        $1<di:waypoint x="1605" y="200" /><di:waypoint x="1630" y="200" />
                        <di:waypoint x="1630" y="330" /><di:waypoint x="1660" y="330" />$2""");
        assertThat(model).contains("flow_followedUp", "serviceTask_followUp_di");
        return mended ? model : model.replace("${status == 'PLANNED'}", "${stati == 'PLANNED'}");
    }

    private static void choose(Page page, String model, String comment, String check) {
        page.locator("#files")
                .setInputFiles(new FilePayload(
                        "contact.bpmn", "application/octet-stream", model.getBytes(StandardCharsets.UTF_8)));
        page.locator("#comment").fill(comment);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(check))
                .click();
        page.waitForURL("**/models?draft");
    }

    /** The model itself, and not the version that it is compared with. */
    private static void drawn(Page page) {
        assertThat(page.locator(".diagram:not([data-before]) .diagram-canvas[data-drawn]"))
                .isVisible();
    }

    private static String transform(Page page) {
        return String.valueOf(page.locator(".diagram-canvas .viewport").getAttribute("transform"));
    }

    private static int version(DemoApi anna, String contact) {
        return anna.get("/api/contacts/" + contact).expect(200).path("version").asInt();
    }
}

package dev.rapport.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import dev.rapport.support.ContactModelFile;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The start page: reminders, the palette, the keys, the arrangement. */
@EndToEndTest
class StartIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String subject = "Rückruf " + Long.toString(System.nanoTime(), 36);

    @Test
    @DisplayName("Sie können diese Erinnerung im Informationswebpart Erinnerungen sehen.")
    void sieKoennenDieseErinnerungImInformationswebpartErinnerungenSehen(Browsers browsers) {
        Browser anna = browsers.open().as("anna");
        plannedCall(anna, -60);
        anna.go("/");
        Locator line = line(anna, subject);
        assertThat(line).hasClass(java.util.regex.Pattern.compile(".*reminder-OVERDUE.*"));
        assertThat(line.locator("xpath=preceding-sibling::li[contains(@class, 'reminder-day')][1]"))
                .containsText(java.util.regex.Pattern.compile("(tag|woch), \\d+\\. .+, seit \\d+ Tagen"));
        assertThat(line.locator("a[href^='tel:']")).isVisible();
        assertThat(line.locator(".reminder-subject")).hasText(subject);
    }

    /**
     * "Nun können Sie … auf Durchgeführt klicken … werden mögliche Erinnerungen für den Vorgang entfernt": without opening
     * the contact.
     */
    @Test
    void nachDemFertigstellenIstDieErinnerungEntfernt(Browsers browsers) {
        Browser anna = browsers.open().as("anna");
        plannedCall(anna, -60);
        anna.go("/");
        line(anna, subject).locator(".reminder-close > summary").click();
        anna.isAccessible().screenshot("reminder-open");
        line(anna, subject).locator(".btn-verb").click();
        assertThat(line(anna, subject).locator(".field-error")).containsText("Dauer");
        assertThat(line(anna, subject).locator(".field-error")).isFocused();
        anna.expects("status of 422").isAccessible().screenshot("reminder-refused");

        line(anna, subject).locator("[data-duration]").fill("10");
        line(anna, subject).locator("[name^=note]").fill("Erreicht");
        line(anna, subject).locator("[name^=note]").press("Enter");
        assertThat(anna.page().locator(".toast-held")).containsText("Durchgeführt: " + subject);
        assertThat(line(anna, subject)).isHidden();
        anna.isAccessible().fitsTheScreen().screenshot("reminder-take-back");
        anna.atOnce();
        assertThat(line(anna, subject)).hasCount(0);
    }

    @Test
    @DisplayName(
            "Sie können dieses Ereignis entfernen, was dazu führt, dass der Vorgang weiterhin im Informationswebpart Erinnerungen auftaucht.")
    void ohneDasEreignisBleibtDerVorgangInDenErinnerungen(Browsers browsers) {
        Browser anna = browsers.open().as("anna");
        deploy(anna, ContactModelFile.withoutRemovalOfReminders());
        try {
            plannedCall(anna, -60);
        } finally {
            deploy(anna, ContactModelFile.standard());
        }
        anna.go("/");
        line(anna, subject).locator(".reminder-close > summary").click();
        line(anna, subject).locator("[data-duration]").fill("10");
        line(anna, subject).locator(".btn-verb").click();
        anna.atOnce();
        anna.page().reload();
        assertThat(line(anna, subject).locator(".badge-performed")).isVisible();
    }

    /** As the Camunda Modeler does with the login of a process admin. */
    private static void deploy(Browser browser, String model) {
        String login = Base64.getEncoder().encodeToString(("paul:" + Browser.PASSWORD).getBytes(UTF_8));
        APIResponse answer = browser.page()
                .request()
                .post(
                        "/engine-rest/deployment/create",
                        RequestOptions.create()
                                .setHeader("Authorization", "Basic " + login)
                                .setMultipart(FormData.create()
                                        .set("deployment-name", "Kontakt")
                                        .set(
                                                "data",
                                                new FilePayload("contact.bpmn", "text/xml", model.getBytes(UTF_8)))));
        assertThat(answer.ok()).as(answer.text()).isTrue();
    }

    @Test
    void whatIsSelectedIsMovedTogetherAndPutBack(Browsers browsers) {
        Browser anna = browsers.open().as("anna");
        plannedCall(anna, -61);
        plannedCall(anna, -60);
        anna.go("/");
        assertThat(anna.page().locator("#reminders-bulk")).isHidden();
        for (Locator line : line(anna, subject).all()) {
            line.locator("[name=selected]").check();
        }
        anna.page().locator("#reminders-bulk > summary").click();
        anna.isAccessible().fitsTheScreen().screenshot("reminders-bulk");
        anna.page()
                .locator("[name=date-selected]")
                .fill(LocalDate.now(berlin()).plusYears(1).toString());
        anna.page().locator("[name=time-selected]").fill("08:30");
        anna.page().locator("#move-selected").click();
        assertThat(anna.page().locator(".reminder-outcome")).containsText("Verschoben: 2 Kontakte");
        assertThat(line(anna, subject)).hasCount(0);
        anna.page().locator(".reminder-outcome button").click();
        assertThat(anna.page().locator(".reminder-outcome")).containsText("Rückgängig gemacht: 2 Kontakte");
        assertThat(line(anna, subject)).hasCount(2);
    }

    @ParameterizedTest
    @CsvSource({"de, DESKTOP", "de, PHONE", "en, DESKTOP", "en, PHONE"})
    void isAccessibleWithAllThatOpens(String language, Device device, Browsers browsers) {
        Browser anna = browsers.open(Locale.forLanguageTag(language), device).as("anna");
        plannedCall(anna, -60);
        anna.go("/");
        anna.isAccessible().fitsTheScreen().screenshot("start");
        // the last panel's, because a menu that covers half of a button makes that too small for axe
        anna.page().locator("#recently-viewed .webpart-tools > summary").click();
        anna.isAccessible().fitsTheScreen().screenshot("start-tools");
        anna.page().keyboard().press("Escape");
        Locator panel = line(anna, subject).locator(".reminder-actions .reminder-panel");
        assertThat(panel).isHidden();
        line(anna, subject).hover();
        line(anna, subject).locator(".reminder-actions > summary").click();
        assertThat(panel).isVisible();
        anna.isAccessible().fitsTheScreen().screenshot("start-row");
        anna.page().keyboard().press("Control+k");
        anna.page().locator("#palette-query").fill(subject);
        assertThat(anna.page().locator("#palette [role=option] mark").first()).isVisible();
        anna.isAccessible().screenshot("palette");
        anna.page().keyboard().press("Escape");
        anna.go("/palette?q=" + subject.substring(8));
        anna.isAccessible().fitsTheScreen().screenshot("palette-page");
    }

    @Test
    void thePaletteJumpsByKeyboardAndGivesTheFocusBack(Browsers browsers) {
        Browser anna = browsers.open().as("anna");
        String id = plannedCall(anna, 7);
        anna.go("/");
        Page page = anna.page();
        page.locator("#site-search").focus();
        page.keyboard().press("Control+k");
        assertThat(page.locator("#palette-query")).isFocused();
        assertThat(page.locator("#palette [role=option]").first()).containsText("Kontaktvorgang anlegen");
        page.keyboard().press("Escape");
        assertThat(page.locator("#site-search")).isFocused();

        page.keyboard().press("Control+k");
        page.keyboard().press("ArrowDown");
        assertThat(page.locator("#palette [role=option][aria-selected=true]")).containsText("Adresse anlegen");
        page.keyboard().type(subject);
        assertThat(page.locator("#palette [role=option]")).hasCount(1);
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("/contacts/" + id + "$"));
        anna.go("/");
        assertThat(page.locator("#recently-viewed li").first()).containsText(subject);
    }

    @Test
    void keysShowThemselvesCanBeSwitchedOffAndLoseNothing(Browsers browsers) {
        Browser ben = browsers.open().loginAs("ben");
        Page page = ben.page();
        page.keyboard().press("n");
        assertThat(page.locator("[data-shortcut=n]")).isFocused();
        page.keyboard().type("Noch nicht gespeichert");
        ben.go("/");
        assertThat(ben.warnings()).isEqualTo(1);

        page.keyboard().press("?");
        assertThat(page.locator("#keys-dialog kbd").first()).isVisible();
        ben.isAccessible().fitsTheScreen().screenshot("keys-dialog");
        page.keyboard().press("Escape");
        assertThat(page).hasURL(Pattern.compile("/$"));

        ben.go("/help");
        page.locator(".keys-switch button").click();
        assertThat(page.locator(".toast-message").first()).containsText("ausgeschaltet");
        ben.go("/");
        page.keyboard().press("n");
        page.keyboard().press("?");
        assertThat(page.locator("#keys-dialog")).isHidden();
        assertThat(page.locator("[data-shortcut=n]")).not().isFocused();
        ben.go("/help");
        page.locator(".keys-switch button").click();
        assertThat(page.locator("body")).hasAttribute("data-single-keys", "true");
    }

    @Test
    void theArrangementSurvivesANewLoginInAnotherBrowser(Browsers browsers) {
        Browser maria = browsers.open().loginAs("maria");
        maria.page().locator("#recently-viewed .webpart-tools > summary").click();
        menuItem(maria, "#recently-viewed", "In die linke Spalte").click();
        assertThat(maria.page().locator(".page-column").first().locator("#recently-viewed"))
                .isVisible();
        dragAbove(maria, "#campaigns", "#reminders");
        maria.page()
                .waitForResponse(
                        answer -> answer.url().contains("/arrangement/"),
                        () -> maria.page().locator("#campaigns .webpart-header").click());
        maria.page().locator("#recently-viewed .webpart-tools > summary").click();
        menuItem(maria, "#recently-viewed", "Ausblenden").click();
        assertThat(maria.page().locator("#recently-viewed")).hasCount(0);

        Browser elsewhere = browsers.open().loginAs("maria");
        elsewhere.screenshot("start-arranged");
        assertThat(elsewhere.page().locator("#campaigns + #reminders")).isVisible();
        assertThat(elsewhere.page().locator("#campaigns .webpart-body")).isHidden();
        assertThat(elsewhere.page().locator("#recently-viewed")).hasCount(0);
        elsewhere.page().locator("#arrangement-form [value=reset]").click();
        assertThat(elsewhere.page().locator("#recently-viewed")).isVisible();
    }

    @Test
    void theArrangementOfAContactsPageKeepsItsForm(Browsers browsers) {
        Browser maria = browsers.open().as("maria");
        String id = plannedCall(maria, 7);
        maria.go("/contacts/" + id);
        maria.page().locator("#part-course .webpart-tools > summary").click();
        menuItem(maria, "#part-course", "In die linke Spalte").click();
        assertThat(maria.page().locator(".page-column").first().locator("#part-course"))
                .isVisible();
        assertThat(maria.page().locator("#contact-form #part-course")).isVisible();
        maria.isAccessible().fitsTheScreen().screenshot("contact-arranged");
        maria.page().locator("#contact-infotext").fill("Bleibt");
        maria.page().locator("#contact-infotext").press("Control+Enter");
        assertThat(maria.page().locator(".alert-success")).isVisible();
        maria.page().locator("#arrangement-form [value=reset]").click();
        assertThat(maria.page()).hasURL(Pattern.compile("/contacts/" + id));
        assertThat(maria.page().locator("#contact-infotext")).hasValue("Bleibt");
    }

    @Test
    void linksLeadToTheTaskAndBack(Browsers browsers) {
        Browser maria = browsers.open().as("maria");
        String id = plannedCall(maria, 7);
        maria.go("/contacts/" + id);
        maria.page().locator(".engine-links a[href*=tasklist]").click();
        Locator back = maria.page().locator(".rapport-home a[href$='/contacts/" + id + "']");
        assertThat(back).isVisible();
        maria.screenshot("tasklist-way-back");
        back.click();
        assertThat(maria.page()).hasURL(Pattern.compile("/contacts/" + id + "$"));
        maria.page().locator(".engine-links a[href*=cockpit]").click();
        assertThat(back).isVisible();

        String measure = "/measures/" + post(maria, "/api/measures", Map.of("subject", subject));
        maria.go(measure);
        maria.page().locator(".engine-links a[href*=tasklist]").click();
        maria.page().locator(".rapport-home a[href$='" + measure + "']").click();
        assertThat(maria.page()).hasURL(Pattern.compile(measure + "$"));
    }

    @Test
    void isWorkedByKeyboardAlone(Browsers browsers) {
        Browser anna = browsers.open().as("anna");
        plannedCall(anna, -60);
        anna.go("/");
        Keyboard keys = anna.page().keyboard();
        tabTo(anna, line(anna, subject).locator(".reminder-actions > summary"));
        keys.press("Enter");
        tabTo(anna, line(anna, subject).locator("[value^=WEEK]"));
        keys.press("Enter");
        assertThat(anna.page().locator(".reminder-outcome")).isFocused();
        keys.press("Tab");
        assertThat(anna.page().locator(".reminder-outcome button")).isFocused();
        keys.press("Enter");
        assertThat(line(anna, subject)).hasCount(1);
        tabTo(anna, line(anna, subject).locator("[name=selected]"));
        keys.press("Space");
        assertThat(line(anna, subject).locator("[name=selected]")).isChecked();
        keys.press("Enter");
        assertThat(line(anna, subject)).hasCount(1);
    }

    private static void tabTo(Browser browser, Locator wanted) {
        for (int i = 0; i < 200; i++) {
            if ((boolean) wanted.evaluate("element => element === document.activeElement")) {
                return;
            }
            browser.page().keyboard().press("Tab");
        }
        throw new AssertionError("Not reached by Tab: " + wanted);
    }

    private static Locator menuItem(Browser browser, String part, String name) {
        return browser.page()
                .locator(part + " .webpart-tools .menu-item")
                .filter(new Locator.FilterOptions().setHasText(name));
    }

    private static Locator line(Browser browser, String text) {
        return browser.page().locator("li.reminder").filter(new Locator.FilterOptions().setHasText(text));
    }

    private static ZoneId berlin() {
        return ZoneId.of("Europe/Berlin");
    }

    /** At ten o'clock, with a reminder a day before. */
    /** By the mouse; the menus know at once where everything stands now. */
    private static void dragAbove(Browser browser, String part, String other) {
        Locator title = browser.page().locator(part + " .webpart-title");
        title.hover();
        BoundingBox from = title.boundingBox();
        browser.page().mouse().down();
        browser.page().mouse().move(from.x + 40, from.y - 10);
        browser.page()
                .locator(other + " .webpart-header")
                .hover(new Locator.HoverOptions().setPosition(80, 4).setForce(true));
        browser.page().mouse().up();
        assertThat(browser.page().locator(part + " + " + other)).isVisible();
        assertThat(browser.page().locator(other + " button[value='before:" + part.substring(1) + "']"))
                .hasCount(1);
    }

    private String plannedCall(Browser browser, int daysAhead) {
        String company = post(
                browser, "/api/addresses", Map.of("kind", "company", "name", "Zenker Werkzeuge", "phone", "0731 4711"));
        return post(
                browser,
                "/api/contacts",
                Map.of(
                        "addressId",
                        company,
                        "type",
                        "CALL",
                        "direction",
                        "OUTGOING",
                        "status",
                        "PLANNED",
                        "start",
                        LocalDate.now(berlin()).plusDays(daysAhead) + "T10:00",
                        "reminder",
                        true,
                        "subject",
                        subject));
    }

    private static String post(Browser browser, String path, Map<String, ?> body) {
        String token = browser.page().context().cookies().stream()
                .filter(cookie -> cookie.name.equals("RAPPORT_CSRF"))
                .map(cookie -> cookie.value)
                .findFirst()
                .orElseThrow();
        APIResponse answer = browser.page()
                .request()
                .post(
                        path,
                        RequestOptions.create()
                                .setHeader("X-CSRF-TOKEN", token)
                                .setHeader("Content-Type", "application/json")
                                .setData(JSON.writeValueAsString(body)));
        assertThat(answer.ok()).as(answer.text()).isTrue();
        JsonNode created = JSON.readTree(answer.text());
        return created.path("id").asString();
    }
}

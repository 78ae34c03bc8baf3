package dev.rapport.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a salesperson does all day, counted in keys and clicks. */
@EndToEndTest
class WorkdayIT {

    private final String word = OwnData.word();
    private Browser anna;
    private Page page;
    private OwnData data;
    private String company;
    private int strokes;

    @BeforeEach
    void aCompany(Browsers browsers) {
        anna = browsers.open().as("anna");
        page = anna.page();
        data = new OwnData(anna);
        company = data.company(word + " GmbH");
    }

    @Test
    void aHeldCallFromTheStartPageTakesThirtyKeysBesideItsSubject() {
        anna.go("/");
        press("n");
        assertThat(page.locator("#new-addressText")).isFocused();
        type(word);
        assertThat(page.locator("#new-address-list [aria-selected=true]")).containsText(word);
        press("Enter");
        tabTo(page.locator("#new-duration"));
        type("10");
        tabTo(page.locator("#new-subject"));
        page.keyboard().type("Angebot besprochen");
        press("Control+Enter");
        assertThat(page.locator("#created")).containsText("Angebot besprochen");
        assertThat(strokes).isLessThanOrEqualTo(30);
        JsonNode held = onlyContact();
        assertThat(held.path("status").asString()).isEqualTo("PERFORMED");
        assertThat(held.path("duration").asString()).isEqualTo("00:10");
    }

    @Test
    void aHeldCallFromItsAddressTakesFour() {
        anna.go("/addresses/" + company);
        press("n");
        assertThat(page.locator("#new-duration")).isFocused();
        type("5");
        press("Tab");
        assertThat(page.locator("#new-subject")).isFocused();
        page.keyboard().type("Rückruf");
        press("Control+Enter");
        assertThat(page.locator("#created")).containsText("Rückruf");
        assertThat(strokes).isLessThanOrEqualTo(4);
        assertThat(onlyContact().path("duration").asString()).isEqualTo("00:05");
    }

    @Test
    void threeThatAreOverdueAreClosedWithNine() {
        for (int i = 0; i < 3; i++) {
            data.plannedCall(company, word + " " + i, -1 - i);
        }
        anna.go("/reminders?section=OVERDUE");
        for (int i = 2; i >= 0; i--) {
            Locator line = page.locator("li.reminder").filter(new Locator.FilterOptions().setHasText(word + " " + i));
            while (line.count() == 0) {
                int shown = page.locator("li.reminder").count();
                page.locator(".reminder-more a").click();
                page.waitForCondition(() -> page.locator("li.reminder").count() > shown);
            }
            click(line.locator(".reminder-close > summary"));
            assertThat(line.locator("[data-duration]")).isFocused();
            click(line.locator("[data-value='00:10']"));
            click(line.locator(".btn-verb"));
            assertThat(page.locator(".toast-held").last()).containsText(word + " " + i);
            assertThat(line).isHidden();
        }
        assertThat(strokes).isLessThanOrEqualTo(9);
        anna.atOnce();
        for (JsonNode closed : data.history(company)) {
            assertThat(closed.path("status").asString()).isEqualTo("PERFORMED");
        }
    }

    @Test
    void whatHasChangedOnAPageIsCountedAndSavedTogether() {
        String contact = data.plannedCall(company, word);
        anna.go("/contacts/" + contact);
        assertThat(page.locator(".save-bar")).isHidden();
        page.locator("#contact-subject").fill(word + " neu");
        page.locator("#contact-infotext").fill("Vorab");
        assertThat(page.locator(".save-bar")).containsText("2 Änderungen");
        anna.isAccessible().fitsTheScreen().screenshot("save-bar");
        page.locator("#contact-infotext").fill("");
        assertThat(page.locator(".save-bar")).containsText("1 Änderung");
        page.keyboard().press("Control+s");
        assertThat(page.locator(".alert-success")).isVisible();
        assertThat(page.locator(".save-bar")).isHidden();
        assertThat(data.contact(contact).path("subject").asString()).isEqualTo(word + " neu");
    }

    private JsonNode onlyContact() {
        JsonNode contacts = data.history(company);
        assertThat(contacts.size()).isEqualTo(1);
        return data.contact(contacts.get(0).path("id").asString());
    }

    private void press(String key) {
        page.keyboard().press(key);
        strokes++;
    }

    private void type(String text) {
        page.keyboard().type(text);
        strokes += text.length();
    }

    private void tabTo(Locator field) {
        for (int i = 0; i < 10 && !(boolean) field.evaluate("element => element === document.activeElement"); i++) {
            press("Tab");
        }
        assertThat(field).isFocused();
    }

    private void click(Locator what) {
        what.click();
        strokes++;
    }
}

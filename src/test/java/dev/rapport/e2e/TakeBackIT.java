package dev.rapport.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What cannot be undone can be taken back for ten seconds, and is done whatever happens to the page (ADR 53). */
@EndToEndTest
class TakeBackIT {

    private static final int PATIENCE = 10_500;

    private final String word = OwnData.word();
    private Browser anna;
    private Page page;
    private OwnData data;
    private String company;
    private String call;

    @BeforeEach
    void anOverdueCall(Browsers browsers) {
        anna = browsers.open().as("anna");
        page = anna.page();
        data = new OwnData(anna);
        company = data.company(word + " GmbH");
        // the oldest come first
        call = data.plannedCall(company, word, -4000 - (int) (System.nanoTime() % 1000));
        page.clock().install();
        anna.go("/reminders");
    }

    private Locator line(String contact) {
        return page.locator("#reminder-" + contact);
    }

    private Locator held() {
        return page.locator(".toast-held");
    }

    private void perform(String contact, String note) {
        line(contact).locator(".reminder-close > summary").click();
        line(contact).locator("[data-duration]").fill("10");
        line(contact).locator("[name^=note]").fill(note);
        line(contact).locator("[name^=note]").press("Enter");
        assertThat(line(contact)).isHidden();
    }

    private String status(String contact) {
        return data.contact(contact).path("status").asString();
    }

    private void becomes(String contact, String status) {
        page.waitForCondition(() -> status(contact).equals(status));
    }

    @Test
    void isThereAgainWithWhatWasTyped() {
        Locator count = page.locator("#reminders-OVERDUE .count");
        int before = Integer.parseInt(count.textContent());
        perform(call, "Erreicht");
        assertThat(held()).containsText("Durchgeführt: " + word);
        assertThat(count).hasText(String.valueOf(before - 1));
        held().locator("[data-undo]").click();
        assertThat(held()).hasCount(0);
        assertThat(line(call).locator("[name^=note]")).isVisible();
        assertThat(line(call).locator("[name^=note]")).hasValue("Erreicht");
        assertThat(line(call).locator("[data-duration]")).isFocused();
        assertThat(count).hasText(String.valueOf(before));
        page.clock().runFor(PATIENCE);
        assertThat(status(call)).isEqualTo("PLANNED");

        line(call).locator("[name^=note]").press("Enter");
        assertThat(line(call)).isHidden();
        page.keyboard().press("Control+z");
        assertThat(line(call).locator("[name^=note]")).hasValue("Erreicht");
        assertThat(status(call)).isEqualTo("PLANNED");
    }

    @Test
    void isDoneWhenNobodyTakesItBack() {
        perform(call, "Erreicht");
        page.clock().runFor(PATIENCE);
        becomes(call, "PERFORMED");
        assertThat(data.contact(call).path("infotext").asString()).isEqualTo("Erreicht");
        assertThat(held()).hasCount(0);
        assertThat(line(call)).hasCount(0);
    }

    @Test
    void isDoneWhenThePageIsLeft() {
        perform(call, "Erreicht");
        anna.go("/help");
        becomes(call, "PERFORMED");
        page.clock().runFor(PATIENCE);
        page.waitForFunction("() => !JSON.parse(localStorage.getItem('rapport.held') || '[]').length");
        assertThat(page.locator(".toast-danger")).hasCount(0);
    }

    /** What a browser has kept that broke down. */
    @Test
    void isDoneByTheNextPageWhenThisOneCouldNot() {
        perform(call, "Erreicht");
        Object kept = page.evaluate("localStorage.getItem('rapport.held')");
        page.keyboard().press("Control+z");
        page.evaluate("kept => localStorage.setItem('rapport.held', kept)", kept);
        anna.go("/help");
        assertThat(status(call)).isEqualTo("PLANNED");
        page.clock().runFor(PATIENCE);
        becomes(call, "PERFORMED");
        assertThat(page.locator("#toasts")).containsText("Durchgeführt: " + word);
    }

    @Test
    void waitsUntilTheServerCanBeReached() {
        perform(call, "Erreicht");
        anna.expects("Failed to load resource|net::ERR");
        page.route("**/reminders", Route::abort);
        page.clock().runFor(PATIENCE);
        assertThat(held()).isVisible();
        page.unroute("**/reminders");
        page.clock().runFor(PATIENCE);
        becomes(call, "PERFORMED");
    }

    @Test
    void comesBackWhenSomebodyElseWasQuicker(Browsers browsers) {
        perform(call, "Erreicht");
        Browser ben = browsers.open().as("ben");
        ben.go("/contacts/" + call);
        ben.page().locator("#contact-subject").fill(word + " geändert");
        ben.page().locator("#save-all").click();
        assertThat(ben.page().locator(".alert-success")).isVisible();
        anna.expects("status of 4");
        page.clock().runFor(PATIENCE);
        assertThat(page.locator(".toast-danger")).isVisible();
        assertThat(line(call)).isVisible();
        assertThat(status(call)).isEqualTo("PLANNED");
    }

    @Test
    void manyAreTakenBackTogether() {
        String other = data.plannedCall(company, word + " zwei", -5000);
        page.reload();
        line(call).locator("[name=selected]").check();
        line(other).locator("[name=selected]").check();
        page.locator("#reminders-bulk > summary").click();
        page.locator("[name=reason-selected]").fill("Abgesagt");
        page.locator("[name=reason-selected]").press("Enter");
        assertThat(line(call)).isHidden();
        assertThat(line(other)).isHidden();
        assertThat(held()).containsText("2 Kontakte");
        held().locator("[data-undo]").click();
        assertThat(line(other).locator("[name=selected]")).isChecked();
        assertThat(page.locator("[name=reason-selected]")).hasValue("Abgesagt");
        page.locator("[name=reason-selected]").press("Enter");
        assertThat(line(other)).isHidden();
        page.clock().runFor(PATIENCE);
        becomes(call, "NOT_PERFORMED");
        becomes(other, "NOT_PERFORMED");
    }

    @Test
    void removingFromTheListIsTakenBackToo() {
        String removed = data.plannedCall(company, word + " drei", -5000);
        page.reload();
        line(removed).locator(".reminder-actions > summary").click();
        line(removed).locator(".reminder-remove").click();
        assertThat(line(removed)).isHidden();
        page.keyboard().press("Control+z");
        assertThat(line(removed)).isVisible();
        page.reload();
        assertThat(line(removed)).isVisible();
    }
}

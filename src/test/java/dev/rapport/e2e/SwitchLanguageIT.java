package dev.rapport.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What somebody has typed is still there after the language was switched. By somebody of her own, because Rapport remembers the
 * language for every later login.
 */
@EndToEndTest
class SwitchLanguageIT {

    private final String word = OwnData.word();
    private Browser nora;
    private Page page;
    private String company = "";
    private String id = "";

    @BeforeEach
    void aPlannedCallOfNora(Browsers browsers) {
        nora = browsers.openAsNewcomer();
        page = nora.page();
        OwnData data = new OwnData(nora);
        company = data.company(word + " GmbH");
        id = data.plannedCall(company, "Angebot " + word);
    }

    private void switchLanguage(String to) {
        page.locator(".language-switch button:visible").first().click();
        assertThat(page.locator("html")).hasAttribute("lang", to);
    }

    private void isUnsaved(String form) {
        assertThat(page.locator(form)).hasAttribute("data-unsaved", "");
    }

    @Test
    void aSwitchOfLanguageKeepsAHalfFilledForm() {
        nora.go("/contacts/new");
        page.locator("#new-addressText").pressSequentially(word);
        assertThat(page.locator("#new-address-list [role=option]").first()).isVisible();
        page.keyboard().press("Enter");
        String chosen = page.locator("#new-addressId").inputValue();
        assertThat(chosen).isEqualTo(company);
        String label = page.locator("#new-addressText").inputValue();
        page.locator("label[for=new-status-PLANNED]").click();
        page.locator("label[for=new-direction-INCOMING]").click();
        page.locator("#new-date").fill("2031-05-06");
        page.locator("#new-time").fill("11:15");
        page.locator("#new-subject").fill("Halb " + word);
        page.locator("#new-description").fill("Zeile eins\nZeile zwei");

        for (String to : List.of("en", "de")) {
            switchLanguage(to);
            assertThat(page.locator("#new-addressText")).hasValue(label);
            assertThat(page.locator("#new-addressId")).hasValue(chosen);
            assertThat(page.locator("#new-addressLabel")).hasValue(label);
            assertThat(page.locator("#new-status-PLANNED")).isChecked();
            assertThat(page.locator("#new-direction-INCOMING")).isChecked();
            assertThat(page.locator("#new-date")).hasValue("2031-05-06");
            assertThat(page.locator("#new-time")).hasValue("11:15");
            assertThat(page.locator("#new-subject")).hasValue("Halb " + word);
            assertThat(page.locator("#new-description")).hasValue("Zeile eins\nZeile zwei");
            isUnsaved("#create-form");
        }
        assertThat(page.evaluate("sessionStorage.getItem('rapport-typed')")).isNull();
        page.locator("#create-submit").click();
        assertThat(page.locator("#created")).isVisible();
    }

    @Test
    void aSwitchOfLanguageKeepsWhatWasChangedOnAPage() {
        nora.go("/contacts/" + id);
        page.locator("#contact-infotext").fill("Notiz " + word);
        switchLanguage("en");
        assertThat(page.locator("#contact-infotext")).hasValue("Notiz " + word);
        isUnsaved("#contact-form");
        switchLanguage("de");
        page.locator("#contact-infotext").press("Control+Enter");
        assertThat(page.locator(".alert-success")).isVisible();
        assertThat(page.locator("#contact-infotext")).hasValue("Notiz " + word);
    }

    @Test
    void aSwitchOfLanguageOpensAgainWhatWasOpened() {
        nora.go("/addresses/" + company);
        page.locator("#edit-master-data").click();
        page.locator("#md-town").fill("Halbstadt");
        switchLanguage("en");
        assertThat(page.locator("#md-town")).hasValue("Halbstadt");
        switchLanguage("de");
        assertThat(page.locator("#md-town")).hasValue("Halbstadt");
    }

    @Test
    void passwordsAreNotKept(Browsers browsers) {
        Browser guest = browsers.open();
        guest.go("/login");
        Page login = guest.page();
        login.locator("[name=username]").fill(word);
        login.locator("[type=password]").fill("geheim-" + word);
        login.locator(".language-switch button:visible").first().click();
        assertThat(login.locator("html")).hasAttribute("lang", "en");
        assertThat(login.locator("[name=username]")).hasValue(word);
        assertThat(login.locator("[type=password]")).hasValue("");
    }
}

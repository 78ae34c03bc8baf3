package dev.rapport.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** System admins manage users, managers manage contact types. */
@EndToEndTest
class AdministrationIT {

    @ParameterizedTest
    @CsvSource({"de, DESKTOP", "de, PHONE", "en, DESKTOP", "en, PHONE"})
    void theirPagesCanBeReadByEverybody(String language, Device device, Browsers browsers) {
        Browser admin = browsers.open(Locale.forLanguageTag(language), device).loginAs("admin");
        admin.isAccessible().fitsTheScreen().screenshot("start-admin");
        admin.go("/users");
        admin.isAccessible().fitsTheScreen().screenshot("users");
        admin.go("/users/new");
        admin.page().locator("#group-staff").uncheck();
        admin.page().locator("#login").fill("Ungültiger Name");
        admin.expects("status of 422")
                .page()
                .locator("form.panel-form .btn-primary")
                .click();
        assertThat(admin.page().locator("[data-focus]")).isFocused();
        admin.isAccessible().fitsTheScreen().screenshot("user-new-refused");
        admin.go("/users/ben");
        admin.isAccessible().fitsTheScreen().screenshot("user");

        Browser maria = browsers.open(Locale.forLanguageTag(language), device).loginAs("maria");
        maria.page().locator("#user-menu > summary").click();
        maria.screenshot("user-menu-manager");
        maria.page().locator("#user-menu a[href='/sessions']").click();
        maria.isAccessible().fitsTheScreen().screenshot("sign-out-everywhere");
        maria.page().locator("#user-menu > summary").click();
        maria.page().locator("a[href='/contact-types']:visible").click();
        maria.isAccessible().fitsTheScreen().screenshot("contact-types");
        maria.page().locator("a[href='/contact-types/FAX']").click();
        maria.isAccessible().fitsTheScreen().screenshot("contact-type");
    }

    @Test
    void aNewUserLogsInAndSwitchesTheLanguageForGood(Browsers browsers) {
        Browser admin = browsers.open().loginAs("admin");
        String login = "nora" + Long.toString(System.nanoTime(), 36);
        admin.page().locator(".main-nav a[href='/users']").click();
        admin.click(AriaRole.LINK, "Benutzer anlegen");
        Page page = admin.page();
        page.locator("#firstName").fill("Nora");
        page.locator("#name").fill("Neumann");
        page.locator("#login").fill(login);
        page.locator("#email").fill(login + "@rapport.example");
        page.locator("form.panel-form .btn-primary").click();
        Locator password = page.locator("#one-time-password");
        assertThat(password).isVisible();
        admin.isAccessible().screenshot("user-password");
        String oneTime = password.textContent();

        Browser nora = browsers.open();
        nora.go("/login");
        nora.submitLogin(login, oneTime);
        String own = "Noras eigenes Kennwort";
        nora.page().locator("#password").fill(own);
        nora.page().locator("#repeated").fill("Noras anderes Kennwort");
        nora.expects("status of 422").click(AriaRole.BUTTON, "Kennwort festlegen");
        nora.isAccessible().fitsTheScreen().screenshot("choose-password");
        nora.page().locator("#password").fill(own);
        nora.page().locator("#repeated").fill(own);
        nora.click(AriaRole.BUTTON, "Kennwort festlegen");
        assertThat(nora.page().locator(".alert-success")).containsText("Ihr neues Kennwort gilt");
        nora.submitLogin(login, own);
        assertThat(nora.page().locator("#user-menu")).containsText("Nora Neumann");
        nora.go("/help");
        nora.click(AriaRole.BUTTON, "EN, show in English");
        assertThat(nora.page().locator("html")).hasAttribute("lang", "en");

        Browser elsewhere = browsers.open();
        elsewhere.go("/login");
        elsewhere.submitLogin(login, own);
        assertThat(elsewhere.page().locator("#user-menu")).containsText("Nora Neumann");
        assertThat(elsewhere.page().locator("html")).hasAttribute("lang", "en");

        admin.click(AriaRole.LINK, "Weitergegeben");
        page.locator("#q").fill(login);
        page.locator("#hits a.row-link[href='/users/" + login + "']").click();
        admin.click(AriaRole.BUTTON, "Überall abmelden");
        assertThat(page.locator("#toasts")).containsText("überall abgemeldet");
        elsewhere.go("/help");
        assertThat(elsewhere.page().locator("#login")).isVisible();
        elsewhere.submitLogin(login, own);
        assertThat(elsewhere.page().locator("#user-menu")).containsText("Nora Neumann");
        admin.click(AriaRole.BUTTON, "Sperren");
        assertThat(page.locator(".page-header")).containsText("Gesperrt");
        elsewhere.go("/help");
        assertThat(elsewhere.page().locator("#login")).isVisible();
    }

    @Test
    void aManagerAddsAndRetiresAContactType(Browsers browsers) {
        Browser maria = browsers.open().as("maria");
        Page page = maria.page();
        String name = "Messegespräch " + Long.toString(System.nanoTime(), 36);
        maria.go("/contact-types");
        maria.click(AriaRole.LINK, "Kontakttyp anlegen");
        page.locator("#nameDe").fill(name);
        page.locator("#nameEn").fill(name.replace("Messegespräch", "Fair talk"));
        page.locator("form.panel-form .btn-primary").click();
        assertThat(page.locator("table")).containsText(name);
        assertThat(offered(browsers, name)).isTrue();

        page.locator("a.row-link")
                .filter(new Locator.FilterOptions().setHasText(name))
                .click();
        maria.click(AriaRole.BUTTON, "Stilllegen");
        assertThat(page.locator("tr").filter(new Locator.FilterOptions().setHasText(name)))
                .containsText("Stillgelegt");
        assertThat(offered(browsers, name)).isFalse();
    }

    private static boolean offered(Browsers browsers, String type) {
        Browser anna = browsers.open().as("anna");
        anna.go("/contacts/new");
        return anna.page().locator("main").textContent().contains(type);
    }
}

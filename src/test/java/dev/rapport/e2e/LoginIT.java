package dev.rapport.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EndToEndTest
class LoginIT {

    @ParameterizedTest
    @CsvSource({
        "de, DESKTOP, Anmelden, Anna Berger",
        "de, PHONE, Anmelden, Anna Berger",
        "en, DESKTOP, Log in, Anna Berger",
        "en, PHONE, Log in, Anna Berger"
    })
    void worksInTheBrowsersLanguage(String language, Device device, String title, String name, Browsers browsers) {
        Browser anna = browsers.open(Locale.forLanguageTag(language), device);
        anna.go("/login");
        assertThat(anna.page()).hasTitle(Pattern.compile(title));
        anna.isAccessible().fitsTheScreen().screenshot("login");

        anna.submitLogin("anna", Browser.PASSWORD);

        assertThat(anna.page().locator("#user-menu")).containsText(name);
        anna.isAccessible().fitsTheScreen().screenshot("start");
    }

    @Test
    void refusesAWrongPasswordAndAnUnknownUserAlike(Browsers browsers) {
        Browser stranger = browsers.open();
        stranger.go("/login");
        stranger.submitLogin("anna", "wrong-password");
        assertThat(stranger.page().getByRole(AriaRole.ALERT)).hasText("Benutzer oder Kennwort stimmt nicht.");
        stranger.isAccessible().screenshot("login-failed");
        stranger.submitLogin("nobody", Browser.PASSWORD);
        assertThat(stranger.page().getByRole(AriaRole.ALERT)).hasText("Benutzer oder Kennwort stimmt nicht.");
    }

    @Test
    void isAskedForOnceForPagesAndTasklist(Browsers browsers) {
        Browser anna = browsers.open().loginAs("anna");
        anna.go("/camunda/app/tasklist/default/");
        assertThat(anna.page().locator(".tasks-list, .task-list, [cam-tasks]").first())
                .isVisible();
        anna.page().waitForLoadState(LoadState.NETWORKIDLE);
        anna.screenshot("tasklist");
    }

    @Test
    void endsForPagesAndTasklistTogether(Browsers browsers) {
        Browser anna = browsers.open().loginAs("anna");
        anna.go("/camunda/app/tasklist/default/");
        anna.go("/");
        anna.logOut();
        assertThat(anna.page().locator("#login")).containsText("Sie sind abgemeldet.");
        anna.go("/camunda/app/tasklist/default/");
        assertThat(anna.page().url()).contains("/login");
        int status = anna.page()
                .request()
                .get(anna.page().url().replaceAll("/login.*", "/camunda/api/engine/engine/default/task"))
                .status();
        assertThat(status).isEqualTo(401);
    }
}

package dev.rapport.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The frame around every page: help, errors, keys, panels. */
@EndToEndTest
class FrameIT {

    @ParameterizedTest
    @CsvSource({"de, DESKTOP", "de, PHONE", "en, DESKTOP", "en, PHONE"})
    void helpAndErrorsCanBeReadByEverybody(String language, Device device, Browsers browsers) {
        Browser anna = browsers.open(Locale.forLanguageTag(language), device).as("anna");
        anna.go("/help");
        anna.isAccessible().fitsTheScreen().screenshot("help");
        anna.page().locator("#user-menu > summary").click();
        anna.isAccessible().screenshot("user-menu");
        anna.expects("status of 404").go("/nowhere");
        anna.isAccessible().fitsTheScreen().screenshot("error-404");
        anna.expects("status of 403").go("/users");
        anna.isAccessible().fitsTheScreen().screenshot("error-403");
    }

    @Test
    void canBeWorkedByKeyboardAlone(Browsers browsers) {
        Browser anna = browsers.open().loginAs("anna");
        anna.page().keyboard().press("Tab");
        assertThat(anna.page().locator(".skip-link")).isFocused();
        anna.page().keyboard().press("Enter");
        assertThat(anna.page().locator("#main")).isFocused();
        anna.page().keyboard().press("?");
        assertThat(anna.page().locator("#keys-dialog")).isVisible();
        anna.page().keyboard().press("Escape");
        assertThat(anna.page().locator("#keys-dialog")).isHidden();

        anna.page().locator("#user-menu > summary").focus();
        anna.page().keyboard().press("Enter");
        assertThat(anna.page().locator("#logout")).isVisible();
        anna.page().keyboard().press("Escape");
        assertThat(anna.page().locator("#logout")).isHidden();
        assertThat(anna.page().locator("#user-menu > summary")).isFocused();
    }
}

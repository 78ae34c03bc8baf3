package dev.rapport.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
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

    /** A message in the corner lies neither on what sends a form nor on what has the focus. */
    @ParameterizedTest
    @CsvSource({"DESKTOP", "PHONE"})
    void aMessageGivesWayToWhatLiesBeneath(Device device, Browsers browsers) {
        Browser maria = browsers.open(Locale.GERMAN, device).as("maria");
        maria.go("/campaigns");
        maria.page()
                .locator("main a", new Page.LocatorOptions().setHasText("Einführung Serie 7"))
                .first()
                .click();
        Locator submit = maria.page().locator("#plan-submit");
        Locator toasts = maria.page().locator("#toasts");

        belowTheCorner(submit);
        say(maria.page());
        assertThat(wouldCover(toasts, submit)).isTrue();
        maria.screenshot("toast-gives-way");
        maria.expects("status of 422");
        submit.click(new Locator.ClickOptions().setTimeout(3_000));
        assertThat(maria.page().locator("#plan-subject")).hasAttribute("aria-invalid", "true");

        maria.page().navigate(maria.page().url());
        Locator field = maria.page().locator("#plan-description");
        belowTheCorner(field);
        say(maria.page());
        assertThat(wouldCover(toasts, field)).isTrue();
        field.evaluate("field => field.focus({preventScroll: true})");
        assertThat(covers(toasts, field)).isFalse();
    }

    /** Scrolls until something lies where messages appear. */
    private static void belowTheCorner(Locator element) {
        element.evaluate("element => window.scrollBy({top: element.getBoundingClientRect().bottom - innerHeight"
                + " + (innerWidth < 768 ? 90 : 30), behavior: 'instant'})");
    }

    private static void say(Page page) {
        page.evaluate("document.dispatchEvent(new CustomEvent('toast',"
                + " {detail: {text: 'Gespeichert ist nichts. '.repeat(4), kind: 'danger'}}))");
    }

    /** Where messages stand unless they give way; asked at once, because they may move meanwhile. */
    private static boolean wouldCover(Locator toasts, Locator element) {
        return (Boolean) element.evaluate("""
                (element, toasts) => {
                  const place = toasts.dataset.place;
                  toasts.dataset.place = 'bottom';
                  const above = toasts.firstElementChild.getBoundingClientRect();
                  toasts.dataset.place = place;
                  const beneath = element.getBoundingClientRect();
                  return beneath.left < above.right && above.left < beneath.right
                    && beneath.top < above.bottom && above.top < beneath.bottom;
                }""", toasts.elementHandle());
    }

    private static boolean covers(Locator toasts, Locator element) {
        BoundingBox above = toasts.locator(".toast-message").boundingBox();
        BoundingBox beneath = element.boundingBox();
        return beneath.x < above.x + above.width
                && above.x < beneath.x + beneath.width
                && beneath.y < above.y + above.height
                && above.y < beneath.y + beneath.height;
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

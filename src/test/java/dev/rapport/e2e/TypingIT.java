package dev.rapport.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody has typed is still there after the language was switched and after an answer that took its time. */
@EndToEndTest
class TypingIT {

    private final String word = OwnData.word();
    private Browser anna;
    private Page page;
    private String company = "";
    private String id = "";

    @BeforeEach
    void aPlannedCall(Browsers browsers) {
        anna = browsers.open().as("anna");
        page = anna.page();
        OwnData data = new OwnData(anna);
        company = data.company(word + " GmbH");
        id = data.plannedCall(company, "Angebot " + word);
    }

    private void isUnsaved(String form) {
        assertThat(page.locator(form)).hasAttribute("data-unsaved", "");
    }

    /** Holds every form that is sent until it is told to go on. */
    private List<Route> holdingForms() {
        List<Route> held = new ArrayList<>();
        page.route(Pattern.compile(".*"), route -> {
            if (route.request().method().equals("POST")) {
                held.add(route);
            } else {
                route.resume();
            }
        });
        return held;
    }

    private void goOn(List<Route> held) {
        page.waitForCondition(() -> !held.isEmpty());
        held.forEach(Route::resume);
        held.clear();
    }

    @Test
    void typingOnWhileAPageIsSavedIsKept() {
        anna.go("/contacts/" + id);
        Locator infotext = page.locator("#contact-infotext");
        List<Route> held = holdingForms();
        infotext.pressSequentially("Erster Satz.");
        infotext.press("Control+Enter");
        page.waitForCondition(() -> !held.isEmpty());
        page.keyboard().type(" Zweiter Satz.");
        goOn(held);
        assertThat(page.locator(".alert-success")).isVisible();
        assertThat(infotext).hasValue("Erster Satz. Zweiter Satz.");
        assertThat(infotext).isFocused();
        page.keyboard().type(" Dritter.");
        assertThat(infotext).hasValue("Erster Satz. Zweiter Satz. Dritter.");
        isUnsaved("#contact-form");
        assertThat(new OwnData(anna).contact(id).path("infotext").asString()).isEqualTo("Erster Satz.");
    }

    @Test
    void aFormThatCreatesSomethingWaitsForTheAnswerAndShowsIt() {
        anna.expects("status of 422").go("/addresses/" + company);
        page.keyboard().press("n");
        Locator subject = page.locator("#new-subject");
        subject.fill("Wartet " + word);
        List<Route> held = holdingForms();
        page.locator("#create-submit").click();
        page.waitForCondition(() -> !held.isEmpty());
        assertThat(page.locator("#create-form")).hasAttribute("aria-busy", "true");
        assertThat(subject).not().isEditable();
        goOn(held);
        // the duration is missing: it is given back, and can be typed into again
        assertThat(page.locator("#create-form .field-error").first()).isVisible();
        assertThat(subject).hasValue("Wartet " + word);
        assertThat(subject).isEditable();
        assertThat(page.locator("#create-form")).not().hasAttribute("aria-busy", "true");
    }

    @Test
    void typingIntoAnotherLineOfTheListIsKept() {
        anna.go("/reminders?scope=mine");
        Locator lines = page.locator(".reminder:has([data-duration])");
        Locator line = page.locator("#" + lines.first().getAttribute("id"));
        String other = lines.nth(1).getAttribute("id").replace("reminder-", "");
        Locator next = page.locator("#reminder-" + other);
        List<Route> held = holdingForms();
        line.locator(".reminder-close > summary").click();
        line.locator("[data-duration]").fill("5");
        line.locator("[name^='note-']").fill("Erledigt " + word);
        line.locator("[data-duration]").press("Enter");
        page.waitForCondition(() -> !held.isEmpty());
        next.locator(".reminder-close > summary").click();
        next.locator("[name=note-" + other + "]").pressSequentially("Schon getippt");
        goOn(held);
        assertThat(line).isHidden();
        assertThat(next.locator("[name=note-" + other + "]")).hasValue("Schon getippt");
        assertThat(next.locator("[name=note-" + other + "]")).isVisible();
    }
}

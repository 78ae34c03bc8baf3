package dev.rapport.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** A form in Tasklist, as a person fills it in. Texts are the German ones unless a test names others. */
final class TasklistForm {

    private static final String TASKLIST = "/camunda/app/tasklist/default/";

    private final Page page;

    private TasklistForm(Page page) {
        this.page = page;
    }

    /** Opens the start form of a process. */
    static TasklistForm start(Browser browser, String process) {
        browser.go(TASKLIST + "#/?processStart=" + process);
        return shown(browser);
    }

    /** Opens the form of a task. */
    static TasklistForm complete(Browser browser, String taskId) {
        browser.go(TASKLIST + "#/?task=" + taskId);
        return shown(browser);
    }

    private static TasklistForm shown(Browser browser) {
        assertThat(browser.page().locator(".fjs-container .fjs-form-field").first())
                .isVisible();
        return new TasklistForm(browser.page());
    }

    /** Takes over a task that nobody has yet, as Tasklist asks before it can be completed. */
    TasklistForm claimed() {
        Locator mine = page.locator("[ng-click='unclaim()']");
        Locator nobodys = page.locator("[ng-click='claim()']");
        assertThat(mine.or(nobodys).first()).isVisible();
        if (nobodys.isVisible()) {
            nobodys.click();
            assertThat(mine).isVisible();
        }
        return this;
    }

    Locator field(String label) {
        return page.locator(".fjs-container").getByLabel(label).first();
    }

    /** The hits of the lookup that is open. */
    Locator hits() {
        return page.getByRole(AriaRole.OPTION);
    }

    /** Types into a lookup and takes the first hit. */
    void choose(String label, String term) {
        field(label).click();
        field(label).pressSequentially(term);
        hits().first().click();
    }

    void option(String label) {
        page.locator(".fjs-container")
                .getByRole(
                        AriaRole.RADIO,
                        new Locator.GetByRoleOptions().setName(label).setExact(true))
                .check();
    }

    void dateTime(LocalDateTime when) {
        Locator date = field("Startdatum");
        date.fill(when.format(DateTimeFormatter.ofPattern("dd.MM.yyyy")));
        date.press("Tab");
        assertThat(date).hasValue(Pattern.compile("[0-9.]{8,10}"));
        drawn();
        Locator time = field("Startzeit");
        time.fill(when.format(DateTimeFormatter.ofPattern("HH:mm")));
        time.press("Tab");
        drawn();
    }

    /** form-js takes a date and a time when it next draws, which is long before a person has typed the second. */
    private void drawn() {
        page.evaluate(
                "() => new Promise(done => requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(done), 50)))");
    }

    /** Presses "Start" and waits until the form has gone. */
    void start() {
        pressStart();
        assertThat(page.locator(".modal-dialog")).isHidden();
    }

    void pressStart() {
        page.locator(".modal-dialog")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Start").setExact(true))
                .click();
    }

    void complete() {
        completeButton().click();
    }

    /** The task has been completed. */
    void isGone() {
        assertThat(completeButton()).isHidden();
    }

    /** The latest message: in the corner, or above the form in the dialog. */
    Locator message() {
        return page.locator("[notifications-panel] .alert").last();
    }

    private Locator completeButton() {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Abschließen"));
    }
}

package dev.rapport.e2e;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Opens browser windows, each with cookies of its own, as different people on different computers have. */
public final class Browsers {

    private final Chromium chromium;
    private final RapportProcess rapport;
    private final List<Browser> opened = new ArrayList<>();

    Browsers(Chromium chromium, RapportProcess rapport) {
        this.chromium = chromium;
        this.rapport = rapport;
    }

    /** A German desktop. */
    public Browser open() {
        return open(Locale.GERMAN, Device.DESKTOP);
    }

    public Browser open(Locale language, Device device) {
        return open(language, device, rapport);
    }

    /** A German desktop with scripts switched off. */
    public Browser openWithoutScripts() {
        return openWithoutScripts(rapport);
    }

    /** The same on an instance other than the shared one. */
    public Browser openWithoutScripts(RapportProcess instance) {
        return opened(new Browser(chromium.browser(), instance, Locale.GERMAN, Device.DESKTOP, false));
    }

    /** A window on an instance other than the shared one. */
    public Browser open(Locale language, Device device, RapportProcess instance) {
        return opened(new Browser(chromium.browser(), instance, language, device, true));
    }

    /** A German desktop of somebody of the staff whom no other test knows, logged in. */
    public Browser openAsNewcomer() {
        String login = "nora" + Long.toString(System.nanoTime(), 36);
        Browser administrator = open().as("admin");
        administrator.go("/users/new");
        Page admin = administrator.page();
        admin.locator("#firstName").fill("Nora");
        admin.locator("#name").fill("Neumann");
        admin.locator("#login").fill(login);
        admin.locator("#email").fill(login + "@rapport.example");
        admin.locator("form.panel-form .btn-primary").click();
        String oneTime = admin.locator("#one-time-password").textContent();

        Browser nora = open();
        String own = "Noras eigenes Kennwort";
        nora.go("/login");
        nora.submitLogin(login, oneTime);
        nora.page().locator("#password").fill(own);
        nora.page().locator("#repeated").fill(own);
        nora.page().locator("#repeated").press("Enter");
        nora.page().locator("#username").waitFor();
        nora.submitLogin(login, own);
        nora.page().locator("#user-menu").waitFor();
        return nora;
    }

    private Browser opened(Browser browser) {
        opened.add(browser);
        return browser;
    }

    void closeAll(boolean testHasFailed) {
        List<String> errors = new ArrayList<>();
        for (Browser browser : opened) {
            errors.addAll(browser.close(testHasFailed));
        }
        opened.clear();
        // a test that has failed already says so better
        if (!testHasFailed && !errors.isEmpty()) {
            throw new AssertionError("The browser reported errors: " + String.join("\n", errors));
        }
    }
}

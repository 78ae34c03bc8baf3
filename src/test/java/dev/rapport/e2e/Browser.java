package dev.rapport.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOnlyOptions;
import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A browser window with one person in front of it. What the browser complains about on Rapport's own pages (script
 * errors, violations of the content policy, requests to other hosts) fails the test when it ends, unless the test said
 * that it {@link #expects} it.
 */
public final class Browser {

    /** The password of every demo user. */
    public static final String PASSWORD = "rapport-demo";

    static {
        // generous, because a machine under load must not fail a test
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
    }

    private static final Pattern CSRF_FIELD = Pattern.compile("name=\"_csrf\"[^>]* value=\"([^\"]+)\"");

    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa");

    /** What is as it should be is not described element by element, which was a third of the work. */
    private static final AxeRunOptions ONLY_VIOLATIONS = onlyViolations();

    private final BrowserContext context;
    private final Page page;
    private final RapportProcess rapport;
    private final Locale language;
    private final Device device;
    private final AtomicInteger warnings = new AtomicInteger();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<Pattern> expected = new ArrayList<>();

    Browser(
            com.microsoft.playwright.Browser chromium,
            RapportProcess rapport,
            Locale language,
            Device device,
            boolean scripts) {
        this.rapport = rapport;
        this.language = language;
        this.device = device;
        context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(rapport.url("/").toString())
                .setLocale(language.equals(Locale.GERMAN) ? "de-DE" : "en-GB")
                .setJavaScriptEnabled(scripts)
                .setTimezoneId("Europe/Berlin")
                .setViewportSize(device.width(), device.height())
                .setIsMobile(device == Device.PHONE)
                .setHasTouch(device == Device.PHONE)
                .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE));
        context.setDefaultTimeout(30_000);
        context.onPage(this::listen);
        page = context.newPage();
    }

    private void listen(Page opened) {
        // leaves although something is not saved, as most tests mean it
        opened.onDialog(dialog -> {
            warnings.incrementAndGet();
            dialog.accept();
        });
        opened.onConsoleMessage(message -> {
            if (message.type().equals("error") && isRapports(opened.url())) {
                complaints.add(opened.url() + ": " + message.text());
            }
        });
        opened.onPageError(error -> {
            if (isRapports(opened.url())) {
                complaints.add(opened.url() + ": " + error);
            }
        });
        opened.onRequest(request -> {
            URI target = URI.create(request.url().replaceAll("[|{}<>\\\\^`\" ].*", ""));
            if (target.getHost() != null && !target.getHost().equals("127.0.0.1")) {
                complaints.add(opened.url() + ": asks another host, " + request.url());
            }
        });
    }

    /** The engine's webapps are not ours to mend. */
    private static boolean isRapports(String url) {
        return !url.contains("/camunda/");
    }

    /** Playwright's page, for everything that needs no help. */
    public Page page() {
        return page;
    }

    /** Goes to a path of Rapport, such as {@code /addresses}. */
    public Response go(String path) {
        return page.navigate(rapport.url(path).toString());
    }

    /** Has done at once what can still be taken back. */
    public Browser atOnce() {
        Locator held = page.locator(".toast-held");
        PlaywrightAssertions.assertThat(held.first()).isVisible();
        while (held.count() > 0) {
            int before = held.count();
            held.first().locator("[data-dismiss]").click();
            PlaywrightAssertions.assertThat(held).hasCount(before - 1);
        }
        page.waitForFunction("() => !JSON.parse(localStorage.getItem('rapport.held') || '[]').length");
        return this;
    }

    /** Fills the login form and waits for the page behind it. */
    public Browser loginAs(String user) {
        go("/login");
        submitLogin(user, PASSWORD);
        page.waitForURL(url -> !url.contains("/login"));
        return this;
    }

    /** Logged in all the same, without having looked at a page: for tests that go somewhere else at once. */
    public Browser as(String user) {
        APIRequestContext requests = page.request();
        Matcher token =
                CSRF_FIELD.matcher(requests.get("/login", inItsLanguage()).text());
        if (!token.find()) {
            throw new AssertionError("The login page has no token");
        }
        APIResponse answer = requests.post(
                "/login",
                inItsLanguage()
                        .setForm(FormData.create()
                                .set("username", user)
                                .set("password", PASSWORD)
                                .set("_csrf", token.group(1)))
                        .setMaxRedirects(0));
        assertThat(answer.headers().get("location")).as("login of " + user).isEqualTo("/");
        // a page sets the token of the new session, which what is sent from here needs
        assertThat(requests.get("/help", inItsLanguage()).ok()).isTrue();
        return this;
    }

    private RequestOptions inItsLanguage() {
        return RequestOptions.create().setHeader("Accept-Language", language.toLanguageTag());
    }

    public void submitLogin(String user, String password) {
        page.locator("#username").fill(user);
        page.locator("#password").fill(password);
        page.locator("#login button[type=submit]").click();
    }

    /**
     * Puts models in force as the Camunda Modeler does, with the login of a process admin.
     *
     * @param files content by file name
     */
    public void deploy(Map<String, String> files) {
        String login = Base64.getEncoder().encodeToString(("paul:" + PASSWORD).getBytes(UTF_8));
        FormData form = FormData.create()
                .set("deployment-name", "Gezeichnet " + UUID.randomUUID())
                .set("deployment-source", "Camunda Modeler");
        files.forEach((name, content) -> form.set(name, new FilePayload(name, "text/xml", content.getBytes(UTF_8))));
        APIResponse answer = page.request()
                .post(
                        rapport.url("/engine-rest/deployment/create").toString(),
                        RequestOptions.create()
                                .setHeader("Authorization", "Basic " + login)
                                .setMultipart(form));
        assertThat(answer.ok()).as(answer.text()).isTrue();
    }

    /** As when the session has ended on the server while a page was open. */
    public void loseSession() {
        context.clearCookies();
    }

    /** Logs in again in another window of the same browser. */
    public void logInElsewhere(String user) {
        Page other = context.newPage();
        other.navigate(rapport.url("/login").toString());
        other.locator("#username").fill(user);
        other.locator("#password").fill(PASSWORD);
        other.locator("#login button[type=submit]").click();
        other.waitForURL(url -> !url.contains("/login"));
        other.close();
    }

    /** Uses the menu that every page has. */
    public void logOut() {
        page.locator("#user-menu > summary").click();
        page.locator("#logout").click();
        page.waitForURL("**/login?logout");
    }

    /** By its visible name, in the language of this window. */
    public void click(AriaRole role, String name) {
        page.getByRole(role, new Page.GetByRoleOptions().setName(name)).click();
    }

    /** A complaint of the browser that belongs to the test, as a regular expression found in it. */
    public Browser expects(String complaint) {
        expected.add(Pattern.compile(complaint));
        return this;
    }

    /** Writes {@code target/screenshots/<name>-<language>-<device>.png}: the whole page. */
    public Browser screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of(
                        "target",
                        "screenshots",
                        name + "-" + language.getLanguage() + "-"
                                + device.name().toLowerCase(Locale.ROOT) + ".png"))
                .setFullPage(true));
        return this;
    }

    private static AxeRunOptions onlyViolations() {
        AxeRunOnlyOptions levels = new AxeRunOnlyOptions();
        levels.setType("tag");
        levels.setValues(WCAG);
        AxeRunOptions options = new AxeRunOptions();
        options.setRunOnly(levels);
        options.setResultTypes(List.of("violations"));
        return options;
    }

    /** Nothing of level A or AA on the page as it is now. */
    public Browser isAccessible() {
        // axe takes what a bar that stays in view happens to cover for too small
        page.evaluate("""
                () => {
                  const bars = new CSSStyleSheet();
                  bars.replaceSync('.side, .status-bar, .bulk, .save-bar { position: static !important }');
                  document.adoptedStyleSheets.push(bars);
                  window.styledBefore = new Set(document.querySelectorAll('[style]'));
                }""");
        List<Rule> violations = new AxeBuilder(page)
                .setLegacyMode(true)
                .options(ONLY_VIOLATIONS)
                .analyze()
                .getViolations();
        // axe leaves styles on what it has scrolled, and htmx would set them on what comes instead
        page.evaluate("""
                () => {
                  document.adoptedStyleSheets.pop();
                  document.querySelectorAll('[style]').forEach(one =>
                    window.styledBefore.has(one) || one.removeAttribute('style'));
                }""");
        assertThat(violations.stream()
                        .map(rule -> rule.getId() + ": " + rule.getHelp() + "\n  "
                                + rule.getNodes().stream()
                                        .map(node -> node.getTarget() + " " + node.getHtml() + " "
                                                + node.getFailureSummary())
                                        .toList()))
                .as("accessibility of " + page.url())
                .isEmpty();
        return this;
    }

    /** Nothing sticks out to the right: on a phone nobody should have to scroll sideways. */
    public Browser fitsTheScreen() {
        Object overflow = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth");
        assertThat(((Number) overflow).intValue())
                .as("pixels too wide: " + page.url())
                .isLessThanOrEqualTo(0);
        return this;
    }

    /** How often the browser has asked whether to leave a page although something on it is not saved. */
    public int warnings() {
        return warnings.get();
    }

    List<String> close(boolean testHasFailed) {
        if (testHasFailed) {
            screenshot("failed-"
                    + page.url()
                            .replaceAll("^https?://[^/]*/|[^A-Za-z0-9]+", "_")
                            .replaceFirst("(.{100}).*", "$1"));
        }
        context.close();
        return complaints.stream()
                .filter(complaint -> expected.stream()
                        .noneMatch(pattern -> pattern.matcher(complaint).find()))
                .toList();
    }
}

package dev.rapport.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.rapport.models.ContactBpmn;
import dev.rapport.support.TypedTimes;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Dates, times and durations as people type them, on pages and in Tasklist. */
@EndToEndTest
class TypedTimesIT {

    private final String word = "Getippt " + UUID.randomUUID().toString().substring(0, 8);
    private final LocalDate today = LocalDate.now(ZoneId.of("Europe/Berlin"));

    /** The shipped file of both hosts understands what the server understands, and says the same where it does not. */
    @ParameterizedTest
    @ValueSource(strings = {"/assets/time-entry.js", "/camunda/lib/rapport/time-entry.js"})
    void theBrowserUnderstandsWhatTheServerDoes(String file, Browsers browsers) {
        Browser anna = browsers.open().as("anna");
        anna.go("/help");
        List<Map<String, String>> lines = TypedTimes.all().stream()
                .map(line -> Map.of(
                        "kind", line.kind(),
                        "language", line.language(),
                        "toward", line.toward(),
                        "typed", line.typed(),
                        "expected", line.expected()))
                .toList();

        Object wrong = anna.page().evaluate("""
                        async ({ file, lines }) => {
                          delete globalThis.rapportTimeEntry;
                          await import(file);
                          return lines
                            .map((line) => {
                              const { value, problem } = globalThis.rapportTimeEntry.read(line.kind, line.typed, {
                                now: '2026-11-27T23:15',
                                zone: 'Europe/Berlin',
                                english: line.language === 'en',
                                toward: line.toward
                              });
                              return { ...line, is: value ?? (problem ? `!${problem}` : '-') };
                            })
                            .filter(({ is, expected }) => is !== expected);
                        }""", Map.of("file", file, "lines", lines));

        assertThat(lines).hasSizeGreaterThan(400);
        assertThat(wrong).asInstanceOf(InstanceOfAssertFactories.LIST).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "en"})
    void theBrowserSaysWhatTheServerSays(String language, Browsers browsers) throws IOException {
        Browser anna = browsers.open().as("anna");
        anna.go("/help");
        Properties messages = new Properties();
        String name = language.equals("de") ? "/messages/shared.properties" : "/messages/shared_en.properties";
        messages.load(new InputStreamReader(getClass().getResourceAsStream(name), StandardCharsets.UTF_8));
        Map<String, Object> expected = new TreeMap<>();
        messages.stringPropertyNames().stream()
                .filter(key -> key.startsWith("error.entry."))
                .forEach(key -> expected.put(key.substring("error.entry.".length()), messages.getProperty(key)));

        Object said = anna.page().evaluate("language => window.rapportTimeEntry.SENTENCES[language]", language);

        assertThat(expected).hasSizeGreaterThan(8);
        assertThat(said).asInstanceOf(InstanceOfAssertFactories.MAP).containsAllEntriesOf(expected);
    }

    @Test
    void aFieldOfAPageShowsWhatItUnderstoodAndKeepsWhatItDidNot(Browsers browsers) {
        Browser anna = browsers.open().as("anna");
        OwnData data = new OwnData(anna);
        String company = data.company(word + " GmbH");
        anna.expects("status of 422").go("/addresses/" + company + "/history");
        anna.go("/contacts/new?address=" + company);
        Page page = anna.page();
        page.locator("label[for=new-status-PLANNED]").click();
        page.locator("#new-subject").fill(word);
        Locator date = page.locator("#new-date");
        understood(date, "morgen", german(today.plusDays(1)));
        understood(date, "+3", german(today.plusDays(3)));
        understood(date, "2027-12-31", "Fr., 31.12.2027");
        understood(date, "31.12.2027", "Fr., 31.12.2027");
        date.fill("32.12.2027");
        date.press("Tab");
        assertThat(beside(date)).hasText("Diesen Tag gibt es nicht");
        Locator time = page.locator("#new-time");
        understood(time, "9", "09:00 Uhr");
        understood(time, "930", "09:30 Uhr");
        time.fill("24:00");
        time.press("Tab");
        assertThat(beside(time)).hasText(Pattern.compile("Mitternacht ist 00:00"));
        anna.isAccessible().fitsTheScreen().screenshot("typed-times-refused");

        page.locator("#create-submit").click();
        assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.ALERT))
                .isVisible();
        assertThat(date).hasValue("32.12.2027");
        assertThat(time).hasValue("24:00");
        assertThat(date).hasAccessibleDescription(Pattern.compile("Diesen Tag gibt es nicht"));

        date.fill("übermorgen");
        time.fill("9.30 Uhr");
        page.locator("#create-submit").click();
        assertThat(page.locator("#created")).isVisible();
        String id = page.locator("#created").getAttribute("data-contact");
        assertThat(data.contact(id).path("start").asString()).startsWith(today.plusDays(2) + "T09:30");
    }

    @Test
    void englishReadersWriteTheMonthFirst(Browsers browsers) {
        Browser anna = browsers.open(Locale.ENGLISH, Device.DESKTOP).as("anna");
        anna.go("/measures/new");
        Locator day = anna.page().locator("#measure-plannedFor");
        understood(day, "12/31/2027", "Fri, Dec 31, 2027");
        day.fill("31/12/2027");
        day.press("Tab");
        assertThat(beside(day)).hasText("There is no such month");
        day.fill("12/31/2027");
        anna.page().locator("#measure-subject").fill(word);
        anna.page().locator("#create-measure").click();
        anna.page().waitForURL(Pattern.compile("/measures/[0-9]+"));
        assertThat(anna.page().locator("#measure-plannedFor")).hasValue("12/31/2027");
    }

    @Test
    void withoutScriptsTheServerUnderstandsTheSame(Browsers browsers) {
        Browser plain = browsers.openWithoutScripts().as("anna");
        plain.expects("status of 422").go("/measures/new");
        Page page = plain.page();
        page.locator("#measure-subject").fill(word);
        page.locator("#measure-plannedFor").fill("31.02.2027");
        page.locator("#create-measure").click();
        assertThat(page.locator("#measure-plannedFor")).hasValue("31.02.2027");
        assertThat(page.locator("#measure-plannedFor")).hasAccessibleDescription("Diesen Tag gibt es nicht");
        page.locator("#measure-plannedFor").fill("in 2 Wochen");
        page.locator("#create-measure").click();
        assertThat(page.locator("#measure-plannedFor"))
                .hasValue(today.plusDays(14).format(DateTimeFormatter.ofPattern("dd.MM.yyyy")));
    }

    /** form-js alone would make 20.06.2026 of 2026-12-31 and 01.12.2026 of 32.12.2026, and 02:20 of 180 minutes. */
    @Test
    void formsInTasklistUnderstandTheSame(Browsers browsers, RapportProcess rapport) {
        Browser anna = browsers.open().as("anna");
        TasklistForm form = TasklistForm.start(anna, ContactBpmn.KEY);
        form.choose("Adresse", "gmbh");
        form.choose("Kontakttyp", "Anruf");
        form.option("Ausgehend");
        form.option("Geplant");
        form.field("Betreff").fill(word);
        Locator date = form.field("Startdatum");
        Locator time = form.field("Startzeit");
        understood(date, "2027-12-31", "Fr., 31.12.2027");
        date.fill("32.12.2027");
        time.fill("9:30 Uhr");
        time.press("Tab");
        assertThat(anna.page().locator(".fjs-form-field-error")).hasText("Diesen Tag gibt es nicht");
        assertThat(date).hasValue("32.12.2027");
        anna.screenshot("tasklist-typed-times-refused");
        date.fill("übermorgen");
        time.fill("930");
        time.press("Tab");
        assertThat(anna.page().locator(".fjs-form-field-error")).hasCount(0);
        anna.screenshot("tasklist-typed-times");
        form.start();

        DemoApi api = DemoApi.of(rapport, "anna");
        long id = rapport.count("select id from rapport.contact where subject = ?", word);
        JsonNode contact = api.get("/api/contacts/" + id).expect(200);
        assertThat(contact.path("start").asString()).startsWith(today.plusDays(2) + "T09:30");

        anna.go("/");
        form = TasklistForm.complete(anna, contact.path("taskId").asString());
        form.option("Durchgeführt");
        understood(form.field("Dauer"), "180", "03:00 Std.");
        // it lies ahead: nobody has said yet when it really began
        form.complete();
        assertThat(form.message()).containsText("vorgeschlagen ist jetzt");
        assertThat(api.get("/api/contacts/" + id).expect(200).path("status").asString())
                .isEqualTo("PLANNED");
        anna.screenshot("tasklist-start-required");
        anna.page().locator(".rapport-entry-ask button").click();
        form.complete();
        form.isGone();
        JsonNode closed = api.get("/api/contacts/" + id).expect(200);
        assertThat(closed.path("status").asString()).isEqualTo("PERFORMED");
        assertThat(closed.path("duration").asString()).isEqualTo("03:00");
        assertThat(OffsetDateTime.parse(closed.path("start").asString()))
                .isBetween(
                        OffsetDateTime.now(ZoneId.of("Europe/Berlin")).minusMinutes(5),
                        OffsetDateTime.now(ZoneId.of("Europe/Berlin")));
    }

    private static void understood(Locator field, String typed, String told) {
        field.fill(typed);
        assertThat(beside(field)).hasText(told);
        assertThat(field).hasValue(typed);
    }

    private static Locator beside(Locator field) {
        return field.page().locator("output[for='" + field.getAttribute("id") + "']");
    }

    private static String german(LocalDate day) {
        return day.format(DateTimeFormatter.ofPattern("EE, dd.MM.yyyy", Locale.GERMAN));
    }
}

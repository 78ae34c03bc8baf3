package dev.rapport.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.rapport.models.ContactBpmn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Rapport's forms in Tasklist: what they look up, what they keep, and what they do not do twice. */
@EndToEndTest
class TasklistFormsIT {

    private final LocalDate today = LocalDate.now(ZoneId.of("Europe/Berlin"));

    /** The lookups of forms take the same words as {@code SearchTerms}. */
    @Test
    void theBrowserReadsWhatIsTypedAsTheSearchDoes(Browsers browsers) throws IOException {
        Browser anna = browsers.open().as("anna");
        anna.go("/camunda/app/tasklist/default/");

        Object different = anna.page().evaluate("""
                        async table => {
                          const { terms } = await import('/camunda/app/tasklist/scripts/rapport/lookup-sources.js');
                          const cases = JSON.parse(table);
                          const wrong = cases.filter(({ typed, words }) => JSON.stringify(terms(typed)) !== JSON.stringify(words));
                          return { tried: cases.length, wrong: wrong.map(({ typed }) => [typed, terms(typed)]) };
                        }""", Files.readString(Path.of("src/test/resources/search-terms.json")));

        assertThat(different)
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("wrong", List.of())
                .hasEntrySatisfying(
                        "tried", tried -> assertThat((Integer) tried).isGreaterThan(10));
    }

    @Test
    void aTaskThatWasOpenWhileSomebodyMovedTheContactIsRefusedAndKeepsWhatWasTyped(
            Browsers browsers, RapportProcess rapport) {
        DemoApi ben = DemoApi.of(rapport, "ben");
        JsonNode contact = ben.aPlannedContact("Offen geblieben " + System.nanoTime(), Map.of("responsible", "anna"));
        Browser anna = browsers.open().as("anna");
        TasklistForm form = TasklistForm.complete(anna, contact.path("taskId").asString());
        form.option("Nicht durchgeführt");
        form.field("Infotext").fill("Niemand da.");

        String path = "/api/contacts/" + contact.path("id").asLong();
        ben.patch(path, Map.of("version", contact.path("version").asInt(), "start", today.plusDays(9) + "T11:00"))
                .expect(200);
        form.complete();

        assertThat(form.message()).containsText("Inzwischen hat Ben Yılmaz hier etwas geändert");
        assertThat(form.field("Infotext")).hasValue("Niemand da.");
        anna.screenshot("tasklist-changed-meanwhile");

        anna.page().reload();
        form.option("Nicht durchgeführt");
        form.field("Infotext").fill("Niemand da.");
        form.complete();
        form.isGone();
        JsonNode closed = ben.get(path).expect(200);
        assertThat(closed.path("status").asString()).isEqualTo("NOT_PERFORMED");
        assertThat(closed.path("start").asString()).startsWith(today.plusDays(9) + "T11:00");
    }

    /** Input that was put aside is shown again, except for what somebody else has decided since. */
    @Test
    void whatWasPutAsideDoesNotBringBackTheOldCampaign(Browsers browsers, RapportProcess rapport) {
        DemoApi maria = DemoApi.of(rapport, "maria");
        String word = "w" + System.nanoTime();
        long first = campaign(maria, "Erste " + word);
        long second = campaign(maria, "Zweite " + word);
        JsonNode measure = maria.post(
                        "/api/measures", Map.of("subject", word, "campaignId", first, "responsible", "anna"))
                .expect(201);
        String path = "/api/measures/" + measure.path("id").asLong();
        Browser anna = browsers.open().as("anna");
        TasklistForm form = TasklistForm.complete(anna, measure.path("taskId").asString());
        assertThat(form.field("Kampagne")).hasValue("Erste " + word);
        form.option("Durchgeführt");
        form.field("Infotext").fill("Halb getippt");
        anna.click(AriaRole.BUTTON, "Speichern");

        maria.patch(path, Map.of("version", measure.path("version").asInt(), "campaignId", second))
                .expect(200);
        anna.page().reload();

        assertThat(form.field("Infotext")).hasValue("Halb getippt");
        assertThat(form.field("Kampagne")).hasValue("Zweite " + word);
        form.complete();
        assertThat(form.message()).containsText(measure.path("number").asString() + " ist durchgeführt");
        assertThat(form.message()).containsText("Kampagne prüfen Bedingung geprüft");
        JsonNode closed = maria.get(path).expect(200);
        assertThat(closed.path("status").asString()).isEqualTo("PERFORMED");
        assertThat(closed.path("campaignId").asLong()).isEqualTo(second);
    }

    private static long campaign(DemoApi maria, String title) {
        return maria.post("/api/campaigns", Map.of("title", title))
                .expect(201)
                .path("id")
                .asLong();
    }

    /** The reply is lost on its way to the browser; whoever presses "Start" again has created one contact. */
    @Test
    void aStartFormIsSentAgainAfterALostReplyAndCreatesOneContact(Browsers browsers, RapportProcess rapport) {
        String subject = "Doppelt " + System.nanoTime();
        Browser anna = browsers.open().as("anna");
        TasklistForm form = TasklistForm.start(anna, ContactBpmn.KEY);
        form.choose("Adresse", "gmbh");
        form.choose("Kontakttyp", "Anruf");
        form.option("Ausgehend");
        form.option("Geplant");
        form.dateTime(LocalDateTime.of(today.plusDays(7), LocalTime.of(10, 0)));
        form.field("Betreff").fill(subject);
        Page page = anna.page();
        page.route(
                "**/submit-form",
                route -> {
                    route.fetch();
                    route.abort();
                },
                new Page.RouteOptions().setTimes(1));

        form.pressStart();
        assertThat(form.message()).isVisible();
        assertThat(form.field("Betreff")).hasValue(subject);
        form.start();
        assertThat(form.message()).containsText("ist angelegt");

        assertThat(rapport.count("select count(*) from rapport.contact where subject = ?", subject))
                .isEqualTo(1);
    }

    /** Everything by keyboard: two terms, at most ten hits, the matches marked, arrows, Enter and Escape. */
    @ParameterizedTest
    @ValueSource(strings = {"de", "en"})
    void formsSpeakBothLanguagesAndTheirLookupsNeedNoMouse(String language, Browsers browsers, RapportProcess rapport) {
        boolean german = language.equals("de");
        Browser anna =
                browsers.open(Locale.forLanguageTag(language), Device.DESKTOP).as("anna");
        TasklistForm form = TasklistForm.start(anna, ContactBpmn.KEY);
        Page page = anna.page();
        Locator address = form.field(german ? "Adresse" : "Address");

        address.focus();
        address.pressSequentially("gmbh");
        assertThat(form.hits()).hasCount(10);
        assertThat(form.hits().first().locator("mark").first())
                .hasText(Pattern.compile("gmbh", Pattern.CASE_INSENSITIVE));
        address.press("Escape");
        assertThat(form.hits()).hasCount(0);
        assertThat(page.locator(".modal-dialog")).isVisible();
        assertThat(address).hasValue("gmbh");

        address.fill("");
        address.pressSequentially("gmbh berlin");
        assertThat(form.hits().first()).containsText("Berlin");
        // the hits of the whole term, not those of its beginning
        assertThat(form.hits()
                        .first()
                        .locator("mark")
                        .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^Berlin$")))
                        .first())
                .isVisible();
        String second = form.hits().nth(1).locator(".rapport-lookup-label").innerText();
        address.press("ArrowDown");
        address.press("Enter");
        // a contact person goes into a field of its own, and its company into this one
        Locator person = form.field(german ? "Ansprechpartner" : "Contact person");
        page.waitForCondition(() ->
                Stream.of(address, person).anyMatch(field -> field.inputValue().equals(second)));

        Locator responsible = form.field(german ? "Intern verantwortlich" : "Responsible");
        responsible.focus();
        responsible.pressSequentially("ben");
        assertThat(form.hits()).hasCount(1);
        responsible.press("Enter");
        assertThat(responsible).hasValue("Ben Yılmaz");

        Locator campaign = form.field(german ? "Kampagne" : "Campaign");
        campaign.focus();
        campaign.press("ArrowDown");
        assertThat(form.hits().first()).isVisible();
        String title = form.hits().first().locator(".rapport-lookup-label").innerText();
        campaign.press("ArrowDown");
        campaign.press("Enter");
        assertThat(campaign).hasValue(title);
        anna.screenshot("tasklist-lookup");

        JsonNode contact = DemoApi.of(rapport, "anna").aPlannedContact("Sprachen " + System.nanoTime(), Map.of());
        anna.go("/");
        form = TasklistForm.complete(anna, contact.path("taskId").asString());
        form.option(german ? "Nicht durchgeführt" : "Not performed");
        anna.click(AriaRole.BUTTON, german ? "Abschließen" : "Complete");
        assertThat(form.message())
                .containsText(
                        contact.path("number").asString() + (german ? " ist nicht durchgeführt" : " is not performed"));
        assertThat(form.message())
                .containsText(german ? "Ergebnis prüfen Bedingung geprüft" : "Check outcome condition checked");
        Locator filters = page.locator(".task-filter");
        assertThat(filters.first()).containsText(german ? "Meine Kontakte heute" : "My contacts today");
        filters.nth(2).locator("a").first().click();
        Locator card = page.locator(".tasks-list .task").first();
        assertThat(card).containsText(Pattern.compile(german ? "durchführen" : "Carry out (contact|measure)"));
        assertThat(card).containsText(german ? "Betreff:" : "Subject:");
        anna.screenshot("tasklist-rules-that-ran");
    }

    @Test
    void whoFindsNoAddressIsLedToCreatingOne(Browsers browsers, RapportProcess rapport) {
        Browser anna = browsers.open().as("anna");
        TasklistForm form = TasklistForm.start(anna, ContactBpmn.KEY);
        Locator address = form.field("Adresse");
        address.pressSequentially("xyzzy");
        assertThat(anna.page().locator(".rapport-lookup-note")).hasText("Keine Treffer");
        anna.screenshot("tasklist-lookup-nothing-found");

        address.press("ArrowDown");
        Page opened = anna.page().waitForPopup(() -> address.press("Enter"));

        assertThat(opened).hasURL(Pattern.compile(".*/addresses/new"));
        assertThat(form.field("Adresse")).hasValue("xyzzy");
    }

    /** What the engine refuses at the start keeps what was typed. */
    @Test
    void aRefusedStartKeepsTheForm(Browsers browsers) {
        Browser anna = browsers.open().as("anna");
        TasklistForm form = TasklistForm.start(anna, ContactBpmn.KEY);
        form.choose("Adresse", "gmbh");
        form.choose("Kontakttyp", "Anruf");
        form.option("Ausgehend");
        form.option("Durchgeführt");
        form.dateTime(LocalDateTime.of(today.minusDays(1), LocalTime.of(10, 0)));
        form.field("Betreff").fill("Ohne Dauer");

        form.pressStart();

        assertThat(form.message()).containsText("Bei diesem Kontakttyp bitte die Dauer angeben");
        assertThat(form.field("Betreff")).hasValue("Ohne Dauer");
        assertThat(form.field("Kontakttyp")).hasValue("Anruf");
    }

    /** Markup and expressions are text wherever they are shown: in Tasklist, in Cockpit and on Rapport's pages. */
    @Test
    void whatLooksLikeMarkupIsShownAsText(Browsers browsers, RapportProcess rapport) {
        String evil = "<img src=x onerror='window.hacked=1'><script>window.hacked=1</script>${1+1}";
        DemoApi maria = DemoApi.of(rapport, "maria");
        long address = maria.post(
                        "/api/addresses", Map.of("kind", "company", "name", evil + System.nanoTime(), "town", "Berlin"))
                .expect(201)
                .path("id")
                .asLong();
        long campaign = campaign(maria, evil);
        JsonNode contact = maria.aPlannedContact(
                evil,
                Map.of("addressId", address, "campaignId", campaign, "description", evil, "responsible", "maria"));
        String path = "/contacts/" + contact.path("id").asLong();
        maria.patch("/api" + path, Map.of("version", contact.path("version").asInt(), "infotext", evil))
                .expect(200);

        Browser manager = browsers.open().loginAs("maria");
        Page page = manager.page();
        page.onDialog(dialog -> {
            throw new AssertionError("a dialog: " + dialog.message());
        });
        TasklistForm form =
                TasklistForm.complete(manager, contact.path("taskId").asString());
        assertThat(form.field("Betreff")).hasValue(evil);
        unharmed(page);
        for (String shown : List.of(path, "/addresses/" + address, "/campaigns/" + campaign, "/campaigns", "/")) {
            manager.go(shown);
            unharmed(page);
            if (!shown.equals("/")) {
                assertThat(page.locator("main")).containsText("<script>window.hacked=1</script>${1+1}");
            }
        }
        manager.go("/camunda/app/cockpit/default/#/process-instance/" + instanceOf(rapport, contact) + "/runtime");
        assertThat(page.getByText("${1+1}").first()).isVisible();
        unharmed(page);
    }

    private static void unharmed(Page page) {
        // Rapport's pages keep a connection: what is on them has come when their pictures have
        page.waitForFunction(
                "() => document.readyState === 'complete' && [...document.images].every(image => image.complete)");
        assertThat(page.evaluate("() => window.hacked === undefined")).isEqualTo(true);
    }

    private static String instanceOf(RapportProcess rapport, JsonNode contact) {
        return rapport.text(
                "select process_instance_id from rapport.contact where id = ?",
                contact.path("id").asLong());
    }
}

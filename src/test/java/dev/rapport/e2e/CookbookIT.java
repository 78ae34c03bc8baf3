package dev.rapport.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FilePayload;
import dev.rapport.e2e.Door.Item;
import dev.rapport.e2e.Door.Report;
import dev.rapport.e2e.Door.Said;
import dev.rapport.model.cookbook.Recipe;
import dev.rapport.model.cookbook.Recipes;
import dev.rapport.support.Suites;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Every recipe of the cookbook is drawn in the Modeler's editor, deployed as the Modeler deploys, and used on the page, in
 * Tasklist and by the interface. Run with {@code -Drapport.recipes=write} to keep what was drawn: the models in
 * {@code bpmn/examples}, the pictures among the assets.
 */
@EndToEndTest(ownApplication = true)
class CookbookIT {

    private static final boolean WRITES = "write".equals(System.getProperty("rapport.recipes"));

    private static final Path EXAMPLES = Path.of("bpmn/examples");
    private static final Path PICTURES = Path.of("src/main/resources/static/assets/cookbook");

    /** For a step between two others, and so far beside an arrow that the mouse hits nothing; pixels on the screen. */
    private static final double ROOM = 160;

    private static final double ASIDE = 300;

    private static RapportProcess rapport;

    @BeforeAll
    static void start(GreenMail mails) {
        rapport = RapportProcess.start(
                "cookbook",
                Map.of(
                        "SPRING_MAIL_HOST",
                        "127.0.0.1",
                        "SPRING_MAIL_PORT",
                        String.valueOf(mails.getSmtp().getPort())));
    }

    @AfterAll
    static void stop() {
        rapport.close();
    }

    static List<Recipe> recipes() {
        return Recipes.all();
    }

    /** What each recipe is for. */
    private static Map<String, Consumer<Use>> uses() {
        Map<String, Consumer<Use>> uses = new LinkedHashMap<>();
        uses.put("campaign-optional", CookbookIT::measuresWithoutACampaign);
        uses.put("reminder-stays", CookbookIT::remindersStay);
        uses.put("reason", CookbookIT::aReasonIsDemanded);
        uses.put("other-order", CookbookIT::aCampaignForEveryOutcome);
        uses.put("notice", CookbookIT::theCreatorIsTold);
        uses.put("follow-up", CookbookIT::theNextContactIsPlanned);
        uses.put("escalation", CookbookIT::peopleAreToldAfterThreeDays);
        uses.put("deadline", CookbookIT::whatIsLeftLyingExpires);
        uses.put("nobody-reached", CookbookIT::itGoesOnAfterNobodyWasReached);
        uses.put("more-outcomes", CookbookIT::furtherOutcomesClose);
        uses.put("approval", CookbookIT::theManagementApproves);
        uses.put("by-type", CookbookIT::visitsHaveARuleOfTheirOwn);
        uses.put("lead-by-type", CookbookIT::theTableDecidesHowLongBefore);
        uses.put("box", CookbookIT::theBoxDoesBoth);
        return uses;
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void isDrawnDeployedAndUsed(Recipe recipe, Browsers browsers, GreenMail mails) {
        Modeler.Drawn drawn = Modeler.open(browsers.open(Locale.GERMAN, Device.DESKTOP, rapport), recipe.process())
                .draw(recipe);
        String model = recipe.process() + ".bpmn";
        kept(EXAMPLES.resolve(recipe.name()).resolve(model), drawn.xml(), CookbookIT::withoutMeasuredTexts);
        kept(PICTURES.resolve(recipe.name() + ".svg"), drawn.picture(), CookbookIT::elements);

        Use use = new Use(browsers, mails);
        Map<String, String> files = new LinkedHashMap<>(Map.of(model, drawn.xml()));
        recipe.others()
                .forEach(name ->
                        files.put(name, read(EXAMPLES.resolve(recipe.name()).resolve(name))));
        use.anna().deploy(files);
        try {
            uses().get(recipe.name()).accept(use);
        } finally {
            use.anna().deploy(Map.of(model, read(Path.of("bpmn", model))));
        }
    }

    @Test
    void everyRecipeIsUsed() {
        assertThat(uses()).containsOnlyKeys(recipes().stream().map(Recipe::name).toList());
    }

    /**
     * Somebody who knows BPMN and not Java reads two recipes, has Rapport draw an outcome, draws a condition in the Modeler, and has
     * both in force. Every click and key is a real one, and counted.
     */
    @Test
    void anOutcomeAndAConditionTakeLessThanTenMinutes(Browsers browsers, GreenMail mails) throws IOException {
        Browser paul = browsers.open(Locale.GERMAN, Device.DESKTOP, rapport).as("paul");
        Page page = paul.page();
        Effort effort = new Effort();
        paul.go("/help");
        effort.click(page.locator("#models-body a[href='/help/models']"));
        for (String part : List.of("#modeler-body", "#recipe-nobody-reached", "#recipe-reason")) {
            effort.read(page.locator(part));
        }
        paul.isAccessible().fitsTheScreen().screenshot("cookbook");

        effort.click(page.locator(".main-nav a[href='/models']"));
        effort.click(page.locator("a[href='/models/contact']"));
        effort.click(page.locator("#add-outcome"));
        effort.fill(page.locator("#outcome-label"), "Niemand erreicht");
        effort.fill(page.locator("#outcome-verb"), "Nicht erreicht");
        effort.click(page.locator("label[for=outcome-OPEN]"));
        effort.click(page.locator("#draw-outcome"));
        page.waitForURL("**/models?draft");
        effort.click(page.locator("#deploy-button"));
        page.waitForURL("**/models/contact");

        Download zip = page.waitForDownload(() -> effort.click(page.locator("a[href='/models/contact.zip']")));
        Map<String, String> files = unzipped(zip.path());
        Browser desk = browsers.open(Locale.GERMAN, Device.DESKTOP, rapport);
        Modeler modeler = Modeler.open(
                desk,
                String.valueOf(files.get("contact.bpmn")),
                files.entrySet().stream()
                        .filter(file -> file.getKey().startsWith(".camunda/"))
                        .map(Map.Entry::getValue)
                        .toList());
        // unpacking, and opening it in the Modeler
        effort.clicks(5);
        List<Double> arrow = modeler.middle("flow_outcomeChecked");
        Locator panel = desk.page().locator("#properties");
        effort.click(desk.page().locator(".djs-palette [data-action='space-tool']"));
        effort.drag(desk.page(), arrow.get(0), arrow.get(1) + ASIDE, ROOM);
        arrow = modeler.middle("flow_outcomeChecked");
        effort.click(desk.page().locator(".djs-palette [data-action='create.task']"));
        effort.clickAt(desk.page(), arrow.get(0), arrow.get(1));
        effort.press(desk.page(), "Escape");
        effort.click(panel.locator("[data-group-id='group-ElementTemplates__Template'] button")
                .first());
        effort.type(desk.page(), "Feld muss");
        PlaywrightAssertions.assertThat(desk.page().locator(".djs-popup .entry.selected"))
                .containsText("Feld muss ausgefüllt sein");
        effort.press(desk.page(), "Enter");
        effort.click(panel.getByText("Custom properties"));
        effort.fill(panel.getByLabel("Bezeichnung", new Locator.GetByLabelOptions().setExact(true)), "Grund angeben");
        effort.fill(panel.getByLabel("Nur bei Ergebnis"), "notPerformed");
        desk.screenshot("cookbook-modeler");
        String drawn = modeler.saved();
        effort.press(desk.page(), "Control+s");

        effort.click(page.locator(".main-nav a[href='/models']"));
        page.locator("#files")
                .setInputFiles(new FilePayload(
                        "contact.bpmn", "application/octet-stream", drawn.getBytes(StandardCharsets.UTF_8)));
        effort.clicks(3);
        effort.click(page.locator("form.upload .btn-primary"));
        page.waitForURL("**/models?draft");
        assertThat(page.locator(".findings > li.finding-error").count()).isZero();
        effort.click(page.locator("#deploy-button"));
        page.waitForURL("**/models/contact");

        try {
            Use use = new Use(browsers, mails);
            Item contact = use.aContact(Map.of());
            use.refuses(Door.PAGE, contact, Report.notPerformed(), "Infotext");
            use.takes(
                    Door.PAGE,
                    contact,
                    Report.of("niemandErreicht", "Nicht erreicht")
                            .anew(use.today.plusDays(3).atTime(9, 30)));
            assertThat(use.now(contact).path("attempts").asInt()).isEqualTo(1);
        } finally {
            paul.deploy(Map.of("contact.bpmn", read(Path.of("bpmn/contact.bpmn"))));
        }
        Suites.figures("cookbook", "an outcome and a condition with the cookbook: " + effort + "\n");
        assertThat(effort.time()).as(effort.toString()).isLessThan(Duration.ofMinutes(10));
    }

    private static Map<String, String> unzipped(Path zip) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream entries = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                files.put(entry.getName(), new String(entries.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private static void measuresWithoutACampaign(Use use) {
        for (Door door : Door.values()) {
            Item measure = use.aMeasure();
            use.takes(door, measure, Report.performed());
            assertThat(use.status(measure)).isEqualTo("PERFORMED");
        }
    }

    private static void remindersStay(Use use) {
        for (Door door : Door.values()) {
            Item contact = use.aContact(Map.of("reminder", true));
            use.takes(door, contact, Report.notPerformed());
            assertThat(use.anna.sectionOf(Long.parseLong(contact.id()))).isNotEqualTo("nowhere");
        }
    }

    private static void aReasonIsDemanded(Use use) {
        for (Door door : Door.values()) {
            Item contact = use.aContact(Map.of());
            use.refuses(door, contact, Report.notPerformed(), "Infotext");
            use.takes(door, contact, Report.notPerformed().because("Niemand da"));
            assertThat(use.status(contact)).isEqualTo("NOT_PERFORMED");
            use.takes(door, use.aContact(Map.of()), Report.performed().lasting("00:10"));
        }
    }

    private static void aCampaignForEveryOutcome(Use use) {
        for (Door door : Door.values()) {
            use.refuses(door, use.aMeasure(), Report.notPerformed(), "Kampagne");
            use.refuses(door, use.aMeasure(), Report.performed(), "Kampagne");
        }
    }

    private static void theCreatorIsTold(Use use) {
        for (Door door : Door.values()) {
            String subject = use.subject();
            use.takes(door, use.aContactOf("ben", subject, Map.of("responsible", "anna")), Report.notPerformed());
            use.isMailed("Erledigt: " + subject, "ben@");
        }
    }

    private static void theNextContactIsPlanned(Use use) {
        for (Door door : Door.values()) {
            String subject = use.subject();
            use.takes(
                    door,
                    use.aContactOf("anna", subject, Map.of()),
                    Report.performed().lasting("00:10"));
            assertThat(planned("Nachfassen: " + subject)).isEqualTo(1);
            String without = use.subject();
            use.takes(door, use.aContactOf("anna", without, Map.of()), Report.notPerformed());
            assertThat(planned("Nachfassen: " + without)).isZero();
        }
    }

    private static void peopleAreToldAfterThreeDays(Use use) {
        for (Door door : Door.values()) {
            String subject = use.subject();
            Item late = use.aContactOf(
                    "ben", subject, Map.of("responsible", "anna", "start", use.today.minusDays(4) + "T10:00"));
            use.isMailed("Noch offen: " + subject, "anna@");
            use.isMailed("Noch offen: " + subject, "maria@");
            assertThat(use.status(late)).isEqualTo("PLANNED");
            use.takes(door, late, Report.notPerformed());
            use.takes(door, use.aContact(Map.of()), Report.notPerformed());
        }
    }

    private static void whatIsLeftLyingExpires(Use use) {
        Item lying = use.aContact(Map.of("start", use.today.minusDays(31) + "T10:00"));
        await("expired")
                .atMost(Duration.ofMinutes(2))
                .until(() -> use.status(lying).equals("NOT_PERFORMED"));
        for (Door door : Door.values()) {
            Item contact = use.aContact(Map.of());
            use.takes(door, contact, Report.performed().lasting("00:10"));
            assertThat(use.status(contact)).isEqualTo("PERFORMED");
        }
    }

    private static void itGoesOnAfterNobodyWasReached(Use use) {
        LocalDateTime next = use.today.plusDays(3).atTime(9, 30);
        for (Door door : Door.values()) {
            Item contact = use.aContact(Map.of());
            use.takes(
                    door,
                    contact,
                    Report.of("nobodyReached", "Niemand erreicht").anew(next));
            JsonNode now = use.now(contact);
            assertThat(now.path("status").asString()).isEqualTo("PLANNED");
            assertThat(now.path("attempts").asInt()).isEqualTo(1);
            use.takes(door, contact, Report.notPerformed());
        }
    }

    private static void furtherOutcomesClose(Use use) {
        for (Door door : Door.values()) {
            Item calledOff = use.aContact(Map.of());
            use.takes(door, calledOff, Report.of("calledOff", "Absagen"));
            assertThat(use.status(calledOff)).isEqualTo("NOT_PERFORMED");
            assertThat(use.now(calledOff).toString()).contains("Abgesagt");
            Item callBack = use.aContact(Map.of());
            use.takes(
                    door,
                    callBack,
                    Report.of("callBackAgreed", "Rückruf vereinbaren").lasting("00:10"));
            assertThat(use.status(callBack)).isEqualTo("PERFORMED");
            assertThat(use.now(callBack).toString()).contains("Rückruf vereinbart");
        }
    }

    private static void theManagementApproves(Use use) {
        for (Door door : Door.values()) {
            Item contact = use.aContact(Map.of());
            use.takes(door, contact, Report.performed().lasting("00:10").because("Zehn Prozent vereinbart"));
            assertThat(use.status(contact)).isEqualTo("PLANNED");
            use.managementTakes(door, contact, Report.of("rejected", "Zurückgeben"));
            use.takes(door, contact, Report.performed().lasting("00:15"));
            use.managementTakes(door, contact, Report.of("approved", "Freigeben"));
            assertThat(use.status(contact)).isEqualTo("PERFORMED");
            assertThat(use.now(contact).path("duration").asString()).isEqualTo("00:15");
        }
    }

    private static void visitsHaveARuleOfTheirOwn(Use use) {
        for (Door door : Door.values()) {
            Item visit = use.aContact(Map.of("type", "VISIT"));
            use.refuses(door, visit, Report.performed().lasting("00:10"), "00:15");
            use.takes(door, visit, Report.performed().lasting("00:20"));
            use.takes(door, use.aContact(Map.of()), Report.performed().lasting("00:10"));
        }
    }

    private static void theTableDecidesHowLongBefore(Use use) {
        LocalDate day = use.today.plusDays(20);
        for (Door door : Door.values()) {
            Item visit = use.aContact(Map.of("type", "VISIT", "reminder", true, "start", day + "T10:00"));
            assertThat(use.now(visit).path("reminder").path("dueAt").asString())
                    .startsWith(day.minusDays(3) + "T10:00");
            Item call = use.aContact(Map.of("reminder", true, "start", day + "T10:00"));
            assertThat(use.now(call).path("reminder").path("dueAt").asString()).startsWith(day.minusDays(1) + "T10:00");
            use.takes(door, visit, Report.notPerformed());
        }
    }

    private static void theBoxDoesBoth(Use use) {
        for (Door door : Door.values()) {
            String subject = use.subject();
            Item contact = use.aContactOf("anna", subject, Map.of());
            use.takes(door, contact, Report.performed().lasting("00:10"));
            assertThat(use.status(contact)).isEqualTo("PERFORMED");
            assertThat(planned(subject)).isEqualTo(1);
        }
    }

    private static long planned(String subject) {
        return rapport.count("select count(*) from rapport.contact where subject = ? and status = 'PLANNED'", subject);
    }

    /** What was drawn is what is kept, as far as that is the same on every machine. */
    private static void kept(Path file, String drawn, UnaryOperator<String> compared) {
        if (WRITES) {
            try {
                Files.createDirectories(file.getParent());
                Files.writeString(file, drawn.endsWith("\n") ? drawn : drawn + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        assertThat(compared.apply(drawn)).as(file.toString()).isEqualTo(compared.apply(read(file)));
    }

    /** How wide a label is depends on the fonts that a machine has. */
    private static String withoutMeasuredTexts(String xml) {
        return xml.replaceAll("(?s)<bpmndi:BPMNLabel>.*?</bpmndi:BPMNLabel>", "")
                .strip();
    }

    /** Which elements are shown, and in which colours. */
    private static String elements(String svg) {
        return Pattern.compile(
                        "data-element-id=\"([^\"]+)\"|(#1d7a46|#b3261e|rgb\\(29, 122, 70\\)|rgb\\(179, 38, 30\\))")
                .matcher(svg)
                .results()
                .map(MatchResult::group)
                // whether a label reaches into the picture depends on its width
                .filter(shown -> !shown.endsWith("_label\""))
                .distinct()
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** People at work under a model. */
    private static final class Use {

        private final Browsers browsers;
        private final GreenMail mails;
        private final Browser annasBrowser;
        private final DemoApi anna = DemoApi.of(rapport, "anna");
        private final LocalDate today = LocalDate.now(ZoneId.of("Europe/Berlin"));
        private int count;

        Use(Browsers browsers, GreenMail mails) {
            this.browsers = browsers;
            this.mails = mails;
            annasBrowser = browsers.open(Locale.GERMAN, Device.DESKTOP, rapport).as("anna");
        }

        Browser anna() {
            return annasBrowser;
        }

        String subject() {
            return "Kochbuch " + System.nanoTime() + " " + count++;
        }

        Item aContact(Map<String, ?> more) {
            return aContactOf("anna", subject(), more);
        }

        /** Two days ago, unless it says otherwise. */
        Item aContactOf(String creator, String subject, Map<String, ?> more) {
            Map<String, Object> all = new LinkedHashMap<>(Map.of("start", today.minusDays(2) + "T10:00"));
            all.putAll(more);
            return item("contact", DemoApi.of(rapport, creator).aPlannedContact(subject, all));
        }

        Item aMeasure() {
            return item(
                    "measure",
                    anna.post("/api/measures", Map.of("subject", subject())).expect(201));
        }

        private static Item item(String kind, JsonNode created) {
            return new Item(kind, created.path("id").asString());
        }

        void takes(Door door, Item item, Report report) {
            Said said = door.say(annasBrowser, anna, item, report);
            assertThat(said.taken())
                    .as("%s by %s: %s", report, door, said.answer())
                    .isTrue();
        }

        void managementTakes(Door door, Item item, Report report) {
            Browser maria =
                    browsers.open(Locale.GERMAN, Device.DESKTOP, rapport).as("maria");
            Said said = door.say(maria, DemoApi.of(rapport, "maria"), item, report);
            assertThat(said.taken())
                    .as("%s by %s: %s", report, door, said.answer())
                    .isTrue();
        }

        void refuses(Door door, Item item, Report report, String sentence) {
            Said said = door.say(annasBrowser, anna, item, report);
            assertThat(said.taken()).as("%s by %s", report, door).isFalse();
            assertThat(said.answer()).contains(sentence);
            assertThat(status(item)).isEqualTo("PLANNED");
        }

        JsonNode now(Item item) {
            return anna.get(item.path()).expect(200);
        }

        String status(Item item) {
            return now(item).path("status").asString();
        }

        void isMailed(String subject, String to) {
            await("mail " + subject + " to " + to)
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> Stream.of(mails.getReceivedMessages()).anyMatch(mail -> is(mail, subject, to)));
        }

        private static boolean is(MimeMessage mail, String subject, String to) {
            try {
                return subject.equals(mail.getSubject())
                        && Arrays.stream(mail.getAllRecipients())
                                .anyMatch(each -> each.toString().startsWith(to));
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

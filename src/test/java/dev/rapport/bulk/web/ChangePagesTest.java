package dev.rapport.bulk.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.models.BulkChangeBpmn;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Jobs;
import dev.rapport.support.Pages;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Changing many at once on pages, as they are without scripts. */
@IntegrationTest
class ChangePagesTest {

    @Autowired
    private Pages pages;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private Jobs jobs;

    @Autowired
    private RuntimeService runtimeService;

    @Autowired
    private JdbcClient jdbc;

    private Pages anna;
    private long company;
    private Existing contact;

    @BeforeEach
    void aContactOfItsOwn() {
        anna = pages.as("anna");
        company = contacts.aCompany();
        contact = contacts.aPlannedContact().with("addressId", company).create();
    }

    @Test
    void theListOffersItToThoseWhoMayWrite() {
        String list = anna.get("/contacts?address=" + company).text();
        assertThat(list)
                .contains("name=\"selected\" value=\"" + contact.id() + "\"", "Auf die Auswahl anwenden")
                .contains("value=\"planFollowUp\"");
        assertThat(pages.as("paul").get("/contacts?address=" + company).text())
                .doesNotContain("name=\"selected\"", "change-form", "Auf die Auswahl anwenden");
        assertThat(anna.get("/measures").text()).doesNotContain("value=\"planFollowUp\"");
        assertThat(anna.asHtmx().get("/contacts?count=true&address=" + company).text())
                .contains("id=\"all-count\"");
    }

    @ParameterizedTest
    @CsvSource({
        "close, Fertigstellen",
        "move, Verschieben",
        "reassign, Zuweisen",
        "assignCampaign, Kampagne zuordnen",
        "planFollowUp, Folgekontakt planen"
    })
    void asksWhatTheActionNeeds(String action, String title) {
        Answer form = opened(anna, selected(action));
        assertThat(form.status()).as(form.text()).isEqualTo(200);
        assertThat(form.text()).contains("<h1>" + title + "</h1>", "Ein Kontakt ist gemeint.");
        assertThat(opened(pages.as("anna").inEnglish(), selected(action)).text())
                .contains("One contact is meant.");
    }

    /** More than a URL takes: then the page is the answer to the form. */
    @Test
    void asksAboutVeryManyToo() {
        Map<String, Object> many = selected("reassign");
        many.put(
                "ids",
                String.join(
                        ".",
                        java.util.stream.Stream.iterate(1_000_000, id -> id + 1)
                                .limit(1_000)
                                .map(String::valueOf)
                                .toList()));
        Answer form = anna.submit("/changes/new", many);
        assertThat(form.status()).isEqualTo(200);
        assertThat(form.text())
                .contains("1.001 Kontakte sind gemeint.")
                .as("the start page is not where one is")
                .doesNotContain("aria-current");
    }

    /** Ticked one by one each is a parameter of its own, and servers take only so many of them. */
    @Test
    void asksAboutVeryManyTicks() {
        Map<String, Object> many = selected("reassign");
        many.put("selected", IntStream.range(1_000_000, 1_002_500).boxed().toList());
        Answer form = anna.submit("/changes/new", many);
        assertThat(form.status()).isEqualTo(200);
        assertThat(form.text()).contains("2.500 Kontakte sind gemeint.");
        many.put("selected", IntStream.range(1_000_000, 1_010_001).boxed().toList());
        assertThat(anna.submit("/changes/new", many).text()).contains("Mehr als 10.000 Kontakte sind gemeint.");
    }

    @Test
    void nothingSelectedLeadsBackToTheList() {
        Map<String, Object> nothing = selected("close");
        nothing.remove("selected");
        Answer back = opened(anna, nothing);
        assertThat(back.status()).isEqualTo(303);
        assertThat(back.header("Location")).endsWith("/contacts?address=" + company);
    }

    @Test
    void startsRunsAndReports() {
        Map<String, Object> order = selected("reassign");
        order.put("responsibleText", "Ben Yılmaz");
        Answer started = anna.submit("/changes", order);
        assertThat(started.status()).as(started.text()).isEqualTo(303);
        String page = path(started);
        assertThat(anna.get(page).text()).contains("0 von 1 bearbeitet", "id=\"stop-change\"", "every 2s");
        run(page);
        assertThat(anna.get(page).text())
                .contains("1 von 1 geändert", "Fertig")
                .doesNotContain("every 2s", "stop-change");
        assertThat(anna.asHtmx().get(page).text()).contains("1 von 1 geändert").doesNotContain("<html");
        assertThat(contacts.read(contact.id()).json().path("responsible").asString())
                .isEqualTo("ben");
        assertThat(anna.get("/changes").text()).contains(page, "Zuweisen");
        assertThat(pages.as("ben").get(page).status()).isEqualTo(404);
        assertThat(pages.as("maria").get(page).status()).isEqualTo(200);
    }

    @Test
    void meansTheWholeList() {
        Existing other = contacts.aPlannedContact().with("addressId", company).create();
        Map<String, Object> all = selected("move");
        all.put("all", "true");
        assertThat(opened(anna, all).text()).contains("2 Kontakte sind gemeint.");
        all.put("by", "days");
        all.put("workingDays", "1");
        String page = path(anna.submit("/changes", all));
        run(page);
        assertThat(anna.get(page).text()).contains("2 von 2 geändert");
        assertThat(contacts.read(other.id()).version()).isGreaterThan(other.version());
    }

    @Test
    void saysOfEachThatRefusedWhyAndWhereItIs() {
        Map<String, Object> order = selected("close");
        order.put("outcome", "performed");
        order.put("duration", "20");
        String page = path(anna.submit("/changes", order));
        run(page);
        assertThat(anna.get(page).text())
                .contains("0 von 1 geändert", "Ein Eintrag blieb unverändert", "/contacts/" + contact.id())
                .contains("wann er wirklich begonnen hat");
    }

    @Test
    void closesWhatWasPlannedForLaterWhenItIsSaidWhenItBegan() {
        assertThat(opened(anna, selected("close")).text()).contains("name=\"start\"", "Wirklicher Beginn");
        Map<String, Object> order = selected("close");
        order.put("outcome", "performed");
        order.put("duration", "20");
        order.put("start", "31.2. 9");
        Answer refused = anna.submit("/changes", order);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("change-start-error", "31.2. 9");
        order.put("start", "gestern 9");
        String page = path(anna.submit("/changes", order));
        run(page);
        assertThat(anna.get(page).text()).contains("1 von 1 geändert");
        assertThat(contacts.read(contact.id()).json().path("start").asString()).contains("T09:00");
    }

    @Test
    void keepsWhatWasTypedAndSaysEverythingAtOnce() {
        Map<String, Object> order = selected("planFollowUp");
        order.putAll(Map.of(
                "by",
                "window",
                "type",
                "CALL",
                "direction",
                "OUTGOING",
                "startFrom",
                "31.2.",
                "startTo",
                "übermorgen 9"));
        order.put("description", "Bleibt stehen");
        long before = orders();
        Answer refused = anna.submit("/changes", order);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains("change-startFrom-error", "change-subject-error", "Bleibt stehen", "31.2.", "übermorgen 9");
        assertThat(orders()).isEqualTo(before);
        Map<String, Object> days = selected("move");
        days.put("by", "days");
        days.put("workingDays", "");
        assertThat(anna.submit("/changes", days).text()).contains("Bitte eine Zahl von 1 bis 260 angeben");
        Map<String, Object> nobody = selected("reassign");
        nobody.put("responsibleText", "Wer auch immer");
        Answer open = anna.submit("/changes", nobody);
        assertThat(open.status()).isEqualTo(422);
        assertThat(open.text()).contains("Wer auch immer", "change-responsible-error");
    }

    @Test
    void aSecondClickStartsNothing() {
        Map<String, Object> order = selected("reassign");
        order.put("idempotencyKey", "k" + contact.id());
        String first = path(anna.submit("/changes", order));
        assertThat(path(anna.submit("/changes", order))).isEqualTo(first);
        order.put("responsible", "ben");
        order.put("responsibleText", "Ben Yılmaz");
        order.put("responsibleLabel", "Ben Yılmaz");
        assertThat(anna.submit("/changes", order).status()).isEqualTo(409);
        run(first);
    }

    @Test
    void isStopped() {
        String page = path(anna.submit("/changes", selected("reassign")));
        assertThat(pages.as("ben").submit(page + "/stop", Map.of()).status()).isEqualTo(404);
        Answer stopped = anna.asHtmx().submit(page + "/stop", Map.of());
        assertThat(stopped.text()).contains("0 von 1 geändert", "Abgebrochen von Anna Berger");
        assertThat(anna.submit(page + "/stop", Map.of()).status()).isEqualTo(302);
        run(page);
        assertThat(contacts.read(contact.id()).version()).isEqualTo(contact.version());
    }

    @Test
    void whatIsNoActionIsRefused() {
        assertThat(anna.submit("/changes", selected("dance")).status()).isEqualTo(422);
        Map<String, Object> elsewhere = selected("close");
        elsewhere.put("list", "users");
        assertThat(anna.submit("/changes/new", elsewhere).status()).isEqualTo(422);
        assertThat(pages.as("paul").submit("/changes", selected("close")).status())
                .isEqualTo(403);
    }

    private Map<String, Object> selected(String action) {
        return new HashMap<>(
                Map.of("list", "contacts", "query", "?address=" + company, "action", action, "selected", contact.id()));
    }

    /** The page behind the button of the list. */
    private static Answer opened(Pages person, Map<String, Object> selected) {
        return person.get(path(person.submit("/changes/new", selected)));
    }

    private static String path(Answer started) {
        assertThat(started.status()).as(started.text()).isEqualTo(303);
        String location = String.valueOf(started.header("Location"));
        return location.substring(location.indexOf("/changes/"));
    }

    private void run(String page) {
        runtimeService
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(page.replace("/changes/", ""), BulkChangeBpmn.KEY)
                .list()
                .forEach(instance -> jobs.runDue(instance.getId()));
    }

    private long orders() {
        return jdbc.sql("select count(*) from rapport.bulk_change")
                .query(Long.class)
                .single();
    }
}

package dev.rapport.worklist.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Clock;
import dev.rapport.support.Pages;
import dev.rapport.support.Session;
import dev.rapport.support.TestUsers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Where the links of a reminder's mail lead. */
@IntegrationTest
class AnswerPagesTest {

    @Autowired
    private Api api;

    @Autowired
    private Pages pages;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private Clock clock;

    @ParameterizedTest
    @CsvSource({
        "performed, Durchgeführt, name=\"duration-",
        "move, Verschieben, name=\"date-",
        "not-performed, Nicht durchgeführt, name=\"reason-",
        "perf, Durchgeführt, name=\"duration-"
    })
    void openTheOneContactWithTheAnswerThatWasClicked(String answer, String label, String field) {
        Existing contact = contacts.aPlannedContact().create();

        String page = anna().get(path(contact, answer)).text();

        assertThat(page).contains("Angebot nachfassen", "Muster GmbH", field + contact.id() + "\"");
        assertThat(page).containsPattern("aria-current=\"page\"[^>]*>" + label);
        assertThat(page.split("name=\"do\"", -1)).as("one button").hasSize(2);
        assertThat(anna().inEnglish().get(path(contact, answer)).text()).contains("Performed", "Not performed");
    }

    /** Mail servers follow links to look for viruses, some with a login's cookie. */
    @Test
    void followingALinkChangesNothing() {
        Existing contact = contacts.aPlannedContact().withReminder().create();
        Session browser = Session.of(api, "anna");
        for (String answer : new String[] {"performed", "move", "not-performed"}) {
            assertThat(browser.get(path(contact, answer)).statusCode()).isEqualTo(200);
            assertThat(new Session(api.base()).get(path(contact, answer)).statusCode())
                    .isIn(302, 401);
        }
        assertThat(contacts.read(contact.id()).json())
                .isEqualTo(contacts.read(contact.id()).json());
        assertThat(contacts.read(contact.id()).version()).isEqualTo(contact.version());
        assertThat(contacts.read(contact.id()).json().path("status").asString()).isEqualTo("PLANNED");
    }

    @Test
    void aLoginInBetweenLeadsBackToTheAnswer() {
        Existing contact = contacts.aPlannedContact().create();
        Session browser = new Session(api.base()).header("Accept", "text/html");
        HttpResponse<String> refused = browser.get(path(contact, "not-performed"));
        assertThat(refused.headers().firstValue("Location").orElse("")).endsWith("/login");

        HttpResponse<String> loggedIn = browser.login("anna", TestUsers.PASSWORD);

        assertThat(loggedIn.headers().firstValue("Location")).contains(path(contact, "not-performed"));
        assertThat(browser.get(path(contact, "not-performed")).body()).contains("name=\"reason-" + contact.id());
    }

    @Test
    void performedIsWritten() {
        Existing contact = contacts.aPlannedContact().create();
        clock.advance(java.time.Duration.ofDays(8));

        Answer done = submit(contact, "performed", Map.of("duration-", "20", "note-", "War nett"));

        assertThat(done.status()).isEqualTo(303);
        assertThat(done.header("Location")).endsWith("/contacts/" + contact.id() + "?done=closed");
        assertThat(state(contact)).isEqualTo("PERFORMED 00:20 War nett");
    }

    @Test
    void notPerformedIsWritten() {
        Existing contact = contacts.aPlannedContact().create();

        assertThat(submit(contact, "notPerformed", Map.of("reason-", "Niemand da"))
                        .status())
                .isEqualTo(303);

        assertThat(state(contact)).isEqualTo("NOT_PERFORMED 00:00 Niemand da");
    }

    @Test
    void itMoves() {
        Existing contact = contacts.aPlannedContact().withReminder().create();
        String day = clock.now().toLocalDate().plusDays(20).toString();

        assertThat(submit(contact, "move", Map.of("date-", day, "time-", "14:30"))
                        .status())
                .isEqualTo(303);

        assertThat(contacts.read(contact.id()).json().path("start").asString()).startsWith(day + "T14:30");
    }

    @Test
    void whatIsRefusedIsSaidAndStaysTyped() {
        Existing contact = contacts.aPlannedContact().create();

        Answer refused = submit(contact, "move", Map.of("date-", "irgendwann", "time-", "14:30"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("role=\"alert\"", "value=\"irgendwann\"", "value=\"14:30\"");
        assertThat(contacts.read(contact.id()).version()).isEqualTo(contact.version());
    }

    @Test
    void whatSomebodyElseHasChangedMeanwhileIsSaid() {
        Existing contact = contacts.aPlannedContact().create();
        contacts.change(contact, Map.of("subject", "Anders"));

        Answer refused = submit(contact, "notPerformed", Map.of("reason-", "Niemand da"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("value=\"Niemand da\"", "Anders");
    }

    @Test
    void aClosedOneSaysSoAndOffersNothing() {
        Existing contact = contacts.aPlannedContact().create();
        contacts.close(contact);

        String page = anna().get(path(contact, "performed")).text();

        assertThat(page).contains("schon fertiggestellt, von Anna Berger").doesNotContain("name=\"do\"");
        assertThat(page).contains("href=\"/contacts/" + contact.id() + "\"");
        assertThat(submit(contact, "notPerformed", Map.of("reason-", "x")).status())
                .isEqualTo(409);
    }

    @Test
    void aVoidedOneSaysSo() {
        Existing contact = contacts.aPlannedContact().create();
        api.as("anna")
                .post(
                        "/api/contacts/" + contact.id() + "/void",
                        Map.of("version", contact.version(), "reason", "Irrtum"));

        assertThat(anna().get(path(contact, "move")).text())
                .contains("storniert, von Anna Berger")
                .doesNotContain("name=\"do\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/answers/0?answer=move", "/answers/x", "/answers/99999999999"})
    void anUnknownOneIsNotFound(String path) {
        assertThat(anna().get(path).status()).isEqualTo(404);
    }

    @Test
    void onlyTheThreeAnswersAreTaken() {
        Existing contact = contacts.aPlannedContact().withReminder().create();

        assertThat(submit(contact, "remove", Map.of()).status()).isEqualTo(404);
        assertThat(contacts.read(contact.id()).reminderId()).isEqualTo(contact.reminderId());
    }

    private Pages anna() {
        return pages.as("anna");
    }

    private static String path(Existing contact, String answer) {
        return "/answers/" + contact.id() + "?answer=" + answer;
    }

    private Answer submit(Existing contact, String what, Map<String, String> fields) {
        Map<String, String> typed = new HashMap<>();
        fields.forEach((field, value) -> typed.put(field + contact.id(), value));
        typed.put("version-" + contact.id(), String.valueOf(contact.version()));
        typed.put("do", what + ":" + contact.id());
        return anna().submit("/answers/" + contact.id(), typed);
    }

    private String state(Existing contact) {
        var json = contacts.read(contact.id()).json();
        return json.path("status").asString() + " " + json.path("duration").asString() + " "
                + json.path("infotext").asString();
    }
}

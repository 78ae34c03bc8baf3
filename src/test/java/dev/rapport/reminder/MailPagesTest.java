package dev.rapport.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.BadMailServer;
import dev.rapport.support.Clock;
import dev.rapport.support.MailServer;
import dev.rapport.support.Pages;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Mails that did not arrive: on the contact for everybody, in a list for those who look after Rapport. */
@IntegrationTest
class MailPagesTest {

    private static final String ANNA = "anna@rapport.example";

    @Autowired
    private Pages pages;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private TestReminders reminders;

    @Autowired
    private MailServer mailServer;

    @Autowired
    private Clock clock;

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void nothingHasFailed() {
        reminders.forgetMails();
        reminders.forgetFailures();
    }

    @AfterEach
    void stop() {
        mailServer.stop();
    }

    @Test
    void aFailureIsToldOnTheContactAndInTheListUntilTheMailArrives() {
        Existing contact = refused("550 <b>no such mailbox</b>");

        assertThat(contactPage(contact, "ben"))
                .contains("Die Erinnerungsmail an Anna Berger ist nicht angekommen")
                .contains("Nächster Versuch")
                .doesNotContain("no such mailbox")
                .doesNotContain("href=\"/mails\"");
        assertThat(pages.as("ben").inEnglish().get("/contacts/" + contact.id()).text())
                .contains("The reminder mail to Anna Berger did not arrive");
        assertThat(contactPage(contact, "paul")).contains("href=\"/mails\"");
        assertThat(list())
                .contains(contact.number(), "Anna Berger", ANNA, "einmal versucht")
                .contains("550 &lt;b&gt;no such mailbox&lt;/b&gt;");

        mailServer.start();
        Answer again = submit("/mails/" + mail(contact) + "/again");
        assertThat(again.header("Location")).endsWith("/mails");
        reminders.sendMails();

        assertThat(mailServer.received(ANNA)).hasSize(1);
        assertThat(list()).contains("Alle Mails sind zugestellt").doesNotContain(contact.number());
        assertThat(contactPage(contact, "ben")).doesNotContain("nicht angekommen");
    }

    @Test
    void whatIsGivenUpIsNotTriedAndCanBeTakenBack() {
        Existing contact = refused("552 full");

        submit("/mails/" + mail(contact) + "/give-up");
        assertThat(reminders.states(contact.reminderId())).containsExactly("anna:WITHDRAWN");
        assertThat(list()).doesNotContain(contact.number());
        assertThat(contactPage(contact, "anna")).contains("Paul Lindner hat sie aufgegeben");
        mailServer.start();
        clock.advance(Duration.ofMinutes(2));
        reminders.sendMails();
        assertThat(mailServer.received(ANNA)).isEmpty();

        submit("/mails/" + mail(contact) + "/take-back");
        assertThat(list()).contains(contact.number(), "wartet auf Sie");
        submit("/mails/again");
        reminders.sendMails();
        assertThat(mailServer.received(ANNA)).hasSize(1);
    }

    @Test
    void aServerThatIsAwayIsSaidToBe() {
        mailServer.use(1);
        several(4).forEach(contact -> reminders.fallDue(contact.reminderId()));

        assertThat(list()).contains("Der Mailserver antwortet nicht").contains("4 warten");
        assertThat(list()).contains("Der Mailserver ist nicht zu erreichen");
    }

    @ParameterizedTest
    @ValueSource(strings = {"again", "give-up", "take-back"})
    void whatHasBeenSettledMeanwhileIsSaidAndNothingHappens(String action) {
        mailServer.start();
        Existing contact = contacts.aPlannedContact().withReminder().create();
        reminders.fallDue(contact.reminderId());

        Answer answer = submit("/mails/" + mail(contact) + "/" + action);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text()).contains("Diese Mail ist inzwischen zugestellt");
        assertThat(reminders.states(contact.reminderId())).containsExactly("anna:SENT");
        assertThat(submit("/mails/999999999/" + action).status()).isEqualTo(404);
    }

    @Test
    void whatHasPassedCanOnlyBeGivenUp() {
        Existing contact = refused("450 later");
        clock.advance(Duration.ofDays(3));

        assertThat(list()).contains("Termin vorbei").doesNotContain("/mails/" + mail(contact) + "/again");
        Answer answer = submit("/mails/" + mail(contact) + "/again");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text()).contains("nur noch aufgeben");
        submit("/mails/" + mail(contact) + "/give-up");
        assertThat(reminders.states(contact.reminderId())).containsExactly("anna:WITHDRAWN");
    }

    @Test
    void aLongListIsReadInPages() {
        List<Existing> all = several(26);
        Existing first = all.get(0);
        try (BadMailServer server = new BadMailServer(BadMailServer.refusing(ANNA, "550 no"))) {
            mailServer.use(server.port());
            all.forEach(contact -> reminders.fallDue(contact.reminderId()));
        }

        String page = list();
        assertThat(page).contains("Weitere").doesNotContain(first.number());
        String more = page.replaceAll("(?s).*href=\"(/mails\\?after=[^\"]+)\".*", "$1");
        assertThat(pages.as("paul").get(more).text()).contains(first.number());
        assertThat(pages.as("paul").asHtmx().get(more).text())
                .contains(first.number())
                .doesNotContain("<html");
    }

    /** Voiding takes back what waits; what was on its way just then, and did not arrive, must hold nobody up. */
    @Test
    void aMailAboutAVoidedContactIsTriedNoMore() {
        Existing voided = refused("550 no");
        Existing other = contacts.aPlannedContact().withReminder().create();
        assertThat(api.as("maria")
                        .post(
                                "/api/contacts/" + voided.id() + "/void",
                                Map.of("version", voided.version(), "reason", "Doppelt"))
                        .status())
                .isEqualTo(200);
        jdbc.sql("""
                        update rapport.reminder_mail set status = 'FAILED', next_try_at = raised_at
                        where reminder_id = :id""").param("id", voided.reminderId()).update();
        mailServer.start();
        reminders.forgiveTheServer();

        assertThat(list()).doesNotContain(voided.number());
        reminders.fallDue(other.reminderId());

        assertThat(reminders.states(voided.reminderId())).containsExactly("anna:WITHDRAWN");
        assertThat(reminders.states(other.reminderId())).containsExactly("anna:SENT");
    }

    private List<Existing> several(int number) {
        return Stream.generate(() -> contacts.aPlannedContact().withReminder().create())
                .limit(number)
                .toList();
    }

    private Existing refused(String answer) {
        Existing contact = contacts.aPlannedContact().withReminder().create();
        try (BadMailServer server = new BadMailServer(BadMailServer.refusing(ANNA, answer))) {
            mailServer.use(server.port());
            reminders.fallDue(contact.reminderId());
        }
        assertThat(reminders.states(contact.reminderId())).containsExactly("anna:FAILED");
        return contact;
    }

    private long mail(Existing contact) {
        return (long) reminders.mails(contact.reminderId()).get(0).get("id");
    }

    private String contactPage(Existing contact, String reader) {
        return pages.as(reader).get("/contacts/" + contact.id()).text();
    }

    private String list() {
        return pages.as("paul").get("/mails").text();
    }

    private Answer submit(String path) {
        return pages.as("paul").submit(path, Map.of());
    }
}

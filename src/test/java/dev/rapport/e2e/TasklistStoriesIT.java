package dev.rapport.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.microsoft.playwright.options.AriaRole;
import dev.rapport.models.ContactBpmn;
import jakarta.mail.internet.MimeMessage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The two stories that the manual tells, by a person in Tasklist. */
@EndToEndTest
class TasklistStoriesIT {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** "wenn der Kunde Sie z.B. anruft": the call has just been held, so it is created as performed, without reminder. */
    @Test
    void documentsAnIncomingCallThatWasJustHeld(Browsers browsers, RapportProcess rapport) {
        Browser anna = browsers.open().as("anna");
        String subject = "Frage zur Rechnung " + System.nanoTime();
        TasklistForm form = TasklistForm.start(anna, ContactBpmn.KEY);
        form.choose("Adresse", "gmbh");
        form.choose("Kontakttyp", "Anruf");
        form.option("Eingehend");
        form.option("Durchgeführt");
        form.dateTime(LocalDateTime.now(BERLIN).minusMinutes(20));
        form.field("Dauer").fill("00:12");
        form.field("Betreff").fill(subject);
        form.field("Beschreibung").fill("Der Kunde fragt nach der zweiten Position.");
        anna.screenshot("tasklist-incoming-call");
        form.start();
        assertThat(form.message()).containsText("ist als durchgeführt angelegt");
        assertThat(form.message()).containsText("Kontakt eintragen");

        JsonNode contact = contactBySubject(anna, rapport, subject);
        assertThat(contact.path("status").asString()).isEqualTo("PERFORMED");
        assertThat(contact.path("direction").asString()).isEqualTo("INCOMING");
        assertThat(contact.path("duration").asString()).isEqualTo("00:12");
        assertThat(contact.path("reminder").isNull()).isTrue();
    }

    /**
     * "Wenn Sie z.B. planen einen Kunden in einer Woche anzurufen", across the next change of the clocks: the reminder mail
     * comes one day before at the same wall-clock time; after the call its duration is entered and the reminder is gone.
     */
    @Test
    void plansACallIsRemindedAndClosesIt(Browsers browsers, GreenMail mails) {
        ZonedDateTime now = ZonedDateTime.now(BERLIN);
        Instant change = BERLIN.getRules().nextTransition(now.toInstant()).getInstant();
        // the change comes on a Sunday; the call is on that day, so that "one day before" lies on its other side
        LocalDate changeDay = change.atZone(BERLIN).toLocalDate();
        ZonedDateTime start = changeDay.atTime(10, 0).atZone(BERLIN);
        ZonedDateTime planning = changeDay.minusDays(7).atTime(9, 0).atZone(BERLIN);
        ZonedDateTime due = changeDay.minusDays(1).atTime(10, 0).atZone(BERLIN);
        assertThat(Duration.between(due, start)).isNotEqualTo(Duration.ofDays(1));

        Map<String, String> mailServer = Map.of(
                "SPRING_MAIL_HOST",
                "127.0.0.1",
                "SPRING_MAIL_PORT",
                String.valueOf(mails.getSmtp().getPort()));
        String subject = "Angebot nachfassen " + System.nanoTime();
        try (RapportProcess rapport =
                RapportProcess.start("story", mailServer, Duration.between(Instant.now(), planning))) {
            Browser anna = browsers.open(Locale.GERMAN, Device.DESKTOP, rapport).as("anna");
            TasklistForm form = TasklistForm.start(anna, ContactBpmn.KEY);
            form.choose("Adresse", "gmbh");
            form.choose("Kontakttyp", "Anruf");
            form.option("Ausgehend");
            form.option("Geplant");
            form.dateTime(start.toLocalDateTime());
            form.field("Betreff").fill(subject);
            anna.screenshot("tasklist-planned-call");
            form.start();
            JsonNode planned = contactBySubject(anna, rapport, subject);
            assertThat(planned.path("status").asString()).isEqualTo("PLANNED");
            assertThat(reminders(anna)).contains(subject);

            rapport.restart(Duration.between(Instant.now(), due.minusMinutes(5)));
            assertThat(mailsAbout(mails, subject)).isZero();
            rapport.restart(Duration.between(Instant.now(), due));
            await("reminder mail")
                    .atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(mailsAbout(mails, subject)).isEqualTo(1));

            rapport.restart(Duration.between(Instant.now(), start.plusMinutes(30)));
            form = TasklistForm.complete(anna, planned.path("taskId").asString());
            form.option("Durchgeführt");
            form.field("Dauer").fill("00:00");
            form.complete();
            assertThat(anna.page()
                            .getByText("Bei diesem Kontakttyp bitte die Dauer angeben")
                            .first())
                    .isVisible();
            assertThat(form.field("Dauer")).hasValue("00:00");
            anna.screenshot("tasklist-refused-completion");

            form.field("Dauer").fill("00:25");
            form.field("Infotext").fill("Auftrag folgt schriftlich.");
            form.complete();
            form.isGone();
            assertThat(form.message()).containsText(planned.path("number").asString() + " ist durchgeführt");
            assertThat(form.message().getByRole(AriaRole.LISTITEM)).hasText(new String[] {
                "Ergebnis prüfen Bedingung geprüft",
                "Durchgeführt festhalten Schritt",
                "Erinnerungen entfernen Ereignis ausgeführt"
            });
            anna.screenshot("tasklist-rules-that-ran");
            form.message().getByText("In Rapport zeigen").click();
            assertThat(anna.page())
                    .hasURL(Pattern.compile(".*/contacts/" + planned.path("id").asLong()));
            JsonNode closed = contact(anna, planned.path("id").asLong());
            assertThat(closed.path("status").asString()).isEqualTo("PERFORMED");
            assertThat(closed.path("duration").asString()).isEqualTo("00:25");
            assertThat(reminders(anna)).doesNotContain(subject);
        }
    }

    /** All pages of the person's reminders. */
    private static String reminders(Browser browser) {
        StringBuilder all = new StringBuilder();
        String after = "";
        while (true) {
            String page = browser.page()
                    .request()
                    .get("/api/reminders?scope=mine&limit=100&after=" + after)
                    .text();
            all.append(page);
            JsonNode next = JSON.readTree(page).path("next");
            if (!next.isString()) {
                return all.toString();
            }
            after = next.asString();
        }
    }

    private static JsonNode contact(Browser browser, long id) {
        return JSON.readTree(browser.page().request().get("/api/contacts/" + id).text());
    }

    private static JsonNode contactBySubject(Browser browser, RapportProcess rapport, String subject) {
        try (Connection connection = rapport.connection();
                PreparedStatement statement =
                        connection.prepareStatement("select id from rapport.contact where subject = ?")) {
            statement.setString(1, subject);
            try (ResultSet found = statement.executeQuery()) {
                assertThat(found.next())
                        .as("a contact with the subject " + subject)
                        .isTrue();
                return contact(browser, found.getLong(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long mailsAbout(GreenMail mails, String subject) {
        return Arrays.stream(mails.getReceivedMessages())
                .filter(mail -> subjectOf(mail).contains(subject))
                .count();
    }

    private static String subjectOf(MimeMessage mail) {
        try {
            return String.valueOf(mail.getSubject());
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}

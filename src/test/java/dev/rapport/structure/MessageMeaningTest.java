package dev.rapport.structure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.support.MessageBundles;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A message stands under its own key: two that change places are noticed, in one language or in both. */
@Tag("fast")
class MessageMeaningTest {

    private static final Properties GERMAN = MessageBundles.german();
    private static final Properties ENGLISH = MessageBundles.english();

    /** What the glossary has one word for in each language stands in both or in neither. */
    @ParameterizedTest
    @CsvSource({
        "Kampagne, campaign",
        "Maßnahme, measure",
        "Kontakttyp, contact type",
        "Betreff, subject",
        "Infotext, info ?text",
        "Erinner, remind",
        "Geplant, planned",
        "Gelöscht, deleted",
        "Ausgehend, outgoing",
        "Überfällig, overdue",
        "Bedingung, condition",
        "Ereignis, event",
        "Entw[uü]rf, draft",
        "Zeitgeber, timer",
        "Gateway, gateway",
        "Tasklist, tasklist",
        "Cockpit, cockpit",
        "Modeler, modeler",
        "Webpart, web part"
    })
    void isTheSameInBothLanguages(String german, String english) {
        Pattern word = Pattern.compile(german, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        Pattern same = Pattern.compile(english, Pattern.CASE_INSENSITIVE);
        assertThat(GERMAN.values())
                .anyMatch(text -> word.matcher(String.valueOf(text)).find());
        for (String key : GERMAN.stringPropertyNames()) {
            assertThat(same.matcher(ENGLISH.getProperty(key)).find())
                    .as("%s: %s | %s", key, GERMAN.getProperty(key), ENGLISH.getProperty(key))
                    .isEqualTo(word.matcher(GERMAN.getProperty(key)).find());
        }
    }

    /** What people decide by, and the codes that the API promises. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "error.required | Pflichtfeld | Required",
                "error.not-found | nicht gefunden | not found",
                "error.wrong-company | gehört nicht zu dieser Adresse | does not belong to this address",
                "error.not-a-user | kein Benutzer mit Anmeldung | not a user with a login",
                "error.campaign.deleted | Kampagne ist gelöscht | Campaign has been deleted",
                "error.duration.invalid | Bitte als HH:mm angeben, höchstens 23:59 | Please give it as HH:mm, 23:59 at most",
                "error.duration.planned-must-be-zero | Bei geplanten Kontakten bitte 00:00, die Dauer folgt bei der Durchführung | Planned contacts have the duration 00:00; enter the real one when it is performed",
                "error.duration.required | Bei diesem Kontakttyp bitte die Dauer angeben | Please give the duration for this contact type",
                "error.start.invalid | Kein gültiges Datum mit Uhrzeit | Not a valid date and time",
                "error.start.out-of-range | Bitte ein Datum zwischen dem 01.01.1990 und heute in zehn Jahren angeben | Please choose a date between 1 January 1990 and ten years from today",
                "error.start.in-dst-gap | Diese Uhrzeit gibt es an diesem Tag nicht (Beginn der Sommerzeit) | This time does not exist on that day (start of summer time)",
                "error.start.in-future | Liegt in der Zukunft, ist also noch nicht durchgeführt | Is in the future, so it has not been performed yet",
                "error.reminder.not-planned | Erinnern lässt sich nur an geplante Kontakte | Only planned contacts can have a reminder",
                "error.too-long | Höchstens {0} Zeichen | At most {0} characters",
                "error.illegal-characters | Enthält unzulässige Zeichen | Contains characters that are not allowed",
                "error.already-closed | Wurde schon fertiggestellt, von {0} am {1}. | Has been closed already, by {0} on {1}.",
                "error.stale-version | Wurde inzwischen von jemand anderem geändert. | Has been changed by somebody else meanwhile.",
                "error.measure.campaign-required | Bitte wählen Sie zuerst eine Kampagne. | Please choose a campaign first.",
                "contact.status.PLANNED | Geplant | Planned",
                "contact.status.PERFORMED | Durchgeführt | Performed",
                "contact.status.NOT_PERFORMED | Nicht durchgeführt | Not performed",
                "contact.direction.INCOMING | Eingehend | Incoming",
                "contact.direction.OUTGOING | Ausgehend | Outgoing",
                "history.status.PLANNED | Geplant | Planned",
                "history.status.PERFORMED | Durchgeführt | Performed",
                "history.status.NOT_PERFORMED | Nicht durchgeführt | Not performed",
                "history.direction.INCOMING | eingehend | incoming",
                "history.direction.OUTGOING | ausgehend | outgoing",
                "model.performed | Durchgeführt | Performed",
                "model.notPerformed | Nicht durchgeführt | Not performed",
                "model.recordPerformed | Durchgeführt festhalten | Record as performed",
                "model.recordNotPerformed | Nicht durchgeführt festhalten | Record as not performed",
                "reminders.section.OVERDUE | Überfällig | Overdue",
                "reminders.section.TODAY | Heute | Today",
                "reminders.section.DUE | Erinnert | Reminded",
                "reminders.section.UPCOMING | Demnächst | Upcoming",
                "reminders.scope.mine | Meine | Mine",
                "reminders.scope.all | Alle | All",
                "user.did.disable | Der Benutzer ist gesperrt. | The user has been disabled.",
                "user.did.enable | Der Benutzer ist freigegeben. | The user has been enabled.",
                "reminder.snooze.HOUR | 1 Stunde | 1 hour",
                "reminder.snooze.TOMORROW | morgen | tomorrow",
                "reminder.snooze.WEEK | 1 Woche | 1 week",
                "mails.failure.UNREACHABLE | Der Mailserver ist nicht zu erreichen. | The mail server cannot be reached.",
                "mails.failure.REFUSED | Der Mailserver nimmt diese Mail nicht an. | The mail server does not take this mail.",
                "reminder.lead.PT0M | zum Termin | at the start",
                "reminder.lead.PT15M | 15 Minuten vorher | 15 minutes before",
                "reminder.lead.PT1H | 1 Stunde vorher | 1 hour before",
                "reminder.lead.P1D | 1 Tag vorher | 1 day before",
                "reminder.lead.P7D | 1 Woche vorher | 1 week before",
                "problem.403 | Dafür fehlt Ihnen das Recht. | You do not have the right to do this.",
                "problem.404 | Nicht gefunden. | Not found.",
                "item.conflict.mine | Ihre Eingabe | What you typed",
                "item.conflict.theirs | Inzwischen gespeichert | Saved meanwhile",
                "models.change.added | kommt hinzu | is new",
                "models.change.removed | entfällt | is dropped"
            })
    void isWhatItsKeySays(String key, String german, String english) {
        assertThat(GERMAN.getProperty(key)).isEqualTo(german);
        assertThat(ENGLISH.getProperty(key)).isEqualTo(english);
    }
}

package dev.rapport.reminder.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.reminder.web.SnoozeChoices.Choice;
import dev.rapport.support.Clock;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;

/** What stands on the buttons that put a reminder off is so on the day on which it is read (rule 15). */
@IntegrationTest
class SnoozeChoicesTest {

    @Autowired
    private SnoozeChoices choices;

    @Autowired
    private Clock clock;

    @AfterEach
    void now() {
        clock.reset();
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void tomorrowIsTheNextDay() {
        LocaleContextHolder.setLocale(Locale.GERMAN);
        clock.moveTo("2027-06-02T10:00");

        assertThat(choices.all())
                .containsExactly(
                        new Choice("HOUR", "1 Stunde", "Zurückstellen bis Mi., 02.06.2027, 11:00"),
                        new Choice("TOMORROW", "morgen", "Zurückstellen bis Do., 03.06.2027, 09:00"),
                        new Choice("WEEK", "1 Woche", "Zurückstellen bis Mi., 09.06.2027, 10:00"));
        assertThat(choices.soon()).isEqualTo(choices.all().subList(0, 2));
    }

    @Test
    void beforeDaysOnWhichNobodyWorksTheDayIsNamed() {
        LocaleContextHolder.setLocale(Locale.GERMAN);
        clock.moveTo("2027-03-25T10:00");

        assertThat(choices.soon())
                .last()
                .isEqualTo(new Choice("TOMORROW", "Dienstag", "Zurückstellen bis Di., 30.03.2027, 09:00"));

        LocaleContextHolder.setLocale(Locale.ENGLISH);
        assertThat(choices.soon()).last().extracting(Choice::label).isEqualTo("Tuesday");
    }
}

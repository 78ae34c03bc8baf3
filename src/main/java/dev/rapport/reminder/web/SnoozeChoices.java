package dev.rapport.reminder.web;

import dev.rapport.reminder.Snooze;
import dev.rapport.reminder.SnoozeReminder;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Sentences;
import dev.rapport.web.Dates;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** The usual ways to postpone a reminder as buttons, for every page that has them (rule 15). */
@Component("snoozes")
class SnoozeChoices {

    private final SnoozeReminder snoozeReminder;
    private final BusinessTime time;
    private final Dates dates;
    private final Sentences sentences;

    SnoozeChoices(SnoozeReminder snoozeReminder, BusinessTime time, Dates dates, Sentences sentences) {
        this.snoozeReminder = snoozeReminder;
        this.time = time;
        this.dates = dates;
        this.sentences = sentences;
    }

    /**
     * A button.
     *
     * @param value what is sent
     * @param label what stands on it: before a weekend or a holiday the day instead of "tomorrow"
     * @param title says until when exactly
     */
    record Choice(String value, String label, String title) {}

    public List<Choice> all() {
        return Stream.of(Snooze.values()).map(this::choice).toList();
    }

    /** Those for a reminder that has just fallen due. */
    public List<Choice> soon() {
        return Stream.of(Snooze.HOUR, Snooze.TOMORROW).map(this::choice).toList();
    }

    private Choice choice(Snooze snooze) {
        Locale locale = LocaleContextHolder.getLocale();
        Instant due = snoozeReminder.due(snooze);
        LocalDate day = time.day(due);
        String label = snooze == Snooze.TOMORROW && !day.equals(time.today().plusDays(1))
                ? day.getDayOfWeek().getDisplayName(TextStyle.FULL, locale)
                : sentences.text("reminder.snooze." + snooze.name(), locale);
        return new Choice(
                snooze.name(), label, sentences.text("reminder.snooze-until", locale, dates.appointment(due)));
    }
}

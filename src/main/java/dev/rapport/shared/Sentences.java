package dev.rapport.shared;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Turns refusals into sentences in the reader's language: {@code error.<code>} says what is wrong and {@code
 * field.<name>} what the field is called; where it is about what the reader has done, {@code error.<code>.own} says that. Pages, the API and the engine's REST API say the same.
 */
@Component
public class Sentences {

    /** What is said otherwise about what the reader has done. */
    private static final Set<String> OWN = Set.of(
            "error.already-closed.own",
            "error.already-voided.own",
            "error.changed-meanwhile.own",
            "error.model.proposal.decided.own",
            "error.stale-version.own");

    private final MessageSource messages;
    private final BusinessTime time;
    private final ColleagueNames names;
    private final CurrentUser reader;

    public Sentences(MessageSource messages, BusinessTime time, ColleagueNames names, CurrentUser reader) {
        this.messages = messages;
        this.time = time;
        this.names = names;
        this.reader = reader;
    }

    /** What is wrong with a field, to be shown beside it: "Pflichtfeld". */
    public String of(FieldError error, Locale locale) {
        Object[] arguments = arguments(error, locale);
        String unknown = messages.getMessage("error.invalid", null, error.code(), locale);
        String sentence = messages.getMessage("error." + error.code(), arguments, unknown, locale);
        String own = "error." + error.code() + ".own";
        return String.valueOf(
                OWN.contains(own) && error.arguments().contains(new Colleague(reader.id()))
                        ? messages.getMessage(own, arguments, locale)
                        : sentence);
    }

    /** The whole refusal for a place without fields: "Betreff: Pflichtfeld. Dauer: Bitte als HH:mm angeben." */
    public String of(BusinessRuleViolation refusal, Locale locale) {
        return refusal.errors().stream()
                .map(error -> labelled(error, locale))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    /** Any other text of the application. */
    public String text(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    /** Instants are shown as date and time of the business zone, days as dates, people by their names. */
    private Object[] arguments(FieldError error, Locale locale) {
        return error.arguments().stream()
                .map(argument -> shown(argument, locale))
                .toArray();
    }

    private Object shown(Object argument, Locale locale) {
        if (argument instanceof Instant instant) {
            return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                    .withLocale(locale)
                    .format(instant.atZone(time.zone()));
        }
        if (argument instanceof LocalDate day) {
            return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                    .withLocale(locale)
                    .format(day);
        }
        return argument instanceof Colleague colleague ? names.of(colleague.login()) : argument;
    }

    private String labelled(FieldError error, Locale locale) {
        String label = messages.getMessage("field." + error.field(), null, "", locale);
        String sentence = of(error, locale);
        // what ends with a full stop in the messages is a sentence of its own and needs no field's name before it
        if (sentence.endsWith(".")) {
            return sentence;
        }
        return label == null || label.isEmpty() ? sentence + "." : label + ": " + sentence + ".";
    }
}

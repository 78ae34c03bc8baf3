package dev.rapport.model.web;

import dev.rapport.engine.PastItems.Effect;
import dev.rapport.model.rehearsal.Rehearsal.Alike;
import dev.rapport.model.rehearsal.Rehearsal.Line;
import dev.rapport.model.rehearsal.ShowRehearsal;
import dev.rapport.model.rehearsal.Verdict;
import dev.rapport.shared.ModelNames;
import dev.rapport.shared.Outcomes;
import dev.rapport.shared.Sentences;
import dev.rapport.web.Dates;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a rehearsal has found, in words. */
@Component
class RehearsalSentences {

    private final Sentences sentences;
    private final ModelNames names;
    private final ShowRehearsal showRehearsal;
    private final Dates dates;

    RehearsalSentences(Sentences sentences, ModelNames names, ShowRehearsal showRehearsal, Dates dates) {
        this.sentences = sentences;
        this.names = names;
        this.showRehearsal = showRehearsal;
        this.dates = dates;
    }

    String text(String code, Locale locale, Object... arguments) {
        return sentences.text(code, locale, arguments);
    }

    String verdict(Verdict verdict, Locale locale) {
        return text("models.rehearsal.verdict." + verdict, locale);
    }

    /** Why; nothing where there is nothing to say. */
    String of(Line line, Locale locale) {
        return of(line.verdict(), line.said(), line.sentence(), locale);
    }

    /** Why; with one sentence as an example where each item was refused in words of its own. */
    String of(Alike group, Locale locale) {
        String sentence = group.sentence();
        return of(
                group.verdict(),
                group.said(),
                sentence != null && group.varies() ? text("models.rehearsal.example", locale, sentence) : sentence,
                locale);
    }

    private String of(Verdict verdict, List<String> said, @Nullable String sentence, Locale locale) {
        return switch (verdict) {
            case SAME -> "";
            case FAILED -> names.of(said.get(0), locale);
            case REFUSED, ALLOWED, NOT_COMPARABLE -> refused(said, sentence, locale);
            case WAITING -> said.stream().map(name -> names.of(name, locale)).collect(Collectors.joining(", "));
            case OUTCOME -> end(said.get(0), said.get(1), locale) + " → " + end(said.get(2), said.get(3), locale);
            case EFFECTS ->
                said.stream()
                        .map(each -> text("models.rehearsal.sign." + sign(each), locale, what(each, locale)))
                        .collect(Collectors.joining(", "));
            case STEPS ->
                said.stream()
                        .map(each -> text(
                                "models.rehearsal.sign." + sign(each), locale, names.of(each.substring(1), locale)))
                        .collect(Collectors.joining(", "));
        };
    }

    /** What is not comparable may have broken instead: then only the step is known. */
    private String refused(List<String> said, @Nullable String sentence, Locale locale) {
        if (sentence == null) {
            return names.of(said.get(0), locale);
        }
        return said.size() == 1 ? sentence : names.of(said.get(1), locale) + ": " + sentence;
    }

    private static String sign(String said) {
        return switch (said.charAt(0)) {
            case '+' -> "more";
            case '-' -> "less";
            default -> said.length() == 1 ? "order" : "other";
        };
    }

    private String what(String said, Locale locale) {
        return said.charAt(0) == '~'
                ? field(said.substring(1), locale)
                : text("models.rehearsal.caused." + said.substring(1), locale);
    }

    private String end(String status, String outcome, Locale locale) {
        String word = text("history.status." + status, locale);
        return outcome.isEmpty() || Outcomes.isGeneral(outcome) ? word : word + " (" + outcome + ")";
    }

    String field(String field, Locale locale) {
        return text("field." + field, locale);
    }

    String value(String field, String value, Locale locale) {
        return field.equals("status")
                ? text("history.status." + value, locale)
                : dates.changed(field, value.isEmpty() ? null : value);
    }

    String effect(Effect effect, Locale locale) {
        List<String> texts = effect.texts();
        return switch (effect.kind()) {
            case "contact" ->
                text(
                        "models.rehearsal.effect.contact",
                        locale,
                        type(texts.get(0), locale),
                        texts.get(1),
                        dates.appointment(Instant.parse(texts.get(2))),
                        texts.get(3));
            case "mail" -> text("models.rehearsal.effect.mail", locale, texts.get(0), texts.get(1));
            default -> dates.appointment(Instant.parse(texts.get(0)));
        };
    }

    /** The name of a contact type, or its code where there is no such type any more. */
    String type(String code, Locale locale) {
        return showRehearsal.types(locale).getOrDefault(code, code);
    }
}

package dev.rapport.model.check;

import dev.rapport.shared.Outcomes;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What a finding says to the person who draws. */
@Component
public class FindingSentences {

    /** Those that the shipped models offer, and their names. */
    private static final Set<String> OUTCOMES = Set.of(Outcomes.PERFORMED, Outcomes.NOT_PERFORMED);

    /** Findings about what a step has to be told: it is named as the Modeler names it. */
    private static final Set<String> PARAMETERS =
            Set.of("decision-incomplete", "parameter-missing", "parameter-invalid");

    private final MessageSource messages;

    FindingSentences(MessageSource messages) {
        this.messages = messages;
    }

    public String of(Finding finding, Locale reader) {
        Object[] arguments = Stream.concat(Stream.of(label(finding, reader)), finding.arguments().stream())
                .map(argument -> argument instanceof List<?> course ? course(course, reader) : argument)
                .toArray();
        if (PARAMETERS.contains(finding.code())) {
            arguments[1] = messages.getMessage("model.parameter." + arguments[1], null, reader);
        }
        return messages.getMessage("model.refused." + finding.code(), arguments, reader);
    }

    /** Quoted as the reader's language does it; findings are kept in German. */
    private static String label(Finding finding, Locale reader) {
        return reader.getLanguage().equals(Locale.GERMAN.getLanguage())
                ? finding.label()
                : finding.label().replaceFirst("^„(.*)“", "“$1”");
    }

    /** How a trial came to where it failed: the way it was begun, then outcomes and the ids of events. */
    private String course(List<?> course, Locale reader) {
        String text = "";
        for (Object happened : course) {
            String code = String.valueOf(happened);
            text = text.isEmpty()
                    ? messages.getMessage("model.trial." + code, null, reader)
                    : messages.getMessage(
                            "model.trial.then",
                            new Object[] {
                                text,
                                OUTCOMES.contains(code) ? messages.getMessage("model." + code, null, reader) : code
                            },
                            reader);
        }
        return text;
    }
}

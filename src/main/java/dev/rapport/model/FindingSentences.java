package dev.rapport.model;

import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says what was found, in the reader's language. */
@Component
public class FindingSentences {

    private final MessageSource messages;

    FindingSentences(MessageSource messages) {
        this.messages = messages;
    }

    public String of(Finding finding, Locale locale) {
        Object[] arguments = Stream.concat(Stream.of(finding.label()), finding.arguments().stream())
                .toArray();
        return messages.getMessage("model.refused." + finding.code(), arguments, locale);
    }
}

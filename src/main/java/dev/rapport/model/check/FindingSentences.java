package dev.rapport.model.check;

import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What a finding says to the person who draws. */
@Component
public class FindingSentences {

    private final MessageSource messages;

    FindingSentences(MessageSource messages) {
        this.messages = messages;
    }

    public String of(Finding finding, Locale reader) {
        Object[] arguments = Stream.concat(Stream.of(finding.label()), finding.arguments().stream())
                .toArray();
        return messages.getMessage("model.refused." + finding.code(), arguments, reader);
    }
}

package dev.rapport.web;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.FieldError;
import dev.rapport.shared.Sentences;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What is wrong with each field of a form, for showing it beside the field. */
@Component
public class FieldMessages {

    private final Sentences sentences;

    FieldMessages(Sentences sentences) {
        this.sentences = sentences;
    }

    /** Sentences by field name, in the order they were found. */
    public Map<String, String> of(BusinessRuleViolation refusal, Locale locale) {
        Map<String, String> messages = new LinkedHashMap<>();
        for (FieldError error : refusal.errors()) {
            messages.merge(error.field(), sentences.of(error, locale), (first, second) -> first + " " + second);
        }
        return messages;
    }
}

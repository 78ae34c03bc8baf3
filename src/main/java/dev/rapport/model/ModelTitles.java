package dev.rapport.model;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * What a model or form is called. The shipped ones have a name in every language as long as nobody calls them otherwise;
 * a form's file has no name at all.
 */
@Component
class ModelTitles {

    private static final List<String> SHIPPED = List.of(
            "contact",
            "measure",
            "reminder",
            "bulkPlan",
            "bulkChange",
            "moveItems",
            "create-contact",
            "complete-contact",
            "create-measure",
            "complete-measure");

    private final MessageSource messages;

    ModelTitles(MessageSource messages) {
        this.messages = messages;
    }

    String of(String key, @Nullable String name, Locale locale) {
        String title = "models.title." + key;
        if (SHIPPED.contains(key) && (name == null || name.equals(messages.getMessage(title, null, Locale.GERMAN)))) {
            return messages.getMessage(title, null, locale);
        }
        return name == null || name.isBlank() ? key : name.strip();
    }

    /** Where a model stands among others: the shipped ones first, the most used one first of all. */
    static int place(String key) {
        int place = SHIPPED.indexOf(key);
        return place < 0 ? SHIPPED.size() : place;
    }
}

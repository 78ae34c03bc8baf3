package dev.rapport.web;

import dev.rapport.shared.SearchTerms;
import dev.rapport.shared.Texts;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field in which something is looked up by typing.
 *
 * @param id of what was chosen; null for nothing
 * @param text what stands in the field
 * @param label what stood there when it was chosen: another text means another choice
 */
public record Lookup(
        @Nullable String id,
        @Nullable String text,
        @Nullable String label) {

    public static final Lookup NONE = new Lookup(null, null, null);

    /** Something that can be chosen. */
    public record Choice(String id, String label) {}

    public static Lookup chosen(Choice choice) {
        return new Lookup(choice.id(), choice.label(), choice.label());
    }

    /** The three fields of a form that {@code inputs :: lookup} makes for one. */
    public static Lookup sent(String name, Map<String, String> fields) {
        return new Lookup(fields.get(name), fields.get(name + "Text"), fields.get(name + "Label"));
    }

    /** Whether something else was typed since it was chosen. */
    public boolean retyped() {
        return !Edited.same(text, label);
    }

    /**
     * What was typed without choosing: emptied it is none, and the only hit is meant, unless a word speaks against it that
     * the search has passed over.
     *
     * @param fits whether all words occur in what has this id
     */
    public Lookup resolved(Function<String, List<Choice>> find, BiPredicate<String, SearchTerms> fits) {
        if (!retyped()) {
            return this;
        }
        if (text == null || Texts.isBlank(text)) {
            return NONE;
        }
        List<Choice> hits = find.apply(text);
        return hits.size() == 1 && fits.test(hits.get(0).id(), SearchTerms.all(text))
                ? chosen(hits.get(0))
                : new Lookup(null, text, null);
    }

    /** Whether something was typed of which it is not known what it means. */
    public boolean isOpen() {
        return id == null && text != null && !Texts.isBlank(text);
    }
}

package dev.rapport.web;

import dev.rapport.shared.SearchTerms;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Shows why something was found: cuts a text where the terms of a search fit, whatever their case, accents and spelling
 * of umlauts, as the search itself takes them.
 */
public final class Highlight {

    /** A piece of a text. */
    public record Piece(String text, boolean marked) {}

    private final List<String> words;

    private Highlight(List<String> words) {
        this.words = words;
    }

    /** For what somebody typed; the first two words count. */
    public static Highlight of(@Nullable String query) {
        return of(SearchTerms.of(query));
    }

    /** For what was searched for. */
    public static Highlight of(SearchTerms terms) {
        return new Highlight(terms.words());
    }

    /** The text in its pieces; put together they are the text again. */
    public List<Piece> mark(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return List.of();
        }
        boolean[] marked = new boolean[text.length()];
        for (String word : words) {
            for (boolean german : new boolean[] {false, true}) {
                mark(Folded.of(text, german), Folded.of(word, german).text, marked);
            }
        }
        List<Piece> pieces = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= text.length(); i++) {
            if (i == text.length() || marked[i] != marked[start]) {
                pieces.add(new Piece(text.substring(start, i), marked[start]));
                start = i;
            }
        }
        return pieces;
    }

    private static void mark(Folded text, String term, boolean[] marked) {
        if (term.isEmpty()) {
            return;
        }
        for (int at = text.text.indexOf(term); at >= 0; at = text.text.indexOf(term, at + 1)) {
            for (int i = at; i < at + term.length(); i++) {
                marked[text.origin.get(i)] = true;
                // the second half of a surrogate pair goes with the first
                if (Character.isHighSurrogate(text.source.charAt(text.origin.get(i)))
                        && text.origin.get(i) + 1 < marked.length) {
                    marked[text.origin.get(i) + 1] = true;
                }
            }
        }
    }

    /**
     * A text as it is compared.
     *
     * @param origin for each of its characters, which one of the source it came from
     */
    private record Folded(String source, String text, List<Integer> origin) {

        static Folded of(String source, boolean german) {
            StringBuilder text = new StringBuilder();
            List<Integer> origin = new ArrayList<>();
            for (int i = 0; i < source.length(); ) {
                int codePoint = source.codePointAt(i);
                String folded = fold(Character.toString(codePoint).toLowerCase(Locale.ROOT), german);
                for (int j = 0; j < folded.length(); j++) {
                    origin.add(i);
                }
                text.append(folded);
                i += Character.charCount(codePoint);
            }
            return new Folded(source, text.toString(), origin);
        }

        private static String fold(String character, boolean german) {
            String expanded = switch (character) {
                case "ä" -> german ? "ae" : "a";
                case "ö" -> german ? "oe" : "o";
                case "ü" -> german ? "ue" : "u";
                case "ß" -> "ss";
                default -> character;
            };
            return Normalizer.normalize(expanded, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        }
    }
}

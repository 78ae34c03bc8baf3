package dev.rapport.shared;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody typed to look for something, as every search takes it (rule 4): words in any order that must all occur,
 * whatever their case, accents and spelling of umlauts. What stands behind the last word that counts is passed over. The
 * browser does the same in {@code lookup-sources.js}; {@code search-terms.json} says for both what comes out.
 *
 * @param words as they were typed; at most as many as count, none longer than {@value #LONGEST}
 */
public record SearchTerms(List<String> words) {

    private static final int MOST = 2;

    /** More than any name has. */
    private static final int ALL = 200;

    /** No stored word is that long, so a word cut off here finds what all of it would find: nothing. */
    private static final int LONGEST = 255;

    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Z}\\p{Cntrl}\\p{Cs},;]+");

    /** The first two words. */
    public static SearchTerms of(@Nullable String typed) {
        return of(typed, MOST);
    }

    /** The first words, as many as may count. */
    public static SearchTerms of(@Nullable String typed, int most) {
        if (typed == null) {
            return new SearchTerms(List.of());
        }
        return new SearchTerms(SEPARATORS
                .splitAsStream(Normalizer.normalize(Texts.visible(typed), Normalizer.Form.NFC))
                .filter(word -> !Texts.isBlank(word))
                .limit(most)
                .map(SearchTerms::cutOff)
                .toList());
    }

    /**
     * Every word that says something. A search passes over what stands behind the words that count; what is taken for
     * meant without being chosen must not.
     */
    public static SearchTerms all(@Nullable String typed) {
        return new SearchTerms(of(typed, ALL).words().stream()
                .filter(word -> word.codePoints().anyMatch(Character::isLetterOrDigit))
                .toList());
    }

    public boolean none() {
        return words.isEmpty();
    }

    /**
     * The condition that all words occur in a text.
     *
     * @param text SQL expression
     * @param parameters the words are added
     * @return SQL, true where there are no words
     */
    public String occurIn(String text, Map<String, ? super String> parameters) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        for (int i = 0; i < words.size(); i++) {
            parameters.put("word" + i, words.get(i));
            conditions.add("""
                    (rapport.fold(%1$s) like rapport.inside(rapport.fold(:word%2$d))
                     or rapport.fold_german(%1$s) like rapport.inside(rapport.fold_german(:word%2$d)))""".formatted(text, i));
        }
        return String.join(" and ", conditions);
    }

    private static String cutOff(String word) {
        return Texts.length(word) <= LONGEST ? word : word.substring(0, word.offsetByCodePoints(0, LONGEST));
    }
}

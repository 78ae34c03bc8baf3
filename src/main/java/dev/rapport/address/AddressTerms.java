package dev.rapport.address;

import dev.rapport.shared.SearchTerms;
import dev.rapport.shared.Texts;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody typed to find an address: the first two terms, each with the spellings it stands for (rule 4).
 *
 * @param terms at most two
 */
record AddressTerms(List<Term> terms) {

    /** Shortest term that is looked for inside of words: three characters make a trigram. */
    private static final int SHORTEST_INSIDE = 3;

    private static final Pattern PHONE = Pattern.compile("\\(?\\+?[0-9][0-9()/.\\s-]*");
    private static final Pattern UMLAUT = Pattern.compile("[äöüß]");

    /**
     * A term.
     *
     * @param spellings SQL expressions with one parameter each, and their values
     */
    record Term(List<Spelling> spellings) {

        /** Whether it is long enough to be looked for inside of words. */
        boolean findsInside() {
            return spellings.stream().allMatch(spelling -> Texts.length(spelling.value()) >= SHORTEST_INSIDE);
        }
    }

    /**
     * One way to spell a term.
     *
     * @param german whether umlauts become ae, oe, ue
     */
    record Spelling(String value, boolean german) {

        String sql() {
            return german ? "rapport.fold_german(?)" : "rapport.fold(?)";
        }
    }

    /** Reads a query; a blank one has no terms. */
    static AddressTerms parse(@Nullable String query) {
        if (query == null) {
            return new AddressTerms(List.of());
        }
        String text = Normalizer.normalize(query, Normalizer.Form.NFC).strip();
        if (text.startsWith("+") && text.length() <= 50 && PHONE.matcher(text).matches()) {
            // an international number is one term, however it is grouped
            return new AddressTerms(List.of(term(text)));
        }
        return new AddressTerms(
                SearchTerms.of(text).words().stream().map(AddressTerms::term).toList());
    }

    /** Every word, for those that a search passes over must not speak against the one who is meant. */
    static AddressTerms of(SearchTerms words) {
        return new AddressTerms(words.words().stream().map(AddressTerms::term).toList());
    }

    boolean none() {
        return terms.isEmpty();
    }

    private static Term term(String word) {
        List<Spelling> spellings = new ArrayList<>();
        if (PHONE.matcher(word).matches()) {
            spellings.add(new Spelling(digits(word), false));
            if (!word.matches("[0-9]+|\\+.*")) {
                spellings.add(new Spelling(word, false));
            }
        } else {
            spellings.add(new Spelling(word, false));
            if (UMLAUT.matcher(word.toLowerCase(Locale.GERMAN)).find()) {
                spellings.add(new Spelling(word, true));
            }
        }
        return new Term(List.copyOf(spellings));
    }

    /** Digits as stored numbers have them: without + or 00 in front of the country code. */
    private static String digits(String number) {
        return number.replaceFirst("^(\\+|00)(?=[1-9])", "").replace("(0)", "").replaceAll("[^0-9]", "");
    }
}

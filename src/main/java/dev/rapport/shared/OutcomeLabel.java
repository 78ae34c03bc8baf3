package dev.rapport.shared;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a model calls an outcome, as items keep it: models change, and what has been kept does not (rule 34).
 *
 * @param de the German words
 * @param en the English ones; null where the German ones are all there is
 * @param colour how it is marked, one of {@code green}, {@code amber}, {@code red}, {@code blue}, {@code violet} and
 *     {@code grey}; null for the colour of its status
 */
public record OutcomeLabel(
        String de, @Nullable String en, @Nullable String colour) {

    /** The words as a person of this language reads them. */
    public String in(Locale reader) {
        return en != null && Languages.isEnglish(reader) ? en : de;
    }

    private static final int LONGEST = 60;

    /** What is kept of a name on a drawing, which may have several lines and any length. */
    public static String line(String name) {
        String line = name.replaceAll("\\s+", " ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }

    /** A label of its parts; null where there are no words. */
    public static @Nullable OutcomeLabel of(@Nullable String de, @Nullable String en, @Nullable String colour) {
        return de == null ? null : new OutcomeLabel(de, en, colour);
    }

    /** Reads the columns {@code outcome_label}, {@code outcome_label_en} and {@code outcome_colour}. */
    public static @Nullable OutcomeLabel of(ResultSet row) throws SQLException {
        return of(row.getString("outcome_label"), row.getString("outcome_label_en"), row.getString("outcome_colour"));
    }
}

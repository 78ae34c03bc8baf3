package dev.rapport.shared;

import java.util.List;
import java.util.Locale;

/** The languages in which everything is said; whoever reads neither reads the first. */
public final class Languages {

    public static final List<Locale> ALL = List.of(Locale.GERMAN, Locale.ENGLISH);

    private Languages() {}

    public static boolean isEnglish(Locale reader) {
        return reader.getLanguage().equals(Locale.ENGLISH.getLanguage());
    }

    /** What somebody reads who asks for this. */
    public static Locale of(Locale reader) {
        return isEnglish(reader) ? Locale.ENGLISH : Locale.GERMAN;
    }
}

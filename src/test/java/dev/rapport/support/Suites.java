package dev.rapport.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the suites of faults share: how long they take, and where they say what they have measured. */
public final class Suites {

    /** Whether there is time, see README. */
    public static final boolean LONG = Boolean.getBoolean("rapport.long");

    private Suites() {}

    /** Writes {@code target/figures/<name>.md}. */
    public static void figures(String name, String table) {
        Path file = Path.of("target", "figures", name + ".md");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

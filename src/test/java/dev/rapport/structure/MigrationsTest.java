package dev.rapport.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Migrations are only added to (ADR 34): what a database somewhere has run stays as it is. */
@Tag("fast")
class MigrationsTest {

    private static final Path FOLDER = Path.of("src/main/resources/db/migration");

    /** As {@code sha256sum} writes it. */
    private static final Path KEPT = Path.of("src/test/resources/migrations.sha256");

    private static final Pattern NAME = Pattern.compile("V\\d+__[a-z0-9_]+\\.sql");

    private static final Pattern TAKES_AWAY = Pattern.compile(
            "\\bdrop\\s+(?!not\\s+null|default)\\w+|\\brename\\s+(to|column|constraint)\\b|\\bset\\s+schema\\b",
            Pattern.CASE_INSENSITIVE);

    /** Migrations that take away what no version in use needs any more. */
    private static final Set<String> TIDYING = Set.of(
            "V35__listed_contacts.sql",
            "V38__listed_measures.sql",
            "V46__measures.sql",
            "V47__next_mail.sql",
            "V48__found_lately.sql",
            "V50__any_lead.sql",
            "V52__notices.sql",
            "V53__outcomes.sql",
            "V57__ways.sql",
            "V59__moves_without_what_is_missing.sql",
            "V60__cheaper_guards.sql");

    @Test
    void noneIsEdited() throws IOException {
        assertThat(migrations())
                .as("a migration is never edited: write a new one, and add its line of sha256sum to %s", KEPT)
                .isEqualTo(kept());
    }

    /** Flyway passes over what it cannot read as a version, without a word. */
    @Test
    void areNamedAsFlywayReadsThem() throws IOException {
        assertThat(migrations().keySet()).allSatisfy(name -> assertThat(name).matches(NAME));
    }

    @Test
    void takeNothingAway() throws IOException {
        for (String name : migrations().keySet()) {
            if (!TIDYING.contains(name)) {
                String statements = Files.readString(FOLDER.resolve(name)).replaceAll("--[^\n]*", "");
                assertThat(TAKES_AWAY.matcher(statements).results().map(result -> result.group()))
                        .as(name)
                        .isEmpty();
            }
        }
    }

    private static Map<String, String> migrations() throws IOException {
        Map<String, String> sums = new TreeMap<>();
        try (var files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                sums.put(file.getFileName().toString(), sha256(Files.readString(file)));
            }
        }
        return sums;
    }

    private static Map<String, String> kept() throws IOException {
        Map<String, String> sums = new TreeMap<>();
        for (String line : Files.readAllLines(KEPT)) {
            String[] parts = line.split(" {2}", 2);
            sums.put(parts[1], parts[0]);
        }
        return sums;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

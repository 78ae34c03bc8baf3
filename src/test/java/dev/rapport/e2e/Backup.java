package dev.rapport.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

/** Dump and restore by the README's own lines, run by PostgreSQL's own programs. */
final class Backup {

    private static final Pattern LINE =
            Pattern.compile("^(?:pg_dump|createdb|pg_restore|psql -v) .*$", Pattern.MULTILINE);

    private final OperatorsDatabase database;
    private final Path folder;
    private final List<String> lines;

    /** @param name of its folder below {@code target/e2e} */
    Backup(OperatorsDatabase database, String name) throws IOException {
        this.database = database;
        this.folder = RapportProcess.home(name);
        RapportProcess.delete(folder);
        Files.createDirectories(folder);
        // the lines are for the root of the project
        Files.createSymbolicLink(folder.resolve("src"), Path.of("src").toAbsolutePath());
        String readme = Files.readString(Path.of("README.md"));
        lines = LINE.matcher(readme.substring(readme.indexOf("\n## Backup and repair\n")))
                .results()
                .map(line -> line.group())
                .toList();
        assertThat(lines)
                .extracting(line -> line.substring(0, line.indexOf(' ')))
                .containsExactly("pg_dump", "createdb", "pg_restore", "psql");
    }

    /** Where a dump is written to and read from. */
    Path file() {
        return folder.resolve("rapport.dump");
    }

    void dump() {
        run(0);
    }

    /** Into a server that has no such database, and for two roles. */
    void restore() throws SQLException {
        for (int i = 1; i < lines.size(); i++) {
            run(i);
        }
        database.showAll();
    }

    private void run(int line) {
        PostgresClient.get().run(lines.get(line), folder, database.client());
    }
}

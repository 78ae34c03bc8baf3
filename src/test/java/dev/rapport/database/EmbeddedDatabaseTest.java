package dev.rapport.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded PostgreSQL by itself. */
class EmbeddedDatabaseTest {

    @Test
    void aForeignServerOnItsPortIsNotAdopted(@TempDir Path folder) throws Exception {
        Path own = Files.createDirectories(folder.resolve("own"));
        try (EmbeddedDatabase foreign = EmbeddedDatabase.start(folder.resolve("foreign"))) {
            Files.copy(folder.resolve("foreign/postgres.port"), own.resolve("postgres.port"));

            assertThatThrownBy(() -> EmbeddedDatabase.start(own))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Another PostgreSQL")
                    .hasMessageContaining(folder.resolve("foreign").toString());

            // and it was left as it was
            try (var connection = DriverManager.getConnection(foreign.jdbcUrl(), "postgres", "")) {
                assertThat(connection.isValid(5)).isTrue();
            }
        }
    }
}

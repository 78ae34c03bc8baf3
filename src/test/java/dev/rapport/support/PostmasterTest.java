package dev.rapport.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;

@IntegrationTest
class PostmasterTest {

    @Value("${rapport.data-dir}")
    private Path data;

    @Test
    void isTheServerThatRunsOnTheFolder() {
        assertThat(Postmaster.of(data))
                .hasValueSatisfying(server ->
                        assertThat(server.info().command().orElseThrow()).endsWith("postgres"));
    }

    /** A process id is given again: a file that was left behind may name anybody. */
    @Test
    void isNobodyElseWhomAStaleFileNames(@TempDir Path stale) throws Exception {
        Path file = Files.createDirectories(stale.resolve("postgres")).resolve("postmaster.pid");
        Process other = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(file, other.pid() + "\n" + stale.resolve("postgres") + "\n");
            Postmaster.stop(stale);
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }

        Files.copy(data.resolve("postgres/postmaster.pid"), file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(Postmaster.of(stale))
                .as("a PostgreSQL, but that of another folder")
                .isEmpty();
    }

    @Test
    void isNobodyWhereNoneRan(@TempDir Path empty) {
        assertThat(Postmaster.of(empty)).isEmpty();
    }
}

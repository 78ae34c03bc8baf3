package dev.rapport.support;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** The PostgreSQL server that runs on a data folder of ours, if one does. */
public final class Postmaster {

    private Postmaster() {}

    /**
     * Finds it by the file that the server leaves. The file outlives a server that was killed, and its number may be
     * anybody's by then: only a server that was started on this very folder is meant.
     *
     * @param data Rapport's data folder
     */
    public static Optional<ProcessHandle> of(Path data) {
        Path folder = data.toAbsolutePath().normalize().resolve("postgres");
        Path pidFile = folder.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        try {
            return Files.readAllLines(pidFile).stream()
                    .findFirst()
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> runsOn(process, folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it and waits until it has ended. */
    public static void stop(Path data) {
        of(data).ifPresent(server -> {
            server.destroy();
            await("PostgreSQL stopped").atMost(Duration.ofSeconds(30)).until(() -> !server.isAlive());
        });
    }

    private static boolean runsOn(ProcessHandle process, Path folder) {
        ProcessHandle.Info info = process.info();
        return info.command().filter(command -> command.contains("postgres")).isPresent()
                && info.arguments()
                        .filter(arguments -> Arrays.asList(arguments).contains(folder.toString()))
                        .isPresent();
    }
}

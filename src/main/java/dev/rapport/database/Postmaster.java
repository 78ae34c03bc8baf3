package dev.rapport.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The processes of a PostgreSQL server on a data folder. */
final class Postmaster {

    private static final String PROGRAM = "postgres";

    private final Path data;

    Postmaster(Path data) {
        this.data = data;
    }

    /**
     * The server that runs, found by the file that it leaves in the folder. The file outlives a server that was killed, and
     * its number may be anybody's by then, or that of a dead process whom nobody has buried.
     */
    Optional<ProcessHandle> running() {
        try {
            return Files.readAllLines(file()).stream()
                    .findFirst()
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())))
                    .filter(this::runsHere);
        } catch (NoSuchFileException | NumberFormatException notThereOrHalfWritten) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A server that dies leaves its file, and the next one refuses to start when somebody else has that number by then.
     */
    void forgetDead() throws IOException {
        if (running().isEmpty()) {
            Files.deleteIfExists(file());
        }
    }

    /**
     * What is left of a server that was killed: its children end when they see it, but not before the end of a long
     * statement, and until then no other server starts here. Known only where {@code /proc} tells.
     */
    List<ProcessHandle> orphans() {
        if (running().isPresent()) {
            return List.of();
        }
        return ProcessHandle.allProcesses()
                .filter(process ->
                        process.info().command().filter(Postmaster::isPostgres).isPresent())
                .filter(this::worksHere)
                .toList();
    }

    private Path file() {
        return data.resolve("postmaster.pid");
    }

    private boolean runsHere(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        return process.isAlive()
                && info.command().filter(Postmaster::isPostgres).isPresent()
                && (worksHere(process)
                        // not every operating system tells them
                        || info.arguments()
                                .map(arguments -> Arrays.asList(arguments).contains(data.toString()))
                                .orElse(true));
    }

    private boolean worksHere(ProcessHandle process) {
        try {
            return Files.isSameFile(Path.of("/proc", Long.toString(process.pid()), "cwd"), data);
        } catch (IOException endedOrUnknown) {
            return false;
        }
    }

    private static boolean isPostgres(String command) {
        Path name = Path.of(command).getFileName();
        return name != null && name.toString().startsWith(PROGRAM);
    }
}

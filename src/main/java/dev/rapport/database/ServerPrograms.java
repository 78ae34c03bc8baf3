package dev.rapport.database;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The programs that belong to a server, for what the library that starts it has no word for: starting it a second time,
 * and setting a password before anybody can connect.
 */
final class ServerPrograms {

    /** How a program ended: with 0 when all went well, and what it said. */
    record Ended(int code, List<String> said) {

        boolean well() {
            return code == 0;
        }

        String lastWords() {
            return said.stream()
                    .filter(line -> line.contains("FATAL") || line.contains("PANIC") || line.contains("ERROR"))
                    .reduce((first, last) -> last)
                    .or(() -> said.stream()
                            .filter(line -> line.startsWith("pg_ctl: could not"))
                            .findFirst())
                    .orElse("without a word");
        }
    }

    private static final Logger log = LoggerFactory.getLogger(ServerPrograms.class);

    private static final String OPTIONS = "postmaster.opts";

    private final Path binaries;
    private final Path data;
    private @Nullable String options;

    ServerPrograms(Path binaries, Path data) {
        this.binaries = binaries;
        this.data = data;
    }

    /** Keeps the options of the server that runs: one that is killed while it writes them leaves an empty file. */
    void remember() throws IOException {
        options = Files.readString(data.resolve(OPTIONS));
    }

    /** Waits until it answers, for at most a minute; with the options of its last start. */
    Ended startAgain() throws IOException, InterruptedException {
        if (options != null) {
            Files.writeString(data.resolve(OPTIONS), options);
        }
        return run("", "pg_ctl", "-D", data.toString(), "-w", "-t", "60", "restart");
    }

    Ended stop() throws IOException, InterruptedException {
        return run("", "pg_ctl", "-D", data.toString(), "-m", "fast", "-w", "-t", "60", "stop");
    }

    /** Without a server: nobody can connect meanwhile. */
    Ended execute(String sql) throws IOException, InterruptedException {
        return run(sql + "\n", "postgres", "--single", "-D", data.toString(), "-c", "exit_on_error=on", "postgres");
    }

    private Ended run(String input, String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            // PostgreSQL refuses to run as root, and in a namespace of its own it does not see that it does
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(folder().resolve(program).toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> said = Collections.synchronizedList(new ArrayList<>());
        Thread listener = new Thread(() -> listen(process, said), "listens-to-" + program);
        listener.setDaemon(true);
        listener.start();
        try (Writer to = process.outputWriter(StandardCharsets.UTF_8)) {
            to.write(input);
        } catch (IOException e) {
            log.debug("{} ended before it had read what it was told; its code and words say why", program, e);
        }
        int code = process.waitFor();
        // a server that was started holds the other end for as long as it lives
        listener.join(TimeUnit.SECONDS.toMillis(1));
        return new Ended(code, List.copyOf(said));
    }

    private static void listen(Process process, List<String> said) {
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                said.add(line);
            }
        } catch (IOException e) {
            log.debug("A program has ended that was listened to", e);
        }
    }

    /** Those that the server ran with last, else those that were unpacked last. */
    private Path folder() throws IOException {
        Path file = data.resolve(OPTIONS);
        if (Files.exists(file)) {
            String server = Files.readString(file).replaceFirst(" \".*", "").strip();
            Path folder = Path.of(server).getParent();
            if (folder != null && Files.isExecutable(folder.resolve("pg_ctl"))) {
                return folder;
            }
        }
        try (Stream<Path> unpacked = Files.list(binaries)) {
            Optional<Path> latest = unpacked.filter(each -> Files.exists(each.resolve(".exists")))
                    .max(Comparator.comparing(
                            each -> each.resolve(".exists").toFile().lastModified()));
            return latest.orElseThrow(() -> new IOException("No PostgreSQL in " + binaries))
                    .resolve("bin");
        }
    }
}

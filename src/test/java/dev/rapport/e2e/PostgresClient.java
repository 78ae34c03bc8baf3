package dev.rapport.e2e;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.rapport.e2e.Commands.Ended;
import dev.rapport.e2e.UnpackedJar.Made;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * PostgreSQL's own programs, as an operator runs them: those that are installed and no older than the server, else, on Debian,
 * those of its release 13, unpacked below the user's home beside whatever is installed, with the libraries that they need.
 */
final class PostgresClient {

    /** Of the server; an older {@code pg_dump} refuses it. */
    private static final int SERVER = 17;

    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

    /** In either form of such files; what ends in -security or -backports is another one. */
    private static final Pattern ARCHIVE = Pattern.compile("\\bhttps?://\\S+/debian/?(?=\\s)");

    private static final Path HOME = Path.of(System.getProperty("user.home"), ".cache", "rapport", "postgresql-client");

    private static final String PACKAGE = "postgresql-client-" + SERVER;

    private static final String KEYS = "/usr/share/keyrings/debian-archive-keyring.gpg";

    private static final Path APT = Path.of("/usr/bin/apt-get");

    private static final Optional<PostgresClient> FOUND = installed().or(PostgresClient::unpacked);

    /** What a program of another release has to be started with; empty for installed ones. */
    private final List<String> loader;

    private final Path programs;

    private PostgresClient(List<String> loader, Path programs) {
        this.loader = loader;
        this.programs = programs;
    }

    /** Fails on the build server if there is none; elsewhere the test is skipped. */
    static PostgresClient get() {
        if (FOUND.isPresent()) {
            return FOUND.get();
        }
        String sentence =
                "Dump and restore are tried with pg_dump %d or newer. None is on the PATH, and none could be unpacked."
                                .formatted(SERVER)
                        + " Install it (Debian 13: apt-get install " + PACKAGE + ").";
        if ("true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(sentence);
        }
        return abort(sentence);
    }

    /**
     * Runs a line as it stands in the README; fails unless it ends well.
     *
     * @param folder where files without a path are
     * @param environment where the server is, and who asks
     */
    void run(String line, Path folder, Map<String, String> environment) {
        List<String> words = List.of(line.split(" ", -1));
        List<String> command = new ArrayList<>(loader);
        command.add(programs.resolve(words.get(0)).toString());
        command.addAll(words.subList(1, words.size()));
        Ended ended = Commands.run(command, environment, folder);
        if (!ended.well()) {
            throw new AssertionError(line + "\n" + ended.lastLines());
        }
    }

    private static Optional<PostgresClient> installed() {
        Stream<Path> onPath =
                Stream.of(System.getenv("PATH").split(File.pathSeparator, -1)).map(Path::of);
        // on Debian what is on the path chooses a version by itself
        return Stream.concat(versionsBelow(Path.of("/usr/lib/postgresql")), onPath)
                .map(folder -> new PostgresClient(List.of(), folder))
                .filter(PostgresClient::isNewEnough)
                .findFirst();
    }

    private boolean isNewEnough() {
        if (!Files.isExecutable(programs.resolve("pg_dump"))) {
            return false;
        }
        List<String> asked = new ArrayList<>(loader);
        asked.add(programs.resolve("pg_dump").toString());
        asked.add("--version");
        Matcher version = VERSION.matcher(
                String.join("", Commands.run(asked, Map.of(), Path.of("")).lines()));
        return version.find() && Integer.parseInt(version.group(1)) >= SERVER;
    }

    private static Stream<Path> versionsBelow(Path folder) {
        try (Stream<Path> versions = Files.isDirectory(folder) ? Files.list(folder) : Stream.of()) {
            return versions.map(version -> version.resolve("bin")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is installed is neither touched nor asked: the programs find only the libraries that come with them. */
    private static Optional<PostgresClient> unpacked() {
        Made made = new Made(HOME, PACKAGE);
        if (!made.isThere()) {
            if (!Files.isExecutable(APT) || !Files.exists(Path.of(KEYS))) {
                return Optional.empty();
            }
            RapportProcess.delete(HOME);
            if (!unpack()) {
                return Optional.empty();
            }
            made.remember();
        }
        Path loader = loader();
        return Optional.of(new PostgresClient(
                List.of(loader.toString(), "--library-path", loader.getParent().toString()),
                HOME.resolve("root/usr/lib/postgresql/" + SERVER + "/bin")));
    }

    private static boolean unpack() {
        try {
            Optional<String> repository = debian();
            if (repository.isEmpty()) {
                return false;
            }
            for (String folder : List.of("lists/partial", "archives/partial", "root")) {
                Files.createDirectories(HOME.resolve(folder));
            }
            Files.writeString(HOME.resolve("status"), "");
            Files.writeString(
                    HOME.resolve("sources.list"),
                    "deb [signed-by=%s] %s trixie main%n".formatted(KEYS, repository.get()));
            if (!Commands.run(PACKAGE + " is looked for in Debian 13, for the tests of dump and restore", apt("update"))
                    || !Commands.run(
                            "It is fetched into " + HOME + ", with the libraries that it needs",
                            apt("--yes", "--no-install-recommends", "--download-only", "install", PACKAGE))) {
                return false;
            }
            try (Stream<Path> packages = Files.list(HOME.resolve("archives"))) {
                for (Path each : packages.filter(file -> file.toString().endsWith(".deb"))
                        .toList()) {
                    Ended ended = Commands.run(
                            List.of(
                                    "dpkg-deb",
                                    "--extract",
                                    each.toString(),
                                    HOME.resolve("root").toString()),
                            Map.of(),
                            HOME);
                    if (!ended.well()) {
                        System.out.println(ended.lastLines());
                        return false;
                    }
                    Files.delete(each);
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where this machine gets its own packages from, whether it has looked there already or not. */
    private static Optional<String> debian() throws IOException {
        List<Path> sources = new ArrayList<>(List.of(Path.of("/etc/apt/sources.list")));
        Path more = Path.of("/etc/apt/sources.list.d");
        if (Files.isDirectory(more)) {
            try (Stream<Path> files = Files.list(more)) {
                sources.addAll(files.sorted().toList());
            }
        }
        for (Path each : sources) {
            Matcher found = ARCHIVE.matcher(Files.isReadable(each) ? Files.readString(each) : "");
            if (found.find()) {
                return Optional.of(found.group());
            }
        }
        return Optional.empty();
    }

    /** With lists, cache and an empty machine of its own, so that it knows what is needed and changes nothing. */
    private static List<String> apt(String... arguments) {
        List<String> command = new ArrayList<>(List.of(APT.toString(), "--quiet"));
        for (String option : List.of(
                "Dir::Etc::sourcelist=" + HOME.resolve("sources.list"),
                "Dir::Etc::sourceparts=-",
                "Dir::State=" + HOME,
                "Dir::State::lists=" + HOME.resolve("lists"),
                "Dir::State::status=" + HOME.resolve("status"),
                "Dir::Cache=" + HOME,
                "Dir::Cache::archives=" + HOME.resolve("archives"),
                "Acquire::Languages=none",
                "APT::Sandbox::User=" + System.getProperty("user.name"),
                "Debug::NoLocking=true")) {
            command.add("--option");
            command.add(option);
        }
        command.addAll(List.of(arguments));
        return command;
    }

    private static Path loader() {
        try (Stream<Path> files = Files.walk(HOME.resolve("root"))) {
            return files.filter(
                            file -> file.getFileName().toString().startsWith("ld-linux") && Files.isRegularFile(file))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("There is no libc in " + HOME));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.rapport.e2e;

import dev.rapport.e2e.UnpackedJar.Made;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/**
 * The first start of a jar on a day, of which all others profit. Tables, engine, models and the demonstration, which lies
 * around that day, are made once and copied; the classes it loaded are kept in an archive, which a JVM maps instead of
 * reading and verifying them again. It is a start like any other: if it fails, so does everything.
 */
final class FirstStart {

    /** Made by a start for itself: where its server listens, and that it runs. */
    private static final Set<String> OF_ONE_START = Set.of("postgres.port", "postmaster.pid", "epg-lock");

    private static final String SERVER = "postgres-binaries";

    private static final String NAME = "first";

    private static final String CLASSES = "classes.jsa";

    private final Path home = RapportProcess.home(NAME);

    private FirstStart() {
        Made made = new Made(
                home,
                UnpackedJar.HASH + " " + LocalDate.now(ZoneId.of("Europe/Berlin")) + " "
                        + System.getProperty("java.vm.version"));
        if (!made.isThere()) {
            RapportProcess.first(NAME, CLASSES);
            made.remember();
        }
    }

    /** Takes place when it is asked for. */
    static FirstStart done() {
        return Once.FIRST;
    }

    private static final class Once {
        static final FirstStart FIRST = new FirstStart();
    }

    /** The archive of classes, where this JVM can make one. */
    Optional<Path> classes() {
        return Optional.of(home.resolve(CLASSES)).filter(Files::exists);
    }

    /** Gives another start the same data. */
    void copyTo(Path folder) {
        Path data = home.resolve(RapportProcess.DATA);
        try {
            Files.walkFileTree(data, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes attributes) throws IOException {
                    Files.copy(from, target(from), StandardCopyOption.COPY_ATTRIBUTES);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path from, BasicFileAttributes attributes) throws IOException {
                    if (data.relativize(from).startsWith(SERVER) && !attributes.isSymbolicLink()) {
                        // a program is only read
                        Files.createLink(target(from), from);
                    } else if (!OF_ONE_START.contains(from.getFileName().toString())) {
                        Files.copy(from, target(from), StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
                    }
                    return FileVisitResult.CONTINUE;
                }

                private Path target(Path from) {
                    return folder.resolve(data.relativize(from));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.rapport.e2e;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The packaged application, unpacked as the container image unpacks it: so it starts faster. Done once for each jar. */
final class UnpackedJar {

    private static final Path FOLDER = Path.of("target", "e2e", "unpacked").toAbsolutePath();

    /** Of the jar's content. */
    static final String HASH;

    private static final Path JAR;

    static {
        Path jar = Path.of(System.getProperty("rapport.jar", "target/rapport.jar"));
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing: run mvn verify, or mvn -DskipTests package first");
        }
        HASH = hash(jar);
        JAR = FOLDER.resolve(jar.getFileName());
        Made unpacked = new Made(FOLDER, HASH);
        if (!unpacked.isThere()) {
            RapportProcess.delete(FOLDER);
            unpack(jar);
            unpacked.remember();
        }
    }

    private UnpackedJar() {}

    /** The libraries by name: what a manifest names, Tomcat does not search for the webapps' files. */
    static String classPath() {
        return JAR + File.pathSeparator + JAR.resolveSibling("lib") + File.separator + "*";
    }

    private static void unpack(Path jar) {
        try {
            int exit = new ProcessBuilder(
                            RapportProcess.JAVA,
                            "-Djarmode=tools",
                            "-jar",
                            jar.toString(),
                            "extract",
                            "--destination",
                            FOLDER.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException(jar + " cannot be unpacked into " + FOLDER);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String hash(Path jar) {
        try (InputStream content = Files.newInputStream(jar)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            content.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A folder that is made once, and what it was made from. Nothing is written down before it is finished, so that what
     * was interrupted is made again.
     */
    record Made(Path folder, String from) {

        boolean isThere() {
            try {
                return Files.exists(note()) && Files.readString(note()).equals(from);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void remember() {
            try {
                Files.writeString(note(), from);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private Path note() {
            return folder.resolve("made-from");
        }
    }
}

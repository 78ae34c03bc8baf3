package dev.rapport.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The password of the embedded server's superuser. It stands beside the data, for the owner alone, and the server lets
 * nobody in without it: other users of the machine reach the port as well.
 */
final class DatabaseKey {

    private static final Logger log = LoggerFactory.getLogger(DatabaseKey.class);

    private static final int BYTES = 32;

    private final Path file;
    private final String password;

    private DatabaseKey(Path file, String password) {
        this.file = file;
        this.password = password;
    }

    /** The one in the file, which is made when it is missing. */
    static DatabaseKey in(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[BYTES];
            new SecureRandom().nextBytes(random);
            OwnerOnly.write(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        }
        return new DatabaseKey(file, Files.readString(file).strip());
    }

    String password() {
        return password;
    }

    Path file() {
        return file;
    }

    /**
     * Makes the data ask for this password, before its server starts. Data from a time when there was none, and data that
     * came from elsewhere, is given it by the server's own single-user mode, in which nobody can connect.
     *
     * @param isNew made a moment ago, and with this password
     */
    void locks(Path data, Postmaster postmaster, ServerPrograms programs, boolean isNew) {
        try {
            Path rules = data.resolve("pg_hba.conf");
            if (Files.exists(rules) && Files.readString(rules).equals(rules())) {
                return;
            }
            if (!isNew) {
                if (postmaster.running().isPresent()) {
                    must(programs.stop());
                }
                must(programs.execute("alter role postgres password '" + password + "'"));
                log.info("The embedded PostgreSQL asks for a password from now on: the one in {}", file);
            }
            // at last: until they are there, all this is done again
            OwnerOnly.write(rules, rules());
        } catch (IOException e) {
            throw new IllegalStateException("The data in " + data + " cannot be given a password", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the data in " + data + " was given a password", e);
        }
    }

    private static void must(ServerPrograms.Ended program) {
        if (!program.well()) {
            throw new IllegalStateException("PostgreSQL says: " + program.lastWords());
        }
    }

    /** Whom the server lets in. They name the password they were made for, by something that does not give it away. */
    private String rules() {
        return """
                # Written by Rapport at every start. The password is in %s beside the data; its mark is
                # %s
                local all         all              scram-sha-256
                host  all         all 127.0.0.1/32 scram-sha-256
                host  all         all ::1/128      scram-sha-256
                """.formatted(file.getFileName(), mark());
    }

    private String mark() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(password.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.rapport.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.camunda.bpm.engine.impl.digest.PasswordEncryptor;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Lets the engine's identity tables hold passwords as Spring Security hashes them. The engine appends its salt to the
 * password; bcrypt reads 72 bytes only, so both go through SHA-256 first and no password is cut off.
 */
final class StrongPasswordEncryptor implements PasswordEncryptor {

    private final PasswordEncoder encoder;

    StrongPasswordEncryptor(PasswordEncoder encoder) {
        this.encoder = encoder;
    }

    @Override
    public String encrypt(String saltedPassword) {
        return encoder.encode(digest(saltedPassword));
    }

    @Override
    public boolean check(String saltedPassword, String encrypted) {
        return encoder.matches(digest(saltedPassword), encrypted);
    }

    @Override
    public String hashAlgorithmName() {
        // part of every stored hash's prefix: never rename
        return "sha256-bcrypt";
    }

    private static String digest(String saltedPassword) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(saltedPassword.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}

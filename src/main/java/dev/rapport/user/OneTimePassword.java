package dev.rapport.user;

import java.security.SecureRandom;
import java.util.Base64;

/** A password that nobody made up and that is shown once. */
final class OneTimePassword {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** 24 characters with 144 bits of chance. */
    static String next() {
        byte[] random = new byte[18];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().encodeToString(random);
    }

    private OneTimePassword() {}
}

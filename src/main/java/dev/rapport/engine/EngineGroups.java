package dev.rapport.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;

/** The engine's group ids and the authorities they are in Spring Security: {@code processAdmin}, ROLE_PROCESS_ADMIN. */
public final class EngineGroups {

    private static final String PREFIX = "ROLE_";

    /** Those who design and deploy the models. */
    public static final String PROCESS_ADMIN = "processAdmin";

    /** Those who take on contacts and measures. */
    public static final String STAFF = "staff";

    private EngineGroups() {}

    public static String authority(String group) {
        return PREFIX + role(group);
    }

    /** The authority without its prefix: PROCESS_ADMIN. */
    static String role(String group) {
        return group.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }

    static String group(String authority) {
        String[] words =
                authority.substring(PREFIX.length()).toLowerCase(Locale.ROOT).split("_", -1);
        return words[0]
                + Arrays.stream(words)
                        .skip(1)
                        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .collect(Collectors.joining());
    }

    static List<String> of(Authentication login) {
        return login.getAuthorities().stream()
                .map(authority -> String.valueOf(authority.getAuthority()))
                .filter(authority -> authority.startsWith(PREFIX))
                .map(EngineGroups::group)
                .toList();
    }
}

package dev.rapport.e2e;

import dev.rapport.support.HealthCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How the container image starts the application, as it stands in the Dockerfile. */
final class Image {

    private static final Pattern OPTIONS = Pattern.compile("JAVA_TOOL_OPTIONS=\"([^\"]+)\"");

    private Image() {}

    /** For the Java virtual machine; the archive of classes is the one that end-to-end tests make in the same way. */
    static List<String> options() throws IOException {
        Matcher options = OPTIONS.matcher(Files.readString(HealthCheck.DOCKERFILE));
        if (!options.find()) {
            throw new AssertionError(HealthCheck.DOCKERFILE + " has no options for Java");
        }
        return Stream.of(options.group(1).split(" ", -1))
                .filter(option -> !option.startsWith("-XX:SharedArchiveFile="))
                .toList();
    }
}

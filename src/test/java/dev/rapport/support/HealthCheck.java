package dev.rapport.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** What the container asks itself, as it stands in the Dockerfile. */
public final class HealthCheck {

    public static final Path DOCKERFILE = Path.of("src/main/docker/Dockerfile");

    private static final Pattern CHECK =
            Pattern.compile("^HEALTHCHECK [^\\n]*\\\\\\n\\s*CMD (\\[.*])$", Pattern.MULTILINE);

    private static final int SECONDS = 10;

    private HealthCheck() {}

    /** Runs it, with an environment in which nothing else is set. Needs {@code bash}, as the image has it. */
    public static boolean isHealthy(Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command()).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().putAll(environment);
        Process check = builder.start();
        if (!check.waitFor(SECONDS, TimeUnit.SECONDS)) {
            check.destroyForcibly();
            return false;
        }
        return check.exitValue() == 0;
    }

    private static List<String> command() throws IOException {
        Matcher check = CHECK.matcher(Files.readString(DOCKERFILE));
        if (!check.find()) {
            throw new AssertionError(DOCKERFILE + " has no health check");
        }
        return List.of(JsonMapper.builder().build().readValue(check.group(1), String[].class));
    }
}

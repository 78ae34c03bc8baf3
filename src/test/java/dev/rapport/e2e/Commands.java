package dev.rapport.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs other programs, and says on the console what they do to the machine and what they said when they failed. */
final class Commands {

    private static final int MINUTES = 10;

    private static final int LAST_LINES = 15;

    private Commands() {}

    /** @param doing said before; whether it worked is the answer */
    static boolean run(String doing, List<String> command) {
        System.out.println(doing + " …");
        Ended ended = run(command, Map.of("DEBIAN_FRONTEND", "noninteractive"), Path.of(""));
        if (ended.well()) {
            return true;
        }
        System.out.println("That failed:");
        System.out.println(ended.lastLines());
        return false;
    }

    /** How a program ended, and all that it said. */
    record Ended(boolean well, List<String> lines) {

        String lastLines() {
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        }
    }

    static Ended run(List<String> command, Map<String, String> environment, Path folder) {
        try {
            // not inherited: the console of a test's JVM is the channel to Maven
            Path output = Files.createTempFile("command", ".log");
            try {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .directory(folder.toAbsolutePath().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
                builder.environment().putAll(environment);
                Process process = builder.start();
                boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
                if (!ended) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                }
                return new Ended(ended && process.exitValue() == 0, Files.readAllLines(output));
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Ended(false, List.of("interrupted"));
        }
    }
}

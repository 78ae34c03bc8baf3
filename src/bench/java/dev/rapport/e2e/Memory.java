package dev.rapport.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process occupies, as Linux says it. */
final class Memory {

    private Memory() {}

    /** Megabytes that are in memory now. */
    static long resident(ProcessHandle process) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow()
                >> 10;
    }
}

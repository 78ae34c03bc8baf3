package dev.rapport.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * CPU milliseconds that processes have spent since they began, as Linux counts them in {@code /proc}, to the nearest 10.
 *
 * @param application all threads of the application's JVM, its collector's too, without its compiler's: those come to rest once
 *     everything is warm. What a thread of the compiler did that has ended in between counts as the application's
 * @param compiler the threads that compile
 * @param database all processes of its PostgreSQL, those that have ended and those that tidy up too
 */
record Cpu(double application, double compiler, double database) {

    /** Linux tells times in hundredths of a second, whatever its clock does. */
    private static final double TICK = 10;

    /** Counted from the end of the name, which may hold blanks: of a process itself, then with those it has waited for. */
    private static final int USER = 11;

    private static final int WITH_CHILDREN = 4;

    static Cpu of(RapportProcess rapport) {
        return of(rapport.application(), rapport);
    }

    /** Of a program of its own on the same server. */
    static Cpu of(ProcessHandle jvm, RapportProcess rapport) {
        long pid = jvm.pid();
        double compiler = compiler(pid);
        ProcessHandle postmaster = rapport.database().orElseThrow();
        double database = spent(stat(postmaster.pid()), WITH_CHILDREN)
                + postmaster
                        .children()
                        .mapToDouble(child -> spent(stat(child.pid()), WITH_CHILDREN))
                        .sum();
        return new Cpu(spent(stat(pid), 2) - compiler, compiler, database);
    }

    Cpu since(Cpu before) {
        return new Cpu(application - before.application, compiler - before.compiler, database - before.database);
    }

    private static double compiler(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(pid), "task"))) {
            return threads.map(thread -> read(thread.resolve("stat")))
                    .filter(stat -> stat.matches("(?s)\\d+ \\(C[12] CompilerThre.*"))
                    .mapToDouble(stat -> spent(stat, 2))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String stat(long pid) {
        return read(Path.of("/proc", String.valueOf(pid), "stat"));
    }

    /** Empty for what has ended just now; its time is its parent's then. */
    private static String read(Path stat) {
        try {
            return Files.readString(stat);
        } catch (NoSuchFileException gone) {
            return "";
        } catch (IOException e) {
            // a thread that ends between opening and reading
            if (String.valueOf(e.getMessage()).contains("No such process")) {
                return "";
            }
            throw new UncheckedIOException(e);
        }
    }

    /** @param counters 2 for what it has spent itself, 4 with the children it has waited for */
    private static double spent(String stat, int counters) {
        if (stat.isEmpty()) {
            return 0;
        }
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return List.of(fields).subList(USER, USER + counters).stream()
                        .mapToLong(Long::parseLong)
                        .sum()
                * TICK;
    }
}

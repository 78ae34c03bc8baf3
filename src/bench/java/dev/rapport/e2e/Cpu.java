package dev.rapport.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * CPU milliseconds that processes have spent since they began, as Linux counts them in {@code /proc}: those of a JVM, and of
 * processes that have ended, to the nearest 10.
 *
 * @param application all threads of the application's JVM, its collector's too, without its compiler's: those come to rest once
 *     everything is warm. What a thread of the compiler did that has ended in between counts as the application's
 * @param compiler the threads that compile
 * @param database all processes of its PostgreSQL, those that have ended and those that tidy up too
 */
record Cpu(double application, double compiler, double database) {

    /** Linux tells times in hundredths of a second, whatever its clock does. */
    private static final double TICK = 10;

    private static final double NANO = 1e-6;

    /** Where a process's time stands, user's and system's, counted from behind its name, which may hold blanks. */
    private static final int OWN = 11;

    /** The same of the children that have ended. */
    private static final int ENDED = 13;

    static Cpu of(RapportProcess rapport) {
        return of(rapport.application(), rapport);
    }

    /** Of a program of its own on the same server. */
    static Cpu of(ProcessHandle jvm, RapportProcess rapport) {
        return of(List.of(jvm), rapport.database().orElseThrow());
    }

    /** Of several nodes on one server. */
    static Cpu of(List<ProcessHandle> jvms, ProcessHandle postmaster) {
        double compiler = jvms.stream().mapToDouble(jvm -> compiler(jvm.pid())).sum();
        double nodes =
                jvms.stream().mapToDouble(jvm -> ticks(process(jvm.pid()), OWN)).sum();
        double running = Stream.concat(Stream.of(postmaster), postmaster.children())
                .mapToDouble(process -> ofOneThread(process(process.pid())))
                .sum();
        return new Cpu(nodes - compiler, compiler, running + ticks(process(postmaster.pid()), ENDED));
    }

    Cpu since(Cpu before) {
        return new Cpu(application - before.application, compiler - before.compiler, database - before.database);
    }

    private static double compiler(long pid) {
        try (Stream<Path> threads = Files.list(process(pid).resolve("task"))) {
            return threads.filter(thread -> read(thread.resolve("comm")).matches("C[12] CompilerThre\\s*"))
                    .mapToDouble(Cpu::ofOneThread)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path process(long pid) {
        return Path.of("/proc", String.valueOf(pid));
    }

    /** Of a thread, or of a process that has only one. */
    private static double ofOneThread(Path thread) {
        String nanos = read(thread.resolve("schedstat")).split(" ", -1)[0];
        return nanos.isEmpty() ? 0 : Long.parseLong(nanos) * NANO;
    }

    private static double ticks(Path process, int field) {
        String stat = read(process.resolve("stat"));
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
        return LongStream.of(Long.parseLong(fields.get(field)), Long.parseLong(fields.get(field + 1)))
                        .sum()
                * TICK;
    }

    /** Empty for what has ended just now; its time is its parent's then. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException gone) {
            return "";
        } catch (IOException e) {
            // it ended between opening and reading
            if (String.valueOf(e.getMessage()).contains("No such process")) {
                return "";
            }
            throw new UncheckedIOException(e);
        }
    }
}

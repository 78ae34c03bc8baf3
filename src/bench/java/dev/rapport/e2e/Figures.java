package dev.rapport.e2e;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything one run has measured, as it is written into {@code benchmark.json} and compared with later.
 *
 * @param date when, ISO-8601
 * @param machine cores and memory
 * @param size addresses, and closed contacts
 * @param open contacts with instances
 * @param requests of one person alone that were measured
 * @param startSeconds of {@code java -jar rapport.jar} on the filled database, until it is ready
 * @param idleMegabytes resident a while later
 * @param imageSeconds the same as the image starts it
 * @param imageMegabytes resident a while later
 * @param busyMegabytes resident after all operations with 8 people
 * @param idleCpu milliseconds that application and database spend in a second in which nobody does anything
 * @param rows one for each operation
 * @param large what is done once
 */
@RecordBuilder
record Figures(
        String date,
        String machine,
        int size,
        int open,
        int requests,
        double startSeconds,
        long idleMegabytes,
        double imageSeconds,
        long imageMegabytes,
        long busyMegabytes,
        double idleCpu,
        List<Row> rows,
        List<Large> large) {

    /**
     * One operation.
     *
     * @param statements that reached the database
     * @param alone one person
     * @param together several people at once
     * @param limit what the same would cost without Rapport; null where nothing is like it
     */
    record Row(
            String name,
            int statements,
            int transactions,
            Took alone,
            Took together,
            @Nullable Limit limit) {}

    /** Milliseconds: percentiles of times, CPU of a request; and what was wrong with an answer, if anything was. */
    record Took(double p50, double p95, double p99, double application, double database, List<String> failures) {

        static Took of(Measured measured) {
            return new Took(
                    measured.percentile(50),
                    measured.percentile(95),
                    measured.percentile(99),
                    measured.application(),
                    measured.database(),
                    measured.failures());
        }

        double cpu() {
            return application + database;
        }
    }

    /**
     * What it is held against.
     *
     * @param statements of the same done without Rapport
     * @param application CPU milliseconds of the JVM that did it; 0 where only SQL was sent
     * @param database CPU milliseconds
     */
    record Limit(int statements, double application, double database) {

        double cpu() {
            return application + database;
        }
    }

    /**
     * Something large, done once.
     *
     * @param items how many it concerned
     * @param seconds until it was done
     * @param application CPU milliseconds of an item
     * @param database CPU milliseconds of an item
     * @param others 95th percentile in milliseconds of an autocomplete meanwhile
     * @param failure what went wrong, if anything did; nothing else counts then
     */
    record Large(
            String name,
            long items,
            double seconds,
            double application,
            double database,
            double others,
            @Nullable String failure) {}
}

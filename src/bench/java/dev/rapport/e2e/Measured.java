package dev.rapport.e2e;

import java.util.List;
import java.util.Locale;

/**
 * What so many requests of one kind took.
 *
 * @param nanos of each, the quickest first
 * @param cpu of all together
 * @param failures what was wrong with answers, one sentence for each
 */
record Measured(List<Long> nanos, Cpu cpu, List<String> failures) {

    int requests() {
        return nanos.size();
    }

    /** How long all but so many of a hundred took at most, in milliseconds. */
    double percentile(int percent) {
        return nanos.get(Math.min(requests() - 1, requests() * percent / 100)) / 1e6;
    }

    /** CPU milliseconds of a request, without the compiler's. */
    double application() {
        return cpu.application() / requests();
    }

    /** CPU milliseconds of a request. */
    double database() {
        return cpu.database() / requests();
    }

    /** CPU milliseconds of a request in both. */
    double both() {
        return application() + database();
    }

    /** Median and 95th percentile as two cells of a table. */
    String times() {
        return String.format(Locale.ROOT, "%.1f | %.1f", percentile(50), percentile(95));
    }
}

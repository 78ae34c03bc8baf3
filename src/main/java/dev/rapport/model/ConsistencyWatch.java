package dev.rapport.model;

import dev.rapport.engine.ConsistencyCheck.Finding;
import dev.rapport.shared.BusinessTime;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks now and then whether engine and tables still agree, and says so to the operator's tools. It mends nothing. */
@Component("consistencyHealthIndicator")
class ConsistencyWatch implements HealthIndicator, MeterBinder {

    private static final Logger log = LoggerFactory.getLogger(ConsistencyWatch.class);

    /** So many are written to the log; all of them are answered by the API. */
    private static final int TOLD = 20;

    private final Consistency consistency;
    private final BusinessTime time;
    private volatile @Nullable Look last;

    ConsistencyWatch(Consistency consistency, BusinessTime time) {
        this.consistency = consistency;
        this.time = time;
    }

    /**
     * What was found.
     *
     * @param kinds how many of each kind
     */
    private record Look(Instant at, Map<String, Long> kinds, long findings) {}

    @Scheduled(
            initialDelayString = "${rapport.consistency.first-after}",
            fixedDelayString = "${rapport.consistency.every}")
    void look() {
        List<Finding> found = consistency.find();
        Map<String, Long> kinds =
                found.stream().collect(Collectors.groupingBy(Finding::kind, TreeMap::new, Collectors.counting()));
        last = new Look(time.now(), kinds, found.size());
        if (!found.isEmpty()) {
            log.error("Engine and tables disagree, see /api/consistency: {}", kinds);
            found.stream().limit(TOLD).forEach(finding -> log.warn("Engine and tables disagree: {}", finding));
        }
    }

    /** Up all the same: work goes on, and taking every node out of service would mend nothing. */
    @Override
    public Health health() {
        Look look = last;
        if (look == null) {
            return Health.up().withDetail("checked", "not yet").build();
        }
        return Health.up()
                .withDetail("checked", look.at().toString())
                .withDetail("findings", look.kinds())
                .build();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("rapport.consistency.findings", this, watch -> {
                    Look look = watch.last;
                    return look == null ? Double.NaN : look.findings();
                })
                .description(
                        "what engine and tables disagreed about when they were last compared, stuck jobs and mails too")
                .register(registry);
    }
}

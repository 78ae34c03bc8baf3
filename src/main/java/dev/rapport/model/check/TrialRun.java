package dev.rapport.model.check;

import dev.rapport.engine.Trial;
import dev.rapport.engine.TrialItem;
import dev.rapport.shared.BusinessRuleViolation;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ParseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Runs new models before the engine takes them, each way from each beginning to each end, in transactions that are always
 * rolled back. What goes wrong there would go wrong for people.
 */
@Component
class TrialRun {

    private static final Logger log = LoggerFactory.getLogger(TrialRun.class);

    /** Longer than this nobody waits for a deployment. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** A run that does not come back is left alone; the limits of its transaction end it. */
    private static final Duration PATIENCE = LIMIT.plusSeconds(5);

    private static final Duration QUEUE = Duration.ofSeconds(25);

    private final ReentrantLock turn = new ReentrantLock(true);

    private final ObjectProvider<Trial> trial;
    private final ObjectProvider<TrialItem> items;
    private final ObjectProvider<TrialWalk> walks;

    /** A thread of its own: whoever deploys is inside a command of the engine already. One trial at a time. */
    private final ExecutorService thread = Executors.newSingleThreadExecutor(runnable -> {
        Thread own = new Thread(runnable, "model-trial");
        own.setDaemon(true);
        return own;
    });

    TrialRun(ObjectProvider<Trial> trial, ObjectProvider<TrialItem> items, ObjectProvider<TrialWalk> walks) {
        this.trial = trial;
        this.items = items;
        this.walks = walks;
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }

    List<Finding> run(Map<String, byte[]> resources) {
        String first = resources.keySet().stream()
                .filter(name -> name.endsWith(".bpmn"))
                .findFirst()
                .orElse(null);
        if (first == null) {
            return List.of();
        }
        try {
            // whoever comes second has the whole time all the same
            if (!turn.tryLock(QUEUE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw BusinessRuleViolation.conflict("deployment", "model.busy");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while another model was tried", e);
        }
        try {
            return inTime(resources, first);
        } finally {
            turn.unlock();
        }
    }

    private List<Finding> inTime(Map<String, byte[]> resources, String first) {
        var result = thread.submit(() -> tryAll(resources, first));
        try {
            return result.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            result.cancel(true);
            return List.of(late(first));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a model was tried", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    private static Finding late(String resource) {
        return Finding.error(resource, null, resource, "trial-time");
    }

    private List<Finding> tryAll(Map<String, byte[]> resources, String first) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        try {
            trial.getObject().run(resources, definitions -> {});
        } catch (ParseException e) {
            return unreadable(e);
        }
        List<Finding> found = new ArrayList<>();
        Labels labels = new Labels(resources);
        Set<String> keys = labels.processes().collect(Collectors.toSet());
        List<TrialItem> tried = items.stream()
                .filter(item -> keys.contains(item.process())
                        || item.triedAlong().stream().anyMatch(keys::contains))
                .toList();
        for (TrialItem item : tried) {
            boolean inTime = walks.getObject().walk(item, resources, labels, deadline, found);
            if (!inTime) {
                found.add(late(first));
                return found;
            }
        }
        if (found.isEmpty()) {
            tried.forEach(item -> walks.getObject().suppose(item, resources, labels, deadline, found));
        }
        return found;
    }

    /** The engine's own sentences are for programmers; which element it means is what matters. */
    private static List<Finding> unreadable(ParseException refused) {
        List<Finding> found = new ArrayList<>();
        refused.getResorceReports()
                .forEach(report -> report.getErrors().forEach(problem -> {
                    String element = problem.getMainElementId();
                    log.info("The engine cannot read {}: {}", report.getResourceName(), problem.getMessage());
                    found.add(Finding.error(
                            report.getResourceName(),
                            element,
                            element == null ? report.getResourceName() : element,
                            "engine"));
                }));
        boolean named = found.stream().anyMatch(finding -> finding.element() != null);
        return found.stream()
                .filter(finding -> !named || finding.element() != null)
                .distinct()
                .toList();
    }
}

package dev.rapport.model.check;

import dev.rapport.engine.Steps;
import dev.rapport.engine.TooManySteps;
import dev.rapport.engine.Trial;
import dev.rapport.engine.TrialItem;
import dev.rapport.model.check.TrialEngine.Move;
import dev.rapport.shared.BusinessRuleViolation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Takes one kind of item through its new model: from every way to begin it, through every outcome, timer and message, each
 * path in a transaction of its own. Paths that come to a state that is known are not followed further.
 */
@Component
class TrialWalk {

    private static final Logger log = LoggerFactory.getLogger(TrialWalk.class);

    private static final int MOST_MOVES = 12;

    private final Trial trial;
    private final TrialEngine engine;

    /** The path that is being walked: one trial runs at a time, on one thread. */
    private @Nullable Path current;

    TrialWalk(Trial trial, TrialEngine engine) {
        this.trial = trial;
        this.engine = engine;
    }

    /**
     * Takes the item along every path.
     *
     * @param found what goes wrong is added
     * @return false when the time was over first
     */
    boolean walk(TrialItem item, Map<String, byte[]> resources, Labels labels, long deadline, List<Finding> found) {
        return walk(item, "", resources, labels, deadline, found);
    }

    /**
     * Takes it along the ways that it takes where it is something else, as far as there is time: all of them have been walked in
     * the mind already.
     */
    void suppose(TrialItem item, Map<String, byte[]> resources, Labels labels, long deadline, List<Finding> found) {
        for (Map<String, Object> facts : Suppositions.of(labels, item.process())) {
            String supposed = facts.entrySet().stream()
                    .map(fact -> fact.getKey() + " = " + fact.getValue())
                    .collect(Collectors.joining(", "));
            Trial.supposing(facts, () -> walk(item, supposed, resources, labels, deadline, found));
        }
    }

    private boolean walk(
            TrialItem item,
            String supposed,
            Map<String, byte[]> resources,
            Labels labels,
            long deadline,
            List<Finding> found) {
        Set<Finding> findings = new LinkedHashSet<>();
        for (String way : item.ways()) {
            Deque<List<Move>> open = new ArrayDeque<>(List.of(List.of()));
            Set<String> seen = new HashSet<>();
            Map<List<Move>, Boolean> refused = new LinkedHashMap<>();
            while (!open.isEmpty() && System.nanoTime() <= deadline) {
                // what throws ends the transaction, and the rest goes on in another one
                Path broken = trial(resources, findings, definitions -> {
                    while (!open.isEmpty() && System.nanoTime() <= deadline) {
                        Path path = new Path(item, way, supposed, open.removeFirst(), labels, definitions);
                        current = path;
                        refused.put(path.moves, true);
                        trial.branch(() -> path.walk(seen, open));
                        refused.put(path.moves, false);
                        findings.addAll(path.found);
                    }
                });
                if (broken != null) {
                    refused.put(broken.moves, false);
                }
            }
            if (!open.isEmpty()) {
                return false;
            }
            findings.addAll(neverAccepted(item, way, supposed, refused, labels));
        }
        found.addAll(findings);
        return true;
    }

    /** Returns the path that broke the model; null where none did. */
    private @Nullable Path trial(Map<String, byte[]> resources, Set<Finding> findings, Consumer<List<String>> work) {
        current = null;
        try {
            trial.run(resources, work);
        } catch (BusinessRuleViolation refused) {
            // a refusal is an answer: a condition does not hold for what the trial made up
            log.debug("Refused in a trial: {}", refused.getMessage());
        } catch (CannotCreateTransactionException | DataAccessResourceFailureException away) {
            throw away;
        } catch (RuntimeException broken) {
            Path path = current;
            if (path == null) {
                throw broken;
            }
            log.warn("A model fails in its trial: {} {} {}", path.item.process(), path.way, path.moves, broken);
            findings.add(path.broken(broken));
            return path;
        }
        return null;
    }

    /** Tasks that no answer completes, and timers and messages that are refused, which nobody would learn of. */
    private List<Finding> neverAccepted(
            TrialItem item, String way, String supposed, Map<List<Move>, Boolean> refused, Labels labels) {
        Map<List<Move>, Boolean> hopeless = new LinkedHashMap<>();
        refused.forEach((path, no) -> {
            if (!path.isEmpty()) {
                Move last = path.get(path.size() - 1);
                List<Move> before = new ArrayList<>(path.subList(0, path.size() - 1));
                before.add(new Move(last.kind(), last.element(), null, false));
                hopeless.merge(before, no, Boolean::logicalAnd);
            }
        });
        return hopeless.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .map(path -> labels.error(
                        item.process(),
                        path.get(path.size() - 1).element(),
                        "trial-refused",
                        new Path(item, way, supposed, path.subList(0, path.size() - 1), labels, List.of()).said()))
                .toList();
    }

    /** One path, walked once. */
    private final class Path {

        private final TrialItem item;
        private final String way;
        private final String supposed;
        private final List<Move> moves;
        private final Labels labels;
        private final List<String> definitions;
        private final List<Finding> found = new ArrayList<>();

        Path(TrialItem item, String way, String supposed, List<Move> moves, Labels labels, List<String> definitions) {
            this.item = item;
            this.way = way;
            this.supposed = supposed;
            this.moves = moves;
            this.labels = labels;
            this.definitions = definitions;
        }

        /** What to tell of a run that broke. */
        Finding broken(RuntimeException thrown) {
            Steps.Step last = Steps.current();
            boolean known = last != null && item.process().equals(last.process());
            return thrown instanceof TooManySteps
                    ? labels.error(item.process(), null, "trial-steps", said())
                    : labels.error(
                            item.process(), known && last != null ? last.element() : null, "trial-failed", said());
        }

        private void walk(Set<String> seen, Deque<List<Move>> open) {
            Long id = item.begin(way);
            TrialEngine.Run run = new TrialEngine.Run(item, id, definitions);
            trial.settle();
            engine.runJobs(run);
            for (Move move : moves) {
                engine.make(run, move);
                engine.runJobs(run);
            }
            List<String> instances = engine.instances(run);
            ProcessInstance main = engine.main(run);
            boolean isOpen = item.isOpen(id);
            if (main == null && isOpen) {
                tell(engine.lastElement(run), "trial-open");
                return;
            }
            if (!seen.add(isOpen + " " + engine.activities(instances)) || moves.size() >= MOST_MOVES) {
                return;
            }
            // what an infotext changes it changes however the item was begun
            boolean bothWays = way.equals(item.ways().get(0));
            List<Move> next = instances.stream()
                    .flatMap(instance -> engine.movesOf(instance, bothWays).stream())
                    .toList();
            if (main != null && next.isEmpty()) {
                tell(engine.place(main), isOpen ? "trial-stuck" : "trial-running");
            }
            for (Move move : next) {
                List<Move> longer = new ArrayList<>(moves);
                longer.add(move);
                open.addLast(longer);
            }
        }

        private void tell(@Nullable String element, String code) {
            found.add(labels.error(item.process(), element, code, said()));
        }

        /** How the run came there: the way it was begun, what was supposed, and what happened then. */
        private List<String> said() {
            return Stream.concat(
                            Stream.of(way, supposed).filter(told -> !told.isEmpty()),
                            moves.stream().map(move -> move.what() == null ? move.element() : move.what()))
                    .toList();
        }
    }
}

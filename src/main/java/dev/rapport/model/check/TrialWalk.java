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
        return walk(item, List.of(Map.of()), resources, labels, deadline, found);
    }

    /**
     * Takes it along the ways that it takes where it is something else, as far as there is time: all of them have been walked in
     * the mind already.
     */
    void suppose(TrialItem item, Map<String, byte[]> resources, Labels labels, long deadline, List<Finding> found) {
        walk(item, Suppositions.of(labels, item.process()), resources, labels, deadline, found);
    }

    private boolean walk(
            TrialItem item,
            List<Map<String, Object>> suppositions,
            Map<String, byte[]> resources,
            Labels labels,
            long deadline,
            List<Finding> found) {
        List<Leg> legs = suppositions.stream()
                .flatMap(supposed -> item.ways().stream().map(way -> new Leg(item, way, supposed, labels)))
                .toList();
        Set<Finding> findings = new LinkedHashSet<>();
        while (legs.stream().anyMatch(Leg::open) && System.nanoTime() <= deadline) {
            // what throws ends the transaction, and the rest goes on in another one
            Path broken = trial(
                    resources, findings, definitions -> legs.forEach(leg -> leg.walk(definitions, deadline, findings)));
            if (broken != null) {
                broken.leg.refused.put(broken.moves, false);
            }
        }
        legs.stream().filter(leg -> !leg.open()).flatMap(Leg::neverAccepted).forEach(findings::add);
        found.addAll(findings);
        return legs.stream().noneMatch(Leg::open);
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
            log.warn("A model fails in its trial: {} {} {}", path.leg.item.process(), path.leg.way, path.moves, broken);
            findings.add(path.broken(broken));
            return path;
        }
        return null;
    }

    /** One way to begin an item, with what is supposed of it: all paths from there. */
    private final class Leg {

        private final TrialItem item;
        private final String way;
        private final Map<String, Object> supposed;
        private final Labels labels;
        private final Deque<List<Move>> paths = new ArrayDeque<>(List.of(List.of()));
        private final Set<String> seen = new HashSet<>();
        private final Map<List<Move>, Boolean> refused = new LinkedHashMap<>();

        Leg(TrialItem item, String way, Map<String, Object> supposed, Labels labels) {
            this.item = item;
            this.way = way;
            this.supposed = supposed;
            this.labels = labels;
        }

        boolean open() {
            return !paths.isEmpty();
        }

        void walk(List<String> definitions, long deadline, Set<Finding> findings) {
            while (open() && System.nanoTime() <= deadline) {
                Path path = new Path(this, paths.removeFirst(), definitions);
                current = path;
                refused.put(path.moves, true);
                trial.branch(() -> Trial.supposing(supposed, path::walk));
                refused.put(path.moves, false);
                findings.addAll(path.found);
            }
        }

        /** Tasks that no answer completes, and timers and messages that are refused, which nobody would learn of. */
        Stream<Finding> neverAccepted() {
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
                            said(path.subList(0, path.size() - 1))));
        }

        /** How a run came there: the way it was begun, what was supposed, and what happened then. */
        List<String> said(List<Move> moves) {
            Stream<String> supposition =
                    supposed.entrySet().stream().map(fact -> fact.getKey() + " = " + fact.getValue());
            Stream<String> moved = moves.stream().map(move -> move.what() == null ? move.element() : move.what());
            return Stream.of(Stream.of(way), supposition, moved)
                    .flatMap(told -> told)
                    .filter(told -> !told.isEmpty())
                    .toList();
        }
    }

    /** One path, walked once. */
    private final class Path {

        private final Leg leg;
        private final List<Move> moves;
        private final List<String> definitions;
        private final List<Finding> found = new ArrayList<>();

        Path(Leg leg, List<Move> moves, List<String> definitions) {
            this.leg = leg;
            this.moves = moves;
            this.definitions = definitions;
        }

        /** What to tell of a run that broke. */
        Finding broken(RuntimeException thrown) {
            String process = leg.item.process();
            Steps.Step last = Steps.current();
            boolean known = last != null && process.equals(last.process());
            return thrown instanceof TooManySteps
                    ? leg.labels.error(process, null, "trial-steps", leg.said(moves))
                    : leg.labels.error(
                            process, known && last != null ? last.element() : null, "trial-failed", leg.said(moves));
        }

        private void walk() {
            Long id = leg.item.begin(leg.way);
            TrialEngine.Run run = new TrialEngine.Run(leg.item.process(), id, definitions);
            trial.settle();
            engine.runJobs(run);
            for (Move move : moves) {
                engine.make(run, move, leg.item);
                engine.runJobs(run);
            }
            List<String> instances = engine.instances(run);
            ProcessInstance main = engine.main(run);
            boolean isOpen = leg.item.isOpen(id);
            if (main == null && isOpen) {
                tell(engine.lastElement(run), "trial-open");
                return;
            }
            if (!leg.seen.add(isOpen + " " + engine.activities(instances)) || moves.size() >= MOST_MOVES) {
                return;
            }
            // what an infotext changes it changes however the item was begun
            boolean bothWays = leg.way.equals(leg.item.ways().get(0));
            List<Move> next = instances.stream()
                    .flatMap(instance -> engine.movesOf(instance, bothWays).stream())
                    .toList();
            if (main != null && next.isEmpty()) {
                tell(engine.place(main), isOpen ? "trial-stuck" : "trial-running");
            }
            for (Move move : next) {
                List<Move> longer = new ArrayList<>(moves);
                longer.add(move);
                leg.paths.addLast(longer);
            }
        }

        private void tell(@Nullable String element, String code) {
            found.add(leg.labels.error(leg.item.process(), element, code, leg.said(moves)));
        }
    }
}

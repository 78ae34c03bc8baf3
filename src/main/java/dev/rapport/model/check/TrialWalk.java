package dev.rapport.model.check;

import dev.rapport.engine.Lifecycle;
import dev.rapport.engine.ModelledOutcomes;
import dev.rapport.engine.Steps;
import dev.rapport.engine.TooManySteps;
import dev.rapport.engine.Trial;
import dev.rapport.engine.TrialItem;
import dev.rapport.shared.BusinessRuleViolation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.runtime.EventSubscription;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Takes one kind of item through its new model: from every way to begin it, through every outcome, timer and message, each
 * path in a transaction of its own. Paths that come to a state that is known are not followed further.
 */
@Component
class TrialWalk {

    private static final Logger log = LoggerFactory.getLogger(TrialWalk.class);

    /** A job may lead to the next one; a hundred in a row are a circle. */
    private static final int MOST_JOBS = 100;

    private static final int MOST_MOVES = 12;

    private final Trial trial;
    private final RuntimeService runtimeService;
    private final TaskService taskService;
    private final ManagementService managementService;
    private final HistoryService historyService;
    private final ModelledOutcomes outcomes;
    private final JdbcClient jdbc;
    private final Set<String> work;

    /** The path that is being walked: one trial runs at a time, on one thread. */
    private @Nullable Path current;

    TrialWalk(
            Trial trial,
            RuntimeService runtimeService,
            TaskService taskService,
            ManagementService managementService,
            HistoryService historyService,
            ModelledOutcomes outcomes,
            JdbcClient jdbc,
            List<Lifecycle> lifecycles) {
        this.trial = trial;
        this.runtimeService = runtimeService;
        this.taskService = taskService;
        this.managementService = managementService;
        this.historyService = historyService;
        this.outcomes = outcomes;
        this.jdbc = jdbc;
        this.work = ModelledOutcomes.works(lifecycles);
    }

    /** Something that happens to an instance that waits. */
    private record Move(Kind kind, String element, @Nullable String what, boolean withInfotext) {

        enum Kind {
            TASK,
            TIMER,
            EVENT
        }
    }

    /**
     * Takes the item along every path.
     *
     * @param found what goes wrong is added
     * @return false when the time was over first
     */
    boolean walk(TrialItem item, Map<String, byte[]> resources, Labels labels, long deadline, List<Finding> found) {
        Set<Finding> findings = new LinkedHashSet<>();
        for (String way : item.ways()) {
            Deque<List<Move>> open = new ArrayDeque<>(List.of(List.of()));
            Set<String> seen = new HashSet<>();
            Map<List<Move>, Boolean> refused = new LinkedHashMap<>();
            while (!open.isEmpty() && System.nanoTime() <= deadline) {
                // what throws ends the transaction, and the rest goes on in another one
                Path broken = trial(resources, findings, definitions -> {
                    while (!open.isEmpty() && System.nanoTime() <= deadline) {
                        Path path = new Path(item, way, open.removeFirst(), labels, definitions);
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
            findings.addAll(neverAccepted(item, way, refused, labels));
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
    private List<Finding> neverAccepted(TrialItem item, String way, Map<List<Move>, Boolean> refused, Labels labels) {
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
                        new Path(item, way, path.subList(0, path.size() - 1), labels, List.of()).said()))
                .toList();
    }

    /** One path, walked once. */
    private final class Path {

        private final TrialItem item;
        private final String way;
        private final List<Move> moves;
        private final Labels labels;
        private final List<String> definitions;
        private final List<Finding> found = new ArrayList<>();
        private @Nullable Long id;

        Path(TrialItem item, String way, List<Move> moves, Labels labels, List<String> definitions) {
            this.item = item;
            this.way = way;
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
            id = item.begin(way);
            trial.settle();
            runJobs();
            for (Move move : moves) {
                make(move);
                runJobs();
            }
            List<String> instances = instances();
            ProcessInstance main = runtimeService
                    .createProcessInstanceQuery()
                    .processInstanceBusinessKey(String.valueOf(id), item.process())
                    .singleResult();
            boolean isOpen = id != null && item.isOpen(id);
            if (main == null && isOpen) {
                tell(lastElement(), "trial-open");
                return;
            }
            if (!seen.add(isOpen + " " + activities(instances)) || moves.size() >= MOST_MOVES) {
                return;
            }
            // what an infotext changes it changes however the item was begun
            boolean bothWays = way.equals(item.ways().get(0));
            List<Move> next = instances.stream()
                    .flatMap(instance -> movesOf(instance, bothWays).stream())
                    .toList();
            if (main != null && next.isEmpty()) {
                tell(
                        runtimeService.getActiveActivityIds(main.getId()).stream()
                                .findFirst()
                                .orElse(null),
                        isOpen ? "trial-stuck" : "trial-running");
            }
            for (Move move : next) {
                List<Move> longer = new ArrayList<>(moves);
                longer.add(move);
                open.addLast(longer);
            }
        }

        /** Every job that is no timer, as the job executor would. */
        private void runJobs() {
            for (int i = 0; i < MOST_JOBS; i++) {
                Job job = instances().stream()
                        .flatMap(instance ->
                                managementService
                                        .createJobQuery()
                                        .processInstanceId(instance)
                                        .messages()
                                        .list()
                                        .stream())
                        .findFirst()
                        .orElse(null);
                if (job == null) {
                    return;
                }
                trial.execute(job.getId());
            }
            throw new IllegalStateException("The model never comes to rest");
        }

        /** Instances of what the trial has deployed, the item's own, and what they have called: nobody else's are touched. */
        private List<String> instances() {
            return jdbc.sql("""
                            select distinct proc_inst_id_ from act_ru_execution
                            where root_proc_inst_id_ in (
                                select e.root_proc_inst_id_ from act_ru_execution e
                                join act_re_procdef d on d.id_ = e.proc_def_id_
                                where d.id_ in (:definitions)
                                   or (d.key_ = :process and e.business_key_ = :item and e.parent_id_ is null))
                            order by 1""")
                    .param("definitions", definitions)
                    .param("process", item.process())
                    .param("item", String.valueOf(id))
                    .query(String.class)
                    .list();
        }

        private void tell(@Nullable String element, String code) {
            found.add(labels.error(item.process(), element, code, said()));
        }

        /** How the run came there: the way it was begun, and what happened then. */
        private List<String> said() {
            return Stream.concat(
                            Stream.of(way),
                            moves.stream().map(move -> move.what() == null ? move.element() : move.what()))
                    .toList();
        }

        private @Nullable String lastElement() {
            return historyService
                    .createHistoricActivityInstanceQuery()
                    .processInstanceId(historyService
                            .createHistoricProcessInstanceQuery()
                            .processInstanceBusinessKey(String.valueOf(id))
                            .processDefinitionKey(item.process())
                            .singleResult()
                            .getId())
                    .orderByHistoricActivityInstanceStartTime()
                    .desc()
                    .list()
                    .stream()
                    .filter(activity -> activity.getActivityType().endsWith("EndEvent"))
                    .map(HistoricActivityInstance::getActivityId)
                    .findFirst()
                    .orElse(null);
        }

        private void make(Move move) {
            switch (move.kind()) {
                case TASK -> complete(move);
                case TIMER ->
                    instances().stream()
                            .flatMap(instance -> timers(instance).entrySet().stream())
                            .filter(timer -> timer.getValue().equals(move.element()))
                            .map(Map.Entry::getKey)
                            .findFirst()
                            .ifPresent(job -> trial.execute(job.getId()));
                case EVENT ->
                    instances().stream()
                            .flatMap(instance -> subscriptions(instance).stream())
                            .filter(event -> move.element().equals(event.getActivityId()))
                            .findFirst()
                            .ifPresent(this::trigger);
            }
            trial.settle();
        }

        private void trigger(EventSubscription event) {
            if ("signal".equals(event.getEventType())) {
                runtimeService.signalEventReceived(event.getEventName(), event.getExecutionId());
            } else {
                runtimeService.messageEventReceived(event.getEventName(), event.getExecutionId());
            }
        }

        private void complete(Move move) {
            Task task = instances().stream()
                    .flatMap(instance -> tasks(instance).stream())
                    .filter(each -> move.element().equals(each.getTaskDefinitionKey()))
                    .findFirst()
                    .orElseThrow();
            // elsewhere than where the work is done there is nothing to report, and people may well leave it at that
            Map<String, Object> report =
                    new HashMap<>(work.contains(move.element()) ? item.report(move.withInfotext()) : Map.of());
            if (move.what() != null) {
                report.put("outcome", move.what());
            }
            taskService.complete(task.getId(), report);
        }
    }

    private String activities(List<String> instances) {
        Set<String> active = new TreeSet<>();
        for (String instance : instances) {
            active.addAll(runtimeService.getActiveActivityIds(instance));
            timers(instance).values().forEach(timer -> active.add("timer " + timer));
        }
        return active.toString();
    }

    private List<Move> movesOf(String instance, boolean withAndWithoutInfotext) {
        List<Move> moves = new ArrayList<>();
        for (Task task : tasks(instance)) {
            List<ModelledOutcomes.Outcome> offered =
                    outcomes.behind(task.getProcessDefinitionId(), task.getTaskDefinitionKey());
            for (ModelledOutcomes.Outcome outcome : offered) {
                moves.add(new Move(Move.Kind.TASK, task.getTaskDefinitionKey(), outcome.code(), true));
                if (withAndWithoutInfotext) {
                    moves.add(new Move(Move.Kind.TASK, task.getTaskDefinitionKey(), outcome.code(), false));
                }
            }
            if (offered.isEmpty()) {
                moves.add(new Move(Move.Kind.TASK, task.getTaskDefinitionKey(), null, true));
            }
        }
        timers(instance).values().forEach(timer -> moves.add(new Move(Move.Kind.TIMER, timer, null, false)));
        for (EventSubscription event : subscriptions(instance)) {
            moves.add(new Move(Move.Kind.EVENT, event.getActivityId(), null, false));
        }
        return moves;
    }

    private List<Task> tasks(String instance) {
        return taskService
                .createTaskQuery()
                .processInstanceId(instance)
                .orderByTaskCreateTime()
                .asc()
                .list();
    }

    private Map<Job, String> timers(String instance) {
        Map<Job, String> timers = new HashMap<>();
        for (Job job : managementService
                .createJobQuery()
                .processInstanceId(instance)
                .timers()
                .list()) {
            JobDefinition definition = managementService
                    .createJobDefinitionQuery()
                    .jobDefinitionId(job.getJobDefinitionId())
                    .singleResult();
            timers.put(job, definition.getActivityId());
        }
        return timers;
    }

    private List<EventSubscription> subscriptions(String instance) {
        return runtimeService.createEventSubscriptionQuery().processInstanceId(instance).list().stream()
                .filter(event -> Set.of("message", "signal").contains(event.getEventType()))
                .toList();
    }
}

package dev.rapport.model.check;

import dev.rapport.engine.Lifecycle;
import dev.rapport.engine.ModelledOutcomes;
import dev.rapport.engine.Trial;
import dev.rapport.engine.TrialItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.runtime.EventSubscription;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The engine during a trial or a rehearsal: what the instances of a run wait for, and making it happen. */
@Component
public class TrialEngine {

    /** A job may lead to the next one; a hundred in a row are a circle. */
    private static final int MOST_JOBS = 100;

    private final Trial trial;
    private final RuntimeService runtimeService;
    private final TaskService taskService;
    private final ManagementService managementService;
    private final ModelledOutcomes outcomes;
    private final JdbcClient jdbc;
    private final Set<String> work;

    TrialEngine(
            Trial trial,
            RuntimeService runtimeService,
            TaskService taskService,
            ManagementService managementService,
            ModelledOutcomes outcomes,
            JdbcClient jdbc,
            List<Lifecycle> lifecycles) {
        this.trial = trial;
        this.runtimeService = runtimeService;
        this.taskService = taskService;
        this.managementService = managementService;
        this.outcomes = outcomes;
        this.jdbc = jdbc;
        this.work = ModelledOutcomes.works(lifecycles);
    }

    /**
     * One run of an item.
     *
     * @param process key of the process that the item runs in
     * @param definitions what the trial has deployed
     */
    public record Run(String process, Long id, List<String> definitions) {

        private String key() {
            return String.valueOf(id);
        }
    }

    /** Something that happens to an instance that waits. */
    record Move(Kind kind, String element, @Nullable String what, boolean withInfotext) {

        enum Kind {
            TASK,
            TIMER,
            EVENT
        }
    }

    /** The item's own instance; null once it has ended. */
    @Nullable
    ProcessInstance main(Run run) {
        return runtimeService
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(run.key(), run.process())
                .singleResult();
    }

    /** One of the places where an instance stands. */
    @Nullable
    String place(ProcessInstance instance) {
        return runtimeService.getActiveActivityIds(instance.getId()).stream()
                .findFirst()
                .orElse(null);
    }

    /** Every job that is no timer, as the job executor would. */
    public void runJobs(Run run) {
        for (int i = 0; i < MOST_JOBS; i++) {
            Job job = instances(run).stream()
                    .flatMap(instance ->
                            managementService.createJobQuery().processInstanceId(instance).messages().list().stream())
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
    List<String> instances(Run run) {
        return jdbc.sql("""
                        select distinct proc_inst_id_ from act_ru_execution
                        where root_proc_inst_id_ in (
                            select e.root_proc_inst_id_ from act_ru_execution e
                            join act_re_procdef d on d.id_ = e.proc_def_id_
                            where d.id_ = any (:definitions)
                               or (d.key_ = :process and e.business_key_ = :item and e.parent_id_ is null))
                        order by 1""")
                .param("definitions", run.definitions().toArray(String[]::new))
                .param("process", run.process())
                .param("item", run.key())
                .query(String.class)
                .list();
    }

    /** The end that the item has come to. */
    @Nullable
    String lastElement(Run run) {
        return jdbc.sql(
                        "select end_act_id_ from act_hi_procinst where proc_def_key_ = :process and business_key_ = :item")
                .param("process", run.process())
                .param("item", run.key())
                .query(String.class)
                .optional()
                .orElse(null);
    }

    /** Makes happen what the instances of the run wait for. */
    void make(Run run, Move move, TrialItem item) {
        switch (move.kind()) {
            case TASK -> complete(run, move, item);
            case TIMER ->
                instances(run).stream()
                        .flatMap(instance -> timers(instance).entrySet().stream())
                        .filter(timer -> timer.getValue().equals(move.element()))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .ifPresent(job -> trial.execute(job.getId()));
            case EVENT ->
                instances(run).stream()
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

    private void complete(Run run, Move move, TrialItem item) {
        // elsewhere than where the work is done there is nothing to report, and people may well leave it at that
        Map<String, Object> report =
                new HashMap<>(work.contains(move.element()) ? item.report(move.withInfotext()) : Map.of());
        if (move.what() != null) {
            report.put("outcome", move.what());
        }
        complete(run, move.element(), report);
    }

    /** Completes a task; there must be one. */
    public void complete(Run run, String element, Map<String, Object> report) {
        Task task = waiting(run)
                .filter(each -> element.equals(each.getTaskDefinitionKey()))
                .findFirst()
                .orElseThrow();
        taskService.complete(task.getId(), report);
    }

    /** The tasks at which instances of the run wait. */
    public Stream<Task> waiting(Run run) {
        return instances(run).stream().flatMap(instance -> tasks(instance).stream());
    }

    /** The timers of a run. */
    public List<Job> timers(Run run) {
        return instances(run).stream()
                .flatMap(instance ->
                        managementService.createJobQuery().processInstanceId(instance).timers().list().stream())
                .toList();
    }

    /** Whether a timer is set so long after it begins, and not for a moment that is known before. */
    public boolean isPeriod(Job timer) {
        return String.valueOf(definition(timer).getJobConfiguration()).startsWith("DURATION");
    }

    public void execute(Job job) {
        trial.execute(job.getId());
    }

    /** Where the instances stand, and what they wait for. */
    String activities(List<String> instances) {
        Set<String> active = new TreeSet<>();
        for (String instance : instances) {
            active.addAll(runtimeService.getActiveActivityIds(instance));
            timers(instance).values().forEach(timer -> active.add("timer " + timer));
        }
        return active.toString();
    }

    /** All that can happen to an instance. */
    List<Move> movesOf(String instance, boolean withAndWithoutInfotext) {
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
            timers.put(job, definition(job).getActivityId());
        }
        return timers;
    }

    private JobDefinition definition(Job job) {
        return managementService
                .createJobDefinitionQuery()
                .jobDefinitionId(job.getJobDefinitionId())
                .singleResult();
    }

    private List<EventSubscription> subscriptions(String instance) {
        return runtimeService.createEventSubscriptionQuery().processInstanceId(instance).list().stream()
                .filter(event -> Set.of("message", "signal").contains(event.getEventType()))
                .toList();
    }
}

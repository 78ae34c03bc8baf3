package dev.rapport.item.process;

import dev.rapport.engine.JobsOfInstance;
import dev.rapport.engine.LookAhead;
import dev.rapport.engine.ModelledItem;
import dev.rapport.engine.ModelledOutcomes;
import dev.rapport.engine.TaskPeople;
import dev.rapport.item.Foreseen;
import dev.rapport.item.OfferedOutcome;
import dev.rapport.item.OpenTask;
import dev.rapport.item.RanStep;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.ModelNames;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The open task of a contact or measure: the one in which people say how it ended, or one that a process admin has added.
 * Each is named by its instance, which is null for what is closed or has none, and by the element of the former. While
 * several are open, the former goes before the others.
 */
@Component
public class ItemTasks {

    private final RuntimeService runtimeService;
    private final TaskService taskService;
    private final OfferedOutcomes outcomes;
    private final RuleLog ruleLog;
    private final ModelNames names;
    private final TaskPeople people;
    private final JobsOfInstance jobs;
    private final LookAhead lookAhead;
    private final JdbcClient jdbc;

    ItemTasks(
            RuntimeService runtimeService,
            TaskService taskService,
            OfferedOutcomes outcomes,
            RuleLog ruleLog,
            ModelNames names,
            TaskPeople people,
            JobsOfInstance jobs,
            LookAhead lookAhead,
            JdbcClient jdbc) {
        this.runtimeService = runtimeService;
        this.taskService = taskService;
        this.outcomes = outcomes;
        this.ruleLog = ruleLog;
        this.names = names;
        this.people = people;
        this.jobs = jobs;
        this.lookAhead = lookAhead;
        this.jdbc = jdbc;
    }

    /** A task that waits; a name and an assignee it may have none of. */
    private record Waiting(
            String id,
            @Nullable String name,
            String element,
            @Nullable String assignee,
            String definition) {}

    /**
     * The task, how it can end and who is next; null when none is open.
     *
     * @param known names of people by login, so that they need not be asked for
     */
    @Nullable
    OpenTask open(@Nullable String instance, String element, Map<String, String> known) {
        Waiting task = task(instance, element);
        if (instance == null || task == null) {
            return null;
        }
        boolean work = element.equals(task.element());
        Locale reader = LocaleContextHolder.getLocale();
        TaskPeople.Named named = work ? people.ofWork(task.assignee()) : people.of(task.id());
        return new OpenTask(
                task.id(),
                instance,
                outcomes.of(task.definition(), task.element()),
                names.of(task.name() == null ? task.element() : task.name(), reader),
                work,
                work ? people.standsIn() : people.mayComplete(named),
                lookAhead.isWorthwhile(task.definition()),
                people.next(named, known, reader));
    }

    /**
     * What would be refused if the task were completed now, by outcomes; none where the person at work may not.
     *
     * @param outcome the variables, by the code of an outcome, for the task in which people say how the item ended and any other
     */
    List<Foreseen> foreseen(
            @Nullable String instance,
            String element,
            BiFunction<@Nullable String, Boolean, Map<String, Object>> outcome) {
        Waiting task = task(instance, element);
        if (task == null) {
            return List.of();
        }
        boolean work = element.equals(task.element());
        if (!(work ? people.standsIn() : people.mayComplete(people.of(task.id())))) {
            return List.of();
        }
        List<OfferedOutcome> offered = outcomes.of(task.definition(), task.element());
        Stream<@Nullable OfferedOutcome> buttons =
                offered.isEmpty() ? Stream.of((OfferedOutcome) null) : offered.stream();
        if (!lookAhead.isWorthwhile(task.definition())) {
            return buttons.map(each -> new Foreseen(each, List.of())).toList();
        }
        return lookAhead.during(() -> buttons.map(each -> new Foreseen(
                        each, lookAhead.refusals(task.id(), outcome.apply(each == null ? null : each.code(), work))))
                .toList());
    }

    /**
     * Completes the task.
     *
     * @param outcome the variables, for the task in which people say how the item ended and for any other
     * @return the steps that ran, in order
     * @throws BusinessRuleViolation no-open-task, task.not-named, or of the step that refused
     */
    List<RanStep> complete(@Nullable String instance, String element, Function<Boolean, Map<String, Object>> outcome) {
        Waiting task = task(instance, element);
        if (task == null) {
            throw BusinessRuleViolation.conflict("status", "no-open-task");
        }
        boolean work = element.equals(task.element());
        Map<String, Object> variables = outcome.apply(work);
        if (!work && outcomes.of(task.definition(), task.element()).isEmpty()) {
            // nothing is asked here, so what was reported stays
            variables.remove(ModelledOutcomes.VARIABLE);
        }
        taskService.complete(task.id(), variables);
        Locale reader = LocaleContextHolder.getLocale();
        return ruleLog.entries(instance).stream()
                .map(entry -> RanStep.of(
                        entry.step(),
                        names.of(entry.name(), reader),
                        entry.kind().name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    /**
     * Refuses where the item waits for another task than the one in which people say how it ended.
     *
     * @throws BusinessRuleViolation waits-for-other, with the task and who is next
     */
    void requireWork(@Nullable String instance, String element) {
        OpenTask open = open(instance, element, Map.of());
        if (open != null && !open.work()) {
            throw BusinessRuleViolation.conflict("status", "waits-for-other", open.name(), open.next());
        }
    }

    /**
     * Tells the instance and its task what changed. Whoever has claimed the task keeps it, and a task that is not the one in
     * which people say how the item ended keeps its date.
     *
     * @param reported variables of the card that hold what was reported, as soon as something is
     */
    void refresh(
            @Nullable String instance,
            String element,
            Map<String, ? extends @Nullable Object> card,
            @Nullable Date due,
            Set<String> reported) {
        Waiting task = task(instance, element);
        if (instance == null || task == null) {
            return;
        }
        boolean work = element.equals(task.element());
        Map<String, @Nullable Object> variables = new HashMap<>(card);
        if (!work && runtimeService.getVariable(instance, ModelledItem.REPORTED_BY) != null) {
            variables.keySet().removeAll(reported);
        }
        runtimeService.setVariables(instance, variables);
        if (work) {
            taskService.setDueDate(task.id(), due);
        }
        jobs.follow(instance, task.definition());
    }

    /** Gives an instance other values; one that has ended already is left alone. */
    void tell(@Nullable String instance, Map<String, Object> variables) {
        if (instance != null
                && jdbc.sql("select exists (select from act_ru_execution where id_ = :instance)")
                        .param("instance", instance)
                        .query(Boolean.class)
                        .single()) {
            runtimeService.setVariables(instance, variables);
        }
    }

    /**
     * Ends an instance without asking its model: no listener and no mapping of it runs, a suspended one ends too, and so do
     * the instances that it has called.
     */
    void end(String instance) {
        jobs.hold(instance);
        runtimeService.deleteProcessInstanceIfExists(instance, "voided", true, true, true, false);
    }

    /** Gives the task in which people say how the item ended to somebody else; whom a model names elsewhere stays named. */
    void reassign(@Nullable String instance, String element, String assignee) {
        Waiting task = task(instance, element);
        if (task != null && element.equals(task.element())) {
            taskService.setAssignee(task.id(), assignee);
        }
    }

    /** Asked whenever an item is shown: the engine's own query, made to answer anything, was a tenth of what planning costs. */
    private @Nullable Waiting task(@Nullable String instance, String element) {
        if (instance == null) {
            return null;
        }
        List<Waiting> open = jdbc.sql("""
                        select id_, name_, task_def_key_, assignee_, proc_def_id_ from act_ru_task
                        where proc_inst_id_ = :instance order by create_time_, id_""")
                .param("instance", instance)
                .query((row, n) -> new Waiting(
                        row.getString("id_"),
                        row.getString("name_"),
                        row.getString("task_def_key_"),
                        row.getString("assignee_"),
                        row.getString("proc_def_id_")))
                .list();
        return open.stream()
                .filter(task -> element.equals(task.element()))
                .findFirst()
                .orElseGet(() -> mine(open));
    }

    /** Of several tasks that a process admin has added the first that the person at work may complete. */
    private @Nullable Waiting mine(List<Waiting> open) {
        return open.stream()
                .filter(task -> open.size() > 1 && people.mayComplete(people.of(task.id())))
                .findFirst()
                .orElse(open.isEmpty() ? null : open.get(0));
    }
}

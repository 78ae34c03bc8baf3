package dev.rapport.engine;

import dev.rapport.engine.MoveInstances.Obstacle.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.CreateMigrationPlanCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.TimerDeclarationImpl;
import org.camunda.bpm.engine.impl.migration.MigrateProcessInstanceCmd;
import org.camunda.bpm.engine.impl.migration.MigrationPlanBuilderImpl;
import org.camunda.bpm.engine.impl.migration.MigrationPlanExecutionBuilderImpl;
import org.camunda.bpm.engine.impl.migration.instance.MigratingProcessInstance;
import org.camunda.bpm.engine.impl.persistence.entity.AcquirableJobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.migration.MigratingActivityInstanceValidationReport;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationException;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationReport;
import org.camunda.bpm.engine.migration.MigratingTransitionInstanceValidationReport;
import org.camunda.bpm.engine.migration.MigrationInstruction;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.migration.MigrationPlanValidationException;
import org.springframework.stereotype.Component;

/**
 * Moves running instances to another version of their model: each element to the one of the same id, the engine says whether that
 * can be. Timers that wait keep their time, those that have fired stay fired, and open tasks become what the other version
 * draws.
 */
@Component
public class MoveInstances {

    private final ProcessEngineConfigurationImpl configuration;

    MoveInstances(ProcessEngine engine) {
        this.configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    }

    /**
     * Why an instance cannot be moved.
     *
     * @param element at which it stands; empty for {@link Kind#SOMEWHERE} and {@link Kind#MISSING}
     * @param name of it, as drawn; of the step that provides what is missing
     */
    public record Obstacle(Kind kind, String element, String name) {

        /** What is the matter with the element. */
        public enum Kind {
            /** The other version has none of this id, nor one that is called and meant the same. */
            GONE,
            /** There is one that is called the same and has another id. */
            RENAMED,
            /** What has this id there is of another kind. */
            OTHER_KIND,
            /** It stands where what waits cannot be taken to. */
            PLACE,
            /** What its way on relies on comes from a step that it has behind itself, or would have. */
            MISSING,
            /** No element is to blame alone. */
            SOMEWHERE
        }
    }

    /**
     * Whether an instance could be moved; nothing happens to it.
     *
     * @param target id of the definition
     * @return what prevents it
     * @throws OptimisticLockingException when there is no such instance any more
     */
    public Optional<Obstacle> obstacle(String instance, String target) {
        return attempt(instance, target, false);
    }

    /**
     * Moves it; one that cannot be stays as it is.
     *
     * @return what prevents it
     * @throws OptimisticLockingException when somebody else worked on it, or it has ended
     * @throws org.camunda.bpm.engine.ProcessEngineException when a listener or an expression fails on the way
     */
    public Optional<Obstacle> move(String instance, String target) {
        return attempt(instance, target, true);
    }

    /** The labels of elements, as drawn; an element without one is called by its id. */
    public List<String> names(String definition, List<String> elements) {
        return configuration
                .getCommandExecutorTxRequired()
                .execute(context -> context.runWithoutAuthorization(() -> {
                    ProcessDefinitionEntity model = definition(definition);
                    return elements.stream()
                            .map(element -> name(model, element))
                            .distinct()
                            .toList();
                }));
    }

    private Optional<Obstacle> attempt(String instance, String target, boolean really) {
        return configuration
                .getCommandExecutorTxRequired()
                .execute(context ->
                        context.runWithoutAuthorization(() -> attempt(context, instance, definition(target), really)));
    }

    private Optional<Obstacle> attempt(
            CommandContext context, String instance, ProcessDefinitionEntity target, boolean really) {
        ExecutionEntity running = context.getExecutionManager().findExecutionById(instance);
        if (running == null) {
            // it was there a moment ago
            throw new OptimisticLockingException("Instance " + instance + " has ended");
        }
        ProcessDefinitionEntity source = running.getProcessDefinition();
        if (source.getId().equals(target.getId())) {
            return Optional.empty();
        }
        MigrationPlanExecutionBuilderImpl order = (MigrationPlanExecutionBuilderImpl) configuration
                .getRuntimeService()
                .newMigration(plan(context, source, target))
                .processInstanceIds(instance);
        Set<String> scopes = really ? scopes(context, instance) : Set.of();
        List<JobEntity> before = really ? context.getJobManager().findJobsByProcessInstanceId(instance) : List.of();
        try {
            // not by the engine's service: what is refused here must not doom the transaction
            (really ? new MigrateProcessInstanceCmd(order, true) : new Asked(order)).execute(context);
        } catch (MigratingProcessInstanceValidationException refused) {
            return Optional.of(obstacle(refused.getValidationReport(), source, target));
        }
        if (really) {
            keepFired(context, instance, source, scopes, before);
            context.getTaskManager()
                    .findTasksByProcessInstanceId(instance)
                    .forEach(task -> MovedTask.follow(task, source, configuration.getExpressionManager()));
        }
        return Optional.empty();
    }

    /** All that has the same id on both sides, as far as the engine takes it: what stands somewhere else, too. */
    private MigrationPlan plan(CommandContext context, ProcessDefinitionEntity source, ProcessDefinitionEntity target) {
        MigrationPlan equal = plan(context, source, target, Set.of());
        Set<String> further = new HashSet<>();
        collect(source, further);
        equal.getInstructions().stream()
                .map(MigrationInstruction::getSourceActivityId)
                .forEach(further::remove);
        further.removeIf(id -> target.findActivity(id) == null);
        while (!further.isEmpty()) {
            try {
                return plan(context, source, target, further);
            } catch (MigrationPlanValidationException refused) {
                Set<String> impossible = refused.getValidationReport().getInstructionReports().stream()
                        .map(report -> report.getMigrationInstruction().getSourceActivityId())
                        .collect(Collectors.toSet());
                if (!further.removeAll(impossible)) {
                    return equal;
                }
            }
        }
        return equal;
    }

    private MigrationPlan plan(
            CommandContext context,
            ProcessDefinitionEntity source,
            ProcessDefinitionEntity target,
            Set<String> further) {
        MigrationPlanBuilderImpl builder = (MigrationPlanBuilderImpl) configuration
                .getRuntimeService()
                .createMigrationPlan(source.getId(), target.getId())
                .mapEqualActivities();
        further.stream().sorted().forEach(id -> builder.mapActivities(id, id));
        return new CreateMigrationPlanCmd(builder).execute(context);
    }

    private static void collect(ScopeImpl scope, Set<String> ids) {
        for (ActivityImpl activity : scope.getActivities()) {
            ids.add(activity.getId());
            collect(activity, ids);
        }
    }

    /**
     * The engine arms a timer anew that it finds none of, though the instance has it behind itself (of event sub-processes:
     * camunda-bpm-platform#3713).
     *
     * @param scopes elements that were under way
     * @param before the jobs that there were
     */
    private static void keepFired(
            CommandContext context,
            String instance,
            ProcessDefinitionEntity source,
            Set<String> scopes,
            List<JobEntity> before) {
        Set<String> there = before.stream().map(JobEntity::getId).collect(Collectors.toSet());
        // what is not written yet is found in the engine's cache only, where all jobs are kept as acquirable ones
        for (AcquirableJobEntity job :
                context.getDbEntityManager().getCachedEntitiesByType(AcquirableJobEntity.class)) {
            if (job instanceof TimerEntity timer
                    && instance.equals(timer.getProcessInstanceId())
                    && !there.contains(timer.getId())
                    && hadFired(source, timer.getActivityId(), scopes, before)) {
                timer.delete();
            }
        }
    }

    private static boolean hadFired(
            ProcessDefinitionEntity source, String event, Set<String> scopes, List<JobEntity> before) {
        ActivityImpl drawn = source.findActivity(event);
        ScopeImpl scope = drawn == null ? null : drawn.getEventScope();
        return scope != null
                && (scope == source || scopes.contains(scope.getId()))
                && TimerDeclarationImpl.getDeclarationsForScope(scope).containsKey(event)
                && before.stream().noneMatch(job -> event.equals(job.getActivityId()));
    }

    private static Set<String> scopes(CommandContext context, String instance) {
        return context.getExecutionManager().findExecutionsByProcessInstanceId(instance).stream()
                .map(ExecutionEntity::getActivityId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static Obstacle obstacle(
            MigratingProcessInstanceValidationReport report,
            ProcessDefinitionEntity source,
            ProcessDefinitionEntity target) {
        return Stream.concat(
                        report.getActivityInstanceReports().stream()
                                .filter(MigratingActivityInstanceValidationReport::hasFailures)
                                .map(MigratingActivityInstanceValidationReport::getSourceScopeId),
                        report.getTransitionInstanceReports().stream()
                                .filter(MigratingTransitionInstanceValidationReport::hasFailures)
                                .map(MigratingTransitionInstanceValidationReport::getSourceScopeId))
                .map(source::findActivity)
                .filter(Objects::nonNull)
                .map(here -> new Obstacle(kind(here, target), here.getId(), name(source, here.getId())))
                .min((one, other) -> one.kind().compareTo(other.kind()))
                .orElse(new Obstacle(Kind.SOMEWHERE, "", ""));
    }

    private static Kind kind(ActivityImpl here, ProcessDefinitionEntity target) {
        ActivityImpl there = target.findActivity(here.getId());
        if (there != null) {
            return type(there).equals(type(here)) ? Kind.PLACE : Kind.OTHER_KIND;
        }
        String name = here.getName();
        Set<String> ids = new HashSet<>();
        collect(target, ids);
        boolean renamed = name != null
                && ids.stream()
                        .map(target::findActivity)
                        .anyMatch(other ->
                                name.equals(other.getName()) && type(other).equals(type(here)));
        return renamed ? Kind.RENAMED : Kind.GONE;
    }

    private static String type(ActivityImpl activity) {
        return String.valueOf(activity.getProperty("type"));
    }

    private static String name(ProcessDefinitionEntity model, String element) {
        ActivityImpl drawn = model.findActivity(element);
        String name = drawn == null ? null : drawn.getName();
        return name == null || name.isBlank() ? element : name;
    }

    private ProcessDefinitionEntity definition(String id) {
        return configuration.getDeploymentCache().findDeployedProcessDefinitionById(id);
    }

    /** The engine's own examination of an instance, and nothing after it. */
    private static final class Asked extends MigrateProcessInstanceCmd {

        private Asked(MigrationPlanExecutionBuilderImpl order) {
            super(order, true);
        }

        @Override
        protected void writeUserOperationLog(
                CommandContext context,
                ProcessDefinitionEntity source,
                ProcessDefinitionEntity target,
                int instances,
                Map<String, Object> variables,
                boolean async) {
            // only asked
        }

        @Override
        protected void deleteUnmappedActivityInstances(MigratingProcessInstance instance) {
            // only asked
        }

        @Override
        protected void migrateProcessInstance(MigratingProcessInstance instance) {
            // only asked
        }
    }
}

package dev.rapport.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.core.model.PropertyKey;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandContextListener;
import org.camunda.bpm.engine.impl.jobexecutor.TimerDeclarationImpl;
import org.camunda.bpm.engine.impl.persistence.deploy.cache.DeploymentCache;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.camunda.bpm.engine.impl.pvm.PvmActivity;
import org.camunda.bpm.engine.impl.pvm.PvmTransition;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;

/**
 * Timers whose time is reckoned from the item: they move with it, and the paths that {@link DaysAfterStart} has begun beside the
 * work end when the item is closed.
 */
final class StartTimers {

    /** Of a timer and of the model that has one. */
    private static final PropertyKey<Boolean> RECKONED = new PropertyKey<>("rapportReckoned");

    /** Of a timer that counts days after the start. */
    private static final PropertyKey<Boolean> COUNTS_DAYS = new PropertyKey<>("rapportCountsDays");

    private StartTimers() {}

    /** Marks a timer that has just been read. */
    static void mark(ActivityImpl timer, boolean countsDays) {
        timer.getProperties().set(RECKONED, true);
        timer.getProcessDefinition().getProperties().set(RECKONED, true);
        timer.getProperties().set(COUNTS_DAYS, countsDays);
    }

    private static boolean isReckoned(ScopeImpl scope) {
        return Boolean.TRUE.equals(scope.getProperties().get(RECKONED));
    }

    /** A model, where it has such timers. */
    static Optional<ProcessDefinitionEntity> of(CommandContext context, String definition) {
        DeploymentCache cache = context.getProcessEngineConfiguration().getDeploymentCache();
        ProcessDefinitionEntity kept = cache.getProcessDefinitionCache().get(definition);
        // what the engine has at hand it would look for in the database all the same
        return Optional.of(kept == null ? cache.findDeployedProcessDefinitionById(definition) : kept)
                .filter(StartTimers::isReckoned);
    }

    /** Reckons anew when the timers of an instance are due. */
    static void follow(CommandContext context, String instance, ProcessDefinitionEntity definition) {
        for (JobEntity job : context.getJobManager().findJobsByProcessInstanceId(instance)) {
            ActivityImpl event = definition.findActivity(job.getActivityId());
            if (job instanceof TimerEntity timer && event != null && isReckoned(event)) {
                Objects.requireNonNull(TimerDeclarationImpl.getDeclarationsForScope(event.getEventScope())
                                .get(event.getId()))
                        .resolveAndSetDuedate(timer.getExecution(), timer, false);
            }
        }
    }

    /** Ends what such timers have begun beside the work, as soon as the engine has done what it is at. */
    static void endBeside(ExecutionEntity closing) {
        if (!isReckoned(closing.getProcessDefinition())) {
            return;
        }
        Set<String> beside = new HashSet<>();
        collect(closing.getProcessDefinition(), beside);
        if (beside.isEmpty()) {
            return;
        }
        Context.getCommandContext().registerCommandContextListener(new CommandContextListener() {
            @Override
            public void onCommandContextClose(CommandContext context) {
                ExecutionEntity instance = closing.getProcessInstance();
                if (!instance.isEnded()) {
                    context.runWithoutAuthorization(() -> {
                        cancel(context, instance.getId(), beside);
                        return null;
                    });
                }
            }

            @Override
            public void onCommandFailed(CommandContext context, Throwable thrown) {
                // nothing is closed then
            }
        });
    }

    private static void cancel(CommandContext context, String instance, Set<String> elements) {
        RuntimeService runtime = context.getProcessEngineConfiguration().getRuntimeService();
        var modification = runtime.createProcessInstanceModification(instance);
        elements.forEach(modification::cancelAllForActivity);
        modification.execute();
    }

    /** What only the timers beside the work of a scope lead to. */
    private static void collect(ScopeImpl scope, Set<String> beside) {
        for (ActivityImpl event : scope.getActivities()) {
            if (Boolean.TRUE.equals(event.getProperties().get(COUNTS_DAYS))
                    && event.getEventScope() instanceof ActivityImpl host) {
                Set<PvmActivity> only = reachable(Stream.of(event));
                only.removeAll(reachable(Stream.concat(
                        Stream.of(host),
                        scope.getActivities().stream()
                                .filter(other -> other != event && other.getEventScope() == host))));
                only.forEach(activity -> beside.add(activity.getId()));
            }
            collect(event, beside);
        }
    }

    /** What lies behind these, and not these themselves. */
    private static Set<PvmActivity> reachable(Stream<ActivityImpl> from) {
        Set<PvmActivity> found = new HashSet<>();
        Deque<PvmActivity> open = new ArrayDeque<>(from.toList());
        while (!open.isEmpty()) {
            for (PvmTransition way : open.removeFirst().getOutgoingTransitions()) {
                if (found.add(way.getDestination())) {
                    open.add(way.getDestination());
                }
            }
        }
        return found;
    }
}

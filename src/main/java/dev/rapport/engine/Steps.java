package dev.rapport.engine;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.impl.core.model.CoreModelElement;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Where in a model the engine is on this thread, and how many steps its transaction has gone. */
public final class Steps {

    /** A model that needs more steps without waiting for anybody goes round in a circle (rule 36). */
    static final int MOST = 1_000;

    private static final String BODY = "#";

    private static final ThreadLocal<@Nullable Step> CURRENT = new ThreadLocal<>();

    private Steps() {}

    /**
     * One step of a deployed model.
     *
     * @param process key of the process
     * @param processName its label, or its key
     * @param definition id of the version
     * @param element id of the element; that of the process while none of its elements has begun
     * @param name the element's label
     * @param instance the instance that is there
     */
    public record Step(
            String process,
            String processName,
            int version,
            String definition,
            String element,
            @Nullable String name,
            String instance) {

        static Step of(ScopeImpl scope, String instance) {
            ProcessDefinitionEntity definition = (ProcessDefinitionEntity) scope.getProcessDefinition();
            ScopeImpl element = scope;
            String id = drawn(scope.getId());
            if (!id.equals(scope.getId())) {
                ActivityImpl drawn = definition.findActivity(id);
                element = drawn == null ? scope : drawn;
            }
            boolean none = element == definition;
            String processName = definition.getName() == null ? definition.getKey() : definition.getName();
            return new Step(
                    definition.getKey(),
                    processName,
                    definition.getVersion(),
                    definition.getId(),
                    none ? definition.getKey() : element.getId(),
                    none ? processName : label(element),
                    instance);
        }

        /** Whether it is the process as a whole. */
        boolean isProcess() {
            return element.equals(process);
        }
    }

    /** The id under which an element stands in the drawing: what is done many times is drawn once. */
    static String drawn(String element) {
        int body = element.indexOf(BODY);
        return body > 0 ? element.substring(0, body) : element;
    }

    /** The engine keeps the names of some kinds of elements in one place and those of others in another. */
    static @Nullable String label(CoreModelElement element) {
        return element.getName() != null ? element.getName() : (String) element.getProperty("name");
    }

    /**
     * The step that the engine came to last: after an exception out of one of its commands, the one that failed. Known on
     * the thread that gave the command, until it gives the next.
     *
     * @return null when no model was under way
     */
    public static @Nullable Step current() {
        return CURRENT.get();
    }

    static void forget() {
        CURRENT.remove();
    }

    /** A command within a step is over; what follows belongs to the step again. */
    static void back(@Nullable Step step) {
        CURRENT.set(step);
    }

    static void at(ScopeImpl element, ExecutionEntity execution) {
        CURRENT.set(Step.of(element, execution.getProcessInstanceId()));
    }

    /**
     * Counts a step for the instance and those it is called by: bulk work takes many instances through one transaction, and
     * each has its own thousand.
     *
     * @throws TooManySteps when it is one too many
     */
    static void count(ExecutionEntity execution) {
        int[] gone = counters().computeIfAbsent(execution.getRootProcessInstanceId(), root -> new int[1]);
        if (++gone[0] > MOST) {
            throw new TooManySteps();
        }
    }

    /** Of the outermost transaction; another one that is begun within it counts along. */
    @SuppressWarnings("unchecked")
    private static Map<String, int[]> counters() {
        Map<String, int[]> bound = (Map<String, int[]>) TransactionSynchronizationManager.getResource(Steps.class);
        if (bound != null) {
            return bound;
        }
        Map<String, int[]> counters = new HashMap<>();
        TransactionSynchronizationManager.bindResource(Steps.class, counters);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResource(Steps.class);
            }
        });
        return counters;
    }
}

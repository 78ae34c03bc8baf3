package dev.rapport.engine;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.ActivityTypes;
import org.camunda.bpm.engine.impl.core.model.CoreModelElement;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.jspecify.annotations.Nullable;

/** What the engine passes in one model on this thread, for as long as somebody wants to know. */
public final class Passage {

    /**
     * An element or a flow that was passed.
     *
     * @param name its label; null where it has none, or is a flow
     * @param work whether something is done there; elsewhere it is only decided where to go on
     */
    public record Passed(String element, @Nullable String name, boolean work) {}

    private static final ThreadLocal<@Nullable Passage> CURRENT = new ThreadLocal<>();

    private final String process;
    private final List<Passed> passed = new ArrayList<>();

    /** @param process key of the model; what another one does is not told */
    public Passage(String process) {
        this.process = process;
    }

    /** All of it, in order, also what was passed before something threw. */
    public List<Passed> passed() {
        return List.copyOf(passed);
    }

    /** Does something, and is told what the engine passes meanwhile. */
    public void during(Runnable work) {
        CURRENT.set(this);
        try {
            work.run();
        } finally {
            CURRENT.remove();
        }
    }

    static void of(CoreModelElement element, ExecutionEntity execution) {
        Passage current = CURRENT.get();
        if (current != null && execution.getProcessDefinition().getKey().equals(current.process)) {
            current.passed.add(new Passed(element.getId(), Steps.label(element), isWork(element)));
        }
    }

    private static boolean isWork(CoreModelElement element) {
        return element instanceof ActivityImpl activity
                && switch (String.valueOf(activity.getProperty("type"))) {
                    case ActivityTypes.TASK_SERVICE,
                            ActivityTypes.TASK_SEND_TASK,
                            ActivityTypes.TASK_USER_TASK,
                            ActivityTypes.TASK_BUSINESS_RULE,
                            ActivityTypes.CALL_ACTIVITY -> true;
                    default -> false;
                };
    }
}

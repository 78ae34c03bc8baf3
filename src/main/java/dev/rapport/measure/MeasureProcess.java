package dev.rapport.measure;

import dev.rapport.engine.OpenTask;
import dev.rapport.engine.RanStep;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The model {@code measure} as this module sees it. */
public interface MeasureProcess {

    /**
     * Starts an instance, which registers the measure.
     *
     * @return the id of the measure
     */
    Long start(MeasureDraft draft);

    /**
     * Starts an instance for a measure that is registered already, waiting at its task.
     *
     * @return the id of the instance
     */
    String restart(Measure measure);

    /**
     * The open task of a measure; null when the measure is closed or waits for something else.
     *
     * @param names of people by login, as far as they are known
     */
    @Nullable
    OpenTask openTask(Measure measure, Map<String, String> names);

    /**
     * Completes the measure's open task with an outcome.
     *
     * @return the steps that ran, in order
     * @throws dev.rapport.shared.BusinessRuleViolation of the step that refused
     */
    List<RanStep> complete(Measure measure, MeasureOutcome outcome);

    /** Tells the running instance and its task what changed: subject, day, campaign. Whoever has claimed the task keeps it. */
    void refresh(Measure measure);

    /** Gives the open task to who is responsible now, else to the creator. */
    void reassign(Measure measure);
}

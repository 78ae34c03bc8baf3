package dev.rapport.engine;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;

/**
 * Something that a model closes, possibly long after somebody has said how it ended: a contact or a measure, known to the
 * engine by its business key.
 */
public interface ModelledItem {

    /** Set on an instance from the first report on: the login of whoever reported. */
    String REPORTED_BY = "reportedBy";

    /** The outcome's label, for the forms of later tasks; likewise the next three. */
    String REPORTED_OUTCOME = "reportedOutcome";

    String REPORTED_START = "reportedStart";

    String REPORTED_DURATION = "reportedDuration";

    String REPORTED_INFOTEXT = "reportedInfotext";

    /** What an instance knows of a report. */
    List<String> REPORTS = List.of(REPORTED_BY, REPORTED_OUTCOME, REPORTED_START, REPORTED_DURATION, REPORTED_INFOTEXT);

    /** What came of the last attempt at an item that is still open, for task cards. */
    String LAST_OUTCOME = "lastOutcome";

    /** The login of whoever completed a task last. */
    String COMPLETED_BY = "completedBy";

    /** The key of the model it runs in. */
    String process();

    /**
     * Does nothing while the item is open.
     *
     * @throws dev.rapport.shared.BusinessRuleViolation a conflict that says who closed it and when
     */
    void requireOpen(Long id);

    /**
     * Checks and keeps what was entered in the task in which people say how it ended.
     *
     * @param outcome the chosen one; null where the model asks for none here
     * @param ahead what lies ahead of it
     * @throws dev.rapport.shared.BusinessRuleViolation what the step that closes the item would refuse
     */
    void report(
            Long id, DelegateExecution execution, ModelledOutcomes.@Nullable Outcome outcome, ReportPaths.Ahead ahead);

    /**
     * Takes what was entered in another task.
     *
     * @throws dev.rapport.shared.BusinessRuleViolation what the step that closes the item would refuse
     */
    void confirm(Long id, DelegateExecution execution);
}

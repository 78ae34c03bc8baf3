package dev.rapport.measure;

import dev.rapport.engine.RanStep;
import dev.rapport.shared.BusinessRuleViolation;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Saves what was typed on the measure's page and closes the measure, both or neither: whoever presses "Durchgeführt" need
 * not save first, and a refusal writes nothing.
 */
@Service
public class FinishMeasure {

    private final Measures measures;
    private final ChangeMeasure changeMeasure;
    private final CompleteMeasure completeMeasure;

    FinishMeasure(Measures measures, ChangeMeasure changeMeasure, CompleteMeasure completeMeasure) {
        this.measures = measures;
        this.changeMeasure = changeMeasure;
        this.completeMeasure = completeMeasure;
    }

    /**
     * Changes the measure and completes its task.
     *
     * @return the steps of the model that ran, in order
     * @throws BusinessRuleViolation whatever {@link ChangeMeasure} and {@link CompleteMeasure} refuse
     */
    @Transactional
    public List<RanStep> finish(Long measureId, MeasureChange change, MeasureOutcome outcome) {
        Measure measure = measures.lock(measureId).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
        // first of all who closed it and when: that says more than that something has changed
        measure.requireOpen();
        if (change.changesSomething()) {
            changeMeasure.change(measureId, change);
            return completeMeasure.complete(measureId, measure.version(), outcome);
        }
        return completeMeasure.complete(measureId, change.requireVersion(), outcome);
    }
}

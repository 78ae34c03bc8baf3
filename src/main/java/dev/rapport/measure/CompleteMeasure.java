package dev.rapport.measure;

import dev.rapport.engine.RanStep;
import dev.rapport.shared.BusinessRuleViolation;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The way to close a measure from pages and the API: completes its task, and the model does the rest. */
@Service
public class CompleteMeasure {

    private final Measures measures;
    private final MeasureProcess process;

    CompleteMeasure(Measures measures, MeasureProcess process) {
        this.measures = measures;
        this.process = process;
    }

    /**
     * Completes the open task of a measure.
     *
     * @param version the version that was read
     * @return the steps of the model that ran, in order
     * @throws BusinessRuleViolation not-found, already-closed with who and when, stale-version, or what a step refused
     */
    @Transactional
    public List<RanStep> complete(Long measureId, int version, MeasureOutcome outcome) {
        Measure measure = measures.lock(measureId).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
        measure.requireOpen();
        measure.requireVersion(version);
        return process.complete(measure, outcome);
    }
}

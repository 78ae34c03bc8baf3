package dev.rapport.measure;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The way in for pages and the API (rule 25): starts the model, whose first step registers the measure. */
@Service
public class CreateMeasure {

    private final MeasureProcess process;

    CreateMeasure(MeasureProcess process) {
        this.process = process;
    }

    /**
     * Creates a measure.
     *
     * @return its id
     * @throws dev.rapport.shared.BusinessRuleViolation with everything that is wrong with the draft, at once
     */
    @Transactional
    public Long create(MeasureDraft draft) {
        return process.start(draft);
    }
}

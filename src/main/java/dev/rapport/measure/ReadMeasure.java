package dev.rapport.measure;

import dev.rapport.shared.BusinessRuleViolation;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads one measure as it stands in the current transaction. */
@Service
public class ReadMeasure {

    private final Measures measures;

    ReadMeasure(Measures measures) {
        this.measures = measures;
    }

    /**
     * The measure.
     *
     * @throws BusinessRuleViolation not-found
     */
    @Transactional(readOnly = true)
    public Measure read(Long id) {
        return measures.read(id);
    }
}

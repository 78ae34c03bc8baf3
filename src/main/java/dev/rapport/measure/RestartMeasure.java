package dev.rapport.measure;

import dev.rapport.shared.BusinessRuleViolation;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gives an open measure that lost its model instance a new one, waiting at its task. */
@Service
public class RestartMeasure {

    private final Measures measures;
    private final MeasureProcess process;

    RestartMeasure(Measures measures, MeasureProcess process) {
        this.measures = measures;
        this.process = process;
    }

    @Transactional
    public void restart(Long measureId) {
        Measure measure = measures.lock(measureId).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
        measure.requireOpen();
        measure.runsIn(process.restart(measure));
        measures.flush();
        process.refresh(measure);
    }
}

package dev.rapport.measure.process;

import dev.rapport.engine.ClosedItem;
import dev.rapport.measure.CloseMeasure;
import org.springframework.stereotype.Component;

/** Says who closed a measure when its task is gone. */
@Component
class ClosedMeasure implements ClosedItem {

    private final CloseMeasure closeMeasure;

    ClosedMeasure(CloseMeasure closeMeasure) {
        this.closeMeasure = closeMeasure;
    }

    @Override
    public String process() {
        return MeasureModel.KEY;
    }

    @Override
    public void requireOpen(Long id) {
        closeMeasure.requireOpen(id);
    }
}

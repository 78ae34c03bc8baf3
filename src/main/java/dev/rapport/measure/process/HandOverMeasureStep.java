package dev.rapport.measure.process;

import dev.rapport.item.process.HandOverStep;
import dev.rapport.measure.HandOverMeasure;
import dev.rapport.measure.Measure;
import dev.rapport.shared.BusinessTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** "Neu zuweisen" of a measure. */
@Component("handOverMeasure")
class HandOverMeasureStep extends HandOverStep<Measure> {

    private final BusinessTime time;

    HandOverMeasureStep(HandOverMeasure handOverMeasure, BusinessTime time) {
        super(declared(MeasureModel.KEY), handOverMeasure);
        this.time = time;
    }

    @Override
    protected Map<String, @Nullable Object> card(Measure measure) {
        return MeasureVariables.card(measure, time);
    }
}

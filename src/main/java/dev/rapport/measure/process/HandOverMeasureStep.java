package dev.rapport.measure.process;

import dev.rapport.item.process.HandOverStep;
import dev.rapport.item.process.NamedPeople;
import dev.rapport.measure.Measure;
import dev.rapport.measure.ModelledMeasureChange;
import org.springframework.stereotype.Component;

/** "Neu zuweisen" of a measure. */
@Component("handOverMeasure")
class HandOverMeasureStep extends HandOverStep<Measure> {

    HandOverMeasureStep(ModelledMeasureChange change, ReportedMeasure reported, NamedPeople people) {
        super(declared(MeasureModel.KEY), change, reported, people);
    }
}

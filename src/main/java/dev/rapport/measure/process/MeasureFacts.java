package dev.rapport.measure.process;

import dev.rapport.engine.ModelVariable;
import dev.rapport.item.process.FactsOfItem;
import dev.rapport.measure.Measure;
import dev.rapport.measure.ReadMeasure;
import dev.rapport.shared.BusinessTime;
import java.util.List;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.springframework.stereotype.Component;

/** What models may ask of a measure: what they may ask of every item. */
@Component
class MeasureFacts extends FactsOfItem<Measure> {

    private final ReadMeasure readMeasure;

    MeasureFacts(ReadMeasure readMeasure, BusinessTime time) {
        super(MeasureModel.KEY, time);
        this.readMeasure = readMeasure;
    }

    @Override
    protected Measure item(Long id) {
        return readMeasure.read(id);
    }

    @Override
    protected List<ModelVariable> own() {
        return List.of();
    }

    @Override
    protected Object own(Measure measure, String fact, VariableScope scope) {
        throw new IllegalArgumentException("A measure has no " + fact);
    }
}

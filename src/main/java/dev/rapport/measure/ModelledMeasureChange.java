package dev.rapport.measure;

import dev.rapport.item.ItemChecks;
import dev.rapport.item.ModelledChange;
import dev.rapport.shared.Change;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Changes an open measure because its model says so. */
@Service
public class ModelledMeasureChange extends ModelledChange<Measure, MeasureChange> {

    ModelledMeasureChange(Measures measures, ItemChecks checks, ChangeMeasure changeMeasure) {
        super(measures, checks, changeMeasure);
    }

    @Override
    protected MeasureChange handedOver(int version, String login) {
        return new MeasureChange(version, Change.none(), Change.none(), Change.none(), Change.none(), Change.to(login));
    }

    @Override
    protected MeasureChange assigned(int version, @Nullable String campaign) {
        return new MeasureChange(
                version, Change.none(), Change.none(), Change.to(campaign), Change.none(), Change.none());
    }
}

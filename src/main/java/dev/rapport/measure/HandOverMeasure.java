package dev.rapport.measure;

import dev.rapport.item.HandOver;
import dev.rapport.item.ItemChecks;
import dev.rapport.shared.Change;
import org.springframework.stereotype.Service;

/** Gives an open measure to somebody else because its model says so. */
@Service
public class HandOverMeasure extends HandOver<Measure, MeasureChange> {

    HandOverMeasure(Measures measures, ItemChecks checks, ChangeMeasure changeMeasure) {
        super(measures, checks, changeMeasure);
    }

    @Override
    protected MeasureChange change(int version, String login) {
        return new MeasureChange(version, Change.none(), Change.none(), Change.none(), Change.none(), Change.to(login));
    }
}

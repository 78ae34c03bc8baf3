package dev.rapport.measure;

import dev.rapport.item.CompleteItem;
import org.springframework.stereotype.Service;

/** The way to close a measure from pages and the API. */
@Service
public class CompleteMeasure extends CompleteItem<Measure, MeasureChange, MeasureOutcome> {

    CompleteMeasure(Measures measures, ChangeMeasure changeMeasure, MeasureProcess process) {
        super(measures, changeMeasure, process);
    }
}

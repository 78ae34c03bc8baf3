package dev.rapport.measure;

import dev.rapport.item.ItemProcess;

/** The model {@code measure} as this module sees it. */
public interface MeasureProcess extends ItemProcess<Measure, MeasureDraft, MeasureOutcome> {}

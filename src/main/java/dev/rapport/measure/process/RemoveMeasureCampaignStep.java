package dev.rapport.measure.process;

import dev.rapport.item.process.RemoveCampaignStep;
import dev.rapport.measure.Measure;
import dev.rapport.measure.ModelledMeasureChange;
import org.springframework.stereotype.Component;

/** "Kampagne entfernen" of a measure. */
@Component("removeMeasureCampaign")
class RemoveMeasureCampaignStep extends RemoveCampaignStep<Measure> {

    RemoveMeasureCampaignStep(ModelledMeasureChange change, ReportedMeasure reported) {
        super(declared(MeasureModel.KEY), change, reported);
    }
}

package dev.rapport.measure.process;

import dev.rapport.item.process.AssignCampaignStep;
import dev.rapport.measure.Measure;
import dev.rapport.measure.ModelledMeasureChange;
import org.springframework.stereotype.Component;

/** "Kampagne zuweisen" of a measure. */
@Component("assignMeasureCampaign")
class AssignMeasureCampaignStep extends AssignCampaignStep<Measure> {

    AssignMeasureCampaignStep(ModelledMeasureChange change, ReportedMeasure reported) {
        super(declared(MeasureModel.KEY), change, reported);
    }
}

package dev.rapport.measure.process;

import dev.rapport.engine.Mark;
import dev.rapport.engine.ModelStep;
import dev.rapport.engine.StepDeclaration;
import dev.rapport.engine.Submitted;
import dev.rapport.measure.CampaignRequired;
import dev.rapport.measure.CloseMeasure;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Kampagne prüfen": a performed measure needs a campaign. A condition that process admins may remove. */
@Component("requireCampaign")
class RequireCampaignStep extends ModelStep {

    private final CampaignRequired campaignRequired;
    private final CloseMeasure closeMeasure;

    RequireCampaignStep(CampaignRequired campaignRequired, CloseMeasure closeMeasure) {
        super(StepDeclaration.condition("megaphone")
                .in(MeasureModel.KEY)
                .after(Mark.REGISTERED, Mark.AT_WORK)
                .notAfter(Mark.CLOSED)
                .usual()
                .knowing()
                .build());
        this.closeMeasure = closeMeasure;
        this.campaignRequired = campaignRequired;
    }

    @Override
    protected void run(DelegateExecution execution) {
        Long id = Long.valueOf(execution.getProcessBusinessKey());
        // an outdated form may lack the campaign that somebody else has chosen meanwhile
        closeMeasure.requireUnchanged(id, Submitted.readVersion(execution));
        campaignRequired.check(id, MeasureVariables.campaign(execution));
    }
}

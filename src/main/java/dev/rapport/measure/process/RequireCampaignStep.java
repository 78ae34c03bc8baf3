package dev.rapport.measure.process;

import dev.rapport.engine.ModelStep;
import dev.rapport.measure.CampaignRequired;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Kampagne prüfen": a performed measure needs a campaign. A condition that process admins may remove. */
@Component("requireCampaign")
class RequireCampaignStep extends ModelStep {

    private final CampaignRequired campaignRequired;

    RequireCampaignStep(CampaignRequired campaignRequired) {
        super(Kind.CONDITION);
        this.campaignRequired = campaignRequired;
    }

    @Override
    protected void run(DelegateExecution execution) {
        campaignRequired.check(Long.valueOf(execution.getProcessBusinessKey()), MeasureVariables.outcome(execution));
    }
}

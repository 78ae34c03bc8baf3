package dev.rapport.measure;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Change;
import dev.rapport.shared.Texts;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The rule that a performed measure needs a campaign (rule 26). It is the step <i>Kampagne prüfen</i> of the model and
 * stands nowhere else: where a process admin removes the step, the rule is gone.
 */
@Service
public class CampaignRequired {

    private final Measures measures;

    CampaignRequired(Measures measures) {
        this.measures = measures;
    }

    /**
     * Refuses a measure without a campaign. Whether the campaign may be chosen is checked where it is stored.
     *
     * @param said what was said with the outcome counts before what the measure has
     * @throws BusinessRuleViolation measure.campaign-required
     */
    @Transactional(readOnly = true)
    public void check(Long measureId, Change<String> said) {
        Measure measure = measures.findById(measureId).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
        boolean chosen = said.present() ? !Texts.isBlank(said.value()) : measure.campaignId() != null;
        if (!chosen) {
            throw BusinessRuleViolation.invalid("campaignId", "measure.campaign-required");
        }
    }
}

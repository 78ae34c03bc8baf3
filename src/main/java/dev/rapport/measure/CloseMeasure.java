package dev.rapport.measure;

import dev.rapport.item.CloseItem;
import dev.rapport.item.ItemChecks;
import dev.rapport.item.ItemStatus;
import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Moment;
import org.springframework.stereotype.Service;

/** Records how a measure ended, and keeps whom its campaign addresses at this moment (rules 26 and 27). */
@Service
public class CloseMeasure extends CloseItem<Measure, MeasureOutcome> {

    private final ItemChecks checks;
    private final MeasureAudience audience;

    CloseMeasure(
            Measures measures,
            ItemChecks checks,
            MeasureAudience audience,
            AuditTrail audit,
            Moment moment,
            CurrentUser currentUser) {
        super(Measure.KIND, measures, checks, audit, moment, currentUser);
        this.checks = checks;
        this.audience = audience;
    }

    @Override
    protected Runnable check(
            FieldChecks errors,
            Measure measure,
            ItemStatus status,
            MeasureOutcome outcome,
            AuditTrail.Changes changes) {
        Long campaign = checks.campaign(errors, measure, outcome.campaignId());
        return () -> {
            changes.of("campaignId", measure.campaignId(), campaign);
            measure.assignCampaign(campaign);
        };
    }

    @Override
    protected void closed(Measure measure) {
        audience.keep(measure);
    }
}

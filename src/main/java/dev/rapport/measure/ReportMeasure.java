package dev.rapport.measure;

import dev.rapport.item.ItemChecks;
import dev.rapport.item.Report;
import dev.rapport.item.ReportItem;
import dev.rapport.item.Reports;
import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.Change;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Moment;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Keeps what somebody reports of a measure that is not closed at once (rule 35). The campaign goes to the measure, where
 * everybody reads it.
 */
@Service
public class ReportMeasure extends ReportItem<Measure, MeasureOutcome> {

    private final ItemChecks checks;

    ReportMeasure(
            Measures measures,
            ItemChecks checks,
            Reports reports,
            AuditTrail audit,
            Moment moment,
            CurrentUser currentUser) {
        super(Measure.KIND, measures, checks, reports, audit, moment, currentUser);
        this.checks = checks;
    }

    @Override
    protected Taken take(FieldChecks errors, Measure measure, MeasureOutcome entered, @Nullable Times known) {
        Long campaign = checks.campaign(errors, measure, entered.campaignId());
        return new Taken(Times.NONE, () -> {
            changed(measure, "campaignId", measure.campaignId(), campaign);
            measure.assignCampaign(campaign);
        });
    }

    @Override
    protected MeasureOutcome reported(Report report, @Nullable String outcome, MeasureOutcome chosen) {
        return new MeasureOutcome(outcome, Change.none(), null);
    }
}

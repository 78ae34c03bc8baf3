package dev.rapport.measure;

import dev.rapport.item.ItemChecks;
import dev.rapport.item.LeaveOpen;
import dev.rapport.item.Reports;
import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.FieldChecks;
import java.time.LocalDate;
import org.springframework.stereotype.Service;

/** Records that a measure was tried and stays open, planned for another day. */
@Service
public class LeaveMeasureOpen extends LeaveOpen<Measure, MeasureOutcome> {

    private final ItemChecks checks;
    private final MeasureChecks measureChecks;
    private final BusinessTime time;

    LeaveMeasureOpen(
            Measures measures,
            ItemChecks checks,
            MeasureChecks measureChecks,
            Reports reports,
            AuditTrail audit,
            BusinessTime time) {
        super(Measure.KIND, measures, checks, reports, audit);
        this.checks = checks;
        this.measureChecks = measureChecks;
        this.time = time;
    }

    @Override
    protected Runnable check(FieldChecks errors, Measure measure, MeasureOutcome outcome, AuditTrail.Changes changes) {
        LocalDate next = measureChecks.nextDay(errors, outcome.plannedFor());
        Long campaign = checks.campaign(errors, measure, outcome.campaignId());
        return () -> {
            changes.of("plannedFor", measure.plannedFor(), next);
            measure.plan(next, time.zone());
            changes.of("campaignId", measure.campaignId(), campaign);
            measure.assignCampaign(campaign);
        };
    }
}

package dev.rapport.measure;

import dev.rapport.item.ItemChecks;
import dev.rapport.item.Report;
import dev.rapport.item.ReportItem;
import dev.rapport.item.Reports;
import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Change;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Moment;
import dev.rapport.shared.OutcomeCategory;
import dev.rapport.shared.Texts;
import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Keeps what somebody reports of a measure that is not closed at once (rule 35). The campaign goes to the measure, where
 * everybody reads it.
 */
@Service
public class ReportMeasure extends ReportItem<Measure, MeasureOutcome> {

    private final ItemChecks checks;
    private final MeasureChecks measureChecks;
    private final BusinessTime time;

    ReportMeasure(
            Measures measures,
            ItemChecks checks,
            MeasureChecks measureChecks,
            Reports reports,
            AuditTrail audit,
            Moment moment,
            BusinessTime time,
            CurrentUser currentUser) {
        super(Measure.KIND, measures, checks, reports, audit, moment, currentUser);
        this.checks = checks;
        this.measureChecks = measureChecks;
        this.time = time;
    }

    @Override
    protected Taken take(
            FieldChecks errors, Measure measure, MeasureOutcome entered, OutcomeCategory category, Times known) {
        Long campaign = checks.campaign(errors, measure, entered.campaignId());
        Times times = category == OutcomeCategory.OPEN ? tried(errors, entered, known) : Times.NONE;
        return new Taken(times, () -> {
            changed(measure, "campaignId", measure.campaignId(), campaign);
            measure.assignCampaign(campaign);
        });
    }

    private Times tried(FieldChecks errors, MeasureOutcome entered, Times known) {
        if (known.start() != null && Texts.isBlank(entered.plannedFor())) {
            return known;
        }
        LocalDate day = measureChecks.nextDay(errors, entered.plannedFor());
        return day == null
                ? Times.NONE
                : new Times(day.atStartOfDay(time.zone()).toInstant(), Duration.ZERO);
    }

    @Override
    protected MeasureOutcome reported(Report report, @Nullable String outcome, MeasureOutcome chosen) {
        String day = report.start() == null
                ? chosen.plannedFor()
                : time.day(report.start()).toString();
        return new MeasureOutcome(outcome, Change.none(), day, null);
    }
}

package dev.rapport.measure;

import dev.rapport.engine.Report;
import dev.rapport.engine.Reports;
import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Change;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Moment;
import dev.rapport.shared.Texts;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps what somebody reports of a measure that is not closed at once, because somebody else has a task before that (rule
 * 35). Infotext and campaign go to the measure, where everybody reads them.
 */
@Service
public class ReportMeasure {

    private static final String KIND = "measure";

    private final Measures measures;
    private final MeasureChecks checks;
    private final Reports reports;
    private final AuditTrail audit;
    private final Moment moment;
    private final CurrentUser currentUser;

    ReportMeasure(
            Measures measures,
            MeasureChecks checks,
            Reports reports,
            AuditTrail audit,
            Moment moment,
            CurrentUser currentUser) {
        this.measures = measures;
        this.checks = checks;
        this.reports = reports;
        this.audit = audit;
        this.moment = moment;
        this.currentUser = currentUser;
    }

    /** The measure and what is kept beside it. */
    public record Kept(Measure measure, Report report) {}

    /**
     * Keeps a report in place of an earlier one.
     *
     * @param label of the outcome; null where none is asked for
     * @param performed whether the measure took place by it
     * @throws BusinessRuleViolation whatever {@link CloseMeasure} would refuse
     */
    @Transactional
    public Kept report(Long measureId, MeasureOutcome outcome, @Nullable String label, boolean performed) {
        Measure measure = confirm(measureId, outcome);
        String typed = outcome.infotext();
        Report report = new Report(
                label == null ? null : outcome.outcome(),
                label,
                performed,
                null,
                null,
                typed == null || Texts.isBlank(typed) ? measure.infotext() : Texts.lines(typed),
                currentUser.id(),
                null,
                moment.now());
        reports.keep(KIND, measureId, report);
        return new Kept(measure, report);
    }

    /**
     * Takes what somebody has entered along with another task.
     *
     * @throws BusinessRuleViolation whatever {@link CloseMeasure} would refuse
     */
    @Transactional
    public Measure confirm(Long measureId, MeasureOutcome entered) {
        Measure measure = measures.lock(measureId).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
        measure.requireOpen();
        FieldChecks errors = new FieldChecks();
        Long campaign = checks.campaign(errors, measure, entered.campaignId());
        String infotext = checks.extended(errors, measure, entered.infotext());
        errors.refuseIfAny();
        change(measure, "campaignId", measure.campaignId(), campaign);
        measure.assignCampaign(campaign);
        change(measure, "infotext", measure.infotext(), infotext);
        measure.note(infotext);
        measures.flush();
        return measure;
    }

    /** Whether there is still something to close; a model may have tasks behind that. */
    @Transactional(readOnly = true)
    public boolean isOpen(Long measureId) {
        return measures.findById(measureId)
                .filter(measure -> !measure.status().closed())
                .isPresent();
    }

    /** Adds to the infotext of a closed measure what somebody has entered along with a task behind its closing. */
    @Transactional
    public Measure note(Long measureId, @Nullable String addition) {
        Measure measure = measures.lock(measureId).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
        FieldChecks errors = new FieldChecks();
        String infotext = checks.extended(errors, measure, addition);
        errors.refuseIfAny();
        change(measure, "infotext", measure.infotext(), infotext);
        measure.note(infotext);
        measures.flush();
        return measure;
    }

    /**
     * How the measure is to be closed: with the reported outcome, unless the measure ends differently than was reported.
     *
     * @param chosen with the latest outcome
     * @param performed whether it is closed as performed
     */
    @Transactional(readOnly = true)
    public MeasureOutcome outcome(Long measureId, MeasureOutcome chosen, boolean performed) {
        Report report = reports.find(KIND, measureId).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
        String outcome =
                report.outcome() != null && report.performed() == performed ? report.outcome() : chosen.outcome();
        return new MeasureOutcome(outcome, Change.none(), null);
    }

    private void change(Measure measure, String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            audit.changed(ChangeMeasure.AUDITED, measure.id(), field, before, after);
        }
    }
}

package dev.rapport.measure;

import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.FieldChecks;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Records how a measure ended (rules 26 and 27). Called by the model's record steps. */
@Service
public class CloseMeasure {

    private final Measures measures;
    private final MeasureChecks checks;
    private final MeasureAudience audience;
    private final AuditTrail audit;
    private final BusinessTime time;
    private final CurrentUser currentUser;

    CloseMeasure(
            Measures measures,
            MeasureChecks checks,
            MeasureAudience audience,
            AuditTrail audit,
            BusinessTime time,
            CurrentUser currentUser) {
        this.measures = measures;
        this.checks = checks;
        this.audience = audience;
        this.audit = audit;
        this.time = time;
        this.currentUser = currentUser;
    }

    /**
     * Refuses an outcome that was typed while looking at an older state: a form that stayed open would bring back the old
     * campaign.
     *
     * @param read the version that was shown; null when nobody says
     * @throws BusinessRuleViolation already-closed or changed-meanwhile, with who and when
     */
    @Transactional
    public void requireUnchanged(Long measureId, @Nullable Integer read) {
        if (read != null && read != open(measureId).version()) {
            throw audit.changedMeanwhile(ChangeMeasure.AUDITED, measureId);
        }
    }

    /** Closes a measure as performed and keeps whom its campaign addresses at this moment. */
    @Transactional
    public Measure performed(Long measureId, MeasureOutcome outcome) {
        return close(measureId, MeasureStatus.PERFORMED, outcome);
    }

    /** Closes a measure as not performed; the reason goes into the infotext. */
    @Transactional
    public Measure notPerformed(Long measureId, MeasureOutcome outcome) {
        return close(measureId, MeasureStatus.NOT_PERFORMED, outcome);
    }

    /**
     * Does nothing while a measure is open.
     *
     * @throws BusinessRuleViolation already-closed, with who and when
     */
    @Transactional(readOnly = true)
    public void requireOpen(Long measureId) {
        measures.findById(measureId).ifPresent(Measure::requireOpen);
    }

    private Measure close(Long measureId, MeasureStatus status, MeasureOutcome outcome) {
        Measure measure = open(measureId);
        FieldChecks errors = new FieldChecks();
        Long campaign = checks.campaign(errors, measure, outcome.campaignId());
        String infotext = checks.extended(errors, measure, outcome.infotext());
        errors.refuseIfAny();
        if (!Objects.equals(campaign, measure.campaignId())) {
            audit.changed(ChangeMeasure.AUDITED, measureId, "campaignId", measure.campaignId(), campaign);
            measure.assignCampaign(campaign);
        }
        if (infotext != null) {
            measure.note(infotext);
        }
        measure.close(status, outcome.outcome(), time.now(), currentUser.id());
        measures.flush();
        audience.keep(measure);
        return measure;
    }

    private Measure open(Long measureId) {
        Measure measure = measures.lock(measureId).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
        measure.requireOpen();
        return measure;
    }
}

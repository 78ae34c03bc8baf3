package dev.rapport.measure;

import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.FieldChecks;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Changes a measure outside its model: an open one in everything, a closed one in its infotext only (rule 25). */
@Service
public class ChangeMeasure {

    static final String AUDITED = "measure";

    private final Measures measures;
    private final MeasureChecks checks;
    private final MeasureProcess process;
    private final AuditTrail audit;
    private final BusinessTime time;

    ChangeMeasure(
            Measures measures, MeasureChecks checks, MeasureProcess process, AuditTrail audit, BusinessTime time) {
        this.measures = measures;
        this.checks = checks;
        this.process = process;
        this.audit = audit;
        this.time = time;
    }

    /**
     * Changes a measure.
     *
     * @throws BusinessRuleViolation not-found, stale-version, already-closed, or everything wrong with the input at once
     */
    @Transactional
    public void change(Long measureId, MeasureChange change) {
        Measure measure = measures.lock(measureId).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
        if (measure.status().closed() && change.touchesMoreThanInfotext()) {
            measure.requireOpen();
        }
        measure.requireVersion(change.requireVersion());
        apply(measure, change);
        measures.flush();
        // only now it has its new version
        process.refresh(measure);
    }

    private void apply(Measure measure, MeasureChange change) {
        FieldChecks errors = new FieldChecks();
        String infotext = checks.infotext(errors, change.infotext().value());
        if (measure.status().closed()) {
            infotext = checks.infotext(errors, measure.extended(infotext));
        }
        String subject = change.subject().present()
                ? checks.subject(errors, change.subject().value())
                : measure.subject();
        LocalDate plannedFor = change.plannedFor().present()
                ? checks.plannedFor(errors, change.plannedFor().value())
                : measure.plannedFor();
        String responsible = change.responsible().present()
                ? checks.responsible(errors, change.responsible().value())
                : measure.responsible();
        Long campaign = change.campaignId().present()
                ? checks.campaign(errors, change.campaignId().value(), measure.campaignId())
                : measure.campaignId();
        errors.refuseIfAny();

        if (change.infotext().present()) {
            String before = measure.infotext();
            measure.note(infotext);
            noteChange(measure, "infotext", before, measure.infotext());
        }
        if (!change.touchesMoreThanInfotext()) {
            return;
        }
        noteChange(measure, "subject", measure.subject(), subject);
        measure.rename(subject);
        noteChange(measure, "plannedFor", measure.plannedFor(), plannedFor);
        measure.plan(plannedFor, time.zone());
        if (!Objects.equals(responsible, measure.responsible())) {
            noteChange(measure, "responsible", measure.responsible(), responsible);
            measure.reassign(responsible);
            process.reassign(measure);
        }
        noteChange(measure, "campaignId", measure.campaignId(), campaign);
        measure.assignCampaign(campaign);
    }

    private void noteChange(Measure measure, String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            audit.changed(AUDITED, measure.id(), field, before, after);
        }
    }
}

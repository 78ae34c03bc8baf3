package dev.rapport.measure;

import dev.rapport.item.ChangeItem;
import dev.rapport.item.ItemChecks;
import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.FieldChecks;
import java.time.LocalDate;
import org.springframework.stereotype.Service;

/** Changes a measure outside its model: an open one in everything, a closed one in its infotext only (rule 25). */
@Service
public class ChangeMeasure extends ChangeItem<Measure, MeasureChange> {

    private final MeasureChecks measureChecks;
    private final BusinessTime time;

    ChangeMeasure(
            Measures measures,
            MeasureProcess process,
            ItemChecks checks,
            MeasureChecks measureChecks,
            AuditTrail audit,
            BusinessTime time) {
        super(measures, process, checks, audit);
        this.measureChecks = measureChecks;
        this.time = time;
    }

    @Override
    protected Runnable check(FieldChecks errors, Measure measure, MeasureChange change) {
        LocalDate plannedFor = change.plannedFor().present()
                ? measureChecks.plannedFor(errors, change.plannedFor().value())
                : measure.plannedFor();
        return () -> {
            changed(measure, "plannedFor", measure.plannedFor(), plannedFor);
            measure.plan(plannedFor, time.zone());
        };
    }
}

package dev.rapport.measure;

import dev.rapport.item.VoidItem;
import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.Moment;
import org.springframework.stereotype.Service;

/** Voids a measure that was entered by mistake (rule 23); whom a closed one concerned is kept, but no history shows it. */
@Service
public class VoidMeasure extends VoidItem<Measure> {

    VoidMeasure(Measures measures, MeasureProcess process, AuditTrail audit, Moment moment, CurrentUser currentUser) {
        super(measures, process, audit, moment, currentUser);
    }
}

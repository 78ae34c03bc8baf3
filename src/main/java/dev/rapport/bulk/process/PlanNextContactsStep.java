package dev.rapport.bulk.process;

import dev.rapport.bulk.PlanNextContacts;
import dev.rapport.engine.OrderStep;
import org.springframework.stereotype.Component;

/** "Nächste Kontakte anlegen": plans the next contacts of an order. */
@Component("planNextContacts")
class PlanNextContactsStep extends OrderStep {

    private final PlanNextContacts planNextContacts;

    PlanNextContactsStep(PlanNextContacts planNextContacts) {
        super(declared(BulkPlanModel.KEY, "calendar-plus"));
        this.planNextContacts = planNextContacts;
    }

    @Override
    protected boolean next(Long order) {
        return planNextContacts.next(order);
    }
}

package dev.rapport.bulk.process;

import dev.rapport.bulk.ChangeNextEntries;
import dev.rapport.engine.OrderStep;
import dev.rapport.engine.ThreadOfItsOwn;
import org.springframework.stereotype.Component;

/** "Nächste Einträge ändern": changes the next entries of an order. */
@Component("changeNextEntries")
class ChangeNextEntriesStep extends OrderStep {

    private final ChangeNextEntries changeNextEntries;
    private final ThreadOfItsOwn thread;

    ChangeNextEntriesStep(ChangeNextEntries changeNextEntries, ThreadOfItsOwn thread) {
        super(declared(BulkChangeModel.KEY, "list-check"));
        this.changeNextEntries = changeNextEntries;
        this.thread = thread;
    }

    @Override
    protected boolean next(Long order) {
        return thread.run(() -> changeNextEntries.next(order));
    }
}

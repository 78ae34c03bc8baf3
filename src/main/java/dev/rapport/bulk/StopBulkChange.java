package dev.rapport.bulk;

import dev.rapport.engine.OrderProcess;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.CurrentUser;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Ends an order early. What is changed stays so; the one whose turn it is is finished first. */
@Service
public class StopBulkChange {

    private final BulkChanges changes;
    private final ShowBulkChanges showBulkChanges;
    private final OrderProcess process;
    private final CurrentUser currentUser;

    StopBulkChange(
            BulkChanges changes,
            ShowBulkChanges showBulkChanges,
            @Qualifier("bulkChangeProcess") OrderProcess process,
            CurrentUser currentUser) {
        this.changes = changes;
        this.showBulkChanges = showBulkChanges;
        this.process = process;
        this.currentUser = currentUser;
    }

    /**
     * Stops it. One that has ended stays as it is.
     *
     * @throws BusinessRuleViolation not-found, also for those who may not see it
     */
    @Transactional
    public void stop(Long changeId) {
        showBulkChanges.show(changeId);
        changes.stop(changeId, BulkPlan.Stop.cancelled(currentUser.id()));
        process.wake(changeId);
    }
}

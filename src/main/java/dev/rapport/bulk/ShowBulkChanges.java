package dev.rapport.bulk;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.Cursor;
import dev.rapport.shared.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Shows how far orders to change many are, to those who gave them and to managers. */
@Service
public class ShowBulkChanges {

    private static final int LATEST = 25;

    private final BulkChanges changes;
    private final CurrentUser currentUser;

    ShowBulkChanges(BulkChanges changes, CurrentUser currentUser) {
        this.changes = changes;
        this.currentUser = currentUser;
    }

    /**
     * Shows one order.
     *
     * @throws BusinessRuleViolation not-found, also for an order of somebody else's
     */
    @Transactional(readOnly = true)
    public BulkChange show(Long changeId) {
        return changes.find(changeId)
                .filter(change -> change.createdBy().equals(currentUser.id()) || currentUser.hasAnyRole("MANAGER"))
                .orElseThrow(() -> BusinessRuleViolation.notFound("id"));
    }

    /**
     * Those of an order that refused, in the order of their turns.
     *
     * @param after opaque, of the page before
     */
    @Transactional(readOnly = true)
    public Page<BulkChange.Unchanged> refused(BulkChange change, @Nullable String after, @Nullable Integer wanted) {
        int limit = Page.limit(wanted);
        Cursor cursor = Cursor.parse(after, 1);
        long turn = cursor == null ? 0 : cursor.number(0);
        return Page.of(changes.refusals(change, turn, limit + 1), limit, refused -> Cursor.of(refused.turn()));
    }

    /** The reader's own latest orders. */
    @Transactional(readOnly = true)
    public List<BulkChange> own() {
        return changes.latestOf(currentUser.id(), LATEST);
    }
}

package dev.rapport.item;

import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Change;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Moment;
import dev.rapport.web.Who;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;

/**
 * Voids an item that was entered by mistake, open or closed (rule 23): it leaves every list, figure and feed, its instance
 * ends, and it never comes back. No model is asked: what a process admin draws cannot prevent it. See ADR 48.
 *
 * @param <I> the item
 */
public abstract class VoidItem<I extends Item> {

    /** How long whoever created an item may void it; managers may always. */
    static final Duration CREATORS_TIME = Duration.ofHours(24);

    private static final int REASON_LENGTH = 1_000;

    private final Items<I> items;
    private final ItemProcess<I, ?, ?> process;
    private final AuditTrail audit;
    private final Moment moment;
    private final CurrentUser currentUser;

    protected VoidItem(
            Items<I> items, ItemProcess<I, ?, ?> process, AuditTrail audit, Moment moment, CurrentUser currentUser) {
        this.items = items;
        this.process = process;
        this.audit = audit;
        this.moment = moment;
        this.currentUser = currentUser;
    }

    /**
     * Voids an item.
     *
     * @param version the version that was read
     * @param reason why; mandatory
     * @throws BusinessRuleViolation not-found, already-voided with who and when, void.too-late and void.not-allowed for whoever
     *     may not, stale-version, or what is wrong with the reason
     */
    @Transactional
    public void voidItem(Long id, @Nullable Integer version, @Nullable String reason) {
        I item = items.locked(id);
        requireMay(item.createdBy(), item.createdAt());
        FieldChecks errors = new FieldChecks();
        errors.required("reason", reason);
        String text = errors.optionalText("reason", reason, REASON_LENGTH);
        errors.refuseIfAny();
        if (text == null) {
            throw new IllegalStateException("A mandatory reason passed its check without a value");
        }
        audit.requireVersion(item.kind(), id, item.version(), Change.requireVersion(version));
        process.end(item);
        item.voidFor(text, moment.now(), currentUser.id());
        items.flush();
        audit.changed(item.kind(), id, "voided", null, text);
        voided(item);
    }

    /** Whether the person at work may void this item now. */
    public boolean may(ItemView item) {
        return item.voided() == null && may(item.createdBy(), item.createdAt());
    }

    /** What else goes with this kind of item; the item is written already. */
    protected void voided(I item) {}

    private void requireMay(String creator, Instant created) {
        if (!may(creator, created)) {
            throw BusinessRuleViolation.forbidden(
                    "status", isCreator(creator) ? "void.too-late" : "void.not-allowed", CREATORS_TIME.toHours());
        }
    }

    private boolean may(String creator, Instant created) {
        return isManager() || (isCreator(creator) && inTime(created));
    }

    private boolean isManager() {
        return currentUser.hasAnyRole(Who.MANAGER.name());
    }

    private boolean isCreator(String creator) {
        return currentUser.id().equals(creator);
    }

    private boolean inTime(Instant created) {
        return !moment.now().isAfter(created.plus(CREATORS_TIME));
    }
}

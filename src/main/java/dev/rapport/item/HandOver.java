package dev.rapport.item;

import dev.rapport.shared.FieldChecks;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives an open item to somebody else because its model says so. It is an event: nobody is kept from anything because whom
 * the model names cannot be in charge any more, and the item stays with whom it is then.
 *
 * @param <I> the item
 * @param <C> a change of it
 */
public abstract class HandOver<I extends Item, C extends ItemChange> {

    private final Items<I> items;
    private final ItemChecks checks;
    private final ChangeItem<I, C> changeItem;

    protected HandOver(Items<I> items, ItemChecks checks, ChangeItem<I, C> changeItem) {
        this.items = items;
        this.checks = checks;
        this.changeItem = changeItem;
    }

    /**
     * Makes somebody responsible.
     *
     * @param login whom
     * @return the item as it is then
     * @throws dev.rapport.shared.BusinessRuleViolation not-found, already-closed
     */
    @Transactional
    public I to(Long id, String login) {
        I item = items.open(id);
        FieldChecks refused = new FieldChecks();
        checks.responsible(refused, login);
        if (refused.errors().isEmpty()) {
            changeItem.change(id, change(item.version(), login));
        }
        return item;
    }

    /** The change that this is. */
    protected abstract C change(int version, String login);
}

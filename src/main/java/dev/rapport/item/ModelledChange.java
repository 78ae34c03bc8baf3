package dev.rapport.item;

import dev.rapport.shared.FieldChecks;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes an open item because its model says so. Such a change is an event: nobody is kept from anything because whom or
 * what the model names cannot be chosen any more, and the item stays as it is then.
 *
 * @param <I> the item
 * @param <C> a change of it
 */
public abstract class ModelledChange<I extends Item, C extends ItemChange> {

    private final Items<I> items;
    private final ItemChecks checks;
    private final ChangeItem<I, C> changeItem;

    protected ModelledChange(Items<I> items, ItemChecks checks, ChangeItem<I, C> changeItem) {
        this.items = items;
        this.checks = checks;
        this.changeItem = changeItem;
    }

    /**
     * Makes somebody responsible.
     *
     * @param whom says it of the item; nobody leaves it as it is
     * @return the item as it is then
     * @throws dev.rapport.shared.BusinessRuleViolation not-found, already-closed
     */
    @Transactional
    public I handOver(Long id, Function<I, @Nullable String> whom) {
        I item = items.open(id);
        String login = whom.apply(item);
        if (login == null) {
            return item;
        }
        FieldChecks refused = new FieldChecks();
        checks.responsible(refused, login);
        return refused.errors().isEmpty() ? changed(item, handedOver(item.version(), login)) : item;
    }

    /**
     * Assigns a campaign, or takes the one away that there is.
     *
     * @param campaign its id; null for none
     * @return the item as it is then
     * @throws dev.rapport.shared.BusinessRuleViolation not-found, already-closed
     */
    @Transactional
    public I assign(Long id, @Nullable String campaign) {
        I item = items.open(id);
        FieldChecks refused = new FieldChecks();
        checks.campaign(refused, campaign, item.campaignId());
        return refused.errors().isEmpty() ? changed(item, assigned(item.version(), campaign)) : item;
    }

    private I changed(I item, C change) {
        changeItem.change(item.id(), change);
        return item;
    }

    protected abstract C handedOver(int version, String login);

    protected abstract C assigned(int version, @Nullable String campaign);
}

package dev.rapport.item;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Colleague;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.Texts;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;

/**
 * Conditions that process admins may set before an item is closed (rule 32). Each is a step of the models and stands nowhere
 * else: where nobody has drawn it, there is no such rule.
 *
 * @param <I> the item
 */
public abstract class ItemConditions<I extends Item> {

    /** Which side of a number of days is allowed. */
    public enum Days {
        AT_LEAST,
        AT_MOST
    }

    /** The field that is said with the outcome. */
    public static final String INFOTEXT = "infotext";

    private final Items<I> items;
    private final BusinessTime time;
    private final CurrentUser currentUser;

    protected ItemConditions(Items<I> items, BusinessTime time, CurrentUser currentUser) {
        this.items = items;
        this.time = time;
        this.currentUser = currentUser;
    }

    /**
     * Refuses an item that says nothing in a field.
     *
     * @param infotext what was said of how it ended, reported before or handed in just now: it is not in the item yet
     * @param field by its name in the API
     * @throws BusinessRuleViolation required
     */
    @Transactional(readOnly = true)
    public void requireField(Long id, @Nullable String infotext, String field) {
        Object value = INFOTEXT.equals(field) ? infotext : value(items.read(id), field);
        if (value == null || Texts.isBlank(value.toString())) {
            throw BusinessRuleViolation.invalid(field, "required");
        }
    }

    /**
     * Refuses whoever is not in charge of the item.
     *
     * @throws BusinessRuleViolation only-responsible, with who is
     */
    @Transactional(readOnly = true)
    public void requireResponsible(Long id) {
        String inCharge = items.read(id).assignee();
        if (!inCharge.equals(currentUser.id())) {
            throw BusinessRuleViolation.invalid("status", "only-responsible", new Colleague(inCharge));
        }
    }

    /**
     * Refuses an item that is closed too early or too late; one without a day may be closed on any.
     *
     * @throws BusinessRuleViolation too-early or too-late, with the first or the last day
     */
    @Transactional(readOnly = true)
    public void requireDays(Long id, Days side, int days) {
        LocalDate appointment = items.read(id).appointment(time);
        if (appointment == null) {
            return;
        }
        LocalDate limit = appointment.plusDays(days);
        if (side == Days.AT_LEAST && time.today().isBefore(limit)) {
            throw BusinessRuleViolation.invalid("status", "too-early", limit);
        }
        if (side == Days.AT_MOST && time.today().isAfter(limit)) {
            throw BusinessRuleViolation.invalid("status", "too-late", limit);
        }
    }

    protected abstract @Nullable Object value(I item, String field);
}

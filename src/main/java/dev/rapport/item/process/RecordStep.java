package dev.rapport.item.process;

import dev.rapport.engine.Mark;
import dev.rapport.engine.ModelledOutcomes;
import dev.rapport.engine.OutcomeWords;
import dev.rapport.engine.StepDeclaration;
import dev.rapport.item.CloseItem;
import dev.rapport.item.Item;
import dev.rapport.item.ItemOutcome;
import dev.rapport.item.ItemStatus;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.OutcomeCategory;
import dev.rapport.shared.OutcomeLabel;
import org.jspecify.annotations.Nullable;

/**
 * "Durchgeführt festhalten" and "Nicht durchgeführt festhalten": closes an item.
 *
 * @param <I> the item
 * @param <O> how it ended
 */
public abstract class RecordStep<I extends Item, O extends ItemOutcome> extends OutcomeStep<I, O> {

    private final CloseItem<I, O> closeItem;

    protected RecordStep(
            StepDeclaration declaration,
            CloseItem<I, O> closeItem,
            ReportedItem<I, O> reported,
            ModelledOutcomes outcomes,
            CurrentUser currentUser) {
        super(declaration, reported, outcomes, currentUser);
        this.closeItem = closeItem;
    }

    /** The declaration of a step that closes an item, up to what it leaves behind. */
    protected static StepDeclaration.Builder declared(
            String process, String icon, OutcomeCategory category, Mark... after) {
        return StepDeclaration.step(icon)
                .in(process)
                .after(after)
                .notAfter(Mark.CLOSED)
                .makes(category)
                .parameters(OutcomeWords.parameters());
    }

    @Override
    final I record(Long id, O outcome, @Nullable OutcomeLabel label) {
        ItemStatus status =
                declaration().category() == OutcomeCategory.PERFORMED ? ItemStatus.PERFORMED : ItemStatus.NOT_PERFORMED;
        return closeItem.close(id, status, outcome, label);
    }
}

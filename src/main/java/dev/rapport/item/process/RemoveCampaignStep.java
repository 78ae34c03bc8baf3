package dev.rapport.item.process;

import dev.rapport.engine.StepDeclaration;
import dev.rapport.item.Item;
import dev.rapport.item.ModelledChange;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/**
 * "Kampagne entfernen".
 *
 * @param <I> the item
 */
public abstract class RemoveCampaignStep<I extends Item> extends ChangeStep<I> {

    protected RemoveCampaignStep(
            StepDeclaration declaration, ModelledChange<I, ?> change, ReportedItem<I, ?> reported) {
        super(declaration, change, reported);
    }

    protected static StepDeclaration declared(String process) {
        return declared(process, "slash-circle");
    }

    @Override
    protected final I apply(ModelledChange<I, ?> by, Long id, DelegateExecution execution) {
        return by.assign(id, null);
    }
}

package dev.rapport.item.process;

import dev.rapport.engine.StepDeclaration;
import dev.rapport.engine.StepParameter;
import dev.rapport.item.Item;
import dev.rapport.item.ModelledChange;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/**
 * "Kampagne zuweisen": one that is assigned already gives way.
 *
 * @param <I> the item
 */
public abstract class AssignCampaignStep<I extends Item> extends ChangeStep<I> {

    private static final String CAMPAIGN = "campaignToAssign";

    protected AssignCampaignStep(
            StepDeclaration declaration, ModelledChange<I, ?> change, ReportedItem<I, ?> reported) {
        super(declaration, change, reported);
    }

    protected static StepDeclaration declared(String process) {
        return declared(process, "megaphone", StepParameter.required(CAMPAIGN, StepParameter.Kind.CAMPAIGN, null));
    }

    @Override
    protected final I apply(ModelledChange<I, ?> by, Long id, DelegateExecution execution) {
        return by.assign(id, required(execution, CAMPAIGN));
    }
}

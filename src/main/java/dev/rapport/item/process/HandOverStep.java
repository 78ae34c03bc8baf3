package dev.rapport.item.process;

import dev.rapport.engine.StepDeclaration;
import dev.rapport.engine.StepParameter;
import dev.rapport.item.Item;
import dev.rapport.item.ModelledChange;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/**
 * "Neu zuweisen": gives an item to somebody else.
 *
 * @param <I> the item
 */
public abstract class HandOverStep<I extends Item> extends ChangeStep<I> {

    private static final String TO = "handOverTo";

    private final NamedPeople people;

    protected HandOverStep(
            StepDeclaration declaration, ModelledChange<I, ?> change, ReportedItem<I, ?> reported, NamedPeople people) {
        super(declaration, change, reported);
        this.people = people;
    }

    protected static StepDeclaration declared(String process) {
        return declared(process, "person-lines-fill", StepParameter.required(TO, StepParameter.Kind.PERSON, null));
    }

    @Override
    protected final I apply(ModelledChange<I, ?> by, Long id, DelegateExecution execution) {
        String named = required(execution, TO);
        return by.handOver(id, item -> people.of(named, item));
    }
}

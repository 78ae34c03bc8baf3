package dev.rapport.item.process;

import dev.rapport.engine.ModelStep;
import dev.rapport.engine.ModelledItem;
import dev.rapport.engine.ModelledOutcomes;
import dev.rapport.engine.OutcomeWords;
import dev.rapport.engine.StepDeclaration;
import dev.rapport.item.Item;
import dev.rapport.item.ItemOutcome;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.OutcomeCategory;
import dev.rapport.shared.OutcomeLabel;
import dev.rapport.shared.Outcomes;
import java.util.Objects;
import java.util.function.Supplier;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;

/**
 * A step that an outcome leads to: it records what has become of an item, as was reported of it or else handed in, in the
 * model's own words.
 *
 * @param <I> the item
 * @param <O> how it ended
 */
abstract class OutcomeStep<I extends Item, O extends ItemOutcome> extends ModelStep {

    private final ReportedItem<I, O> reported;
    private final ModelledOutcomes outcomes;
    private final CurrentUser currentUser;

    OutcomeStep(
            StepDeclaration declaration,
            ReportedItem<I, O> reported,
            ModelledOutcomes outcomes,
            CurrentUser currentUser) {
        super(declaration);
        this.reported = reported;
        this.outcomes = outcomes;
        this.currentUser = currentUser;
    }

    @Override
    protected final void run(DelegateExecution execution) {
        Long id = Long.valueOf(execution.getProcessBusinessKey());
        reported.requireUnchanged(id, execution);
        OutcomeCategory category = Objects.requireNonNull(declaration().category());
        O outcome = reported.outcome(id, execution, category);
        OutcomeLabel label = label(execution, outcome.outcome());
        I item = inName(execution, () -> record(id, outcome, label));
        recorded(execution, item);
    }

    /** Writes what has become of the item. */
    abstract I record(Long id, O outcome, @Nullable OutcomeLabel label);

    /** Tells the instance what has become of the item. */
    protected void recorded(DelegateExecution execution, I item) {}

    /** What the step is told, which a table may have said, goes before what the model offered. */
    private @Nullable OutcomeLabel label(DelegateExecution execution, @Nullable String code) {
        OutcomeLabel told = OutcomeWords.of(name -> parameter(execution, name)).label();
        if (told != null || code == null || Outcomes.isGeneral(code)) {
            return told;
        }
        ModelledOutcomes.Outcome offered = outcomes.named(execution.getProcessDefinitionId(), code);
        return offered == null ? null : offered.kept();
    }

    /** In the name of whoever completed a task last, where a job does it. */
    private I inName(DelegateExecution execution, Supplier<I> recording) {
        Object completer = execution.getVariable(ModelledItem.COMPLETED_BY);
        return completer != null && currentUser.id().equals(CurrentUser.SYSTEM)
                ? currentUser.doAs(completer.toString(), recording)
                : recording.get();
    }
}

package dev.rapport.item.process;

import dev.rapport.engine.JobsOfInstance;
import dev.rapport.engine.Mark;
import dev.rapport.engine.ModelledOutcomes;
import dev.rapport.engine.OutcomeWords;
import dev.rapport.engine.StepDeclaration;
import dev.rapport.item.Item;
import dev.rapport.item.ItemOutcome;
import dev.rapport.item.LeaveOpen;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.OutcomeCategory;
import dev.rapport.shared.OutcomeLabel;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;

/**
 * "Neuen Termin festhalten": an item was tried and stays open; the model leads round to its task.
 *
 * @param <I> the item
 * @param <O> what came of the attempt
 */
public abstract class RecordOpenStep<I extends Item, O extends ItemOutcome> extends OutcomeStep<I, O> {

    private final LeaveOpen<I, O> leaveOpen;
    private final ReportedItem<I, O> reported;
    private final JobsOfInstance jobs;

    protected RecordOpenStep(
            StepDeclaration declaration,
            LeaveOpen<I, O> leaveOpen,
            ReportedItem<I, O> reported,
            ModelledOutcomes outcomes,
            JobsOfInstance jobs,
            CurrentUser currentUser) {
        super(declaration, reported, outcomes, currentUser);
        this.leaveOpen = leaveOpen;
        this.reported = reported;
        this.jobs = jobs;
    }

    protected static StepDeclaration declared(String process) {
        return StepDeclaration.step("arrow-counterclockwise")
                .in(process)
                .after(Mark.REGISTERED, Mark.AT_WORK)
                .notAfter(Mark.CLOSED)
                .makes(OutcomeCategory.OPEN)
                .parameters(OutcomeWords.needed())
                .build();
    }

    @Override
    final I record(Long id, O outcome, @Nullable OutcomeLabel label) {
        return leaveOpen.leaveOpen(id, outcome, Objects.requireNonNull(label));
    }

    @Override
    protected final void recorded(DelegateExecution execution, I item) {
        reported.askAnew(execution, item);
        jobs.follow(execution.getProcessInstanceId(), execution.getProcessDefinitionId());
    }
}

package dev.rapport.item.process;

import dev.rapport.engine.Foresight;
import dev.rapport.engine.Mark;
import dev.rapport.engine.ModelStep;
import dev.rapport.engine.StepDeclaration;
import dev.rapport.engine.StepParameter;
import dev.rapport.item.Item;
import dev.rapport.item.ItemConditions;
import dev.rapport.item.ItemOutcome;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/**
 * A condition that process admins may set before an item is closed, for every outcome or for one of them.
 *
 * @param <I> the item
 * @param <O> how it ended
 */
public abstract class ConditionStep<I extends Item, O extends ItemOutcome> extends ModelStep {

    protected static final String FIELD = "requiredField";
    protected static final String SIDE = "sideOfDays";
    protected static final String DAYS = "daysAfter";

    private static final String OUTCOME = "onlyForOutcome";

    private static final String AT_MOST = "atMost";
    private static final String AT_LEAST = "atLeast";

    private final ReportedItem<I, O> reported;

    protected ConditionStep(StepDeclaration declaration, ReportedItem<I, O> reported) {
        super(declaration);
        this.reported = reported;
    }

    /** The declaration of a condition with these parameters and, last, the outcome for which alone it holds. */
    protected static StepDeclaration declared(String process, String icon, StepParameter... parameters) {
        return declared(process, icon, Foresight.ALWAYS, parameters);
    }

    /** The same of a condition that need not know yet what it asks for. */
    protected static StepDeclaration declared(
            String process, String icon, Foresight foresight, StepParameter... parameters) {
        return StepDeclaration.condition(icon)
                .in(process)
                .after(Mark.REGISTERED, Mark.AT_WORK)
                .notAfter(Mark.CLOSED)
                .knowing()
                .foreseen(foresight)
                .parameters(Stream.concat(
                                Stream.of(parameters),
                                Stream.of(StepParameter.optional(OUTCOME, StepParameter.Kind.OUTCOME)))
                        .toArray(StepParameter[]::new))
                .build();
    }

    /** The declaration of a condition on how many days after the appointment an item may be closed. */
    protected static StepDeclaration declaredDays(String process) {
        return declared(
                process,
                "calendar",
                StepParameter.choice(SIDE, AT_MOST, AT_LEAST),
                StepParameter.required(DAYS, StepParameter.Kind.DAYS, "3"));
    }

    @Override
    protected final boolean applies(DelegateExecution execution) {
        String only = parameter(execution, OUTCOME);
        return only == null
                || only.equals(reported.said(id(execution), execution).outcome());
    }

    /** What is said with the outcome, a reason for instance, is typed where the button is: nobody is refused for it beforehand. */
    @Override
    protected final boolean foresees(DelegateExecution execution) {
        return reported.isReported(execution)
                || (super.foresees(execution) && !ItemConditions.INFOTEXT.equals(parameter(execution, FIELD)));
    }

    @Override
    protected final void run(DelegateExecution execution) {
        Long id = id(execution);
        // an outdated form may lack what somebody else has filled in meanwhile
        reported.requireUnchanged(id, execution);
        check(id, reported.said(id, execution), execution);
    }

    private static Long id(DelegateExecution execution) {
        return Long.valueOf(execution.getProcessBusinessKey());
    }

    /** Refuses what must not be closed like this. */
    protected abstract void check(Long id, O said, DelegateExecution execution);

    protected final void requireField(ItemConditions<I> conditions, Long id, DelegateExecution execution) {
        conditions.requireField(id, reported.infotext(execution), required(execution, FIELD));
    }

    protected static <I extends Item> void requireDays(
            ItemConditions<I> conditions, Long id, DelegateExecution execution) {
        conditions.requireDays(
                id,
                AT_MOST.equals(required(execution, SIDE)) ? ItemConditions.Days.AT_MOST : ItemConditions.Days.AT_LEAST,
                Integer.parseInt(required(execution, DAYS)));
    }
}

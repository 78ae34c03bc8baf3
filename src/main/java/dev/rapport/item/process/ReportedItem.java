package dev.rapport.item.process;

import dev.rapport.engine.ModelledItem;
import dev.rapport.engine.ModelledOutcomes;
import dev.rapport.engine.ReportPaths;
import dev.rapport.engine.Submitted;
import dev.rapport.item.CloseItem;
import dev.rapport.item.Item;
import dev.rapport.item.ItemOutcome;
import dev.rapport.item.Report;
import dev.rapport.item.ReportItem;
import dev.rapport.item.ReportItem.Kept;
import dev.rapport.shared.OutcomeCategory;
import dev.rapport.shared.OutcomeLabel;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.jspecify.annotations.Nullable;

/**
 * What was reported of an item, between the variables of its model and {@link ReportItem}.
 *
 * @param <I> the item
 * @param <O> how it ended
 */
public abstract class ReportedItem<I extends Item, O extends ItemOutcome> implements ModelledItem {

    private final String process;
    private final ReportItem<I, O> reportItem;
    private final CloseItem<I, O> closeItem;

    /**
     * The reports of one kind of item.
     *
     * @param process key of the model
     */
    protected ReportedItem(String process, ReportItem<I, O> reportItem, CloseItem<I, O> closeItem) {
        this.process = process;
        this.reportItem = reportItem;
        this.closeItem = closeItem;
    }

    /**
     * The outcome that was handed in as variables.
     *
     * @param category what it means, by which times are read as people type them
     */
    protected abstract O handedIn(VariableScope scope, OutcomeCategory category);

    /** What was entered in a task beside the one in which people say how the item ended. */
    protected O entered(VariableScope scope) {
        return handedIn(scope, OutcomeCategory.PERFORMED);
    }

    /** Variables that are used up when a task is completed: what a later task hands in under the same names is told from them. */
    protected abstract Set<String> usedUp();

    /** What routing, forms and task cards need of an item, and what changes with it. */
    protected abstract Map<String, @Nullable Object> card(I item);

    /** Adds the times that were reported. */
    protected void putTimes(Map<String, @Nullable Object> variables, Report report) {}

    @Override
    public final String process() {
        return process;
    }

    @Override
    public final void requireOpen(Long id) {
        closeItem.requireOpen(id);
    }

    @Override
    public final void report(
            Long id, DelegateExecution execution, ModelledOutcomes.@Nullable Outcome outcome, ReportPaths.Ahead ahead) {
        closeItem.requireUnchanged(id, Submitted.readVersion(execution));
        OutcomeCategory category = ahead.means(outcome);
        O handedIn = handedIn(execution, category);
        keep(execution, reportItem.report(id, handedIn, outcome == null ? null : outcome.named(), category));
    }

    @Override
    public final void confirm(Long id, DelegateExecution execution) {
        Integer read = Submitted.readVersion(execution);
        O entered = entered(execution);
        if (reportItem.isOpen(id)) {
            closeItem.requireUnchanged(id, read);
            keep(execution, reportItem.confirm(id, entered));
        } else {
            keep(execution, new Kept<>(reportItem.note(id, entered.infotext()), null));
        }
    }

    /** Refuses a form that was read before somebody else changed the item. */
    final void requireUnchanged(Long id, DelegateExecution execution) {
        closeItem.requireUnchanged(id, Submitted.readVersion(execution));
    }

    /** Whether somebody has said at an earlier task how it ended. */
    public final boolean isReported(VariableScope scope) {
        return scope.hasVariable(REPORTED_BY);
    }

    /** What the item is to become: what was reported, else what was handed in just now. */
    final O outcome(Long id, VariableScope scope, OutcomeCategory category) {
        O handedIn = handedIn(scope, category);
        return isReported(scope) ? reportItem.outcome(id, handedIn, category) : handedIn;
    }

    /** Takes away what was handed in and reported of an item that stays open: it is asked for anew. */
    final void askAnew(VariableScope scope, I item) {
        scope.removeVariables(usedUp());
        scope.removeVariables(REPORTS);
        scope.removeVariable(ModelledOutcomes.VARIABLE);
        Map<String, @Nullable Object> variables = new HashMap<>(card(item));
        OutcomeLabel label = item.outcomeLabel();
        variables.put(LAST_OUTCOME, label == null ? null : "%s (%d)".formatted(label.de(), item.attempts()));
        scope.setVariables(variables);
    }

    /** How the item is going to end, as far as that has been said: reported before, or handed in just now. */
    public final O said(Long id, VariableScope scope) {
        return outcome(id, scope, OutcomeCategory.PERFORMED);
    }

    /** What was said of it, by whoever reported how it ended or does so just now. */
    final @Nullable String infotext(DelegateExecution execution) {
        return isReported(execution)
                ? Submitted.text(execution, REPORTED_INFOTEXT)
                : handedIn(execution, OutcomeCategory.PERFORMED).infotext();
    }

    /** Replaces what was entered by what is kept, for the forms of the tasks that follow. */
    private void keep(VariableScope scope, Kept<I> kept) {
        scope.removeVariables(usedUp());
        Map<String, @Nullable Object> variables = new HashMap<>(card(kept.item()));
        Report report = kept.report();
        if (report != null) {
            variables.put(REPORTED_BY, report.by());
            variables.put(REPORTED_OUTCOME, report.called());
            variables.put(REPORTED_INFOTEXT, report.infotext());
            putTimes(variables, report);
        }
        scope.setVariables(variables);
    }
}

package dev.rapport.engine;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.DatabaseRules;
import dev.rapport.shared.Sentences;
import dev.rapport.shared.Texts;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.dao.DataAccessException;

/**
 * A step that models may name: {@code ${beanName}} in a service task. Ten lines each: read id and variables, call one
 * use case, write results. A refusal is marked with the step of the model it came from; a step that ran is kept in the
 * {@link StepLog}.
 */
public abstract class ModelStep implements JavaDelegate {

    /** What a step is to the person who designs the model. */
    public enum Kind {
        /** Must hold before a status change (Bedingung). */
        CONDITION,
        /** Runs after a status change (Ereignis). */
        EVENT,
        /** Part of the lifecycle itself. */
        STEP
    }

    private final StepDeclaration declaration;

    @SuppressWarnings("NullAway.Init")
    private StepLog log;

    @SuppressWarnings("NullAway.Init")
    private Sentences sentences;

    protected ModelStep(StepDeclaration declaration) {
        this.declaration = declaration;
    }

    @SuppressWarnings("NullAway.Init")
    private RuleRefusals refusals;

    @Autowired
    final void use(StepLog stepLog, Sentences texts, RuleRefusals counted) {
        this.log = stepLog;
        this.sentences = texts;
        this.refusals = counted;
    }

    public StepDeclaration declaration() {
        return declaration;
    }

    @Override
    public final void execute(DelegateExecution execution) {
        if (LookAhead.isLooking()) {
            foresee(execution);
            return;
        }
        try {
            requirePlace(execution);
            if (!applies(execution)) {
                return;
            }
            run(execution);
            if (declaration.closes()) {
                StartTimers.endBeside((ExecutionEntity) execution);
            }
        } catch (BusinessRuleViolation refusal) {
            if (!declaration.knowing() || !Trial.isOfMadeUpItems()) {
                count(refusal, execution);
                throw said(refusal, execution);
            }
        } catch (DataAccessException exception) {
            // what the database refuses by a rule of ours is an answer like any other
            throw DatabaseRules.refusal(exception)
                    .<RuntimeException>map(refusal -> said(refusal, execution))
                    .orElse(exception);
        }
        // the reminder's own process is about a contact, which has its steps in its own model
        if (keepsLog()) {
            log.ran(declaration.kind(), execution, ((ExecutionEntity) execution).getRootProcessInstanceId());
        }
    }

    /** What is not a condition has done nothing by now, and what comes behind it depends on what it does. */
    private void foresee(DelegateExecution execution) {
        if (declaration.kind() != Kind.CONDITION) {
            LookAhead.end();
        }
        try {
            requirePlace(execution);
            if (foresees(execution) && applies(execution)) {
                run(execution);
            }
        } catch (BusinessRuleViolation refusal) {
            if (refusal.kind() != BusinessRuleViolation.Kind.INVALID) {
                throw refusal;
            }
            LookAhead.refused(said(refusal, execution));
        }
    }

    /** Whether a condition knows what it asks for before a button is pressed. */
    protected boolean foresees(DelegateExecution execution) {
        return declaration.foresight() == Foresight.ALWAYS;
    }

    /** The business key of a foreign process is the id of something else: a measure's would be taken for a contact's. */
    private void requirePlace(DelegateExecution execution) {
        String process = ((ExecutionEntity) execution).getProcessDefinition().getKey();
        if (!declaration.isMeantFor(process)) {
            throw BusinessRuleViolation.invalid("step", "step.wrong-process");
        }
    }

    /** An outdated form is nothing that a condition asks for, and what nobody can take away process admins need not think over. */
    private void count(BusinessRuleViolation refusal, DelegateExecution execution) {
        if (declaration.kind() == Kind.CONDITION
                && refusal.kind() == BusinessRuleViolation.Kind.INVALID
                && !Trial.isRunning()) {
            String element = execution.getCurrentActivityId();
            String name = execution.getCurrentActivityName();
            refusals.note(
                    ((ExecutionEntity) execution).getProcessDefinition().getKey(),
                    element,
                    name == null ? element : name);
        }
    }

    private BusinessRuleViolation said(BusinessRuleViolation refusal, DelegateExecution execution) {
        return refusal.refusedBy(execution.getCurrentActivityId(), execution.getCurrentActivityName())
                .saying(sentences.of(refusal, LocaleContextHolder.getLocale()));
    }

    /**
     * What the designer has said to this step.
     *
     * @return null where nothing was said; nobody but the model can say it
     */
    protected static @Nullable String parameter(DelegateExecution execution, String name) {
        Object value = execution.getVariableLocal(name);
        return value == null || Texts.isBlank(value.toString())
                ? null
                : value.toString().strip();
    }

    /** What a model must say to this step: one that does not is not deployed. */
    protected static String required(DelegateExecution execution, String name) {
        return Objects.requireNonNull(parameter(execution, name), name);
    }

    /** Whether the step belongs to the lifecycle of a contact or measure. */
    protected boolean keepsLog() {
        return true;
    }

    /** Whether there is anything to do, as far as the designer has limited it; what does not apply did not run. */
    protected boolean applies(DelegateExecution execution) {
        return true;
    }

    protected abstract void run(DelegateExecution execution);
}

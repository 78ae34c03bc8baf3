package dev.rapport.engine;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.DatabaseRules;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Sentences;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Keeps what people enter when they complete a task, where the model does not close the item at once: variables that came
 * with a completion are gone or overwritten by the time the item is closed. Whichever door a completion comes through, it
 * passes here.
 */
@Component
class ReportListener {

    private final List<ModelledItem> items;
    private final TaskPeople people;
    private final ReportPaths paths;
    private final ModelledOutcomes outcomes;
    private final CurrentUser currentUser;
    private final Sentences sentences;

    ReportListener(
            List<ModelledItem> items,
            TaskPeople people,
            ReportPaths paths,
            ModelledOutcomes outcomes,
            CurrentUser currentUser,
            Sentences sentences) {
        this.items = items;
        this.people = people;
        this.paths = paths;
        this.outcomes = outcomes;
        this.currentUser = currentUser;
        this.sentences = sentences;
    }

    /** Puts the listener on every user task of every model. */
    static final class OnUserTasks extends AbstractBpmnParseListener {

        private final ExecutionListener listener;

        OnUserTasks(ObjectProvider<ReportListener> reports) {
            this.listener = execution -> reports.getObject().completed(execution);
        }

        @Override
        public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
            activity.addBuiltInListener(ExecutionListener.EVENTNAME_END, listener);
        }
    }

    private void completed(DelegateExecution execution) {
        ExecutionEntity entity = (ExecutionEntity) execution;
        String process = entity.getProcessDefinition().getKey();
        ModelledItem item = items.stream()
                .filter(each -> each.process().equals(process))
                .findFirst()
                .orElse(null);
        if (item == null || entity.isCanceled()) {
            return;
        }
        Ids.parse(execution.getProcessBusinessKey()).ifPresent(id -> {
            try {
                completed(item, id, execution);
            } catch (BusinessRuleViolation refusal) {
                throw said(refusal);
            } catch (DataAccessException exception) {
                throw DatabaseRules.refusal(exception)
                        .<RuntimeException>map(this::said)
                        .orElse(exception);
            }
        });
    }

    private BusinessRuleViolation said(BusinessRuleViolation refusal) {
        return refusal.saying(sentences.of(refusal, LocaleContextHolder.getLocale()));
    }

    private void completed(ModelledItem item, Long id, DelegateExecution execution) {
        String definition = execution.getProcessDefinitionId();
        String task = execution.getCurrentActivityId();
        if (LookAhead.isLooking()) {
            if (people.isWork(item.process(), task)) {
                // what was reported before it came back is said anew here
                execution.removeVariables(ModelledItem.REPORTS);
            }
            return;
        }
        if (!people.isWork(item.process(), task)) {
            chosen(execution, outcomes.next(definition, task));
            item.confirm(id, execution);
            execution.setVariable(ModelledItem.COMPLETED_BY, currentUser.id());
        } else if (paths.ahead(definition, task).waits()) {
            ModelledOutcomes.Outcome outcome = chosen(execution, outcomes.behind(definition, task));
            ReportPaths.Ahead ahead =
                    outcome == null ? paths.ahead(definition, task) : paths.ahead(definition, task, outcome);
            if (ahead.waits() || execution.hasVariable(ModelledItem.REPORTED_BY)) {
                item.report(id, execution, outcome, ahead);
                execution.setVariable(ModelledItem.COMPLETED_BY, currentUser.id());
            }
        }
    }

    /**
     * The outcome, which must be one that is drawn behind this task: what was chosen at an earlier one is no answer here.
     *
     * @return null where none is drawn
     */
    private static ModelledOutcomes.@Nullable Outcome chosen(
            DelegateExecution execution, List<ModelledOutcomes.Outcome> offered) {
        if (offered.isEmpty()) {
            return null;
        }
        String code = Submitted.text(execution, ModelledOutcomes.VARIABLE);
        if (code == null || code.isBlank()) {
            throw BusinessRuleViolation.invalid(ModelledOutcomes.VARIABLE, "required");
        }
        return offered.stream()
                .filter(outcome -> outcome.code().equals(code))
                .findFirst()
                .orElseThrow(() -> BusinessRuleViolation.invalid(ModelledOutcomes.VARIABLE, "not-found"));
    }
}

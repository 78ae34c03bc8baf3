package dev.rapport.item.process;

import dev.rapport.engine.ModelStep;
import dev.rapport.engine.StepLog;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.Moment;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Which steps of which model ran (rule 21): collected while the transaction runs, shown to whoever caused them, and kept
 * in {@code rapport.rule_run} with the commit. Independent of the engine's history, which is cleaned up.
 */
@Component
class RuleLog implements StepLog {

    /**
     * One step that ran.
     *
     * @param instance the outermost one that it ran in
     * @param step the element's id in the model
     * @param name the element's label
     */
    record Entry(
            String instance,
            String subjectKind,
            String subjectId,
            String step,
            String name,
            ModelStep.Kind kind,
            int modelVersion) {}

    private final JdbcTemplate jdbc;
    private final Moment moment;
    private final CurrentUser currentUser;

    RuleLog(JdbcTemplate jdbc, Moment moment, CurrentUser currentUser) {
        this.jdbc = jdbc;
        this.moment = moment;
        this.currentUser = currentUser;
    }

    /** The steps of one instance that have run in this transaction, in order; others may have begun along with it. */
    List<Entry> entries(@Nullable String instance) {
        List<Entry> bound = bound();
        return bound == null
                ? List.of()
                : bound.stream()
                        .filter(entry -> entry.instance().equals(instance))
                        .toList();
    }

    @Override
    public void ran(ModelStep.Kind kind, DelegateExecution execution, String instance) {
        String businessKey = execution.getProcessBusinessKey();
        if (businessKey == null) {
            return;
        }
        ProcessDefinition definition = execution
                .getProcessEngineServices()
                .getRepositoryService()
                .getProcessDefinition(execution.getProcessDefinitionId());
        String name = execution.getCurrentActivityName();
        String step = execution.getCurrentActivityId();
        open().add(new Entry(
                instance,
                definition.getKey(),
                businessKey,
                step,
                name == null ? step : name,
                kind,
                definition.getVersion()));
    }

    @SuppressWarnings("unchecked")
    private @Nullable List<Entry> bound() {
        return (List<Entry>) TransactionSynchronizationManager.getResource(this);
    }

    private List<Entry> open() {
        List<Entry> bound = bound();
        if (bound != null) {
            return bound;
        }
        List<Entry> entries = new ArrayList<>();
        TransactionSynchronizationManager.bindResource(this, entries);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                keep(entries);
            }

            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResource(RuleLog.this);
            }
        });
        return entries;
    }

    private void keep(List<Entry> entries) {
        Timestamp now = Timestamp.from(moment.now());
        String user = currentUser.id();
        jdbc.batchUpdate("""
                insert into rapport.rule_run (subject_kind, subject_id, step, name, kind, model_version, ran_at, ran_by)
                values (?, ?, ?, ?, ?, ?, ?, ?)""", entries, Math.max(1, entries.size()), (statement, entry) -> {
            statement.setString(1, entry.subjectKind());
            statement.setLong(2, Long.parseLong(entry.subjectId()));
            statement.setString(3, entry.step());
            statement.setString(4, entry.name());
            statement.setString(5, entry.kind().name().toLowerCase(java.util.Locale.ROOT));
            statement.setInt(6, entry.modelVersion());
            statement.setTimestamp(7, now);
            statement.setString(8, user);
        });
    }
}

package dev.rapport.item.process;

import dev.rapport.engine.ModelStep;
import dev.rapport.engine.ModelledItem;
import dev.rapport.engine.StepLog;
import dev.rapport.item.ReadCourse;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.Moment;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.function.SingletonSupplier;

/**
 * Which steps of which model ran (rule 21): collected while the transaction runs, shown to whoever caused them, and kept
 * in {@code rapport.rule_run} with the commit. Independent of the engine's history, which is cleaned up.
 *
 * <p>Each step is kept with the way that led to it in its transaction, the last one also with the way that led on from it: to where
 * the item waits, or to the end. Where the engine went on and no step ran, the way has a row of its own.
 */
@Component
class RuleLog implements StepLog {

    /**
     * One step that ran.
     *
     * @param instance the outermost one that it ran in
     * @param step the element's id in the model
     * @param name the element's label
     * @param way that led to it
     */
    record Entry(
            String instance,
            String subjectKind,
            String subjectId,
            String step,
            String name,
            ModelStep.Kind kind,
            int modelVersion,
            Set<String> way) {}

    /**
     * Where the engine has gone since the last step, by the ids of flows and of elements that no flow leads to.
     *
     * @param subjectId null while the item is not there yet
     */
    private record Way(String subjectKind, @Nullable String subjectId, int modelVersion, Set<String> passed) {}

    /** A row of {@code rule_run}. */
    private record Row(
            String subjectKind,
            String subjectId,
            String step,
            String name,
            String kind,
            int modelVersion,
            Set<String> way) {}

    /** What a transaction has gone so far. */
    private static final class Gone {

        private final List<Entry> steps = new ArrayList<>();

        /** Since the last step, by instance. */
        private final Map<String, Way> since = new LinkedHashMap<>();

        /** What there is to keep. What led on from the last step is kept with it. */
        List<Row> rows() {
            List<Row> rows = new ArrayList<>();
            Map<String, Row> last = new HashMap<>();
            for (Entry entry : steps) {
                Row row = new Row(
                        entry.subjectKind(),
                        entry.subjectId(),
                        entry.step(),
                        entry.name(),
                        entry.kind().name().toLowerCase(Locale.ROOT),
                        entry.modelVersion(),
                        entry.way());
                rows.add(row);
                last.put(entry.instance(), row);
            }
            since.forEach((instance, way) -> {
                Row before = last.get(instance);
                if (before != null) {
                    before.way().addAll(way.passed());
                } else if (way.subjectId() != null) {
                    String end = way.passed().stream().reduce("", (earlier, later) -> later);
                    rows.add(new Row(
                            way.subjectKind(),
                            way.subjectId(),
                            end,
                            end,
                            ReadCourse.WAY,
                            way.modelVersion(),
                            way.passed()));
                }
            });
            return rows;
        }
    }

    private final JdbcTemplate jdbc;
    private final Moment moment;
    private final CurrentUser currentUser;
    private final Supplier<Set<String>> itemKinds;

    RuleLog(JdbcTemplate jdbc, Moment moment, CurrentUser currentUser, ObjectProvider<ModelledItem> items) {
        this.jdbc = jdbc;
        this.moment = moment;
        this.currentUser = currentUser;
        this.itemKinds = SingletonSupplier.of(
                () -> items.stream().map(ModelledItem::process).collect(Collectors.toUnmodifiableSet()));
    }

    /** The steps of one instance that have run in this transaction, in order; others may have begun along with it. */
    List<Entry> entries(@Nullable String instance) {
        Gone gone = gone();
        return gone == null
                ? List.of()
                : gone.steps.stream()
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
        Gone gone = open();
        Way since = gone.since.remove(instance);
        gone.steps.add(new Entry(
                instance,
                definition.getKey(),
                businessKey,
                step,
                name == null ? step : name,
                kind,
                definition.getVersion(),
                since == null ? new LinkedHashSet<>() : since.passed()));
    }

    @Override
    public void passed(ProcessDefinition model, String element, DelegateExecution execution, String instance) {
        if (itemKinds.get().contains(model.getKey())) {
            open().since
                    .computeIfAbsent(
                            instance,
                            begun -> new Way(
                                    model.getKey(),
                                    execution.getProcessBusinessKey(),
                                    model.getVersion(),
                                    new LinkedHashSet<>()))
                    .passed()
                    .add(element);
        }
    }

    private @Nullable Gone gone() {
        return (Gone) TransactionSynchronizationManager.getResource(this);
    }

    private Gone open() {
        Gone bound = gone();
        if (bound != null) {
            return bound;
        }
        Gone gone = new Gone();
        TransactionSynchronizationManager.bindResource(this, gone);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                keep(gone.rows());
            }

            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResource(RuleLog.this);
            }
        });
        return gone;
    }

    private void keep(List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Timestamp now = Timestamp.from(moment.now());
        String user = currentUser.id();
        jdbc.batchUpdate("""
                insert into rapport.rule_run (subject_kind, subject_id, step, name, kind, model_version, ran_at, ran_by, way)
                values (?, ?, ?, ?, ?, ?, ?, ?, string_to_array(?, ' '))""", rows, rows.size(), (statement, row) -> {
            statement.setString(1, row.subjectKind());
            statement.setLong(2, Long.parseLong(row.subjectId()));
            statement.setString(3, row.step());
            statement.setString(4, row.name());
            statement.setString(5, row.kind());
            statement.setInt(6, row.modelVersion());
            statement.setTimestamp(7, now);
            statement.setString(8, user);
            // ids of a model have no spaces
            statement.setString(9, String.join(" ", row.way()));
        });
    }
}

package dev.rapport.engine;

import dev.rapport.engine.Steps.Step;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.CurrentUser;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What does not work in deployed models, for process admins to find (rule 36): steps that failed while somebody waited, kept
 * in {@code rapport.model_fault}, and jobs that have failed for good, of which the engine keeps incidents.
 */
@Service
public class ModelFaults {

    private static final int MOST = 200;

    private static final int LONGEST_MESSAGE = 2_000;

    private static final String SELECT = """
            with fault as (
              select f.definition, f.element, f.name, f.kind, f.item_kind, f.item_id, f.message, f.who,
                     f.first_at, f.last_at, f.count
              from rapport.model_fault f
              union all
              select i.proc_def_id_, coalesce(i.failed_activity_id_, i.activity_id_, ''), null, 'JOB',
                     (select d.key_ from act_re_procdef d where d.id_ = i.proc_def_id_),
                     (array_agg(e.business_key_ order by i.incident_timestamp_ desc))[1],
                     (array_agg(i.incident_msg_ order by i.incident_timestamp_ desc))[1],
                     '%s', min(i.incident_timestamp_) at time zone 'UTC',
                     max(i.incident_timestamp_) at time zone 'UTC', count(*)
              from act_ru_incident i
              left join act_ru_execution e on e.id_ = i.proc_inst_id_
              where i.incident_type_ = 'failedJob' and i.proc_def_id_ is not null and i.cause_incident_id_ = i.id_
              group by 1, 2
            ), known as (
              select fault.*, d.key_ as process, d.version_ as version,
                     d.version_ = (select max(l.version_) from act_re_procdef l where l.key_ = d.key_)
                       or exists (select from act_ru_execution e where e.proc_def_id_ = d.id_) as open
              from fault join act_re_procdef d on d.id_ = fault.definition
            )
            select * from known where %s order by last_at desc, element, kind limit %d""";

    private final JdbcClient jdbc;
    private final RepositoryService repositoryService;
    private final BusinessTime time;
    private final CurrentUser currentUser;
    private final TransactionTemplate ownTransaction;

    ModelFaults(
            JdbcClient jdbc,
            RepositoryService repositoryService,
            BusinessTime time,
            CurrentUser currentUser,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.repositoryService = repositoryService;
        this.time = time;
        this.currentUser = currentUser;
        this.ownTransaction = new TransactionTemplate(transactions);
        ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Of all versions of a process, the latest first. */
    @Transactional(readOnly = true)
    public List<ModelFault> of(String processKey) {
        return jdbc.sql(SELECT.formatted(CurrentUser.SYSTEM, "process = :process", MOST))
                .param("process", processKey)
                .query((row, n) -> fault(row))
                .list();
    }

    /** Of all versions that are in force or have running items, the latest first. */
    @Transactional(readOnly = true)
    public List<ModelFault> open() {
        return jdbc.sql(SELECT.formatted(CurrentUser.SYSTEM, "open", MOST))
                .query((row, n) -> fault(row))
                .list();
    }

    private ModelFault fault(ResultSet row) throws SQLException {
        ModelFault.Kind kind = ModelFault.Kind.valueOf(row.getString("kind"));
        String definition = row.getString("definition");
        String element = row.getString("element");
        return ModelFaultBuilder.builder()
                .process(row.getString("process"))
                .version(row.getInt("version"))
                .definition(definition)
                .element(element)
                .name(kind == ModelFault.Kind.JOB ? name(definition, element) : row.getString("name"))
                .kind(kind)
                .itemKind(row.getString("item_kind"))
                .itemId(row.getString("item_id"))
                .message(row.getString("message"))
                .who(row.getString("who"))
                .firstAt(row.getTimestamp("first_at").toInstant())
                .lastAt(row.getTimestamp("last_at").toInstant())
                .count(row.getLong("count"))
                .open(row.getBoolean("open"))
                .build();
    }

    /** An incident does not say what its element is called; the engine keeps the models that it has read. */
    private @Nullable String name(String definition, String element) {
        return repositoryService.getBpmnModelInstance(definition).getModelElementById(element)
                        instanceof FlowElement drawn
                ? drawn.getName()
                : null;
    }

    /**
     * Keeps a fault, in a transaction of its own: the one in which it showed is rolled back. One at a time, because whoever
     * comes here may hold a connection already, and all of them together must not wait for each other's. An item that came
     * into being with the failed transaction never was; one that was there before is found by its instance.
     *
     * @return how often it has shown; 0 when there is no fault, because somebody else has ended the instance meanwhile
     */
    synchronized long note(Step step, ModelFault.Kind kind, Throwable thrown) {
        Long count = ownTransaction.execute(status -> jdbc.sql("""
                        insert into rapport.model_fault
                          (definition, element, kind, name, item_kind, item_id, message, who, first_at, last_at, count)
                        select :definition, :element, :kind, :name, d.key_,
                               coalesce(p.business_key_, e.business_key_), :message, :who, :at, :at, 1
                        from (values (1)) one left join act_hi_procinst p on p.id_ = :instance
                        left join act_ru_execution e on e.id_ = :instance
                        left join act_re_procdef d on d.id_ = coalesce(p.proc_def_id_, e.proc_def_id_)
                        where p.end_time_ is null
                        on conflict (definition, element, kind) do update set
                          name = excluded.name, item_kind = excluded.item_kind, item_id = excluded.item_id,
                          message = excluded.message, who = excluded.who, last_at = greatest(model_fault.last_at, excluded.last_at),
                          count = model_fault.count + 1
                        returning count""")
                .param("definition", step.definition())
                .param("element", step.element())
                .param("kind", kind.name())
                .param("name", step.name())
                .param("instance", step.instance())
                .param("message", message(thrown))
                .param("who", currentUser.id())
                .param("at", Timestamp.from(time.now()))
                .query(Long.class)
                .optional()
                .orElse(0L));
        return count == null ? 0 : count;
    }

    /** The reason is the innermost one. */
    private static String message(Throwable thrown) {
        Throwable reason = thrown;
        for (int depth = 0; reason.getCause() != null && depth < 30; depth++) {
            reason = reason.getCause();
        }
        String inner = reason == thrown || reason.getMessage() == null ? "" : " | " + reason.getMessage();
        String text = (thrown.getMessage() == null ? thrown.toString() : thrown.getMessage()) + inner;
        return text.replace("\0", "")
                .substring(0, Math.min(text.replace("\0", "").length(), LONGEST_MESSAGE));
    }
}

package dev.rapport.engine;

import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Open items of one table without an instance, and instances without an item. One that is closed may still run: models
 * may.
 */
public abstract class ItemConsistency implements ConsistencyCheck {

    private final String process;
    private final String open;
    private final JdbcClient jdbc;
    private final RuntimeService runtimeService;

    /**
     * A check of the table that has the model's name.
     *
     * @param process key of the model
     * @param open the condition under which a row needs an instance
     */
    protected ItemConsistency(String process, String open, JdbcClient jdbc, RuntimeService runtimeService) {
        this.process = process;
        this.open = open;
        this.jdbc = jdbc;
        this.runtimeService = runtimeService;
    }

    /** Gives an item that lost its instance a new one. */
    protected abstract void restart(Long id);

    @Override
    public final String process() {
        return process;
    }

    @Override
    public final List<Finding> find() {
        Stream<Finding> withoutInstance = jdbc
                .sql("""
                        select i.id from rapport.%s i
                        where %s and not exists (select from act_ru_execution e where e.id_ = i.process_instance_id)
                        order by i.id""".formatted(process, open))
                .query((row, n) -> new Finding(INSTANCE_MISSING, process, row.getString(1), null))
                .list()
                .stream();
        Stream<Finding> withoutItem = jdbc
                .sql("""
                        select e.id_, e.business_key_ from act_ru_execution e
                        join act_re_procdef d on d.id_ = e.proc_def_id_ and d.key_ = :key
                        where e.parent_id_ is null and not exists
                          (select from rapport.%s i where i.process_instance_id = e.id_)
                        order by e.id_""".formatted(process))
                .param("key", process)
                .query((row, n) -> new Finding(ITEM_MISSING, process, row.getString(2), row.getString(1)))
                .list()
                .stream();
        return Stream.concat(withoutInstance, withoutItem).toList();
    }

    @Override
    public final void repair(Finding finding) {
        if (finding.instance() != null) {
            runtimeService.deleteProcessInstanceIfExists(
                    finding.instance(), "no " + process + " belongs to it", true, true, true, false);
        } else if (finding.id() != null) {
            restart(Long.valueOf(finding.id()));
        }
    }
}

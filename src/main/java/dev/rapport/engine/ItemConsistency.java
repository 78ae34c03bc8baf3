package dev.rapport.engine;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Open items of one table without an instance, and instances without an item. One that is closed may still run: models
 * may. One that is voided knows no instance, so that whatever still runs of it is one without an item.
 */
public final class ItemConsistency implements ConsistencyCheck {

    /** An item that knows the instance it runs in. */
    private static final String BY_INSTANCE = "e.id_ = i.process_instance_id";

    private final String process;
    private final String table;
    private final String open;
    private final String belongs;
    private final JdbcClient jdbc;
    private final RuntimeService runtimeService;
    private final Consumer<Long> restart;

    /**
     * A check of the table that has the model's name.
     *
     * @param process key of the model
     * @param open the condition under which a row {@code i} needs an instance
     * @param restart gives an item that lost its instance a new one
     */
    public ItemConsistency(
            String process, String open, JdbcClient jdbc, RuntimeService runtimeService, Consumer<Long> restart) {
        this(process, process, open, BY_INSTANCE, jdbc, runtimeService, restart);
    }

    /**
     * A check of another table.
     *
     * @param process key of the model
     * @param table its name
     * @param open the condition under which a row {@code i} needs an instance
     * @param belongs the condition under which an instance {@code e} is that of a row
     * @param restart gives an item that lost its instance a new one
     */
    public ItemConsistency(
            String process,
            String table,
            String open,
            String belongs,
            JdbcClient jdbc,
            RuntimeService runtimeService,
            Consumer<Long> restart) {
        this.process = process;
        this.table = table;
        this.open = open;
        this.belongs = belongs;
        this.jdbc = jdbc;
        this.runtimeService = runtimeService;
        this.restart = restart;
    }

    @Override
    public String process() {
        return process;
    }

    @Override
    public List<Finding> find() {
        Stream<Finding> withoutInstance = jdbc
                .sql("""
                        select i.id from rapport.%s i
                        where %s and not exists
                          (select from act_ru_execution e
                           join act_re_procdef d on d.id_ = e.proc_def_id_ and d.key_ = :key
                           where %s)
                        order by i.id""".formatted(table, open, belongs))
                .param("key", process)
                .query((row, n) -> new Finding(INSTANCE_MISSING, process, row.getString(1), null))
                .list()
                .stream();
        Stream<Finding> withoutItem = jdbc
                .sql("""
                        select e.id_, e.business_key_ from act_ru_execution e
                        join act_re_procdef d on d.id_ = e.proc_def_id_ and d.key_ = :key
                        where e.parent_id_ is null and not exists
                          (select from rapport.%s i where %s)
                        order by e.id_""".formatted(table, belongs))
                .param("key", process)
                .query((row, n) -> new Finding(ITEM_MISSING, process, row.getString(2), row.getString(1)))
                .list()
                .stream();
        return Stream.concat(withoutInstance, withoutItem).toList();
    }

    @Override
    public void repair(Finding finding) {
        if (finding.instance() != null) {
            runtimeService.deleteProcessInstanceIfExists(
                    finding.instance(), "no " + process + " belongs to it", true, true, true, false);
        } else if (finding.id() != null) {
            restart.accept(Long.valueOf(finding.id()));
        }
    }
}

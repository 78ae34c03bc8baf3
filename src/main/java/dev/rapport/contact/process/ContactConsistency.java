package dev.rapport.contact.process;

import dev.rapport.contact.RestartContact;
import dev.rapport.engine.ConsistencyCheck;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Open contacts without an instance, and instances without a contact. One that is closed may still run: models may. */
@Component
class ContactConsistency implements ConsistencyCheck {

    private final JdbcClient jdbc;
    private final RuntimeService runtimeService;
    private final RestartContact restartContact;

    ContactConsistency(JdbcClient jdbc, RuntimeService runtimeService, RestartContact restartContact) {
        this.jdbc = jdbc;
        this.runtimeService = runtimeService;
        this.restartContact = restartContact;
    }

    @Override
    public String process() {
        return ContactModel.KEY;
    }

    @Override
    public List<Finding> find() {
        Stream<Finding> withoutInstance = jdbc
                .sql("""
                        select c.id from rapport.contact c
                        where c.status = 'PLANNED' and not exists
                          (select from act_ru_execution e where e.id_ = c.process_instance_id)
                        order by c.id""")
                .query((row, n) -> new Finding(INSTANCE_MISSING, process(), row.getString(1), null))
                .list()
                .stream();
        Stream<Finding> withoutContact = jdbc
                .sql("""
                        select e.id_, e.business_key_ from act_ru_execution e
                        join act_re_procdef d on d.id_ = e.proc_def_id_ and d.key_ = :key
                        where e.parent_id_ is null and not exists
                          (select from rapport.contact c where c.process_instance_id = e.id_)
                        order by e.id_""")
                .param("key", process())
                .query((row, n) -> new Finding(ITEM_MISSING, process(), row.getString(2), row.getString(1)))
                .list()
                .stream();
        return Stream.concat(withoutInstance, withoutContact).toList();
    }

    @Override
    public void repair(Finding finding) {
        if (finding.instance() != null) {
            runtimeService.deleteProcessInstanceIfExists(
                    finding.instance(), "no contact belongs to it", true, true, true, false);
        } else if (finding.id() != null) {
            restartContact.restart(Long.valueOf(finding.id()));
        }
    }
}

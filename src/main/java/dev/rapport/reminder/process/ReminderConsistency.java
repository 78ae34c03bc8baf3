package dev.rapport.reminder.process;

import dev.rapport.engine.ConsistencyCheck;
import dev.rapport.reminder.ScheduleReminder;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reminders that nothing will raise, and instances that no reminder waits for. */
@Component
class ReminderConsistency implements ConsistencyCheck {

    private final JdbcClient jdbc;
    private final RuntimeService runtimeService;
    private final ScheduleReminder scheduleReminder;

    ReminderConsistency(JdbcClient jdbc, RuntimeService runtimeService, ScheduleReminder scheduleReminder) {
        this.jdbc = jdbc;
        this.runtimeService = runtimeService;
        this.scheduleReminder = scheduleReminder;
    }

    @Override
    public String process() {
        return ReminderModel.KEY;
    }

    @Override
    public List<Finding> find() {
        Stream<Finding> withoutInstance = jdbc
                .sql("""
                        select r.id from rapport.reminder r
                        where r.removed_at is null and r.raised_at is null and not exists
                          (select from act_ru_execution e where e.id_ = r.process_instance_id)
                        order by r.id""")
                .query((row, n) -> new Finding(INSTANCE_MISSING, process(), row.getString(1), null))
                .list()
                .stream();
        Stream<Finding> withoutReminder = jdbc
                .sql("""
                        select e.id_, e.business_key_ from act_ru_execution e
                        join act_re_procdef d on d.id_ = e.proc_def_id_ and d.key_ = :key
                        where e.parent_id_ is null and not exists
                          (select from rapport.reminder r where r.process_instance_id = e.id_)
                        order by e.id_""")
                .param("key", process())
                .query((row, n) -> new Finding(ITEM_MISSING, process(), row.getString(2), row.getString(1)))
                .list()
                .stream();
        return Stream.concat(withoutInstance, withoutReminder).toList();
    }

    @Override
    public void repair(Finding finding) {
        if (finding.instance() != null) {
            runtimeService.deleteProcessInstanceIfExists(
                    finding.instance(), "no reminder belongs to it", true, true, true, false);
        } else if (finding.id() != null) {
            scheduleReminder.restart(Long.valueOf(finding.id()));
        }
    }
}

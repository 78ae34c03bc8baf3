package dev.rapport.support;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many rows there are in every table that a contact or a measure can leave a trace in, to show that nothing was written. */
@Component
@Profile("test")
public class Rows {

    private static final List<String> TABLES = List.of(
            "rapport.contact",
            "rapport.measure",
            "rapport.measure_audience",
            "rapport.reminder",
            "rapport.reminder_mail",
            "rapport.rule_run",
            "rapport.audit_entry",
            "rapport.idempotency_key",
            "act_ru_execution",
            "act_ru_task",
            "act_ru_variable",
            "act_ru_job",
            "act_ru_event_subscr",
            "act_ru_incident",
            "act_ge_bytearray",
            "act_hi_procinst",
            "act_hi_actinst",
            "act_hi_taskinst",
            "act_hi_varinst",
            "act_hi_detail",
            "act_hi_op_log");

    private final JdbcClient jdbc;

    Rows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Map<String, Long> count() {
        Map<String, Long> counts = new TreeMap<>();
        for (String table : TABLES) {
            counts.put(
                    table,
                    jdbc.sql("select count(*) from " + table).query(Long.class).single());
        }
        return counts;
    }

    /** Of every table there is, Rapport's and the engine's. */
    public Map<String, Long> everywhere() {
        Map<String, Long> rows = new TreeMap<>();
        jdbc.sql("""
                        select schemaname || '.' || tablename from pg_tables
                        where schemaname in ('rapport', 'public')""")
                .query(String.class)
                .list()
                .forEach(table -> rows.put(
                        table,
                        jdbc.sql("select count(*) from " + table)
                                .query(Long.class)
                                .single()));
        return rows;
    }
}

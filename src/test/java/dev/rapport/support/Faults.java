package dev.rapport.support;

import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lets the database itself fail where a test tells it to, also at the very commit. */
@Component
@Profile("test")
public class Faults {

    private final JdbcClient jdbc;

    Faults(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * From now on an operation fails.
     *
     * @param operation {@code insert}, {@code update} or {@code delete}
     * @param when {@code now} or {@code commit}
     */
    public void breaks(String table, String operation, String when) {
        jdbc.sql("""
                        create or replace function rapport.test_fault() returns trigger language plpgsql as $$
                        begin raise exception 'fault for a test'; end $$""").update();
        jdbc.sql(
                        when.equals("commit")
                                ? "create constraint trigger test_fault after " + operation + " on " + table
                                        + " deferrable initially deferred for each row execute function rapport.test_fault()"
                                : "create trigger test_fault before " + operation + " on " + table
                                        + " for each row execute function rapport.test_fault()")
                .update();
    }

    public void mend() {
        jdbc.sql("drop function if exists rapport.test_fault() cascade").update();
    }
}

package dev.rapport.demo;

import java.util.List;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Fills the demonstration's database at its first start: all parts or none. */
@Component
@Profile("demo")
// after the users, who are the authors of everything
@Order(40)
class DemoData implements ApplicationRunner {

    private final JdbcClient jdbc;
    private final DemoMarker marker;
    private final List<DemoPart> parts;

    DemoData(JdbcClient jdbc, DemoMarker marker, List<DemoPart> parts) {
        this.jdbc = jdbc;
        this.marker = marker;
        this.parts = parts;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        if (marker.claimFilling()) {
            parts.forEach(part -> {
                part.create();
                analyze();
            });
            marker.filled();
        }
    }

    /** Else the planner knows nothing for a minute of what is there now. */
    private void analyze() {
        String tables = jdbc.sql("""
                        select string_agg(format('%I.%I', schemaname, tablename), ', ')
                        from pg_tables where schemaname = 'rapport'""").query(String.class).single();
        jdbc.sql("analyze " + tables).update();
    }
}

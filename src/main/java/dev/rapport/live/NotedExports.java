package dev.rapport.live;

import dev.rapport.web.ProgressOfExports;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Notes it as what has just changed: so it is read on whatever node that person's pages are. */
@Component
class NotedExports implements ProgressOfExports {

    private final JdbcClient jdbc;

    NotedExports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void written(String user, String export, int rows, @Nullable Integer total) {
        note(user, "export %s %d %s".formatted(export, rows, total == null ? "-" : total));
    }

    @Override
    public void ended(String user, String export, int rows, boolean whole) {
        note(user, "export %s %d %s".formatted(export, rows, whole ? "whole" : "broken"));
    }

    private void note(String user, String topic) {
        jdbc.sql("insert into rapport.change_note (topic, concerned) values (:topic, array['user-' || :user])")
                .param("topic", topic)
                .param("user", user)
                .update();
    }
}

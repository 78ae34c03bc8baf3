package dev.rapport.web;

import dev.rapport.shared.CurrentUser;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whether keys without Ctrl or Alt do something: each person's choice, on every computer (WCAG 2.1.4). */
@Component
class SingleKeys {

    private final JdbcClient jdbc;
    private final CurrentUser currentUser;

    SingleKeys(JdbcClient jdbc, CurrentUser currentUser) {
        this.jdbc = jdbc;
        this.currentUser = currentUser;
    }

    @Transactional(readOnly = true)
    public boolean on() {
        return jdbc.sql("select single_keys from rapport.user_card where user_id = :user")
                .param("user", currentUser.id())
                .query(Boolean.class)
                .optional()
                .orElse(true);
    }

    @Transactional
    public void choose(boolean on) {
        jdbc.sql("select rapport.choose_single_keys(:user, :on)")
                .param("on", on)
                .param("user", currentUser.id())
                .query()
                .singleRow();
    }
}

package dev.rapport.user;

import dev.rapport.shared.ColleagueNames;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads names past the persistence context: they are asked for while a refused change is still in it. */
@Component
class UserNames implements ColleagueNames {

    private final JdbcClient jdbc;

    UserNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String of(String login) {
        return jdbc.sql("""
                        select name from rapport.user_card where user_id = :login""")
                .param("login", login)
                .query(String.class)
                .optional()
                .orElse(login);
    }
}

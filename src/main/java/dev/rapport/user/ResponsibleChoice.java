package dev.rapport.user;

import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The one way to say who is responsible for something: somebody who can log in, or nobody (rule 8). Left empty it means
 * nobody on every door, be it a page, the API, Tasklist, an order for many contacts or a reassignment; whoever created it
 * has it on the list then.
 */
@Component
public class ResponsibleChoice {

    private final JdbcClient jdbc;

    ResponsibleChoice(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Checks who was chosen.
     *
     * @param value the login as it was sent; blank for nobody
     * @return the login, null for nobody; {@code responsible} is refused as not-a-user
     */
    public @Nullable String choose(FieldChecks checks, @Nullable String value) {
        return choose(checks, "responsible", value);
    }

    /** Checks who was chosen in a field of another name. */
    @Nullable
    String choose(FieldChecks checks, String field, @Nullable String value) {
        if (value == null || Texts.isBlank(value)) {
            return null;
        }
        String user = value.strip();
        if (!isEnabled(user)) {
            checks.refuse(field, "not-a-user");
        }
        return user;
    }

    private boolean isEnabled(String user) {
        // the database cannot even be asked for some texts
        return !Texts.hasIllegalInLine(user)
                && jdbc.sql("select enabled from rapport.app_user where user_id = :user")
                        .param("user", user)
                        .query(Boolean.class)
                        .optional()
                        .orElse(false);
    }
}

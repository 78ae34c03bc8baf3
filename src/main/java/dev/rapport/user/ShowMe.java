package dev.rapport.user;

import dev.rapport.shared.BusinessRuleViolation;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What programs ask first: as whom they work. */
@Service
public class ShowMe {

    /**
     * Somebody.
     *
     * @param locale the language that was chosen, German until then
     */
    public record Me(String name, List<String> groups, String locale) {}

    private final JdbcClient jdbc;

    ShowMe(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Shows whoever has logged in, by one statement, which needs no transaction: programs ask it again and again.
     *
     * @throws BusinessRuleViolation not found, if Rapport knows no such user
     */
    public Me of(String login) {
        return jdbc.sql("""
                        select c.name, c.locale,
                               array(select m.group_id_ from act_id_membership m where m.user_id_ = c.user_id order by 1) as groups
                        from rapport.user_card c where c.user_id = :login""")
                .param("login", login)
                .query((row, n) -> new Me(
                        row.getString("name"),
                        List.of((String[]) row.getArray("groups").getArray()),
                        Objects.requireNonNullElse(row.getString("locale"), Locale.GERMAN.getLanguage())))
                .optional()
                .orElseThrow(() -> BusinessRuleViolation.notFound("user"));
    }
}

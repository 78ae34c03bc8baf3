package dev.rapport.user;

import dev.rapport.shared.BusinessRuleViolation;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What programs ask first: as whom they work. */
@Service
public class ShowMe {

    /**
     * Somebody.
     *
     * @param locale the language that was chosen, German until then
     */
    public record Me(String name, List<String> groups, String locale) {}

    private record Row(String name, @Nullable String locale) {}

    private final JdbcClient jdbc;
    private final Identity identity;

    ShowMe(JdbcClient jdbc, Identity identity) {
        this.jdbc = jdbc;
        this.identity = identity;
    }

    /**
     * Shows whoever has logged in.
     *
     * @throws BusinessRuleViolation not found, if Rapport knows no such user
     */
    @Transactional(readOnly = true)
    public Me of(String login) {
        Row row = jdbc.sql("""
                        select c.name, u.locale from rapport.app_user u join rapport.user_card c on c.user_id = u.user_id
                        where u.user_id = :login""")
                .param("login", login)
                .query(DataClassRowMapper.newInstance(Row.class))
                .optional()
                .orElseThrow(() -> BusinessRuleViolation.notFound("user"));
        return new Me(
                row.name(),
                identity.groupsOf(login),
                row.locale() == null ? Locale.GERMAN.getLanguage() : row.locale());
    }
}

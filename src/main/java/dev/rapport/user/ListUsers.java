package dev.rapport.user;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Cursor;
import dev.rapport.shared.Page;
import dev.rapport.shared.SearchTerms;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** All users, disabled and deleted ones too, for those who administer them. */
@Service
public class ListUsers {

    private static final String USERS = """
            select u.user_id, u.version, u.enabled, u.locale, u.reports_to, a.first_name, a.last_name, a.email,
                   concat_ws(' ', a.last_name, a.first_name) as sort, concat_ws(' ', u.user_id, a.name) as text
            from rapport.app_user u join rapport.address_card a on a.id = u.address_id""";

    private final JdbcClient jdbc;
    private final Identity identity;

    ListUsers(JdbcClient jdbc, Identity identity) {
        this.jdbc = jdbc;
        this.identity = identity;
    }

    /** What the tables of ours know of a user. */
    private record Row(
            String login,
            int version,
            boolean enabled,
            @Nullable String language,
            @Nullable String reportsTo,
            @Nullable String firstName,
            String name,
            @Nullable String email,
            String sort) {}

    /**
     * By name.
     *
     * @param query up to two parts of login or name, in any order; blank for all
     * @param after opaque, of the page before; null for the first page
     */
    @Transactional(readOnly = true)
    public Page<UserView> list(@Nullable String query, @Nullable String after) {
        return page(query, after, Page.DEFAULT_LIMIT);
    }

    /** So many of them, for whoever reads all. */
    @Transactional(readOnly = true)
    public Page<UserView> listMany(@Nullable String query, @Nullable String after, int rows) {
        return page(query, after, rows);
    }

    private Page<UserView> page(@Nullable String query, @Nullable String after, int limit) {
        Map<String, Object> parameters = new HashMap<>();
        StringBuilder where =
                new StringBuilder("where ").append(SearchTerms.of(query).occurIn("text", parameters));
        Cursor cursor = Cursor.parse(after, 2);
        if (cursor != null) {
            where.append(" and (sort collate \"de-x-icu\", user_id) > (:sort, :login)");
            parameters.put("sort", cursor.text(0));
            parameters.put("login", cursor.text(1));
        }
        String sql = "select * from (%s) u %s order by sort collate \"de-x-icu\", user_id limit %d"
                .formatted(USERS, where, limit + 1);
        Page<Row> rows = Page.of(rows(sql, parameters), limit, row -> Cursor.of(row.sort(), row.login()));
        return new Page<>(views(rows.items()), rows.next());
    }

    /**
     * One user.
     *
     * @throws BusinessRuleViolation not-found
     */
    @Transactional(readOnly = true)
    public UserView show(String login) {
        return views(rows(USERS + " where u.user_id = :login", Map.of("login", login))).stream()
                .findFirst()
                .orElseThrow(() -> BusinessRuleViolation.notFound("login"));
    }

    private List<Row> rows(String sql, Map<String, Object> parameters) {
        return jdbc.sql(sql)
                .params(parameters)
                .query((row, n) -> new Row(
                        row.getString("user_id"),
                        row.getInt("version"),
                        row.getBoolean("enabled"),
                        row.getString("locale"),
                        row.getString("reports_to"),
                        row.getString("first_name"),
                        row.getString("last_name"),
                        row.getString("email"),
                        row.getString("sort")))
                .list();
    }

    private List<UserView> views(List<Row> rows) {
        Map<String, List<String>> groups =
                identity.groupsOf(rows.stream().map(Row::login).toList());
        return rows.stream()
                .map(row -> UserViewBuilder.builder()
                        .login(row.login())
                        .version(row.version())
                        .firstName(row.firstName())
                        .name(row.name())
                        .email(row.email())
                        .language(row.language())
                        .reportsTo(row.reportsTo())
                        .enabled(row.enabled())
                        .deleted(!groups.containsKey(row.login()))
                        .groups(Group.of(groups.getOrDefault(row.login(), List.of())))
                        .build())
                .toList();
    }
}

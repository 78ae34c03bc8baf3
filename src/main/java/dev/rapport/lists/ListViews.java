package dev.rapport.lists;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Moment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Views: lists that people have named, for themselves or for everybody, and which of them stand in their navigation. */
@Service
public class ListViews {

    private static final int NAME = 60;

    /** Nobody reads through more. */
    private static final int MOST = 100;

    private static final String SEEN = """
            select v.id, v.list, v.name, v.query, v.shared, v.owner = :user as own, u.name as owner_name,
                   exists (select from rapport.pinned_view p where p.view_id = v.id and p.user_id = :user) as pinned
            from rapport.list_view v
            left join rapport.user_card u on u.user_id = v.owner
            where (v.owner = :user or v.shared)""";

    /**
     * A view.
     *
     * @param query filter, order and columns, as the URL of the list says them
     * @param own whether it is the reader's
     * @param pinned whether it stands in the reader's navigation
     */
    public record View(
            long id,
            String list,
            String name,
            String query,
            boolean shared,
            boolean own,
            @Nullable String ownerName,
            boolean pinned) {

        public String path() {
            return "/" + list + query;
        }
    }

    private final JdbcClient jdbc;
    private final CurrentUser currentUser;
    private final Moment moment;

    ListViews(JdbcClient jdbc, CurrentUser currentUser, Moment moment) {
        this.jdbc = jdbc;
        this.currentUser = currentUser;
        this.moment = moment;
    }

    /** The views of a list, the reader's own first. */
    @Transactional(readOnly = true)
    public List<View> of(Entry.Kind kind) {
        return jdbc.sql(SEEN + " and v.list = :list order by own desc, v.name collate \"de-x-icu\", v.id limit " + MOST)
                .param("user", currentUser.id())
                .param("list", list(kind))
                .query((row, n) -> view(row))
                .list();
    }

    /** What stands in the reader's navigation. */
    @Transactional(readOnly = true)
    public List<View> pinned() {
        return jdbc.sql("select * from (" + SEEN + ") seen where pinned order by name collate \"de-x-icu\", id limit "
                        + MOST)
                .param("user", currentUser.id())
                .query((row, n) -> view(row))
                .list();
    }

    /**
     * Names a list, for the person at work, and puts it into the navigation. The same name means the same view, with what is
     * listed now.
     *
     * @param query filter, order and columns as the URL of the list says them
     * @param shared whether everybody is to see it
     * @return its id
     * @throws BusinessRuleViolation what is wrong with the name
     */
    @Transactional
    public long save(Entry.Kind kind, @Nullable String name, String query, boolean shared) {
        FieldChecks checks = new FieldChecks();
        String checked = checks.requiredLine("name", name, NAME);
        checks.refuseIfAny();
        long id = jdbc.sql("""
                        insert into rapport.list_view (owner, list, name, query, shared, created_at)
                        values (:user, :list, :name, :query, :shared, :now)
                        on conflict (owner, list, lower(name))
                        do update set name = excluded.name, query = excluded.query, shared = excluded.shared
                        returning id""")
                .param("user", currentUser.id())
                .param("list", list(kind))
                .param("name", checked)
                .param("query", query)
                .param("shared", shared)
                .param("now", Timestamp.from(moment.now()))
                .query(Long.class)
                .single();
        put(id);
        return id;
    }

    /**
     * Puts a view into the navigation of the person at work, or takes it away.
     *
     * @throws BusinessRuleViolation not-found
     */
    @Transactional
    public void pin(long id, boolean on) {
        show(id);
        if (on) {
            put(id);
        } else {
            jdbc.sql("delete from rapport.pinned_view where user_id = :user and view_id = :id")
                    .param("user", currentUser.id())
                    .param("id", id)
                    .update();
        }
    }

    /**
     * Deletes a view of the person at work, for everybody who has it.
     *
     * @throws BusinessRuleViolation not-found, also for one of somebody else
     */
    @Transactional
    public void delete(long id) {
        int deleted = jdbc.sql("delete from rapport.list_view where id = :id and owner = :user")
                .param("id", id)
                .param("user", currentUser.id())
                .update();
        if (deleted == 0) {
            throw BusinessRuleViolation.notFound("id");
        }
    }

    /**
     * One that the reader may see.
     *
     * @throws BusinessRuleViolation not-found
     */
    @Transactional(readOnly = true)
    public View show(long id) {
        return jdbc.sql(SEEN + " and v.id = :id")
                .param("user", currentUser.id())
                .param("id", id)
                .query((row, n) -> view(row))
                .optional()
                .orElseThrow(() -> BusinessRuleViolation.notFound("id"));
    }

    private void put(long id) {
        jdbc.sql("""
                        insert into rapport.pinned_view (user_id, view_id) values (:user, :id)
                        on conflict do nothing""").param("user", currentUser.id()).param("id", id).update();
    }

    private static String list(Entry.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT) + "s";
    }

    private static View view(ResultSet row) throws SQLException {
        return new View(
                row.getLong("id"),
                row.getString("list"),
                row.getString("name"),
                row.getString("query"),
                row.getBoolean("shared"),
                row.getBoolean("own"),
                row.getString("owner_name"),
                row.getBoolean("pinned"));
    }
}

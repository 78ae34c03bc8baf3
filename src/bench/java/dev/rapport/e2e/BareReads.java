package dev.rapport.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.e2e.Filling.Filled;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The limit of what is looked at: for nearly all of {@link Reads} the one statement that would answer it, or show what matters
 * on the page, with the tables and indexes that are there. Without the rights, the order of hits and the words around it.
 */
final class BareReads {

    private static final String HIT = "a.id, a.kind, a.first_name, a.name, a.town, a.phone, a.email";

    private static final String BEGINNING = "select " + HIT + """
             from (select distinct address_id from
                     (select address_id from rapport.address_token where token ^@ '%s' limit 2 * %2$d) t limit %2$d) t
            join rapport.address a on a.id = t.address_id""";

    private static final String INSIDE =
            "select " + HIT + " from rapport.address a where a.search_text like '%%%s%%' limit 10";

    private static final String REMINDERS = """
            select r.id, c.id, c.number, r.due_at, c.start_at, c.subject, a.id, a.name, a.phone
            from rapport.contact c
            join rapport.reminder r on r.contact_id = c.id and r.removed_at is null
            join rapport.address a on a.id = c.address_id
            where c.status = 'PLANNED' %s order by c.start_at, c.id limit 25""";

    private static final String MINE = "and coalesce(c.responsible, c.created_by) = '" + Filling.COLLEAGUE + "1'";

    private static final String CONTACT = """
            select * from rapport.contact c join rapport.address a on a.id = c.address_id
            left join rapport.reminder r on r.contact_id = c.id and r.removed_at is null where c.id = %d""";

    private static final String HISTORY = """
            select * from rapport.contact where address_id = %d %s
            order by (status = 'PLANNED') desc, start_at desc, id desc limit 25""";

    private final RapportProcess rapport;
    private final Map<String, String> statements = new LinkedHashMap<>();

    BareReads(RapportProcess rapport, Filled filled, int size) {
        // of the long history, four fifths above it
        long deep = filled.firstContact() + Math.min(Filling.IN_ONE_HISTORY, size / 5) / 5;
        this.rapport = rapport;
        statements.put("autocomplete common", BEGINNING.formatted("gmbh", 10));
        statements.put("autocomplete two terms", "select " + HIT + """
                 from rapport.address_token t join rapport.address a on a.id = t.address_id
                where t.token ^@ 'muller' and a.search_text like '%berlin%' limit 10""");
        statements.put("autocomplete rare", BEGINNING.formatted("nadelohr", 10));
        statements.put("autocomplete inner rare", INSIDE.formatted("adeloh"));
        statements.put("autocomplete inner common", INSIDE.formatted("tallba"));
        statements.put("autocomplete one character", BEGINNING.formatted("m", 10));
        statements.put("autocomplete two characters", BEGINNING.formatted("mu", 10));
        statements.put("autocomplete none", INSIDE.formatted("xyzzyx"));
        statements.put("reminders mine", REMINDERS.formatted(MINE));
        statements.put("reminders all", REMINDERS.formatted(""));
        statements.put("history", HISTORY.formatted(filled.firstAddress(), ""));
        statements.put(
                "history deep",
                HISTORY.formatted(
                        filled.firstAddress(),
                        "and (status = 'PLANNED') = false and (start_at, id) < (timestamptz '%s', %d)"
                                .formatted(
                                        rapport.text("select start_at from rapport.contact where id = ?", deep),
                                        deep)));
        statements.put("contact", CONTACT.formatted(filled.firstContact()));
        statements.put("start page", REMINDERS.formatted(MINE));
        statements.put("reminders page", REMINDERS.formatted(MINE));
        statements.put("address page", "select * from rapport.address where id = " + filled.firstAddress());
        statements.put("contact page", CONTACT.formatted(filled.firstContact()));
        statements.put("campaigns page", """
                select id, title, starts_on, ends_on from rapport.campaign where deleted_at is null
                order by title collate "de-x-icu", id limit 25""");
        statements.put("campaign of many page", """
                select k.title, k.description, a.id, a.name, a.town from rapport.campaign k
                join rapport.campaign_member m on m.campaign_id = k.id and m.removed_at is null
                join rapport.address a on a.id = m.address_id where k.id = %d order by m.id limit 25""".formatted(filled.campaign()));
        statements.put("search page", BEGINNING.formatted("muller", 25));
        statements.put("palette customer", BEGINNING.formatted("muller", 10));
    }

    /** Names of operations that have such a statement. */
    boolean has(String operation) {
        return statements.containsKey(operation);
    }

    /** CPU milliseconds of the database for one time. */
    double database(String operation, int times) throws SQLException {
        try (Connection connection = rapport.connection();
                PreparedStatement statement = connection.prepareStatement(statements.get(operation))) {
            return new Measuring(() -> Cpu.of(rapport), 20, times)
                    .of(List.of(statement), each -> run(operation, each))
                    .database();
        }
    }

    private static void run(String operation, PreparedStatement statement) {
        try (ResultSet rows = statement.executeQuery()) {
            assertThat(rows.next()).as(operation).isEqualTo(!operation.equals("autocomplete none"));
        } catch (SQLException e) {
            throw new IllegalStateException(operation, e);
        }
    }
}

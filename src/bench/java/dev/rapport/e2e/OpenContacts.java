package dev.rapport.e2e;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Open contacts with reminders, instances, tasks and timers: one is planned over HTTP, and every row that belongs to it, the
 * engine's and Rapport's, is written again for each of the others with ids, person, address and times of its own. What a later
 * version writes when somebody plans is so written here, too.
 */
final class OpenContacts {

    private static final Pattern ID = Pattern.compile("([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-)[0-9a-f]{12}");

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private static final String SUBJECT = "Vorlage des Benchmarks";

    /** Where a copy's part of an id goes: the first column of {@link #COPIES}; see {@link #places} for the others. */
    private static final String OWN_ID = "%1$s";

    private static final String COPIES = """
            create temp table copies on commit drop as
            select lpad(to_hex(n), 12, '0') as own_id, %1$d + n as contact_id, %2$d + n as reminder_id, '%3$s' || 1 + n %% %4$d as who,
                   to_char(start_at at time zone 'Europe/Berlin', 'YYYY-MM-DD"T"HH24:MI:SS') as start,
                   (extract(epoch from start_at) * 1000)::bigint as start_millis,
                   (extract(epoch from start_at - interval '1 day') * 1000)::bigint as due_millis,
                   to_char(start_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS') as start_utc,
                   to_char((start_at - interval '1 day') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS') as due_utc,
                   a.id as address_id, to_json(a.name || ', ' || a.town)::text as address_name, 'Vorgang ' || n as subject,
                   'K-2014-' || %7$s || lpad(n::text, 6, '0') as number
            from generate_series(1, %5$d) n
            join rapport.address a on a.id = %6$d + 10 * (n %% %8$d)
            cross join lateral (
              select date_trunc('minute', now()) %9$s as start_at) t""";

    private static final String WRITTEN_AGAIN = """
            insert into %1$s select row.* from copies c
            cross join lateral jsonb_populate_record(null::%1$s, format(?, own_id, contact_id, reminder_id, who, start, start_millis,
              due_millis, start_utc, due_utc, address_id, address_name, subject, number)::jsonb) row""";

    private final RapportProcess rapport;
    private final Connection connection;
    private final long firstAddress;
    private final int addresses;

    private OpenContacts(RapportProcess rapport, Connection connection, long firstAddress, int addresses) {
        this.rapport = rapport;
        this.connection = connection;
        this.firstAddress = firstAddress;
        this.addresses = addresses;
    }

    /**
     * Writes them for the colleagues: nine of ten begin within a year, none of their reminders is due in the next hours; the others
     * are overdue and reminded of.
     *
     * @param firstAddress a company, as is every tenth after it
     * @param addresses how many there are
     */
    static void write(RapportProcess rapport, int number, long firstAddress, int addresses) throws SQLException {
        try (Connection connection = rapport.connection()) {
            connection.setAutoCommit(false);
            OpenContacts open = new OpenContacts(rapport, connection, firstAddress, addresses);
            int overdue = number / 10;
            Model ahead = open.model(LocalDateTime.now(ZONE).plusDays(40));
            Model late = open.model(LocalDateTime.now(ZONE).minusDays(8));
            open.copies("1", number - overdue, "+ interval '3 days' + n * interval '17 minutes'", ahead);
            open.copies("2", overdue, "- n * interval '23 minutes'", late);
            connection.commit();
            connection.setAutoCommit(true);
            open.run("vacuum analyze");
        }
    }

    /** The rows of one contact by table, as JSON with a place for whatever differs in a copy. */
    private record Model(long contact, Map<String, List<String>> rows) {}

    private void copies(String series, int number, String start, Model model) throws SQLException {
        run("set local session_replication_role = replica");
        run(COPIES.formatted(
                reserve("rapport.contact_id_seq", number),
                reserve("rapport.reminder_id_seq", number),
                Filling.COLLEAGUE,
                Filling.COLLEAGUES,
                number,
                firstAddress,
                series,
                addresses / 10,
                start));
        for (Map.Entry<String, List<String>> table : model.rows().entrySet()) {
            for (String row : table.getValue()) {
                try (PreparedStatement insert = connection.prepareStatement(WRITTEN_AGAIN.formatted(table.getKey()))) {
                    insert.setString(1, row);
                    insert.executeUpdate();
                }
            }
        }
        run("""
                insert into rapport.rule_run (subject_kind, subject_id, step, name, kind, model_version, ran_at, ran_by)
                select subject_kind, contact_id, step, name, kind, model_version, ran_at, who
                from rapport.rule_run, copies
                where subject_kind = 'contact' and subject_id = %d""".formatted(model.contact()));
        run("drop table copies");
    }

    private Model model(LocalDateTime day) throws SQLException {
        LocalDateTime start = day.toLocalDate().atTime(10, 0);
        JsonNode planned = DemoApi.of(rapport, "anna")
                .aPlannedContact(
                        SUBJECT,
                        Map.of(
                                "start",
                                start.toString(),
                                "reminder",
                                true,
                                "reminderLead",
                                "P1D",
                                "addressId",
                                firstAddress));
        long contact = planned.path("id").asLong();
        long reminder = planned.path("reminder").path("id").asLong();
        if (start.isBefore(LocalDateTime.now(ZONE))) {
            await("reminded")
                    .until(() -> rapport.count(
                                    "select count(*) from act_ru_execution where proc_def_key_ = 'reminder' and business_key_ = ?",
                                    String.valueOf(reminder))
                            == 0);
        }
        Map<String, String> places = places(planned, start);
        Map<String, List<String>> rows = rowsOf(contact, reminder);
        Set<String> definitions = definitions();
        rows.replaceAll((table, found) -> found.stream()
                .map(row -> {
                    String copy = ID.matcher(row.replace("%", "%%"))
                            .replaceAll(id -> Matcher.quoteReplacement(
                                    definitions.contains(id.group()) ? id.group() : id.group(1) + OWN_ID));
                    for (Map.Entry<String, String> each : places.entrySet()) {
                        copy = copy.replace(each.getKey(), each.getValue());
                    }
                    return copy;
                })
                .toList());
        return new Model(contact, rows);
    }

    /** What stands in the model's rows, and the columns of {@link #COPIES} that stand there in a copy. */
    private Map<String, String> places(JsonNode planned, LocalDateTime start) throws SQLException {
        long contact = planned.path("id").asLong();
        long reminder = planned.path("reminder").path("id").asLong();
        LocalDateTime due = start.minusDays(1);
        Map<String, String> own = new LinkedHashMap<>();
        own.put("\"business_key_\": \"" + contact + "\"", "\"business_key_\": \"%2$s\"");
        own.put("\"business_key_\": \"" + reminder + "\"", "\"business_key_\": \"%3$s\"");
        own.put("\"anna\"", "\"%4$s\"");
        own.put("\"" + local(start) + "\"", "\"%5$s\"");
        own.put(String.valueOf(start.atZone(ZONE).toInstant().toEpochMilli()), "%6$s");
        own.put(String.valueOf(due.atZone(ZONE).toInstant().toEpochMilli()), "%7$s");
        own.put("\"" + utc(start) + "\"", "\"%8$s\"");
        own.put("\"" + utc(due) + "\"", "\"%9$s\"");
        own.put("\"" + utc(start) + "+00:00\"", "\"%8$s+00:00\"");
        own.put("\"" + utc(due) + "+00:00\"", "\"%9$s+00:00\"");
        own.put("\"address_id\": " + firstAddress, "\"address_id\": %10$s");
        own.put(
                text("select to_json(name || ', ' || town)::text from rapport.address where id = " + firstAddress),
                "%11$s");
        own.put("\"" + SUBJECT + "\"", "\"%12$s\"");
        own.put("\"" + planned.path("number").asString() + "\"", "\"%13$s\"");
        own.put("\"contact_id\": " + contact, "\"contact_id\": %2$s");
        own.put("{\"id\": " + contact, "{\"id\": %2$s");
        own.put("{\"id\": " + reminder, "{\"id\": %3$s");
        return own;
    }

    /** All that have an id in them that began with the contact: those of the instances first, then of what these have. */
    private Map<String, List<String>> rowsOf(long contact, long reminder) throws SQLException {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        rows.put("rapport.contact", json("rapport.contact", "id = " + contact));
        rows.put("rapport.reminder", json("rapport.reminder", "id = " + reminder));
        Set<String> definitions = definitions();
        Set<String> ids = idsIn(rows, definitions);
        for (int found = 0; ids.size() > found; ) {
            found = ids.size();
            for (String table : texts(
                    "select table_name from information_schema.tables where table_name like 'act\\_%' and table_type = 'BASE TABLE'"
                            + " and table_name not like 'act\\_re\\_%' and table_name not like 'act\\_id\\_%'")) {
                List<String> of = json(table, "t::text ~ '" + String.join("|", ids) + "'");
                if (!of.isEmpty()) {
                    rows.put(table, of);
                }
            }
            ids = idsIn(rows, definitions);
        }
        return rows;
    }

    /** Ids of models and of what belongs to them: copies have the same. */
    private Set<String> definitions() throws SQLException {
        Set<String> definitions = new LinkedHashSet<>();
        for (String text : texts("select id_ from act_re_procdef union select id_ from act_re_deployment"
                + " union select id_ from act_ru_jobdef union select deployment_id_ from act_re_camformdef")) {
            ID.matcher(text).results().forEach(id -> definitions.add(id.group()));
        }
        return definitions;
    }

    private static Set<String> idsIn(Map<String, List<String>> rows, Set<String> definitions) {
        Set<String> ids = new LinkedHashSet<>();
        rows.values()
                .forEach(each -> each.forEach(row -> ID.matcher(row).results().forEach(id -> ids.add(id.group()))));
        ids.removeAll(definitions);
        return ids;
    }

    private List<String> json(String table, String condition) throws SQLException {
        return texts("select to_jsonb(t)::text from " + table + " t where " + condition);
    }

    private long reserve(String sequence, int number) throws SQLException {
        long first = Long.parseLong(text("select nextval('%s') + 100".formatted(sequence)));
        run("select setval('%s', %d)".formatted(sequence, first + number + 100));
        return first;
    }

    private String text(String query) throws SQLException {
        return texts(query).get(0);
    }

    private List<String> texts(String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement sql = connection.createStatement();
                ResultSet found = sql.executeQuery(query)) {
            while (found.next()) {
                texts.add(found.getString(1));
            }
        }
        return texts;
    }

    private void run(String statement) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private static String local(LocalDateTime time) {
        return time + ":00";
    }

    private static String utc(LocalDateTime time) {
        return time.atZone(ZONE).withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime() + ":00";
    }
}

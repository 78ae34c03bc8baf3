package dev.rapport.lists;

import dev.rapport.shared.OutcomeLabel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a line shows, for the rows of one page. Names are looked up row by row: a join is at times begun at their end.
 */
public final class EntryRows {

    /**
     * For lines whose keys are known. Their number is hidden from PostgreSQL, which would else make a plan for each: that takes
     * longer than reading a page, and is the same however many they are.
     */
    static final String OF_KEYS = sql(
            "select k.* from unnest((select cast(:kinds as int[])), (select cast(:ids as bigint[])))"
                    + " with ordinality as k (kind, id, turn)",
            "page.turn");

    /**
     * Which line.
     *
     * @param start as the order of its page has it
     */
    public record Key(Entry.Kind kind, long id, Instant start) {}

    private EntryRows() {}

    /** Reads the lines with these keys, in their order; what is gone by now is left out. */
    public static List<Entry> of(List<Key> keys, JdbcClient jdbc) {
        List<Entry> lines = new ArrayList<>();
        if (!keys.isEmpty()) {
            jdbc.sql(OF_KEYS)
                    .param("kinds", keys.stream().map(key -> number(key.kind())).toArray(Integer[]::new))
                    .param("ids", keys.stream().map(Key::id).toArray(Long[]::new))
                    .query(row -> {
                        if (row.getString("status") != null) {
                            lines.add(read(row, keys.get(row.getInt("turn") - 1).start()));
                        }
                    });
        }
        return lines;
    }

    /** How queries for keys say a kind. */
    private static int number(Entry.Kind kind) {
        return kind == Entry.Kind.CONTACT ? 1 : 0;
    }

    /** Reads a kind as queries for keys say it. */
    public static Entry.Kind kind(ResultSet row) throws SQLException {
        return row.getInt("kind") == 1 ? Entry.Kind.CONTACT : Entry.Kind.MEASURE;
    }

    /**
     * Makes a query for whole lines.
     *
     * @param keys query for the page's rows, with the columns {@code kind} (1 for a contact, 0 for a measure), {@code id} and
     *     whatever the order needs
     * @param order of the rows, by columns of {@code page}
     */
    public static String sql(String keys, String order) {
        return """
                select page.*, c.address_id,
                       (select a.name from rapport.address_card a where a.id = c.address_id) as address,
                       coalesce(c.version, m.version) as version,
                       coalesce(c.number, m.number) as number,
                       c.type, t.name_de, t.name_en, c.direction,
                       coalesce(c.status, m.status) as status, coalesce(c.outcome, m.outcome) as outcome,
                       coalesce(c.outcome_label, m.outcome_label) as outcome_label,
                       coalesce(c.outcome_label_en, m.outcome_label_en) as outcome_label_en,
                       coalesce(c.outcome_colour, m.outcome_colour) as outcome_colour,
                       coalesce(c.attempts, m.attempts) as attempts,
                       c.duration_minutes, c.expected_minutes,
                       coalesce(nullif(c.duration_minutes, 0), c.expected_minutes, t.usual_minutes) as length_minutes,
                       coalesce(c.subject, m.subject) as subject, c.description,
                       coalesce(c.infotext, m.infotext) as infotext, c.contact_person_id,
                       (select p.name from rapport.address_card p where p.id = c.contact_person_id) as contact_person,
                       coalesce(c.responsible, m.responsible) as responsible,
                       (select u.name from rapport.user_card u
                        where u.user_id = coalesce(c.responsible, m.responsible)) as responsible_name,
                       coalesce(c.in_charge, m.in_charge) as in_charge,
                       coalesce(c.created_by, m.created_by) as created_by,
                       (select u.name from rapport.user_card u
                        where u.user_id = coalesce(c.created_by, m.created_by)) as creator_name,
                       coalesce(c.campaign_id, m.campaign_id) as campaign_id,
                       (select k.title from rapport.campaign_title k
                        where k.id = coalesce(c.campaign_id, m.campaign_id)) as campaign,
                       (select r.due_at from rapport.contact_reminder r where r.contact_id = c.id) as reminder,
                       coalesce(c.voided_at, m.voided_at) as voided_at,
                       coalesce(c.voided_by, m.voided_by) as voided_by,
                       case when coalesce(c.voided_by, m.voided_by) is not null then
                         (select u.name from rapport.user_card u
                          where u.user_id = coalesce(c.voided_by, m.voided_by)) end as voided_by_name,
                       coalesce(c.void_reason, m.void_reason) as void_reason
                from (
                %s
                ) page
                left join rapport.contact_entry_ever c on page.kind = 1 and c.id = page.id
                left join rapport.measure_entry_ever m on page.kind = 0 and m.id = page.id
                left join rapport.contact_type_name t on t.code = c.type
                order by %s""".formatted(keys, order);
    }

    /** Reads a line of such a query. */
    public static Entry read(ResultSet row) throws SQLException {
        return read(row, row.getTimestamp("start_at").toInstant());
    }

    private static Entry read(ResultSet row, Instant start) throws SQLException {
        return EntryBuilder.builder()
                .kind(kind(row))
                .id(row.getLong("id"))
                .version(row.getInt("version"))
                .number(row.getString("number"))
                .start(start)
                .upcoming(row.getString("status").equals("PLANNED"))
                .addressId(row.getObject("address_id", Long.class))
                .address(row.getString("address"))
                .type(row.getString("type"))
                .typeNameDe(row.getString("name_de"))
                .typeNameEn(row.getString("name_en"))
                .direction(row.getString("direction"))
                .status(row.getString("status"))
                .outcome(row.getString("outcome"))
                .outcomeLabel(OutcomeLabel.of(row))
                .attempts(row.getInt("attempts"))
                .durationMinutes(row.getObject("duration_minutes", Integer.class))
                .lengthMinutes(row.getObject("length_minutes", Integer.class))
                .expectedMinutes(row.getObject("expected_minutes", Integer.class))
                .subject(row.getString("subject"))
                .description(row.getString("description"))
                .infotext(row.getString("infotext"))
                .contactPersonId(row.getObject("contact_person_id", Long.class))
                .contactPerson(row.getString("contact_person"))
                .responsible(row.getString("responsible"))
                .responsibleName(row.getString("responsible_name"))
                .inCharge(row.getString("in_charge"))
                // whoever is responsible, else whoever created it: one of two names that are read anyway
                .inChargeName(
                        row.getString("responsible") == null
                                ? name(row, "creator_name", "created_by")
                                : name(row, "responsible_name", "responsible"))
                .creator(row.getString("created_by"))
                .creatorName(name(row, "creator_name", "created_by"))
                .campaignId(row.getObject("campaign_id", Long.class))
                .campaign(row.getString("campaign"))
                .reminder(instant(row, "reminder"))
                .voided(voided(row))
                .build();
    }

    private static Entry.@Nullable Voided voided(ResultSet row) throws SQLException {
        Timestamp at = row.getTimestamp("voided_at");
        return at == null
                ? null
                : new Entry.Voided(
                        at.toInstant(),
                        row.getString("voided_by"),
                        name(row, "voided_by_name", "voided_by"),
                        row.getString("void_reason"));
    }

    /** Not everybody who has written is a user: imports and tests write too. */
    private static String name(ResultSet row, String name, String login) throws SQLException {
        String known = row.getString(name);
        return known == null ? row.getString(login) : known;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}

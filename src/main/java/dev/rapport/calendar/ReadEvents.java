package dev.rapport.calendar;

import dev.rapport.shared.Languages;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads contacts as events: what they say, and a mark that changes whenever they would say something else. */
@Component
class ReadEvents {

    /** Whose events, in which time. */
    record Range(String person, Instant startingFrom, Instant settledSince) {}

    /** Nobody looks at more, and no program should have to read more; those that start first are there. */
    static final int MOST = 2000;

    /** Of one person, as {@code planned_contacts_of} says. */
    private static final String OF_PERSON = """
            (select * from rapport.planned_contacts_of(%s, :settledSince)
             where start_at >= :from order by start_at, id limit %d) c""";

    private static final String JOINS = """
            join rapport.contact_type_name t on t.code = c.type
            join rapport.address_card a on a.id = c.address_id
            left join rapport.address_card p on p.id = c.contact_person_id
            left join rapport.contact_reminder r on r.contact_id = c.id
            left join rapport.user_card u on u.user_id = c.in_charge
            left join lateral (select coalesce(sum(version + 1), 0) as changes
                               from rapport.contact_reminder_ever where contact_id = c.id) e on true""";

    /**
     * A number made of all that an event is made of, whatever changes it: the contact and its reminder by their versions, what
     * belongs to others by its value.
     */
    private static final String MARK = """
            (select concat(count(*), '/', sum(hash_record_extended(
                       (c.id, c.version, c.start_at, c.settled_at, e.changes, r.lead, t.name_de, t.name_en, t.usual_minutes, a.name,
                        a.postcode, a.town, a.phone, p.name, p.phone, u.name, u.email), 0)))
             from %s
             %s)""";

    private static final String EVENTS = """
            select c.id, c.number, c.version + e.changes as sequence, c.start_at, c.status, c.subject, c.description,
                   coalesce(nullif(c.duration_minutes, 0), c.expected_minutes, t.usual_minutes) as length_minutes,
                   c.created_at, c.settled_at, c.in_charge, t.name_de, t.name_en, r.lead,
                   a.name as address, concat_ws(' ', a.postcode, a.town) as town, p.name as person,
                   coalesce(p.phone, a.phone) as phone, coalesce(u.name, c.in_charge) as organizer, u.email,
                   greatest(c.created_at, c.settled_at,
                            (select done_at from rapport.audit_change where subject_kind = 'contact' and subject_id = c.id
                             order by id desc limit 1)) as changed_at
            from %s
            %s""";

    private final JdbcClient jdbc;

    ReadEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The SQL of the mark, a text; with the parameters {@code from} and {@code settledSince}.
     *
     * @param person SQL for whose events
     */
    static String mark(String person) {
        return MARK.formatted(ofPerson(person), JOINS);
    }

    private static String ofPerson(String person) {
        return OF_PERSON.formatted(person, MOST);
    }

    /** Those of a person, by their start. */
    List<CalendarEvent> of(Range range, Locale locale) {
        return jdbc.sql(EVENTS.formatted(ofPerson(":person"), JOINS) + " order by c.start_at, c.id")
                .param("person", range.person())
                .param("from", Timestamp.from(range.startingFrom()))
                .param("settledSince", Timestamp.from(range.settledSince()))
                .query((row, n) -> event(row, locale))
                .list();
    }

    Optional<CalendarEvent> ofContact(Long contactId, Locale locale) {
        return jdbc.sql(EVENTS.formatted("rapport.contact_in_calendar c", JOINS) + " where c.id = :contact")
                .param("contact", contactId)
                .query((row, n) -> event(row, locale))
                .optional();
    }

    private static CalendarEvent event(ResultSet row, Locale locale) throws SQLException {
        boolean english = Languages.isEnglish(locale);
        String town = row.getString("town");
        return CalendarEventBuilder.builder()
                .contactId(row.getLong("id"))
                .number(row.getString("number"))
                .sequence(row.getInt("sequence"))
                .start(instant(row, "start_at"))
                .length(Duration.ofMinutes(row.getInt("length_minutes")))
                .type(row.getString(english ? "name_en" : "name_de"))
                .subject(row.getString("subject"))
                .description(row.getString("description"))
                .address(row.getString("address"))
                .place(town.isEmpty() ? null : town)
                .person(row.getString("person"))
                .phone(row.getString("phone"))
                .organizer(row.getString("organizer"))
                .organizerEmail(row.getString("email"))
                .created(instant(row, "created_at"))
                .changed(instant(row, "changed_at"))
                .cancelled(row.getTimestamp("settled_at") != null)
                .lead(row.getString("lead"))
                .build();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}

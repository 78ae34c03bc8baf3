package dev.rapport.reminder;

import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.OutcomeLabel;
import dev.rapport.shared.Page;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the information web part <i>Erinnerungen</i> shows (rules 13 and 15). */
@Service
public class ReminderList {

    /** Parts of the list, by the appointment: when one is reminded of it decides nothing but between the last two. */
    public enum Section {
        /** Its start has passed. */
        OVERDUE,
        /** It starts later today. */
        TODAY,
        /** It starts on a later day, and its reminder has fallen due. */
        DUE,
        /** All others. */
        UPCOMING
    }

    /** One line of the list. */
    @RecordBuilder
    public record Item(
            Long id,
            Long contactId,
            String number,
            Instant dueAt,
            Section section,
            Instant start,
            String subject,
            String contactType,
            Long addressId,
            String address,
            @Nullable Long contactPersonId,
            @Nullable String contactPerson,
            @Nullable String phone,
            @Nullable String campaign,
            @Nullable String responsible,
            boolean closed,
            @Nullable OutcomeLabel outcomeLabel,
            int attempts,
            int contactVersion) {}

    /**
     * One page and how many there are in each section.
     *
     * @param more sections of which there are more than that: they are counted up to {@link Page#COUNTED} of the past, of today
     *     and of later days
     */
    public record Listing(List<Item> items, Map<Section, Long> counts, Set<Section> more) {}

    /** The last line of the page before: start and id. */
    public record After(Instant start, Long id) {}

    private static final String EVERYBODYS = "select * from rapport.reminder where removed_at is null %s";

    /** Two pieces of indexes: those one is responsible for, and those of contacts that one created for others. */
    private static final String ONES_OWN = """
            (select * from rapport.reminder where removed_at is null and contact_responsible = :whose %1$s)
            union all
            (select * from rapport.reminder
             where removed_at is null and contact_creator = :whose and contact_responsible is distinct from :whose %1$s)""";

    private static final String SECTION = """
            case when contact_start < :now then 'OVERDUE' when contact_start < :tomorrow then 'TODAY'
                 when due_at <= :now then 'DUE' else 'UPCOMING' end""";

    /** Pieces of an index by start; whether a reminder of a later day has fallen due is seen in its row. */
    private static final List<List<Section>> COUNTED_TOGETHER =
            List.of(List.of(Section.OVERDUE), List.of(Section.TODAY), List.of(Section.DUE, Section.UPCOMING));

    private final JdbcClient jdbc;
    private final BusinessTime time;

    ReminderList(JdbcClient jdbc, BusinessTime time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    /**
     * Lists reminders by the start of their contacts.
     *
     * @param whose only of contacts that this person created or is responsible for; null for everybody's
     * @param section null for all
     * @param after null for the first page
     */
    @Transactional(readOnly = true)
    public Listing list(@Nullable String whose, @Nullable Section section, @Nullable After after, int limit) {
        // the limit is part of the text: with a parameter for it PostgreSQL would make a plan for each request
        String piece = in(section)
                + (after == null ? "" : " and (contact_start, id) > (:afterStart, :afterId)")
                + " order by contact_start, id limit " + limit;
        List<Item> items = query("""
                        select r.id, r.contact_id, c.number, r.due_at, %s as section, r.contact_start, c.subject, c.type,
                               c.address_id, a.name as address, p.name as person,
                               c.contact_person_id, coalesce(p.phone, a.phone) as phone, k.title as campaign,
                               u.name as responsible,
                               c.status <> 'PLANNED' as closed, c.version,
                               c.outcome_label, c.outcome_label_en, c.outcome_colour, c.attempts
                        from (select * from (%s) each order by contact_start, id limit %d) r
                        cross join lateral (select * from rapport.contact_entry where id = r.contact_id offset 0) c
                        join rapport.address_card a on a.id = c.address_id
                        left join rapport.address_card p on p.id = c.contact_person_id
                        left join rapport.campaign_title k on k.id = c.campaign_id
                        left join rapport.user_card u on u.user_id = c.responsible
                        order by r.contact_start, r.id""".formatted(SECTION, reminders(whose).formatted(piece), limit), whose)
                .param("afterStart", after == null ? null : Timestamp.from(after.start()))
                .param("afterId", after == null ? null : after.id())
                .query((row, n) -> ReminderListItemBuilder.builder()
                        .id(row.getLong("id"))
                        .contactId(row.getLong("contact_id"))
                        .number(row.getString("number"))
                        .dueAt(row.getTimestamp("due_at").toInstant())
                        .section(Section.valueOf(row.getString("section")))
                        .start(row.getTimestamp("contact_start").toInstant())
                        .subject(row.getString("subject"))
                        .contactType(row.getString("type"))
                        .addressId(row.getLong("address_id"))
                        .address(row.getString("address"))
                        .contactPersonId(row.getObject("contact_person_id", Long.class))
                        .contactPerson(row.getString("person"))
                        .phone(row.getString("phone"))
                        .campaign(row.getString("campaign"))
                        .responsible(row.getString("responsible"))
                        .closed(row.getBoolean("closed"))
                        .outcomeLabel(OutcomeLabel.of(row))
                        .attempts(row.getInt("attempts"))
                        .contactVersion(row.getInt("version"))
                        .build())
                .list();
        Map<Section, Long> counts = counts(whose);
        return new Listing(items, counts, more(counts));
    }

    private Map<Section, Long> counts(@Nullable String whose) {
        String first = " order by contact_start, id limit " + Page.COUNTED;
        String counted = Stream.of(in(Section.OVERDUE), in(Section.TODAY), " and contact_start >= :tomorrow")
                .map(part -> "(select * from (%1$s) each order by contact_start, id limit %2$d)"
                        .formatted(reminders(whose).formatted(part + first), Page.COUNTED))
                .collect(Collectors.joining(" union all "));
        Map<Section, Long> counts = new EnumMap<>(Section.class);
        for (Section each : Section.values()) {
            counts.put(each, 0L);
        }
        query("select %s as section, count(*) as items from (%s) each group by 1".formatted(SECTION, counted), whose)
                .query(row -> {
                    counts.put(Section.valueOf(row.getString("section")), row.getLong("items"));
                });
        return counts;
    }

    private static Set<Section> more(Map<Section, Long> counts) {
        Set<Section> more = EnumSet.noneOf(Section.class);
        for (List<Section> together : COUNTED_TOGETHER) {
            if (together.stream().mapToLong(counts::get).sum() == Page.COUNTED) {
                more.addAll(together);
            }
        }
        return more;
    }

    private static String reminders(@Nullable String whose) {
        return whose == null ? EVERYBODYS : ONES_OWN;
    }

    private static String in(@Nullable Section section) {
        if (section == null) {
            return "";
        }
        return switch (section) {
            case OVERDUE -> " and contact_start < :now";
            case TODAY -> " and contact_start >= :now and contact_start < :tomorrow";
            case DUE -> " and contact_start >= :tomorrow and due_at <= :now";
            case UPCOMING -> " and contact_start >= :tomorrow and due_at > :now";
        };
    }

    private JdbcClient.StatementSpec query(String sql, @Nullable String whose) {
        return jdbc.sql(sql)
                .param("whose", whose)
                .param("now", Timestamp.from(time.now()))
                .param("tomorrow", Timestamp.from(time.startOf(time.today().plusDays(1))));
    }
}

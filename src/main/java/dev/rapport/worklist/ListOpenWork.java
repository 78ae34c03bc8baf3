package dev.rapport.worklist;

import dev.rapport.shared.OutcomeLabel;
import dev.rapport.shared.Page;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Open contacts that nobody is reminded of, by their start. Those of a person are those he is in charge of. */
@Service
public class ListOpenWork {

    /** One open contact. */
    @RecordBuilder
    public record Item(
            Long id,
            Instant start,
            String subject,
            String contactType,
            Long addressId,
            String address,
            @Nullable Long contactPersonId,
            @Nullable String contactPerson,
            @Nullable String phone,
            @Nullable String campaign,
            @Nullable OutcomeLabel outcomeLabel,
            int attempts,
            int version) {}

    /** The last line of the page before: start and id. */
    public record After(Instant start, Long id) {}

    /** How many start when. */
    public record Counts(long past, long today, long later) {}

    private final JdbcClient jdbc;

    ListOpenWork(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Lists them by start.
     *
     * @param whose null for everybody's
     * @param from the earliest start; null for none
     * @param before the first start that is too late; null for none
     * @param after null for the first page
     */
    @Transactional(readOnly = true)
    public List<Item> list(
            @Nullable String whose,
            @Nullable Instant from,
            @Nullable Instant before,
            @Nullable After after,
            int limit) {
        String conditions = open(whose)
                + (from == null ? "" : " and c.start_at >= :from")
                + (before == null ? "" : " and c.start_at < :before")
                + (after == null ? "" : " and (c.start_at, c.id) > (:afterStart, :afterId)");
        return jdbc.sql("""
                        select c.id, c.start_at as start, c.subject, c.type as contact_type, c.address_id,
                               a.name as address, c.contact_person_id, p.name as contact_person,
                               coalesce(p.phone, a.phone) as phone, k.title as campaign, c.version,
                               c.outcome_label, c.outcome_label_en, c.outcome_colour, c.attempts
                        from (
                          select c.* %s
                          order by c.start_at, c.id limit %d
                        ) c
                        join rapport.address_card a on a.id = c.address_id
                        left join rapport.address_card p on p.id = c.contact_person_id
                        left join rapport.campaign_title k on k.id = c.campaign_id
                        order by c.start_at, c.id""".formatted(conditions, limit))
                .param("whose", whose)
                .param("from", timestamp(from))
                .param("before", timestamp(before))
                .param("afterStart", after == null ? null : timestamp(after.start()))
                .param("afterId", after == null ? null : after.id())
                .query((row, n) -> ListOpenWorkItemBuilder.builder()
                        .id(row.getLong("id"))
                        .start(row.getTimestamp("start").toInstant())
                        .subject(row.getString("subject"))
                        .contactType(row.getString("contact_type"))
                        .addressId(row.getLong("address_id"))
                        .address(row.getString("address"))
                        .contactPersonId(row.getObject("contact_person_id", Long.class))
                        .contactPerson(row.getString("contact_person"))
                        .phone(row.getString("phone"))
                        .campaign(row.getString("campaign"))
                        .outcomeLabel(OutcomeLabel.of(row))
                        .attempts(row.getInt("attempts"))
                        .version(row.getInt("version"))
                        .build())
                .list();
    }

    /** How many there are before now, later today and from tomorrow on; at most {@link Page#COUNTED} of each are counted. */
    @Transactional(readOnly = true)
    public Counts counts(@Nullable String whose, Instant now, Instant tomorrow) {
        return jdbc.sql("select %s as past, %s as today, %s as later"
                        .formatted(
                                counted(whose, "c.start_at < :now"),
                                counted(whose, "c.start_at >= :now and c.start_at < :tomorrow"),
                                counted(whose, "c.start_at >= :tomorrow")))
                .param("whose", whose)
                .param("now", timestamp(now))
                .param("tomorrow", timestamp(tomorrow))
                .query(Counts.class)
                .single();
    }

    private static String counted(@Nullable String whose, String condition) {
        return "(select count(*) from (select c.id %s and %s order by c.start_at, c.id limit %d) counted)"
                .formatted(open(whose), condition, Page.COUNTED);
    }

    /** The offset keeps PostgreSQL from joining them with everybody's reminders: each is asked for its own. */
    private static String open(@Nullable String whose) {
        return """
                from rapport.open_contact c
                where %s not exists (select from rapport.contact_reminder r where r.contact_id = c.id offset 0)""".formatted(whose == null ? "" : "c.in_charge = :whose and");
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}

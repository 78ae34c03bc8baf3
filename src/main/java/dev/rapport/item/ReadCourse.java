package dev.rapport.item;

import dev.rapport.engine.DrawnModels.Stretch;
import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.Languages;
import dev.rapport.shared.ModelNames;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What happened with one contact or measure: who changed what, which steps of which model version ran, and whom they told (rule 21). */
@Service
public class ReadCourse {

    /** Of the engine's going on without a step, which is nothing that people read of. */
    public static final String WAY = "way";

    private static final int MOST = 200;

    private static final int LONGEST = 1_000;

    /**
     * What one person did at one time.
     *
     * @param changes fields that got another value
     * @param steps steps of the model that ran, in order
     * @param told whom the model told what by that
     * @param modelVersion the version of the model in which steps ran, or to which it was moved; 0 when neither
     */
    public record Entry(
            Instant at, String who, List<Changed> changes, List<RanStep> steps, List<Told> told, int modelVersion) {}

    /** A field that got another value. */
    public record Changed(
            String field, @Nullable String before, @Nullable String after) {}

    /** What has become of a mail. */
    public enum Delivery {
        PENDING,
        SENT,
        /** It failed and is tried again. */
        LATE,
        FAILED,
        /** There is no mail server, or no address. */
        NOT_CONFIGURED,
        /** It waited for too long. */
        STALE,
        /** Somebody has given it up. */
        WITHDRAWN
    }

    /**
     * A colleague who was told something by mail.
     *
     * @param recipient name
     * @param failure null unless it failed: {@code UNREACHABLE} or {@code REFUSED}
     */
    public record Told(
            String recipient,
            String subject,
            Delivery delivery,
            @Nullable String failure) {}

    /**
     * The rules that ran when the model went on last.
     *
     * @param at null when it never did
     */
    public record LastRun(@Nullable Instant at, @Nullable String who, List<RanStep> rules) {}

    /**
     * The way through the model.
     *
     * @param version the version of the model that it was in last; 0 where no step is known
     */
    public record Way(int version, List<Stretch> stretches) {}

    private record Row(
            Instant at,
            String who,
            @Nullable String field,
            @Nullable String before,
            @Nullable String after,
            @Nullable String step,
            @Nullable String name,
            @Nullable String kind,
            @Nullable Told told,
            int modelVersion) {}

    /** @param step null where the item was moved to the version */
    private record Passed(@Nullable String step, @Nullable List<String> way, int modelVersion) {}

    private final JdbcClient jdbc;
    private final ModelNames names;

    ReadCourse(JdbcClient jdbc, ModelNames names) {
        this.jdbc = jdbc;
        this.names = names;
    }

    /**
     * The latest first; one statement.
     *
     * @param kind {@code contact} or {@code measure}
     */
    @Transactional(readOnly = true)
    public List<Entry> of(String kind, Long id) {
        Locale reader = LocaleContextHolder.getLocale();
        List<Row> rows = jdbc.sql("""
                        select happened.at, happened.field,
                               coalesce(kb.title, nb.name,
                                 case when happened.field in ('addressId', 'contactPersonId')
                                      then (select a.name from rapport.address_card a where a.id = happened.before::bigint) end,
                                 case when happened.field = 'type'
                                      then (select case when :english then t.name_en else t.name_de end
                                            from rapport.contact_type_name t where t.code = happened.before) end,
                                 happened.before) as before,
                               happened.step, happened.name, happened.kind,
                               happened.model_version,
                               coalesce(k.title, n.name,
                                 case when happened.field in ('addressId', 'contactPersonId')
                                      then (select a.name from rapport.address_card a where a.id = happened.after::bigint) end,
                                 case when happened.field = 'type'
                                      then (select case when :english then t.name_en else t.name_de end
                                            from rapport.contact_type_name t where t.code = happened.after) end,
                                 happened.after) as after,
                               coalesce(u.name, happened.by) as who,
                               coalesce(r.name, happened.recipient) as recipient, happened.subject, happened.delivery,
                               happened.failure
                        from (
                          select id, ran_at as at, ran_by as by, null as field, null as before, null as after,
                                 step, name, kind, model_version,
                                 null as recipient, null as subject, null as delivery, null as failure
                          from rapport.rule_run where subject_kind = :kind and subject_id = :id and kind <> 'way'
                          union all
                          select id, done_at, done_by, field, old_value, new_value, null, null, null,
                                 case when field = 'modelVersion' then new_value::int else 0 end, null, null, null, null
                          from rapport.audit_change where subject_kind = :kind and subject_id = :id
                          union all
                          select id, told_at, told_by, null, null, null, null, null, null, 0, recipient, subject, delivery, failure
                          from rapport.item_notice where %s_id = :id
                        ) happened
                        left join rapport.user_card u on u.user_id = happened.by
                        left join rapport.user_card r on r.user_id = happened.recipient
                        left join rapport.campaign_title k on happened.field = 'campaignId' and k.id::text = happened.after
                        left join rapport.user_card n on happened.field = 'responsible' and n.user_id = happened.after
                        left join rapport.campaign_title kb on happened.field = 'campaignId' and kb.id::text = happened.before
                        left join rapport.user_card nb on happened.field = 'responsible' and nb.user_id = happened.before
                        order by happened.at desc, happened.step is null, happened.id
                        limit :most""".formatted(kind))
                .param("kind", kind)
                .param("id", id)
                .param("most", MOST)
                .param("english", Languages.isEnglish(reader))
                .query((row, n) -> new Row(
                        time(row.getTimestamp("at")),
                        row.getString("who"),
                        row.getString("field"),
                        row.getString("before"),
                        row.getString("after"),
                        row.getString("step"),
                        row.getString("name"),
                        row.getString("kind"),
                        told(row),
                        row.getInt("model_version")))
                .list();
        List<Entry> entries = new ArrayList<>();
        for (Row row : rows) {
            Entry last = entries.isEmpty() ? null : entries.get(entries.size() - 1);
            if (last == null || !last.at().equals(row.at()) || !last.who().equals(row.who())) {
                last = new Entry(
                        row.at(),
                        row.who(),
                        new ArrayList<>(),
                        new ArrayList<>(),
                        new ArrayList<>(),
                        row.modelVersion());
                entries.add(last);
            }
            if (row.step() != null && row.name() != null && row.kind() != null) {
                last.steps().add(RanStep.of(row.step(), names.of(row.name(), reader), row.kind()));
            } else if (row.field() != null) {
                last.changes().add(new Changed(row.field(), row.before(), row.after()));
            } else if (row.told() != null) {
                last.told().add(row.told());
            }
        }
        return entries;
    }

    /**
     * The way that an item has gone in the version of the model that it is in, the latest thousand stretches of it; of one that was
     * moved also what it has gone in the versions before. One statement.
     *
     * @param kind {@code contact} or {@code measure}
     */
    @Transactional(readOnly = true)
    public Way way(String kind, Long id) {
        List<Passed> latestFirst = jdbc.sql("""
                        select step, way, model_version from (
                          select id, ran_at as at, step, way, model_version
                          from rapport.rule_run where subject_kind = :kind and subject_id = :id
                          union all
                          select id, done_at, null, null, new_value::int
                          from rapport.audit_change where subject_kind = :kind and subject_id = :id and field = :moved
                        ) happened
                        order by at desc, id desc
                        limit :longest""")
                .param("kind", kind)
                .param("id", id)
                .param("moved", AuditTrail.MODEL_VERSION)
                .param("longest", LONGEST)
                .query((row, n) ->
                        new Passed(row.getString("step"), strings(row.getArray("way")), row.getInt("model_version")))
                .list();
        int version = latestFirst.isEmpty() ? 0 : latestFirst.get(0).modelVersion();
        boolean moved = latestFirst.stream().anyMatch(passed -> passed.step() == null);
        List<Stretch> stretches = new ArrayList<>();
        for (Passed passed : latestFirst) {
            if (passed.step() != null && (moved || passed.modelVersion() == version)) {
                stretches.add(new Stretch(passed.step(), passed.way()));
            }
        }
        Collections.reverse(stretches);
        return new Way(version, stretches);
    }

    private static @Nullable Told told(ResultSet row) throws SQLException {
        String recipient = row.getString("recipient");
        return recipient == null
                ? null
                : new Told(
                        recipient,
                        row.getString("subject"),
                        Delivery.valueOf(row.getString("delivery")),
                        row.getString("failure"));
    }

    private static @Nullable List<String> strings(@Nullable Array array) throws SQLException {
        return array == null ? null : List.of((String[]) array.getArray());
    }

    /** The rules that ran when the model went on last (rule 21). */
    public static LastRun lastRun(List<Entry> course) {
        return course.stream()
                .filter(entry -> !entry.steps().isEmpty())
                .findFirst()
                .map(entry -> new LastRun(entry.at(), entry.who(), entry.steps()))
                .orElse(new LastRun(null, null, List.of()));
    }

    private static Instant time(@Nullable Timestamp timestamp) {
        return Objects.requireNonNull(timestamp).toInstant();
    }
}

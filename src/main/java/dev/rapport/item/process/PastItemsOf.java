package dev.rapport.item.process;

import dev.rapport.campaign.CampaignDraft;
import dev.rapport.campaign.CreateCampaign;
import dev.rapport.engine.PastItems;
import dev.rapport.item.Item;
import dev.rapport.reminder.ItemTraces;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.FieldError;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is the same for closed contacts and closed measures. What an item was before it was closed says its audit trail: all
 * that is written in one transaction carries the same time.
 *
 * @param <I> the item
 */
public abstract class PastItemsOf<I extends Item> implements PastItems {

    /** A field that got another value when an item was closed, or later. */
    private record Changed(@Nullable String before, boolean later) {}

    private final String process;
    private final ItemTraces traces;
    private final CreateCampaign createCampaign;
    private final JdbcClient jdbc;
    private final BusinessTime time;

    protected PastItemsOf(
            String process, ItemTraces traces, CreateCampaign createCampaign, JdbcClient jdbc, BusinessTime time) {
        this.process = process;
        this.traces = traces;
        this.createCampaign = createCampaign;
        this.jdbc = jdbc;
        this.time = time;
    }

    @Override
    public final String process() {
        return process;
    }

    @Override
    public final List<Past> last(Wanted wanted) {
        return jdbc.sql("""
                        select id, number, subject, created_at, created_by, closed_at, closed_by
                        from %s
                        where (status = 'PLANNED') is false and voided_at is null %s %s %s %s
                        order by start_at desc, id desc limit :most""".formatted(
                                table(),
                                wanted.from() == null ? "" : "and start_at >= :from",
                                wanted.to() == null ? "" : "and start_at < :behind",
                                wanted.type() == null ? "" : "and type = :type",
                                wanted.outcome() == null ? "" : "and outcome = :outcome"))
                .param("from", wanted.from() == null ? null : begins(wanted.from()))
                .param("behind", wanted.to() == null ? null : begins(wanted.to().plusDays(1)))
                .param("type", wanted.type())
                .param("outcome", wanted.outcome())
                .param("most", wanted.most())
                .query(Past.class)
                .list();
    }

    private Timestamp begins(LocalDate day) {
        return Timestamp.from(time.startOf(day));
    }

    @Override
    public final String number(Long copy) {
        return item(copy).number();
    }

    @Override
    public final Map<String, String> standing(Long copy) {
        I item = item(copy);
        Map<String, @Nullable Object> standing = new LinkedHashMap<>();
        standing.put("status", item.status());
        standing.put("outcome", item.outcome());
        standing.put("responsible", item.responsible());
        standing.put("campaignId", item.campaignId() == null ? null : title(item.campaignId()));
        standing.put("infotext", item.infotext());
        standing.put("attempts", item.attempts());
        standing.putAll(own(item));
        Map<String, String> said = new LinkedHashMap<>();
        standing.forEach((field, value) -> said.put(field, Objects.toString(value, "")));
        return said;
    }

    @Override
    public final List<Effect> effects(Long copy) {
        List<Effect> effects = new ArrayList<>(further(copy));
        traces.mails(process, copy)
                .forEach(mail -> effects.add(new Effect("mail", List.of(mail.recipient(), mail.subject()))));
        return effects;
    }

    /** Where the items are kept. */
    protected abstract String table();

    /** The item as it stands in the current transaction. */
    protected abstract I item(Long id);

    /** What only this kind of item has. */
    protected abstract Map<String, @Nullable Object> own(I item);

    /** What only this kind of item brings about. */
    protected List<Effect> further(Long copy) {
        return List.of();
    }

    /** A campaign that is called as one that is deleted by now. */
    protected final String campaignLike(String campaign) {
        return createCampaign
                .create(new CampaignDraft(title(Long.valueOf(campaign)), null, null, null))
                .toString();
    }

    private String title(Long campaign) {
        return jdbc.sql("select title from rapport.campaign_title where id = :id")
                .param("id", campaign)
                .query(String.class)
                .single();
    }

    /** Fields whose values cannot be chosen any more. */
    protected static Set<String> gone(BusinessRuleViolation refused) {
        return refused.errors().stream().map(FieldError::field).collect(Collectors.toSet());
    }

    /** What a field was right before the item was closed. */
    protected final @Nullable String before(Past past, String field, @Nullable Object now) {
        return first(changes(past, field), now);
    }

    /** What it was right after. */
    protected final @Nullable String after(Past past, String field, @Nullable Object now) {
        return first(changes(past, field).stream().filter(Changed::later).toList(), now);
    }

    private static @Nullable String first(List<Changed> changes, @Nullable Object now) {
        return changes.isEmpty() ? Objects.toString(now, null) : changes.get(0).before();
    }

    private List<Changed> changes(Past past, String field) {
        return jdbc.sql("""
                        select old_value as before, done_at > :closed as later from rapport.audit_change
                        where subject_kind = :kind and subject_id = :id and field = :field and done_at >= :closed
                        order by id""")
                .param("kind", process)
                .param("id", past.id())
                .param("field", field)
                .param("closed", Timestamp.from(past.closedAt()))
                .query(Changed.class)
                .list();
    }
}

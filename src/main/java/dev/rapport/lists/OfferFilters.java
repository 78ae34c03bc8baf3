package dev.rapport.lists;

import dev.rapport.shared.Outcomes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a list can be filtered by. */
@Service
public class OfferFilters {

    /** No row has this id. */
    private static final long NOBODY = -1;

    private final JdbcClient jdbc;

    OfferFilters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Offers what a list of these entries can be filtered by.
     *
     * @param campaigns those that are chosen, as is the address
     */
    @Transactional(readOnly = true)
    public FilterChoices of(Entry.Kind kind, Set<Long> campaigns, Set<Long> addresses) {
        return FilterChoices.of(jdbc.sql(
                        """
                        with recursive outcomes as (
                          (select c.outcome as code from rapport.%1$s c where c.outcome is not null
                           order by c.outcome limit 1)
                          union all
                          select (select c.outcome from rapport.%1$s c where c.outcome > outcomes.code
                                  order by c.outcome limit 1)
                          from outcomes where outcomes.code is not null)
                        select filter, value, name_de, name_en from (
                          select 'type' as filter, t.code as value, t.name_de, t.name_en, t.position
                          from rapport.contact_type_name t
                          union all
                          select 'user', u.user_id, u.name, u.name, 0 from rapport.user_card u
                          union all
                          select 'campaign', k.id::text, k.title, k.title, 0 from rapport.campaign_title k
                          where k.id in (:campaigns)
                          union all
                          select 'address', a.id::text, a.name, a.name, 0 from rapport.address_card a
                          where a.id in (:addresses)
                          union all
                          select 'outcome', code, coalesce(l.outcome_label, code),
                                 coalesce(l.outcome_label_en, l.outcome_label, code), 0
                          from outcomes
                          left join lateral (
                            select c.outcome_label, c.outcome_label_en from rapport.%1$s c where c.outcome = code
                            order by (c.status = 'PLANNED'), c.start_at desc, c.id desc limit 1) l on true
                          where code is not null and code not in (:general)
                        ) choices
                        order by position, name_de collate "de-x-icu", value""".formatted(kind == Entry.Kind.CONTACT ? "contact_entry_ever" : "measure_entry_ever"))
                .params(Map.of(
                        "campaigns", orNobody(campaigns),
                        "addresses", orNobody(addresses),
                        "general", List.of(Outcomes.PERFORMED, Outcomes.NOT_PERFORMED)))
                .query(FilterChoices.Row::read)
                .list());
    }

    private static Set<Long> orNobody(Set<Long> ids) {
        return ids.isEmpty() ? Set.of(NOBODY) : ids;
    }
}

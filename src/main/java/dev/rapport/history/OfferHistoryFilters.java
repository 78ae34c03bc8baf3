package dev.rapport.history;

import dev.rapport.lists.FilterChoices;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a person can choose from to filter the history of an address (rule 30): also what nothing new can be recorded
 * with, such as deleted campaigns, retired types and disabled users, because a history has them still.
 */
@Service
public class OfferHistoryFilters {

    private final JdbcClient jdbc;

    OfferHistoryFilters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Offers at most 200 campaigns, the newest, and as many contact persons; whoever needs others searches for text. */
    @Transactional(readOnly = true)
    public FilterChoices of(long addressId) {
        return FilterChoices.of(jdbc.sql("""
                        with addresses as (
                          select a.id from rapport.address_card a where a.id = :address
                          union all
                          select a.id from rapport.address_card a where a.company_id = :address)
                        select filter, value, name_de, name_en from (
                          select 'type' as filter, t.code as value, t.name_de, t.name_en, t.position
                          from rapport.contact_type_name t
                          union all
                          (select 'campaign', k.id::text, k.title, k.title, 0 from rapport.campaign_title k
                           where k.id in (select m.campaign_id from rapport.campaign_member_ever m
                                          where m.address_id in (select id from addresses))
                              or (select true from rapport.contact_entry c
                                  where c.campaign_id = k.id and c.address_id = :address limit 1)
                              or (select true from rapport.contact_entry c
                                  where c.campaign_id = k.id and c.contact_person_id = :address limit 1)
                           order by k.id desc limit 200)
                          union all
                          (select 'person', p.id::text, p.name, p.name, 0
                           from rapport.address_card p where p.company_id = :address
                           order by p.last_name collate "de-x-icu", coalesce(p.first_name, '') collate "de-x-icu", p.id limit 200)
                          union all
                          select 'user', u.user_id, u.name, u.name, 0 from rapport.user_card u
                        ) choices
                        order by position, name_de collate "de-x-icu", value""")
                .param("address", addressId)
                .query(FilterChoices.Row::read)
                .list());
    }
}

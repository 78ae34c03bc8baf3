package dev.rapport.measure;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whom a closed measure concerned: the members of its campaign at that moment, for ever (rule 27). One statement in the
 * transaction of the closing, however many members there are.
 */
@Component
class MeasureAudience {

    private final JdbcClient jdbc;

    MeasureAudience(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void keep(Measure measure) {
        if (measure.campaignId() == null) {
            return;
        }
        jdbc.sql("""
                        insert into rapport.measure_audience
                          (measure_id, address_id, main_address_id, closed_at, first_of_main)
                        select m.id, a.id, coalesce(a.company_id, a.id), m.closed_at,
                               row_number() over (partition by coalesce(a.company_id, a.id) order by a.id) = 1
                        from rapport.measure m
                        join rapport.campaign_member k on k.campaign_id = m.campaign_id and k.removed_at is null
                        join rapport.address a on a.id = k.address_id
                        where m.id = :measure""").param("measure", measure.id()).update();
    }
}

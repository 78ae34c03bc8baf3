package dev.rapport.measure;

import java.sql.Connection;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whom a closed measure concerned: the members of its campaign at that moment, for ever (rule 27). One statement in the
 * transaction of the closing, however many members there are.
 */
@Component
class MeasureAudience {

    /** 100,000 rows take seconds, and a request gives up on an ordinary statement sooner. */
    private static final int LONGEST_SILENCE_MS = 60_000;

    private final JdbcClient jdbc;
    private final JdbcOperations connections;

    MeasureAudience(JdbcClient jdbc, JdbcOperations connections) {
        this.jdbc = jdbc;
        this.connections = connections;
    }

    void keep(Measure measure) {
        if (measure.campaignId() == null) {
            return;
        }
        connections.execute((Connection ofTransaction) -> {
            ofTransaction.setNetworkTimeout(Runnable::run, LONGEST_SILENCE_MS);
            return true;
        });
        jdbc.sql("set local statement_timeout = " + LONGEST_SILENCE_MS).update();
        jdbc.sql("""
                        insert into rapport.measure_audience
                          (measure_id, address_id, main_address_id, closed_at, first_of_main)
                        select m.id, a.id, coalesce(a.company_id, a.id), m.closed_at,
                               row_number() over (partition by coalesce(a.company_id, a.id) order by a.id) = 1
                        from rapport.measure m
                        join rapport.campaign_member_now k on k.campaign_id = :campaign
                        join rapport.address_card a on a.id = k.address_id
                        where m.id = :measure""")
                .param("measure", measure.id())
                .param("campaign", measure.campaignId())
                .update();
    }
}

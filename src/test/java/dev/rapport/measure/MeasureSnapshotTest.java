package dev.rapport.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.shared.Change;
import dev.rapport.support.Statements;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Rule 27 for a large campaign: the audience is one statement in the transaction of the closing. */
@IntegrationTest
class MeasureSnapshotTest {

    private static final int MEMBERS = 100_000;

    @Autowired
    private CreateMeasure createMeasure;

    @Autowired
    private CompleteMeasure completeMeasure;

    @Autowired
    private Statements statements;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    @Test
    void theAudienceIsOneStatementAndGoesWithItsTransaction() {
        Long measure = transactions.execute(transaction -> {
            transaction.setRollbackOnly();
            Long id = createMeasure.create(
                    new MeasureDraft("Katalog versenden", null, Long.toString(aLargeCampaign()), null, null));
            MeasureOutcome performed = new MeasureOutcome("performed", Change.none(), null, null);

            List<String> sql = statements.during(() -> completeMeasure.complete(id, version(id), performed));

            assertThat(sql)
                    .filteredOn(each -> each.contains("measure_audience"))
                    .hasSizeLessThanOrEqualTo(1);
            assertThat(audience(id)).isEqualTo(MEMBERS);
            assertThat(jdbc.sql("show statement_timeout").query(String.class).single())
                    .as("longer than a request waits otherwise")
                    .isEqualTo("1min");
            return id;
        });

        assertThat(audience(measure)).isZero();
    }

    /** Rows that were rolled back would slow down whatever is tested next. */
    @AfterEach
    void sweep() {
        for (String table : List.of("address", "campaign_member", "measure_audience")) {
            jdbc.sql("vacuum analyze rapport." + table).update();
        }
    }

    /** Ten contact persons in each of ten thousand companies, none of whom needs to be found by name. */
    private long aLargeCampaign() {
        jdbc.sql("set local session_replication_role = replica").update();
        long campaign = jdbc.sql("""
                        insert into rapport.campaign (title, created_at, created_by)
                        values ('Groß', now(), 'test') returning id""").query(Long.class).single();
        jdbc.sql("""
                        with companies as (
                          insert into rapport.address (kind, name, created_by, updated_by)
                          select 'COMPANY', 'Firma ' || i, 'test', 'test' from generate_series(1, :members / 10) i
                          returning id),
                        persons as (
                          insert into rapport.address (kind, company_id, name, created_by, updated_by)
                          select 'PERSON', id, 'Person ' || i, 'test', 'test' from companies, generate_series(1, 10) i
                          returning id)
                        insert into rapport.campaign_member (campaign_id, address_id, assigned_at, assigned_by)
                        select :campaign, id, now(), 'test' from persons""").param("members", MEMBERS).param("campaign", campaign).update();
        jdbc.sql("set local session_replication_role = origin").update();
        return campaign;
    }

    private int version(Long measure) {
        return jdbc.sql("select version from rapport.measure where id = :id")
                .param("id", measure)
                .query(Integer.class)
                .single();
    }

    private long audience(Long measure) {
        return jdbc.sql("select count(*) from rapport.measure_audience where measure_id = :id")
                .param("id", measure)
                .query(Long.class)
                .single();
    }
}

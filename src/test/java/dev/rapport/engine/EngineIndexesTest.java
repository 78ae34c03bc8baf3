package dev.rapport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@IntegrationTest
class EngineIndexesTest {

    @Autowired
    private DataSource dataSource;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    private record Index(String name, String definition) {}

    /** Of each name, or the vendor has dropped or renamed it. */
    @Test
    void whatIsMostlyEmptyHasNoEntriesForNothing() {
        assertThat(indexes()).extracting(Index::name).containsExactlyInAnyOrderElementsOf(EngineIndexes.MOSTLY_EMPTY);
        assertThat(indexes()).allSatisfy(each -> assertThat(each.definition()).contains(" WHERE (", "IS NOT NULL"));
    }

    @Test
    void anotherStartChangesNothing() throws SQLException {
        List<Long> before = files();

        new EngineIndexes(dataSource).make();

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void whatTheVendorMakesAnewIsMadePartialAgain() throws SQLException {
        jdbc.sql("drop index act_idx_variable_task_name_type").update();
        jdbc.sql("create index act_idx_variable_task_name_type on act_ru_variable (task_id_, name_, type_)")
                .update();

        new EngineIndexes(dataSource).make();

        assertThat(indexes()).allSatisfy(each -> assertThat(each.definition()).contains("IS NOT NULL"));
    }

    /** With a plan that knows no value, as the engine's statements have after a while. */
    @Test
    void theyFindWhatTheyFound() {
        transactions.executeWithoutResult(transaction -> {
            transaction.setRollbackOnly();
            jdbc.sql("set local enable_seqscan = off; set local plan_cache_mode = force_generic_plan")
                    .update();
            for (Index each : indexes()) {
                String table = each.definition().replaceFirst(".* ON (\\S+) .*", "$1");
                String column = each.definition().replaceFirst(".*\\((\\w+)[,)].*WHERE.*", "$1");
                jdbc.sql("prepare looked_for (text) as select * from %s where %s = $1".formatted(table, column))
                        .update();
                assertThat(jdbc.sql("explain execute looked_for ('x')")
                                .query(String.class)
                                .list())
                        .as(each.definition())
                        .noneMatch(line -> line.contains("Seq Scan"));
                jdbc.sql("deallocate looked_for").update();
            }
        });
    }

    /** As a version did that knew no date for what may run at once. */
    @Test
    void aJobWithoutADateIsGivenOne() throws SQLException {
        String job = "undated-" + UUID.randomUUID();
        jdbc.sql("""
                        insert into act_ru_job (id_, rev_, type_, retries_, exclusive_, suspension_state_, handler_type_, create_time_,
                          lock_owner_, lock_exp_time_, priority_)
                        values (:id, 1, 'message', 3, true, 1, 'nobody', timestamp '2020-01-01', 'this test', timestamp '2999-01-01', 0)""").param("id", job).update();

        new EngineIndexes(dataSource).make();

        assertThat(jdbc.sql("select duedate_ from act_ru_job where id_ = :id")
                        .param("id", job)
                        .query(LocalDateTime.class)
                        .single())
                .isEqualTo("2020-01-01T00:00");
        jdbc.sql("delete from act_ru_job where id_ = :id").param("id", job).update();
    }

    private List<Index> indexes() {
        return jdbc.sql("select indexname as name, indexdef as definition from pg_indexes where indexname in (:names)")
                .param("names", EngineIndexes.MOSTLY_EMPTY)
                .query(Index.class)
                .list();
    }

    private List<Long> files() {
        return jdbc.sql("select pg_relation_filenode(oid) from pg_class where relname in (:names) order by relname")
                .param("names", EngineIndexes.MOSTLY_EMPTY)
                .query(Long.class)
                .list();
    }
}

package dev.rapport.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.IntegrationTest;
import dev.rapport.campaign.CampaignUses.Ended;
import dev.rapport.campaign.CampaignUses.Use;
import dev.rapport.support.Locks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Each way to use a campaign against its deletion, in both orders: whoever comes second waits for the first. A use that
 * came first stays, one that came second is refused. Nothing here depends on luck: a transaction of the test holds what
 * the first one needs until the second one waits.
 */
@IntegrationTest
class CampaignLocksTest {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestCampaigns campaigns;

    @Autowired
    private CampaignUses uses;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Locks locks;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource
    void aDeletionWaitsForAUseAndLeavesItInPlace(Use use) throws Exception {
        long campaign = campaigns.aCampaign("Erst benutzt " + use);
        Callable<Ended> work = uses.prepared(use, campaign);
        long before = uses.count(campaign);
        List<Future<?>> waiting = new ArrayList<>();
        transaction.executeWithoutResult(status -> {
            if (use.isSql()) {
                // the test's own transaction is the use
                assertThat(ended(work)).isEqualTo(Ended.TAKEN);
            } else {
                // the use gets as far as its first write, with the campaign in its hands
                jdbc.sql("lock table rapport." + use.table + " in share mode").update();
                waiting.add(threads.submit(work));
                locks.awaitWaiting(1);
            }
            Future<?> deletion = threads.submit(() -> campaigns.delete(campaign));
            waiting.add(deletion);
            locks.awaitWaiting(waiting.size());
            assertThat(deletion.isDone()).isFalse();
        });
        for (Future<?> each : waiting) {
            assertThat(each.get()).isIn(null, Ended.TAKEN);
        }
        assertThat(uses.count(campaign)).isEqualTo(before + 1);
        assertThat(deleted(campaign)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aUseWaitsForADeletionAndIsRefused(Use use) throws Exception {
        long campaign = campaigns.aCampaign("Erst gelöscht " + use);
        Callable<Ended> work = uses.prepared(use, campaign);
        long before = uses.count(campaign);
        Future<Ended> used = whileItIsDeleted(campaign, work);
        assertThat(used.get()).isEqualTo(Ended.REFUSED);
        assertThat(uses.count(campaign)).isEqualTo(before);
    }

    /** Whatever is tried, and however early: a deletion is final. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update rapport.campaign set deleted_at = null, deleted_by = null where id = :id",
                "update rapport.campaign set title = 'Wieder da' where id = :id",
                """
                insert into rapport.campaign (id, title, created_at, created_by) values (:id, 'Wieder da', now(), 'test')
                on conflict (id) do update set deleted_at = null, deleted_by = null"""
            })
    void aReactivationWaitsForTheDeletionAndIsRefused(String reactivation) throws Exception {
        long campaign = campaigns.aCampaign("Bleibt gelöscht");
        Future<?> reactivated = whileItIsDeleted(
                campaign, () -> jdbc.sql(reactivation).param("id", campaign).update());
        assertThatThrownBy(reactivated::get).hasMessageContaining("is deleted for good");
        assertThat(deleted(campaign)).isTrue();
    }

    /** Begins the work when the deletion has the campaign already, and commits the deletion when the work waits for it. */
    private <T> Future<T> whileItIsDeleted(long campaign, Callable<T> work) {
        return transaction.execute(status -> {
            jdbc.sql("update rapport.campaign set deleted_at = now(), deleted_by = 'maria' where id = :id")
                    .param("id", campaign)
                    .update();
            Future<T> waiting = threads.submit(work);
            locks.awaitWaiting(1);
            assertThat(waiting.isDone()).isFalse();
            return waiting;
        });
    }

    private static Ended ended(Callable<Ended> work) {
        try {
            return work.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean deleted(long campaign) {
        return jdbc.sql("select deleted_at is not null from rapport.campaign where id = :c")
                .param("c", campaign)
                .query(Boolean.class)
                .single();
    }
}

package dev.rapport.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.IntegrationTest;
import dev.rapport.campaign.CampaignUses.Ended;
import dev.rapport.campaign.CampaignUses.Use;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Fifty uses of a campaign while it is deleted, through every door: none after the deletion, none lost before it. */
@IntegrationTest
class CampaignDeletionRaceTest {

    private static final int USES = 50;

    /** So many are answered before the deletion begins, so many begin when it is done; the others race it. */
    private static final int BEFORE = 8;

    private static final int AFTER = 8;

    /** Two orders for one campaign refuse each other. */
    private static final List<Use> DOORS = List.copyOf(EnumSet.complementOf(EnumSet.of(Use.BULK_ORDER)));

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestCampaigns campaigns;

    @Autowired
    private CampaignUses uses;

    @Test
    void rowLocksDecideBetweenUsesAndADeletion() throws Exception {
        long campaign = campaigns.aCampaign("Wettlauf");
        List<Callable<Ended>> prepared = new ArrayList<>();
        for (int i = 0; i < USES; i++) {
            prepared.add(uses.prepared(DOORS.get(i % DOORS.size()), campaign));
        }
        List<Callable<Ended>> afterwards = new ArrayList<>();
        for (Use door : DOORS) {
            afterwards.add(uses.prepared(door, campaign));
        }
        CountDownLatch start = new CountDownLatch(1);
        AtomicInteger answered = new AtomicInteger();
        CountDownLatch someAnswered = new CountDownLatch(BEFORE);
        CountDownLatch deleted = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Future<Ended>> attempts = new ArrayList<>();
            for (int i = 0; i < USES; i++) {
                CountDownLatch begin = i < USES - AFTER ? start : deleted;
                Callable<Ended> use = prepared.get(i);
                attempts.add(threads.submit(() -> {
                    begin.await();
                    try {
                        Ended ended = use.call();
                        answered.incrementAndGet();
                        return ended;
                    } finally {
                        // also when it failed: what it threw is read below, and nobody waits for it here
                        someAnswered.countDown();
                    }
                }));
            }
            start.countDown();
            assertThat(someAnswered.await(1, TimeUnit.MINUTES)).isTrue();
            int surelyBefore = answered.get();
            campaigns.delete(campaign);
            deleted.countDown();

            int taken = 0;
            for (Future<Ended> attempt : attempts) {
                taken += attempt.get(1, TimeUnit.MINUTES) == Ended.TAKEN ? 1 : 0;
            }
            assertThat(taken)
                    .as("a use that was answered before the deletion is not lost, one that began after it is refused")
                    .isBetween(surelyBefore, USES - AFTER);
            assertThat(uses.count(campaign))
                    .as("what was answered as done is there, and nothing else")
                    .isEqualTo(taken);
            assertThat(storedAfterDeletion(campaign)).isZero();

            for (Callable<Ended> late : afterwards) {
                assertThat(late.call()).isEqualTo(Ended.REFUSED);
            }
            assertThatThrownBy(() -> jdbc.sql(
                                    "update rapport.campaign set deleted_at = null, deleted_by = null where id = :c")
                            .param("c", campaign)
                            .update())
                    .hasMessageContaining("is deleted for good");
            assertThat(uses.count(campaign)).isEqualTo(taken);
        } finally {
            threads.shutdownNow();
        }
    }

    /** The deletion's own time is taken when it has waited for all uses before it. */
    private long storedAfterDeletion(long campaign) {
        return jdbc.sql("""
                        select count(*) from (
                          select assigned_at as at from rapport.campaign_member where campaign_id = :c
                          union all select created_at from rapport.contact where campaign_id = :c
                          union all select created_at from rapport.measure where campaign_id = :c) used
                        where at > (select deleted_at from rapport.campaign where id = :c)""").param("c", campaign).query(Long.class).single();
    }
}

package dev.rapport.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Fifty uses of a campaign while it is deleted: none after the deletion, none lost before it. */
@IntegrationTest
class CampaignDeletionRaceTest {

    private static final int USES = 50;

    /** So many are answered before the deletion begins, so many begin when it is done; the others race it. */
    private static final int BEFORE = 8;

    private static final int AFTER = 8;

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestCampaigns campaigns;

    @Test
    void rowLocksDecideBetweenUsesAndADeletion() throws Exception {
        long campaign = campaigns.aCampaign("Wettlauf");
        List<Long> addresses = campaigns.companies(USES);
        CountDownLatch start = new CountDownLatch(1);
        AtomicInteger answered = new AtomicInteger();
        CountDownLatch someAnswered = new CountDownLatch(BEFORE);
        CountDownLatch deleted = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Future<Answer>> uses = new ArrayList<>();
            for (int i = 0; i < USES; i++) {
                int use = i;
                uses.add(threads.submit(() -> {
                    (use < USES - AFTER ? start : deleted).await();
                    Answer answer = use(use % 3, campaign, addresses.get(use));
                    answered.incrementAndGet();
                    someAnswered.countDown();
                    return answer;
                }));
            }
            start.countDown();
            someAnswered.await();
            int surelyBefore = answered.get();
            campaigns.delete(campaign);
            deleted.countDown();
            List<Answer> afterwards = List.of(
                    use(0, campaign, addresses.get(0)),
                    use(1, campaign, addresses.get(1)),
                    use(2, campaign, addresses.get(2)));

            int taken = 0;
            int refused = 0;
            for (Future<Answer> future : uses) {
                Answer answer = future.get();
                if (answer.status() == 422) {
                    assertThat(answer.errors()).containsExactly("campaignId:campaign.deleted");
                    refused++;
                } else {
                    assertThat(answer.status()).as(answer.text()).isIn(201, 204);
                    taken++;
                }
            }
            assertThat(taken + refused).isEqualTo(USES);
            assertThat(taken)
                    .as("a use that was answered before the deletion is not lost")
                    .isGreaterThanOrEqualTo(surelyBefore)
                    .isGreaterThanOrEqualTo(BEFORE);
            assertThat(refused).as("uses after the deletion").isGreaterThanOrEqualTo(AFTER);
            assertThat(stored(campaign))
                    .as("what was answered as done is there, and nothing else")
                    .isEqualTo(taken);
            assertThat(afterwards)
                    .allSatisfy(answer -> assertThat(answer.errors()).containsExactly("campaignId:campaign.deleted"));
            assertThat(storedAfterDeletion(campaign)).isZero();
        } finally {
            threads.shutdownNow();
        }
    }

    private Answer use(int way, long campaign, long address) {
        return switch (way) {
            case 0 -> api.as("anna").send("PUT", "/api/campaigns/" + campaign + "/members/" + address, null);
            case 1 -> api.as("anna").post("/api/contacts", campaigns.aPlannedContact(address, campaign));
            default -> api.as("anna").post("/api/measures", Map.of("subject", "Wettlauf", "campaignId", campaign));
        };
    }

    private long stored(long campaign) {
        return jdbc.sql("""
                        select (select count(*) from rapport.campaign_member where campaign_id = :c)
                             + (select count(*) from rapport.contact where campaign_id = :c)
                             + (select count(*) from rapport.measure where campaign_id = :c)""").param("c", campaign).query(Long.class).single();
    }

    /** The transaction ids tell the order of begin, the deletion's own write comes after it has waited for all uses. */
    private long storedAfterDeletion(long campaign) {
        return jdbc.sql("""
                        select count(*) from (
                          select assigned_at as at from rapport.campaign_member where campaign_id = :c
                          union all select created_at from rapport.contact where campaign_id = :c
                          union all select created_at from rapport.measure where campaign_id = :c) used
                        where at > (select deleted_at from rapport.campaign where id = :c)""").param("c", campaign).query(Long.class).single();
    }
}

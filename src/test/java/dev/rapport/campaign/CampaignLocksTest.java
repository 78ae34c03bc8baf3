package dev.rapport.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.shared.BusinessTime;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Locks;
import dev.rapport.support.Tasklist;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
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
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private BusinessTime time;

    @Autowired
    private TestCampaigns campaigns;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Locks locks;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    /** How a use ended. */
    private enum Ended {
        TAKEN,
        REFUSED
    }

    /** Ways to use a campaign, and the table that each writes. */
    enum Use {
        MEMBER("campaign_member"),
        NEW_CONTACT("contact"),
        CHANGED_CONTACT("contact"),
        NEW_MEASURE("measure"),
        CHANGED_MEASURE("measure"),
        MEASURE_OUTCOME("measure"),
        TASKLIST("measure"),
        BULK_ORDER("bulk_plan"),
        SQL("campaign_member");

        private final String table;

        Use(String table) {
            this.table = table;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDeletionWaitsForAUseAndLeavesItInPlace(Use use) throws Exception {
        long campaign = campaigns.aCampaign("Erst benutzt " + use);
        Callable<Ended> work = prepared(use, campaign);
        long before = uses(campaign);
        List<Future<?>> both = transaction.execute(status -> {
            Future<?> used;
            if (use == Use.SQL) {
                insertMember(campaign, campaigns.aCompany());
                used = null;
            } else {
                // the use gets as far as its first write, with the campaign in its hands
                jdbc.sql("lock table rapport." + use.table + " in share mode").update();
                used = threads.submit(work);
                locks.awaitWaiting(1);
            }
            Future<?> deletion = threads.submit(() -> campaigns.delete(campaign));
            locks.awaitWaiting(used == null ? 1 : 2);
            assertThat(deletion.isDone()).isFalse();
            return used == null ? List.of(deletion) : List.of(deletion, used);
        });
        both.get(0).get();
        if (both.size() > 1) {
            assertThat(both.get(1).get()).isEqualTo(Ended.TAKEN);
        }
        assertThat(uses(campaign)).isEqualTo(before + 1);
        assertThat(deleted(campaign)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aUseWaitsForADeletionAndIsRefused(Use use) throws Exception {
        long campaign = campaigns.aCampaign("Erst gelöscht " + use);
        Callable<Ended> work = prepared(use, campaign);
        long before = uses(campaign);
        Future<Ended> used = transaction.execute(status -> {
            jdbc.sql("update rapport.campaign set deleted_at = now(), deleted_by = 'maria' where id = :id")
                    .param("id", campaign)
                    .update();
            Future<Ended> waiting = threads.submit(work);
            locks.awaitWaiting(1);
            assertThat(waiting.isDone()).isFalse();
            return waiting;
        });
        assertThat(used.get()).isEqualTo(Ended.REFUSED);
        assertThat(uses(campaign)).isEqualTo(before);
    }

    /** Everything the use needs besides the campaign is there already. */
    private Callable<Ended> prepared(Use use, long campaign) {
        long address = campaigns.aCompany();
        return switch (use) {
            case MEMBER ->
                () -> ended(api.as("anna").send("PUT", "/api/campaigns/" + campaign + "/members/" + address, null));
            case NEW_CONTACT ->
                () -> ended(api.as("anna").post("/api/contacts", campaigns.aPlannedContact(address, campaign)));
            case CHANGED_CONTACT -> {
                Answer contact = campaigns.contact(campaigns.aPlannedContact(address, null));
                yield () -> ended(api.as("anna")
                        .patch(
                                "/api/contacts/" + contact.json().path("id").asLong(),
                                Map.of("version", contact.json().path("version").asInt(), "campaignId", campaign)));
            }
            case NEW_MEASURE ->
                () -> ended(api.as("anna").post("/api/measures", Map.of("subject", "Brief", "campaignId", campaign)));
            case CHANGED_MEASURE -> {
                var measure = campaigns.aMeasure(null);
                yield () -> ended(api.as("anna")
                        .patch(
                                "/api/measures/" + measure.id(),
                                Map.of("version", measure.version(), "campaignId", campaign)));
            }
            case MEASURE_OUTCOME -> {
                var measure = campaigns.aMeasure(null);
                yield () -> ended(api.as("anna")
                        .post(
                                "/api/measures/" + measure.id() + "/outcome",
                                Map.of("version", measure.version(), "outcome", "performed", "campaignId", campaign)));
            }
            case TASKLIST -> {
                Tasklist anna = Tasklist.of(api, "anna").in("de");
                yield () -> {
                    Tasklist.Answer answer =
                            anna.start("measure", Map.of("subject", "Brief", "campaignId", String.valueOf(campaign)));
                    if (answer.status() == 200) {
                        return Ended.TAKEN;
                    }
                    assertThat(answer.message()).contains("Kampagne ist gelöscht");
                    return Ended.REFUSED;
                };
            }
            case BULK_ORDER ->
                () -> ended(api.as("anna").post("/api/campaigns/" + campaign + "/plan-contacts", order()));
            case SQL ->
                () -> {
                    try {
                        insertMember(campaign, address);
                        return Ended.TAKEN;
                    } catch (DataAccessException refused) {
                        assertThat(refused).hasMessageContaining("is deleted");
                        return Ended.REFUSED;
                    }
                };
        };
    }

    private Map<String, Object> order() {
        Map<String, Object> order = new HashMap<>();
        order.put("type", "CALL");
        order.put("startFrom", time.today().plusDays(7) + "T09:00");
        order.put("startTo", time.today().plusDays(14) + "T17:00");
        order.put("subject", "Einladung");
        return order;
    }

    private static Ended ended(Answer answer) {
        if (answer.status() == 422) {
            assertThat(answer.errors()).containsExactly("campaignId:campaign.deleted");
            return Ended.REFUSED;
        }
        assertThat(answer.status()).as(answer.text()).isIn(200, 201, 204);
        return Ended.TAKEN;
    }

    private void insertMember(long campaign, long address) {
        jdbc.sql("""
                        insert into rapport.campaign_member (campaign_id, address_id, assigned_at, assigned_by)
                        values (:c, :a, now(), 'test')""").param("c", campaign).param("a", address).update();
    }

    private long uses(long campaign) {
        return jdbc.sql("""
                        select (select count(*) from rapport.campaign_member where campaign_id = :c)
                             + (select count(*) from rapport.contact where campaign_id = :c)
                             + (select count(*) from rapport.measure where campaign_id = :c)
                             + (select count(*) from rapport.bulk_plan where campaign_id = :c)""").param("c", campaign).query(Long.class).single();
    }

    private boolean deleted(long campaign) {
        return jdbc.sql("select deleted_at is not null from rapport.campaign where id = :c")
                .param("c", campaign)
                .query(Boolean.class)
                .single();
    }
}

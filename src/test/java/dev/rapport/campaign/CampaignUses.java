package dev.rapport.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.models.ContactBpmn;
import dev.rapport.models.MeasureBpmn;
import dev.rapport.shared.BusinessTime;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Tasklist;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every door through which somebody can use a campaign: the API, Tasklist's own way to the engine, and plain SQL. */
@Component
@Lazy
@Profile("test")
class CampaignUses {

    /** How a use ended. */
    enum Ended {
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
        BULK_ORDER("bulk_plan"),
        TASKLIST_NEW_CONTACT("contact"),
        TASKLIST_NEW_MEASURE("measure"),
        TASKLIST_MEASURE_OUTCOME("measure"),
        SQL_MEMBER("campaign_member", """
                insert into rapport.campaign_member (campaign_id, address_id, assigned_at, assigned_by)
                values (:campaign, :address, now(), 'test')"""),
        SQL_NEW_CONTACT("contact", """
                insert into rapport.contact (number, address_id, type, direction, status, start_at, duration_minutes,
                  subject, campaign_id, created_at, created_by)
                values ('K-1997-' || lpad(nextval('rapport.contact_number_seq')::text, 6, '0'), :address, 'CALL',
                  'OUTGOING', 'PLANNED', now(), 0, 'Direkt', :campaign, now(), 'test')"""),
        SQL_CHANGED_CONTACT("contact", "update rapport.contact set campaign_id = :campaign where id = :contact"),
        SQL_NEW_MEASURE("measure", """
                insert into rapport.measure (number, subject, campaign_id, start_at, status, created_at, created_by)
                values ('M-1997-' || lpad(nextval('rapport.measure_number_seq')::text, 6, '0'), 'Direkt', :campaign,
                  now(), 'PLANNED', now(), 'test')"""),
        SQL_CHANGED_MEASURE("measure", "update rapport.measure set campaign_id = :campaign where id = :measure");

        final String table;
        private final String sql;

        Use(String table) {
            this(table, "");
        }

        Use(String table, String sql) {
            this.table = table;
            this.sql = sql;
        }

        boolean isSql() {
            return !sql.isEmpty();
        }
    }

    private final Api api;
    private final JdbcClient jdbc;
    private final BusinessTime time;
    private final TestCampaigns campaigns;

    CampaignUses(Api api, JdbcClient jdbc, BusinessTime time, TestCampaigns campaigns) {
        this.api = api;
        this.jdbc = jdbc;
        this.time = time;
        this.campaigns = campaigns;
    }

    /** A use that has everything it needs besides the campaign. */
    Callable<Ended> prepared(Use use, long campaign) {
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
            case BULK_ORDER ->
                () -> ended(api.as("anna").post("/api/campaigns/" + campaign + "/plan-contacts", order()));
            case TASKLIST_NEW_CONTACT -> {
                Tasklist anna = Tasklist.of(api, "anna").in("de");
                yield () -> ended(anna.start(ContactBpmn.KEY, campaigns.aPlannedContact(address, campaign)));
            }
            case TASKLIST_NEW_MEASURE -> {
                Tasklist anna = Tasklist.of(api, "anna").in("de");
                yield () -> ended(anna.start(MeasureBpmn.KEY, Map.of("subject", "Brief", "campaignId", "" + campaign)));
            }
            case TASKLIST_MEASURE_OUTCOME -> {
                Tasklist anna = Tasklist.of(api, "anna").in("de");
                var measure = campaigns.aMeasure(null);
                yield () -> ended(anna.complete(
                        measure.taskId(),
                        Map.of("outcome", "performed", "campaignId", "" + campaign, "readVersion", measure.version())));
            }
            case SQL_MEMBER, SQL_NEW_CONTACT, SQL_NEW_MEASURE, SQL_CHANGED_CONTACT, SQL_CHANGED_MEASURE ->
                sql(use, campaign, address);
        };
    }

    /** How often the campaign is used. */
    long count(long campaign) {
        return jdbc.sql("""
                        select (select count(*) from rapport.campaign_member where campaign_id = :c)
                             + (select count(*) from rapport.contact where campaign_id = :c)
                             + (select count(*) from rapport.measure where campaign_id = :c)
                             + (select count(*) from rapport.bulk_plan where campaign_id = :c)""").param("c", campaign).query(Long.class).single();
    }

    private Callable<Ended> sql(Use use, long campaign, long address) {
        Answer contact =
                use == Use.SQL_CHANGED_CONTACT ? campaigns.contact(campaigns.aPlannedContact(address, null)) : null;
        TestCampaigns.Existing measure = use == Use.SQL_CHANGED_MEASURE ? campaigns.aMeasure(null) : null;
        return () -> {
            try {
                int rows = jdbc.sql(use.sql)
                        .param("campaign", campaign)
                        .param("address", address)
                        .param(
                                "contact",
                                contact == null ? 0 : contact.json().path("id").asLong())
                        .param("measure", measure == null ? 0 : measure.id())
                        .update();
                assertThat(rows).isOne();
                return Ended.TAKEN;
            } catch (DataAccessException refused) {
                assertThat(refused).hasMessageContaining("is deleted");
                return Ended.REFUSED;
            }
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

    private static Ended ended(Tasklist.Answer answer) {
        if (answer.status() == 422) {
            assertThat(answer.message()).contains("Kampagne ist gelöscht");
            return Ended.REFUSED;
        }
        assertThat(answer.status()).as(answer.text()).isIn(200, 204);
        return Ended.TAKEN;
    }
}

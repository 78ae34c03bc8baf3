package dev.rapport.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Statements;
import dev.rapport.support.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the database counts of a campaign is what counting everything finds, however many people assign and remove addresses,
 * log, close, move and void contacts and measures of the same campaigns at the same moment.
 */
@IntegrationTest
class CampaignCountsTest {

    private static final int WRITERS = 6;
    private static final int STEPS = 300;

    private static final String CLOSED_NOW = "outcome = 'done', closed_at = now(), closed_by = 'test'";
    private static final String VOIDED_NOW = "voided_at = now(), voided_by = 'test', void_reason = 'Versehen'";

    /** By counting: members, with a performed contact, with only an open one; contacts of members and of others; measures. */
    private static final String COUNTED = """
            with member as (
              select address_id,
                     exists (select from rapport.contact c
                             where c.campaign_id = :campaign and c.voided_at is null and c.status = 'PERFORMED'
                               and m.address_id in (c.address_id, c.contact_person_id)) as reached,
                     exists (select from rapport.contact c
                             where c.campaign_id = :campaign and c.voided_at is null and c.status = 'PLANNED'
                               and m.address_id in (c.address_id, c.contact_person_id)) as open
              from rapport.campaign_member m where m.campaign_id = :campaign and m.removed_at is null),
            of as (
              select c.status, exists (select from member where address_id in (c.address_id, c.contact_person_id)) as of_member
              from rapport.contact c where c.campaign_id = :campaign and c.voided_at is null),
            measure as (select status from rapport.measure where campaign_id = :campaign and voided_at is null)
            select (select count(*) from member) as members,
                   (select count(*) from member where not reached) as never_contacted,
                   (select count(*) from member where open and not reached) as waiting,
                   (select count(*) from of where of_member and status = 'PLANNED') as planned,
                   (select count(*) from of where of_member and status = 'PERFORMED') as performed,
                   (select count(*) from of where of_member and status = 'NOT_PERFORMED') as not_performed,
                   (select count(*) from of where not of_member and status = 'PLANNED') as others_planned,
                   (select count(*) from of where not of_member and status = 'PERFORMED') as others_performed,
                   (select count(*) from of where not of_member and status = 'NOT_PERFORMED') as others_not_performed,
                   (select count(*) from measure where status = 'PLANNED') as measures_planned,
                   (select count(*) from measure where status = 'PERFORMED') as measures_performed,
                   (select count(*) from measure where status = 'NOT_PERFORMED') as measures_not_performed""";

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private TestCampaigns campaigns;

    @Autowired
    private CampaignResults results;

    @Autowired
    private FindCampaigns findCampaigns;

    @Autowired
    private Statements statements;

    private final List<Long> both = new ArrayList<>();

    /** A company and its contact person, one after the other. */
    private final List<Long> addresses = new ArrayList<>();

    @Test
    void areWhatCountingFinds() throws Exception {
        both.add(campaigns.aCampaign("Gezählt eins"));
        both.add(campaigns.aCampaign("Gezählt zwei"));
        for (int i = 0; i < 3; i++) {
            addresses.add(campaigns.aCompany());
            addresses.add(campaigns.aPersonAt(addresses.get(addresses.size() - 1)));
        }
        long seed = System.nanoTime();
        Together.atOnce(IntStream.range(0, WRITERS)
                .mapToObj(writer -> Executors.callable(() -> write(new Random(seed + writer))))
                .toList());

        for (long campaign : both) {
            CampaignResults.Counts counted = counted(campaign);
            assertThat(results.of(campaign)).as("seed %d", seed).isEqualTo(counted);
            assertThat(counted.performed() + counted.othersPerformed()).isPositive();
            assertThat(findCampaigns
                            .find(new FindCampaigns.Search(FindCampaigns.Which.ALL, "Gezählt", null, null, null, true))
                            .items())
                    .filteredOn(item -> item.id() == campaign)
                    .extracting(FindCampaigns.Item::members)
                    .containsExactly(counted.members());
        }

        jdbc.sql("select rapport.recount_campaigns()").query((row, n) -> n).list();
        for (long campaign : both) {
            assertThat(results.of(campaign)).as("counted anew, seed %d", seed).isEqualTo(counted(campaign));
        }
        jdbc.sql(
                        "delete from rapport.contact where campaign_id in (:both) and status = 'PLANNED' and voided_at is null")
                .param("both", both)
                .update();
        jdbc.sql(
                        "delete from rapport.measure where campaign_id in (:both) and status = 'PLANNED' and voided_at is null")
                .param("both", both)
                .update();
    }

    private CampaignResults.Counts counted(long campaign) {
        return jdbc.sql(COUNTED)
                .param("campaign", campaign)
                .query(CampaignResults.Counts.class)
                .single();
    }

    /** However many members there are. */
    @Test
    void areReadWithoutCounting() {
        long campaign = campaigns.aCampaign("Gelesen");

        List<String> sql = statements.during(() -> results.of(campaign));

        assertThat(sql)
                .anyMatch(each -> each.contains("rapport.campaign_count"))
                .noneMatch(each -> each.matches("(?s).*rapport\\.(campaign_member|contact|measure).*"));
    }

    private void write(Random random) {
        for (int step = 0; step < STEPS; step++) {
            int main = 2 * random.nextInt(addresses.size() / 2);
            String sql =
                    step(random, random.nextBoolean() ? addresses.get(main + 1).toString() : "null");
            transactions.executeWithoutResult(transaction -> jdbc.sql(sql)
                    .param("campaign", both.get(random.nextInt(both.size())))
                    .param("address", addresses.get(random.nextInt(addresses.size())))
                    .param("company", addresses.get(main))
                    .param("all", addresses)
                    .update());
        }
    }

    private static String step(Random random, String person) {
        return switch (random.nextInt(14)) {
            case 0, 1 -> assign(":address");
            case 2 -> assign(":all");
            case 3, 4 -> remove(":address");
            case 5 -> remove(":all");
            case 6, 7 -> contact("PLANNED", person);
            case 8 -> contact("PERFORMED", person);
            case 9 -> change("contact", "status = '%s', duration_minutes = 5, ".formatted(closed(random)) + CLOSED_NOW);
            case 10 -> random.nextBoolean() ? voided("contact") : voided("measure");
            case 11 -> change(random.nextBoolean() ? "contact" : "measure", "campaign_id = :campaign");
            case 12 ->
                random.nextBoolean()
                        ? change("contact", "address_id = :company, contact_person_id = " + person)
                        : "delete from rapport.contact where status = 'PLANNED' and voided_at is null and id = "
                                + open("contact");
            default ->
                random.nextBoolean()
                        ? MEASURE
                        : change("measure", "status = '%s', ".formatted(closed(random)) + CLOSED_NOW);
        };
    }

    private static String closed(Random random) {
        return random.nextBoolean() ? "PERFORMED" : "NOT_PERFORMED";
    }

    private static String assign(String which) {
        return """
                insert into rapport.campaign_member (campaign_id, address_id, assigned_at, assigned_by)
                select :campaign, id, now(), 'test' from rapport.address where id in (%s) order by id
                on conflict (campaign_id, address_id) where removed_at is null do nothing""".formatted(which);
    }

    private static String remove(String which) {
        return """
                update rapport.campaign_member set removed_at = greatest(assigned_at, now()), removed_by = 'test'
                where campaign_id = :campaign and address_id in (%s) and removed_at is null""".formatted(which);
    }

    private static String contact(String status, String person) {
        boolean open = status.equals("PLANNED");
        return """
                insert into rapport.contact (number, campaign_id, address_id, contact_person_id, responsible, type, direction, status,
                  start_at, duration_minutes, subject, created_at, created_by, outcome, closed_at, closed_by)
                values ('K-1990-' || 1000000 + nextval('rapport.contact_id_seq'), :campaign, :company, %s, 'anna', 'CALL', 'OUTGOING',
                  '%s', '1990-06-01', %d, 'Gezählt', now(), 'test', %s)""".formatted(person, status, open ? 0 : 5, open ? "null, null, null" : "'performed', now(), 'test'");
    }

    private static final String MEASURE = """
            insert into rapport.measure (number, campaign_id, subject, start_at, status, created_at, created_by)
            values ('M-1990-' || 1000000 + nextval('rapport.measure_id_seq'), :campaign, 'Gezählt', '1990-06-01', 'PLANNED',
                    now(), 'test')""";

    private static String change(String table, String what) {
        return "update rapport.%s set %s where id = %s and status = 'PLANNED' and voided_at is null"
                .formatted(table, what, open(table));
    }

    /** One of whichever campaign. */
    private static String open(String table) {
        return """
                (select id from rapport.%s where subject = 'Gezählt' and status = 'PLANNED' and voided_at is null
                 order by random() limit 1)""".formatted(table);
    }

    private static String voided(String table) {
        return """
                update rapport.%s set %s where voided_at is null
                  and id = (select id from rapport.%s where subject = 'Gezählt' and voided_at is null
                            order by random() limit 1)""".formatted(table, VOIDED_NOW, table);
    }
}

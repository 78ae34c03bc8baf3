package dev.rapport.lists;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.campaign.TestCampaigns;
import dev.rapport.support.Together;
import java.time.LocalDate;
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
 * What nothing followed is found among the contacts that the database keeps as possibly the last of their customers, however
 * many people log, close, move and void contacts of the same customers at the same moment.
 */
@IntegrationTest
class LastContactTest {

    private static final int WRITERS = 6;
    private static final int STEPS = 300;

    private static final String CLOSE =
            "status = 'PERFORMED', outcome = 'performed', closed_at = now(), closed_by = 'test', duration_minutes = 5";

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private TestCampaigns campaigns;

    @Autowired
    private ListEntries listEntries;

    private final List<Long> customers = new ArrayList<>();

    @Test
    void noLastContactIsMissed() throws Exception {
        for (int i = 0; i < 3; i++) {
            customers.add(campaigns.aCompany());
        }
        long seed = System.nanoTime();
        Together.atOnce(IntStream.range(0, WRITERS)
                .mapToObj(writer -> Executors.callable(() -> write(new Random(seed + writer))))
                .toList());
        List<Long> expected =
                jdbc.sql("""
                        select id from (
                          select c.*, row_number() over (partition by address_id
                                                         order by status = 'PLANNED' desc, start_at desc, id desc) as place
                          from rapport.contact c where address_id in (:customers) and voided_at is null) placed
                        where place = 1 and status <> 'PLANNED' order by start_at, id""").param("customers", customers).query(Long.class).list();
        EntryFilter filter = EntryFilterBuilder.builder()
                .withoutFollowUp(true)
                .from(LocalDate.of(1991, 1, 1))
                .to(LocalDate.of(1992, 12, 31))
                .build();
        assertThat(listEntries
                        .list(Entry.Kind.CONTACT, filter, Order.START, null, null)
                        .items())
                .as("seed %d", seed)
                .extracting(Entry::id)
                .isEqualTo(expected);
        assertThat(listEntries.countAll(Entry.Kind.CONTACT, filter)).isEqualTo(expected.size());
        jdbc.sql("delete from rapport.contact where address_id in (:customers) and status = 'PLANNED'")
                .param("customers", customers)
                .update();
    }

    private void write(Random random) {
        for (int step = 0; step < STEPS; step++) {
            String sql = switch (random.nextInt(5)) {
                case 0 -> insert("PLANNED");
                case 1 -> insert("PERFORMED");
                case 2 -> change("status = 'PLANNED'", CLOSE);
                case 3 -> change("status = 'PLANNED'", "start_at = :start");
                default ->
                    change("status <> 'PLANNED'", "voided_at = now(), voided_by = 'test', void_reason = 'Versehen'");
            };
            transactions.executeWithoutResult(transaction -> jdbc.sql(sql)
                    .param("customer", customers.get(random.nextInt(customers.size())))
                    .param(
                            "start",
                            LocalDate.of(1991, 1, 1)
                                    .plusDays(random.nextInt(700))
                                    .atTime(10, 0))
                    .update());
        }
    }

    private static String insert(String status) {
        boolean open = status.equals("PLANNED");
        return """
                insert into rapport.contact (number, address_id, responsible, type, direction, status, start_at,
                  duration_minutes, subject, created_at, created_by, outcome, closed_at, closed_by)
                values ('K-1991-' || 1000000 + nextval('rapport.contact_id_seq'), :customer, 'anna', 'CALL', 'OUTGOING', '%s', :start,
                  %d, 'Letzter', now(), 'test', %s)""".formatted(status, open ? 0 : 5, open ? "null, null, null" : "'performed', now(), 'test'");
    }

    /** Of those that it can be done to, the last one: what stands below it comes to the top. */
    private static String change(String which, String what) {
        return """
                update rapport.contact set %s
                where id = (select id from rapport.contact where address_id = :customer and voided_at is null and %s
                            order by start_at desc, id desc limit 1)
                  and voided_at is null and %s and :start is not null""".formatted(what, which, which);
    }
}

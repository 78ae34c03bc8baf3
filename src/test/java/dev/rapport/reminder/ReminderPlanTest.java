package dev.rapport.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.reminder.ReminderList.Listing;
import dev.rapport.reminder.ReminderList.Section;
import dev.rapport.shared.Page;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** One's own reminders are read, however many others have; and they follow their contacts. */
@IntegrationTest
class ReminderPlanTest {

    private static final int OTHERS = 20_000;
    private static final int OWN = 40;

    @Autowired
    private ReminderList reminderList;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    /** Of the person at work: responsible for half, creator of the others. */
    @Test
    void whatOthersHaveIsNotRead() {
        transactions.executeWithoutResult(transaction -> {
            transaction.setRollbackOnly();
            load();
            long read = rowsRead(() -> {
                Listing first = reminderList.list("reminded", null, null, 10);
                assertThat(first.items()).hasSize(10);
                assertThat(first.counts().values().stream()
                                .mapToLong(each -> each)
                                .sum())
                        .isEqualTo(OWN);
            });
            assertThat(read).isLessThan(10L * OWN);
            // of everybody's no more are counted than there is room for beside a list
            assertThat(rowsRead(() -> {
                        Listing all = reminderList.list(null, null, null, 10);
                        assertThat(all.more()).contains(Section.UPCOMING);
                        assertThat(all.counts().values())
                                .allSatisfy(each -> assertThat(each).isLessThanOrEqualTo(Page.COUNTED));
                    }))
                    .isLessThan(10L * Page.COUNTED);
            for (Section section : Section.values()) {
                assertThat(rowsRead(() -> reminderList.list("reminded", section, null, 10)))
                        .isLessThan(10L * OWN);
            }
        });
    }

    @AfterEach
    void sweep() {
        jdbc.sql("vacuum analyze rapport.reminder").update();
        jdbc.sql("vacuum analyze rapport.contact").update();
    }

    @Test
    void aReminderFollowsItsContact() {
        Existing contact = contacts.aPlannedContact().withReminder().create();
        assertThat(row(contact)).containsEntry("contact_creator", "anna").containsEntry("contact_responsible", null);

        assertThat(contacts.change(contact, Map.of("responsible", "ben", "start", "2033-03-03T09:00"))
                        .status())
                .isEqualTo(200);

        assertThat(row(contact)).containsEntry("contact_responsible", "ben");
        assertThat(jdbc.sql("""
                        select count(*) from rapport.reminder r join rapport.contact c on c.id = r.contact_id
                        where r.removed_at is null
                          and (r.contact_start, r.contact_creator, r.contact_closed, r.contact_responsible)
                              is distinct from (c.start_at, c.created_by, c.status <> 'PLANNED', c.responsible)""").query(Long.class).single()).isZero();
    }

    /** A plan that was made for a few mails would be kept when thousands of reminders have fallen due at once. */
    @Test
    void theNextMailIsFoundByItsIndexHoweverFewThereAre() {
        transactions.executeWithoutResult(transaction -> {
            transaction.setRollbackOnly();
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql("truncate rapport.reminder_mail").update();
            jdbc.sql("""
                            insert into rapport.reminder_mail (reminder_id, recipient, raised_at, message_id, status, next_try_at)
                            select i, 'anna', now(), 'plan' || i, case when i > 3 then 'SENT' else 'PENDING' end,
                                   case when i <= 3 then now() - i * interval '1 second' end
                            from generate_series(1, 20) i""").update();
            jdbc.sql("analyze rapport.reminder_mail").update();
            long scans = mailTableReadWhole();

            for (int time = 0; time < 10; time++) {
                assertThat(jdbc.sql("select message_id from rapport.next_mail(now())")
                                .query(String.class)
                                .single())
                        .isEqualTo("plan3");
            }

            assertThat(mailTableReadWhole()).isEqualTo(scans);
        });
    }

    private long mailTableReadWhole() {
        return jdbc.sql("select seq_scan from pg_stat_xact_user_tables where relid = 'rapport.reminder_mail'::regclass")
                .query(Long.class)
                .single();
    }

    private Map<String, Object> row(Existing contact) {
        return jdbc.sql("select contact_creator, contact_responsible from rapport.reminder where id = ?")
                .param(contact.reminderId())
                .query()
                .singleRow();
    }

    /** What this transaction has read of reminders, as PostgreSQL counts it. */
    private long rowsRead(Runnable reading) {
        long before = read();
        reading.run();
        return read() - before;
    }

    private long read() {
        return jdbc.sql("""
                        select sum(case when relkind = 'r' then pg_stat_get_xact_tuples_returned(oid) + pg_stat_get_xact_tuples_fetched(oid)
                                        else pg_stat_get_xact_tuples_returned(oid) end)
                        from pg_class where oid = 'rapport.reminder'::regclass
                           or oid in (select indexrelid from pg_index where indrelid = 'rapport.reminder'::regclass)""").query(Long.class).single();
    }

    private void load() {
        jdbc.sql("set local session_replication_role = replica").update();
        jdbc.sql("""
                with planned as (
                  insert into rapport.contact (number, address_id, responsible, type, direction, status, start_at, duration_minutes, subject,
                    created_at, created_by)
                  select 'K-2014-' || 5000000 + i, (select min(id) from rapport.address where kind = 'COMPANY'),
                         case when i > :others and i % 2 = 0 then 'reminded' else 'other' || i % 50 end, 'CALL', 'OUTGOING',
                         'PLANNED', now() + (i % 400 - 200) * interval '1 hour', 0, 'Geladen ' || i, now(),
                         case when i > :others and i % 2 = 1 then 'reminded' else 'other' end
                  from generate_series(1, :others + :own) i
                  returning id, start_at, responsible, created_by)
                insert into rapport.reminder (contact_id, lead, due_at, created_at, created_by, contact_start,
                  contact_responsible, contact_creator)
                select id, 'PT1H', start_at - interval '1 hour', now(), created_by, start_at, responsible, created_by from planned""").param("others", OTHERS).param("own", OWN).update();
        jdbc.sql("analyze rapport.reminder").update();
        jdbc.sql("analyze rapport.contact").update();
    }
}

package dev.rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts;
import dev.rapport.shared.Page;
import dev.rapport.support.Api;
import dev.rapport.support.Pages;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Numbers that would cost more the more there is: they end, or are counted for whoever asks (ADR 66). */
@IntegrationTest
class NumbersEndTest {

    private static final int MORE = Page.COUNTED + 1;

    private static final String SOMEBODY = "hat.viel.vor";

    @Autowired
    private Pages pages;

    @Autowired
    private Api api;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    @AfterEach
    void sweep() {
        withoutTriggers("""
                delete from rapport.reminder where contact_responsible = 'hat.viel.vor';
                delete from rapport.contact where responsible = 'hat.viel.vor';
                delete from rapport.campaign_member where assigned_by = 'viele';
                delete from rapport.address_token where address_id in (select id from rapport.address where created_by = 'viele');
                delete from rapport.address where created_by = 'viele';
                do $$ begin perform rapport.recount_campaigns(); end $$""");
    }

    @Test
    void overduesAreCountedUpToAThousand() {
        plan(MORE - 1 - Page.COUNTED / 2);
        String few = pages.as("anna").get("/reminders?scope=" + SOMEBODY).text();
        assertThat(few).contains(count(MORE - 1 - Page.COUNTED / 2)).doesNotContain("oder mehr");

        plan(MORE);
        String many = pages.as("anna").get("/reminders?scope=" + SOMEBODY).text();

        assertThat(many).contains(count(Page.COUNTED)).containsOnlyOnce("oder mehr");
    }

    @Test
    void howManyAnOrderIsForIsCountedWhenSomebodyAsks() {
        long campaign = api.as("maria")
                .post("/api/campaigns", Map.of("title", "Sehr viele"))
                .json()
                .path("id")
                .asLong();
        assign(campaign, MORE);
        Pages maria = pages.as("maria");

        String page = maria.get("/campaigns/" + campaign).text();
        assertThat(page)
                .contains("Geplant wird für alle zugeordneten Adressen ohne offenen Kontakt.", "Wie viele sind das?")
                .doesNotContain("1.001 zugeordnete Adressen haben");
        assertThat(maria.asHtmx()
                        .get("/campaigns/" + campaign + "/plan-contacts")
                        .text())
                .contains("1.001 zugeordnete Adressen haben keinen offenen Kontakt.");

        jdbc.sql("""
                        update rapport.campaign_member set removed_at = greatest(assigned_at, now()), removed_by = 'viele'
                        where id = (select max(id) from rapport.campaign_member where campaign_id = ?)""").param(campaign).update();
        assertThat(maria.get("/campaigns/" + campaign).text())
                .contains("1.000 zugeordnete Adressen haben keinen offenen Kontakt.")
                .doesNotContain("Wie viele sind das?");
    }

    private static String count(long number) {
        return "<span class=\"count\">" + number + "</span>";
    }

    private void plan(int number) {
        withoutTriggers("""
                with planned as (
                  insert into rapport.contact (number, address_id, responsible, type, direction, status, start_at, duration_minutes, subject,
                    created_at, created_by)
                  select 'K-2013-' || 7000000 + nextval('rapport.contact_number_seq'), %d,
                         'hat.viel.vor', 'CALL', 'OUTGOING', 'PLANNED', now() - n * interval '1 minute', 0, 'Gezählt ' || n, now(), 'anna'
                  from generate_series(1, %d) n
                  returning id, start_at, responsible, created_by)
                insert into rapport.reminder (contact_id, lead, due_at, created_at, created_by, contact_start, contact_responsible, contact_creator)
                select id, 'PT1H', start_at - interval '1 hour', now(), created_by, start_at, responsible, created_by from planned""".formatted(contacts.aCompany(), number));
    }

    private void assign(long campaign, int number) {
        withoutTriggers("""
                with added as (
                  insert into rapport.address (kind, name, search_text, created_by, updated_by)
                  select 'COMPANY', 'Viele ' || n, '', 'viele', 'viele' from generate_series(1, %d) n returning id)
                insert into rapport.campaign_member (campaign_id, address_id, assigned_at, assigned_by)
                select %d, id, now(), 'viele' from added;
                do $$ begin perform rapport.recount_campaigns(); end $$""".formatted(number, campaign));
    }

    private void withoutTriggers(String statements) {
        transactions.executeWithoutResult(
                transaction -> jdbc.sql("set local session_replication_role = replica; " + statements)
                        .update());
    }
}

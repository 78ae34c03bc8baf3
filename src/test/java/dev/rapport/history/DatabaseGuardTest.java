package dev.rapport.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.IntegrationTest;
import dev.rapport.campaign.TestCampaigns;
import dev.rapport.contact.TestContacts;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.shared.DatabaseRules;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What the database keeps for ever, and what it takes in, straight by SQL (rules 6, 17, 19, 29 and 31; ADR 30). */
@IntegrationTest
class DatabaseGuardTest {

    private static final String NEW_CONTACT = """
            insert into rapport.contact (number, address_id, responsible, type, direction, status, start_at,
              duration_minutes, subject, created_at, created_by)
            values ('K-1998-' || lpad(nextval('rapport.contact_number_seq')::text, 6, '0'), %s, %s, %s, 'OUTGOING',
              'PLANNED', %s, 0, 'Direkt', now(), 'test')""";

    @Autowired
    private TestContacts contacts;

    @Autowired
    private TestCampaigns campaigns;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    private long company;
    private long campaign;
    private Existing contact;
    private TestCampaigns.Existing measure;

    @BeforeEach
    void aClosedContactAndAClosedMeasure() {
        campaign = campaigns.aCampaign("Bewacht");
        company = campaigns.aCompany();
        campaigns.assign(campaign, company);
        contact = contacts.aPlannedContact()
                .with("addressId", company)
                .responsible("ben")
                .create();
        contacts.close(contact);
        measure = campaigns.aMeasure(campaign);
        campaigns.closeMeasure(measure, "performed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from rapport.contact where id = :contact",
                "delete from rapport.measure_audience where measure_id = :measure",
                "update rapport.measure_audience set closed_at = now() where measure_id = :measure",
                "delete from rapport.campaign_member where campaign_id = :campaign",
                "update rapport.campaign_member set assigned_by = 'ben' where campaign_id = :campaign",
                "delete from rapport.audit_entry where subject_id = :contact",
                "update rapport.audit_entry set done_by = 'ben' where subject_id = :contact",
                "truncate rapport.audit_entry",
                "delete from rapport.rule_run where subject_id = :contact",
                "update rapport.rule_run set ran_by = 'ben' where subject_id = :contact",
                "update rapport.contact set responsible = 'anna' where id = :contact",
                "update rapport.contact set outcome = 'anders' where id = :contact",
                "update rapport.contact set created_by = 'ben' where id = :contact",
                "update rapport.contact set created_at = now() where id = :contact",
                "update rapport.measure set responsible = 'anna' where id = :measure",
                "update rapport.measure set outcome = 'anders' where id = :measure",
                "update rapport.measure set created_by = 'ben' where id = :measure",
                "update rapport.measure set closed_in = pg_current_xact_id() where id = :measure"
            })
    void whatIsKeptForEverChangesForAnErasureOnly(String change) {
        assertThatThrownBy(() -> run(change)).isInstanceOf(DataAccessException.class);

        assertThatCode(() -> transactions.executeWithoutResult(transaction -> {
                    transaction.setRollbackOnly();
                    jdbc.sql("set local rapport.erasure = 'on'").update();
                    run(change);
                }))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> run(change))
                .as("an erasure ends with its transaction")
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void anErasureGoesFromTheLeavesToTheRoot() {
        List<String> deletions = List.of(
                "delete from rapport.measure_audience where measure_id = :measure",
                "delete from rapport.measure where id = :measure",
                "delete from rapport.campaign_member where campaign_id = :campaign",
                "delete from rapport.campaign where id = :campaign");
        deletions.forEach(deletion -> assertThatThrownBy(() -> run(deletion)).hasMessageContaining("never deleted"));

        transactions.executeWithoutResult(transaction -> {
            jdbc.sql("set local rapport.erasure = 'on'").update();
            deletions.forEach(deletion -> assertThat(run(deletion)).as(deletion).isOne());
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update rapport.contact set infotext = coalesce(infotext, '') || ' mehr' where id = :contact",
                "update rapport.contact set process_instance_id = null where id = :contact",
                "update rapport.measure set infotext = coalesce(infotext, '') || ' mehr' where id = :measure",
                "update rapport.campaign_member set removed_at = now(), removed_by = 'test' where campaign_id = :campaign"
            })
    void whatMayStillChangeChanges(String change) {
        assertThat(run(change)).isOne();
    }

    @Test
    void anOpenContactIsNotKeptForEver() {
        Existing open = contacts.aPlannedContact().create();

        assertThat(jdbc.sql("delete from rapport.contact where id = :id")
                        .param("id", open.id())
                        .update())
                .isOne();
    }

    @Test
    void onlyTheClosingTransactionSaysWhomAMeasureConcerned() {
        long late = campaigns.aCompany();
        String audience = """
                insert into rapport.measure_audience (measure_id, address_id, main_address_id, closed_at, first_of_main)
                select id, %1$d, %1$d, closed_at, true from rapport.measure where id = :measure""".formatted(late);

        assertThatThrownBy(() -> run(audience)).hasMessageContaining("when it is closed");
        assertThatThrownBy(() -> transactions.executeWithoutResult(transaction -> {
                    run("update rapport.measure set infotext = coalesce(infotext, '') || ' mehr' where id = :measure");
                    run(audience);
                }))
                .as("having changed the measure does not help")
                .hasMessageContaining("when it is closed");
        assertThat(jdbc.sql("select address_id from rapport.measure_audience where measure_id = :id")
                        .param("id", measure.id())
                        .query(Long.class)
                        .list())
                .containsExactly(company);
    }

    @Test
    void whatHasAnAudienceIsKeptUntilThatIsErased() {
        long member = campaigns.aCompany();
        campaigns.assign(campaign, member);
        campaigns.closeMeasure(campaigns.aMeasure(campaign), "performed");

        for (String root : List.of("measure where id = :measure", "address where id = " + member)) {
            assertThatThrownBy(() -> transactions.executeWithoutResult(transaction -> {
                        jdbc.sql("set local rapport.erasure = 'on'").update();
                        run("delete from rapport.campaign_member where campaign_id = :campaign");
                        run("delete from rapport." + root);
                    }))
                    .isInstanceOf(DataIntegrityViolationException.class)
                    .hasMessageContaining("in the audience of a measure");
        }
    }

    @Test
    void theAudienceOfAMeasureAreAddresses() {
        assertThatThrownBy(() -> transactions.executeWithoutResult(transaction -> {
                    jdbc.sql("set local rapport.erasure = 'on'").update();
                    run("""
                            insert into rapport.measure_audience (measure_id, address_id, main_address_id, closed_at, first_of_main)
                            select id, -1, %d, closed_at, false from rapport.measure where id = :measure""".formatted(company));
                }))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("are addresses");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "person  | null      | 'CALL'  | now() | |",
                "company | 'gone'    | 'CALL'  | now() | responsible | not-a-user",
                "company | null      | 'TELEGRAM' | now() | type        | not-found",
                "company | null      | 'CALL'  | now() + interval '10 years 3 days' | |"
            })
    void aNewContactRefersToWhatIsInUse(
            String address, String responsible, String type, String start, String field, String code) {
        String person = Long.toString(campaigns.aPersonAt(company));
        aDisabledUserAndARetiredType();
        String sql = NEW_CONTACT.formatted(address.equals("person") ? person : company, responsible, type, start);

        assertThatThrownBy(() -> jdbc.sql(sql).update())
                .isInstanceOf(DataAccessException.class)
                .satisfies(refused -> assertThat(DatabaseRules.refusal(refused).stream()
                                .flatMap(refusal -> refusal.errors().stream())
                                .map(error -> error.field() + ":" + error.code()))
                        .isEqualTo(field == null ? List.of() : List.of(field + ":" + code)));
        assertThat(jdbc.sql(NEW_CONTACT.formatted(company, "'ben'", "'CALL'", "now() + interval '10 years'"))
                        .update())
                .isOne();
    }

    /** Rule 31: a user who leaves and a type that is retired change nothing that is there. */
    @Test
    void whatIsThereKeepsItsUserAndItsType() {
        aDisabledUserAndARetiredType();
        String user = "leaver" + UUID.randomUUID().toString().substring(0, 8);
        jdbc.sql("""
                        with person as (
                          insert into rapport.address (kind, name, created_by, updated_by)
                          values ('PRIVATE', 'Geht', 'test', 'test') returning id)
                        insert into rapport.app_user (user_id, address_id) select :user, id from person""").param("user", user).update();
        Existing open = contacts.aPlannedContact().responsible(user).create();
        jdbc.sql("update rapport.app_user set enabled = false where user_id = :user")
                .param("user", user)
                .update();

        assertThat(contacts.change(open, Map.of("subject", "Neuer Betreff")).status())
                .isEqualTo(200);
        assertThat(contacts.close(contacts.read(open.id())).status()).isEqualTo(200);
    }

    /** Rules 17 and 19. */
    @Test
    void aClosedContactGetsNoReminderButKeepsTheOneItHas() {
        String reminder = """
                insert into rapport.reminder (contact_id, lead, due_at, created_at, created_by)
                values (:contact, 'P1D', now(), now(), 'test')""";
        assertThatThrownBy(() -> run(reminder))
                .satisfies(refused -> assertThat(
                                DatabaseRules.refusal(refused).orElseThrow().errors())
                        .singleElement()
                        .hasFieldOrPropertyWithValue("code", "reminder.not-planned"));

        Existing open = contacts.aPlannedContact().withReminder().create();
        jdbc.sql(
                        "update rapport.contact set status = 'NOT_PERFORMED', closed_at = now(), closed_by = 'test' where id = :id")
                .param("id", open.id())
                .update();
        assertThat(reminders(open, "snoozed = true")).isOne();
        assertThat(reminders(open, "removed_at = now()")).isOne();
        assertThatThrownBy(() -> reminders(open, "removed_at = null"))
                .as("a removed one does not come back")
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void aBulkPlanAndATitleAreCheckedToo() {
        String plan = """
                insert into rapport.bulk_plan (campaign_id, type, direction, start_from, start_to, responsibles, subject, total,
                  newest_member, status, created_at, created_by, finished_at)
                values (:campaign, 'CALL', 'OUTGOING', now(), now(), '{anna}', '%s', 0, 0, 'DONE', now(), 'test', now())""";
        assertThat(run(plan.formatted("Nachfassen"))).isOne();
        assertThatThrownBy(() -> run(plan.formatted("Nach\nfassen"))).isInstanceOf(DataAccessException.class);
        campaigns.delete(campaign);
        assertThatThrownBy(() -> run(plan.formatted("Nachfassen"))).hasMessageContaining("is deleted");
        campaign = campaigns.aCampaign("Titel");
        assertThatThrownBy(() -> run("update rapport.campaign set title = E'Mes\\nse' where id = :campaign"))
                .isInstanceOf(DataAccessException.class);
        assertThat(run("update rapport.campaign set title = 'Messe & Märkte' where id = :campaign"))
                .isOne();
    }

    private int reminders(Existing of, String change) {
        return jdbc.sql("update rapport.reminder set " + change + " where contact_id = :id")
                .param("id", of.id())
                .update();
    }

    private void aDisabledUserAndARetiredType() {
        jdbc.sql("""
                        with person as (
                          insert into rapport.address (kind, name, created_by, updated_by)
                          select 'PRIVATE', 'Weg', 'test', 'test'
                          where not exists (select from rapport.app_user where user_id = 'gone') returning id)
                        insert into rapport.app_user (user_id, address_id, enabled) select 'gone', id, false from person""").update();
        jdbc.sql("""
                        insert into rapport.contact_type (code, name_de, name_en, needs_duration, position, retired_at)
                        values ('TELEGRAM', 'Telegramm', 'Telegram', false, 99, now()) on conflict do nothing""").update();
    }

    private int run(String sql) {
        return jdbc.sql(sql)
                .param("contact", contact.id())
                .param("measure", measure.id())
                .param("campaign", campaign)
                .update();
    }
}

package dev.rapport.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import dev.rapport.IntegrationTest;
import dev.rapport.address.ImportAddresses;
import dev.rapport.campaign.AssignAddress;
import dev.rapport.campaign.CreateCampaign;
import dev.rapport.campaign.DeleteCampaign;
import dev.rapport.contact.CreateContact;
import dev.rapport.contact.ImportContacts;
import dev.rapport.measure.CompleteMeasure;
import dev.rapport.measure.CreateMeasure;
import dev.rapport.measure.ShowMeasure;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.WorkingTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.transaction.annotation.Transactional;

/** Rolled back each time, because the other tests' database is no demonstration. */
@IntegrationTest
@Transactional
class DemoDataTest {

    @Autowired
    private WorkingTime work;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ImportAddresses importAddresses;

    @Autowired
    private BusinessTime time;

    @Autowired
    private FlywayMigrationInitializer migrations;

    @Autowired
    private CreateCampaign createCampaign;

    @Autowired
    private AssignAddress assignAddress;

    @Autowired
    private DeleteCampaign deleteCampaign;

    @Autowired
    private CreateContact createContact;

    @Autowired
    private ImportContacts importContacts;

    @Autowired
    private CreateMeasure createMeasure;

    @Autowired
    private CompleteMeasure completeMeasure;

    @Autowired
    private ShowMeasure showMeasure;

    @Autowired
    private CurrentUser currentUser;

    private DemoMarker start(String... profiles) {
        MockEnvironment environment = new MockEnvironment();
        environment.setActiveProfiles(profiles);
        return new DemoMarker(jdbc, time, environment, migrations);
    }

    private long count(String condition) {
        return jdbc.sql("select count(*) from rapport.address where " + condition)
                .query(Long.class)
                .single();
    }

    @Test
    void refusesADatabaseThatHoldsOtherData() {
        assertThatThrownBy(() -> start("demo"))
                .isInstanceOf(WrongDatabaseException.class)
                .hasMessageContaining("holds other data");
        assertThat(start("test")).isNotNull();
    }

    @Test
    void nothingElseStartsOnTheDemonstrationsDatabase() {
        jdbc.sql("insert into rapport.demo_marker (created_at) values (now())").update();

        assertThatThrownBy(() -> start("prod")).isInstanceOf(WrongDatabaseException.class);
        DemoMarker marker = start("demo");
        assertThat(marker.claimFilling()).isTrue();
        marker.filled();
        assertThat(marker.claimFilling()).isFalse();
    }

    @Test
    void createsAddressesAsPeopleWriteThem() throws Exception {
        long before = count("true");

        new DemoAddresses(importAddresses, time).create();

        assertThat(count("true") - before).isEqualTo(5_000);
        assertThat(count("kind = 'PERSON' and email like '%.example'")).isGreaterThanOrEqualTo(3_000);
        assertThat(count("search_text = ''")).isZero();
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        for (Map<String, Object> row : jdbc.sql("""
                        select phone, phone_e164 from rapport.address
                        where phone is not null and created_by in ('anna', 'ben', 'maria') and email like '%.example'
                        limit 500""").query().listOfRows()) {
            var number = numbers.parse((String) row.get("phone"), "DE");
            assertThat(numbers.isPossibleNumber(number)).as("%s", row).isTrue();
            assertThat(numbers.format(number, PhoneNumberFormat.E164)).isEqualTo(row.get("phone_e164"));
        }
    }

    @Test
    void createsCampaignsTheirContactsAndMeasures() {
        new DemoAddresses(importAddresses, time).create();
        new DemoCampaigns(createCampaign, assignAddress, jdbc, time, currentUser).create();
        new DemoContacts(createContact, jdbc, importContacts, time, work).create();
        new DemoMeasures(createMeasure, completeMeasure, showMeasure, deleteCampaign, jdbc, time, currentUser).create();

        String members = """
                select count(*) from rapport.campaign k join rapport.campaign_member m on m.campaign_id = k.id
                where k.created_by = 'maria' and k.title in ('Einführung Serie 7', 'Tag der offenen Tür') and k.deleted_at is """;
        assertThat(number(members + " null")).isEqualTo(140);
        assertThat(number(members + " not null")).isEqualTo(45);
        assertThat(number("""
                        select count(*) from rapport.measure m
                        join rapport.measure_audience a on a.measure_id = m.id
                        where m.subject = 'Prospekt versenden' and m.status = 'PERFORMED'""")).isEqualTo(140);
        assertThat(number("""
                        select count(*) from rapport.contact c join rapport.campaign k on k.id = c.campaign_id
                        where k.title = 'Tag der offenen Tür' and c.status <> 'PLANNED'""")).isPositive();
    }

    private long number(String query) {
        return jdbc.sql(query).query(Long.class).single();
    }
}

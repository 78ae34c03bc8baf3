package dev.rapport.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the demonstration brings along and whom it answers. */
@EndToEndTest
class DemoIT {

    @ParameterizedTest
    @CsvSource({"anna, staff", "ben, staff", "maria, manager", "paul, processAdmin", "admin, systemAdmin"})
    void hasAUserOfEveryRole(String login, String group, Browsers browsers, RapportProcess rapport) {
        Browser user = browsers.open().loginAs(login);
        JsonNode me = JsonMapper.builder()
                .build()
                .readTree(user.page()
                        .request()
                        .get(rapport.url("/api/me").toString())
                        .text());
        assertThat(me.path("groups").toString()).isEqualTo("[\"" + group + "\"]");
        assertThat(me.path("name").asString()).contains(" ");
    }

    /** Other tests add to it, so these are lower limits. */
    @Test
    void hasAPastAFutureAndCampaigns(RapportProcess rapport) throws SQLException {
        assertThat(count(rapport, "rapport.contact where status = 'PERFORMED'")).isGreaterThan(1_000);
        assertThat(count(rapport, "rapport.contact where status = 'NOT_PERFORMED' and infotext is not null"))
                .isGreaterThan(100);
        assertThat(count(rapport, "rapport.contact where status = 'PLANNED' and start_at < now()"))
                .as("overdue")
                .isGreaterThan(10);
        assertThat(count(rapport, "rapport.contact where status = 'PLANNED' and start_at > now()"))
                .isGreaterThan(50);
        assertThat(count(rapport, """
                        rapport.contact c where status = 'PLANNED' and not exists
                          (select from act_ru_task t where t.proc_inst_id_ = c.process_instance_id)""")).as("every planned contact has its task").isZero();
        assertThat(count(rapport, "rapport.reminder where removed_at is null")).isGreaterThan(50);
        assertThat(count(rapport, "(select distinct type from rapport.contact) types"))
                .isGreaterThanOrEqualTo(6);
        assertThat(count(rapport, "rapport.campaign where deleted_at is null")).isPositive();
        assertThat(count(rapport, "rapport.contact where campaign_id is not null"))
                .isGreaterThan(100);
    }

    /** Its logins have a known password. */
    @Test
    void answersThisMachineOnly(RapportProcess rapport) throws Exception {
        int port = rapport.url("/").getPort();
        try (Socket here = new Socket(InetAddress.getLoopbackAddress(), port)) {
            assertThat(here.isConnected()).isTrue();
        }
        // an address of this machine too, on which a server that listens everywhere would answer
        assertThatThrownBy(() -> new Socket("127.0.0.2", port).close()).isInstanceOf(ConnectException.class);
    }

    private static long count(RapportProcess rapport, String what) throws SQLException {
        try (Connection connection = rapport.connection();
                ResultSet row = connection.createStatement().executeQuery("select count(*) from " + what)) {
            row.next();
            return row.getLong(1);
        }
    }
}

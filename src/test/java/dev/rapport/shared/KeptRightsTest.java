package dev.rapport.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.IntegrationTest;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Roles that an operator has named and generously equipped himself (ADR 46). How Rapport's own script does it is tried end to end. */
@IntegrationTest
class KeptRightsTest {

    private static final String PASSWORD = "wie es dem Betreiber gefällt";

    private final JdbcConnectionDetails server;
    private final JdbcTemplate superuser;

    @Autowired
    KeptRightsTest(JdbcConnectionDetails server, JdbcTemplate superuser) {
        this.server = server;
        this.superuser = superuser;
    }

    @BeforeEach
    void aDatabaseWithThreeRoles() {
        drop();
        for (String role : List.of("crm_owner", "crm", "\"CRM reports\"")) {
            superuser.execute("create role %s login password '%s'".formatted(role, PASSWORD));
        }
        superuser.execute("create database crm owner crm_owner");
        JdbcTemplate owner = new JdbcTemplate(as("crm_owner"));
        owner.execute("create schema rapport");
        owner.execute("grant usage on schema rapport to public");
        owner.execute("alter default privileges in schema rapport grant all on tables to crm, \"CRM reports\"");
        owner.execute("alter default privileges in schema rapport grant all on sequences to public");
    }

    @AfterEach
    void drop() {
        superuser.execute("drop database if exists crm");
        superuser.execute("drop role if exists crm_owner, crm, \"CRM reports\"");
    }

    @Test
    void whateverTheyAreCalledOnlyTheOwnerChangesWhatIsKept() {
        Flyway migrations = Flyway.configure()
                .dataSource(as("crm_owner"))
                .locations("classpath:db/migration", "classpath:db/callback")
                .schemas("rapport")
                .defaultSchema("rapport")
                .load();
        migrations.migrate();
        writeAnEntry("crm");

        for (String role : List.of("crm", "CRM reports")) {
            JdbcTemplate other = new JdbcTemplate(as(role));
            assertThat(other.queryForObject("select count(*) from rapport.audit_entry", Long.class))
                    .isOne();
            assertThat(List.of(
                            "delete from rapport.audit_entry",
                            "update rapport.audit_entry set done_by = 'nobody'",
                            "truncate rapport.audit_entry",
                            "delete from rapport.audit_change",
                            "truncate rapport.address cascade",
                            "delete from rapport.flyway_schema_history"))
                    .allSatisfy(
                            change -> assertThatThrownBy(() -> other.execute("set rapport.erasure = 'on'; " + change))
                                    .rootCause()
                                    .hasMessageContaining("permission denied"));
        }

        // granted in passing, and put right by the next start
        new JdbcTemplate(as("crm_owner")).execute("grant all on all tables in schema rapport to public");
        migrations.migrate();
        assertThatThrownBy(() -> new JdbcTemplate(as("crm")).execute("delete from rapport.audit_entry"))
                .rootCause()
                .hasMessageContaining("permission denied");
        writeAnEntry("CRM reports");

        JdbcTemplate owner = new JdbcTemplate(as("crm_owner"));
        assertThatThrownBy(() -> owner.execute("delete from rapport.audit_entry"))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("never changes");
        owner.execute("set rapport.erasure = 'on'; delete from rapport.audit_entry");
        assertThat(owner.queryForObject("select count(*) from rapport.audit_entry", Long.class))
                .isZero();
    }

    private void writeAnEntry(String role) {
        JdbcClient.create(as(role)).sql("""
                        insert into rapport.audit_entry (subject_kind, subject_key, action, done_at, done_by)
                        values ('user', 'anna', 'changed', now(), 'anna')""").update();
    }

    private DriverManagerDataSource as(String role) {
        return new DriverManagerDataSource(server.getJdbcUrl().replaceFirst("/postgres\\?", "/crm?"), role, PASSWORD);
    }
}

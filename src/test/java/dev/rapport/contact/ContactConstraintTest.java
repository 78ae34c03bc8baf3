package dev.rapport.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.support.Api;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of bad input as far as SQL can state it, straight at the database; and what the API leaves alone. */
@IntegrationTest
class ContactConstraintTest {

    @Autowired
    private Api api;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private JdbcClient jdbc;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "subject = ''",
                "subject = E' \\u00a0\\u200b'",
                "subject = repeat('x', 201)",
                "subject = E'a\\nb'",
                "subject = null",
                "address_id = null",
                "address_id = -1",
                "contact_person_id = -1",
                "contact_person_id = (select id from rapport.address where kind = 'COMPANY' limit 1)",
                "responsible = 'nobody'",
                "type = 'TELEX'",
                "type = null",
                "direction = 'SIDEWAYS'",
                "status = 'DONE'",
                "status = 'PERFORMED'",
                "duration_minutes = 15",
                "duration_minutes = -1",
                "duration_minutes = 1440",
                "start_at = '1989-12-30T12:00:00Z'",
                "start_at = null",
                "description = repeat('x', 20001)",
                "infotext = repeat('x', 20001)",
                "number = 'K-1'",
                "closed_at = now()",
                "closed_by = 'anna'",
                "status = 'PERFORMED', closed_at = now(), closed_by = 'anna'",
                "campaign_id = -1",
                "campaign_id = (select max(id) from rapport.campaign where deleted_at is not null)"
            })
    void theDatabaseRefuses(String change) {
        contacts.aCampaign(true);
        Existing contact = contacts.aPlannedContact().create();

        assertThatThrownBy(() -> update(contact, change)).isInstanceOf(DataAccessException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status = 'PLANNED', closed_at = null, closed_by = null, duration_minutes = 0",
                "status = 'NOT_PERFORMED'",
                "start_at = start_at + interval '1 hour'",
                "duration_minutes = 20",
                "subject = 'anders'",
                "closed_by = 'ben'",
                "infotext = 'anders'",
                "infotext = null"
            })
    void aClosedContactStaysAsItIs(String change) {
        Existing contact = contacts.aPlannedContact().create();
        contacts.close(contact, "anna", Map.of("outcome", "performed", "duration", "00:15", "infotext", "Text"));

        assertThatThrownBy(() -> update(contact, change)).isInstanceOf(DataAccessException.class);
        assertThatCode(() -> update(contact, "infotext = infotext || ' mehr'")).doesNotThrowAnyException();
    }

    @Test
    void aContactHasOneReminderAtMost() {
        Existing contact = contacts.aPlannedContact().withReminder().create();

        assertThatThrownBy(() -> jdbc.sql("""
                        insert into rapport.reminder (contact_id, lead, due_at, created_at, created_by)
                        values (:id, 'P1D', now(), now(), 'test')""").param("id", contact.id()).update())
                .isInstanceOf(DataAccessException.class);
    }

    /** Rule 23: a closed contact takes more infotext, with a trail, and nothing else. */
    @Test
    void theInfotextOfAClosedContactIsExtendedWithATrail() {
        Existing contact = contacts.aPlannedContact().create();
        contacts.close(contact, "anna", Map.of("outcome", "performed", "duration", "00:15", "infotext", "Text"));
        Existing closed = contacts.read(contact.id());

        var extended = contacts.change(closed, Map.of("infotext", "mehr"));
        assertThat(extended.status()).as(extended.text()).isEqualTo(200);
        assertThat(extended.json().path("infotext").asString()).isEqualTo("Text\nmehr");
        assertThat(jdbc.sql(
                                "select old_value || '>' || new_value || '>' || done_by from rapport.audit_entry where subject_kind = 'contact' and subject_id = :id and field = 'infotext'")
                        .param("id", contact.id())
                        .query(String.class)
                        .list())
                .contains("Text>Text\nmehr>anna");
        Existing now = new Existing(extended.json());
        assertThat(contacts.change(now, Map.of("infotext", "x".repeat(20_000))).errors())
                .containsExactly("infotext:too-long");
        assertThat(contacts.change(now, Map.of("subject", "anders")).errors()).containsExactly("status:already-closed");
        assertThat(contacts.change(now, Map.of("start", "2026-01-01T10:00")).status())
                .isEqualTo(409);
    }

    @Test
    void parametersThatAreNobodysBusinessAreIgnored() {
        var body = contacts.aPlannedContact().body();
        Map<String, Object> more = new HashMap<>(body);
        more.putAll(
                Map.of("id", 1, "number", "K-1999-000001", "version", 7, "createdBy", "maria", "closedBy", "maria"));
        more.putAll(Map.of(
                "createdAt", "1999-01-01T00:00:00Z", "closedAt", "1999-01-01T00:00:00Z", "processInstanceId", "x"));
        more.putAll(Map.of("infotext", "vorab", "outcome", "performed", "reminderId", 1, "class", "java.lang.Object"));

        var created = api.as("anna").post("/api/contacts", more);

        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(created.json().path("createdBy").asString()).isEqualTo("anna");
        assertThat(created.json().path("number").asString()).doesNotContain("1999");
        assertThat(created.json().path("version").asInt()).isZero();
        assertThat(created.json().path("closedBy").isNull()).isTrue();
        assertThat(created.json().path("infotext").isNull()).isTrue();
        Existing contact = new Existing(created.json());
        var changed = contacts.change(
                contact,
                Map.of(
                        "status",
                        "PERFORMED",
                        "createdBy",
                        "maria",
                        "closedBy",
                        "maria",
                        "number",
                        "K-1999-000001",
                        "createdAt",
                        "1999-01-01T00:00:00Z",
                        "subject",
                        "Neu"));
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        for (String field : List.of("status", "createdBy", "closedBy", "createdAt", "number")) {
            assertThat(changed.json().path(field))
                    .as(field)
                    .isEqualTo(contact.json().path(field));
        }
        assertThat(changed.json().path("subject").asString()).isEqualTo("Neu");
    }

    /** Ids come as numbers or texts. */
    @Test
    void idsAreReadAsNumbersOrTexts() {
        long company = contacts.aCompany();
        long person = contacts.aPersonAt(company);
        for (Object id : List.of(person, Long.toString(person))) {
            var created = contacts.aPlannedContact().with("addressId", id).create();
            assertThat(created.json().path("addressId").asLong()).as("rule 6").isEqualTo(company);
            assertThat(created.json().path("contactPersonId").asLong()).isEqualTo(person);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"999999999999", "abc", "-1", "0", "99999999999999999999", "1%00", "%C0%AF", "1;drop", "1.0"})
    void unknownIdsAreNotFound(String id) {
        assertThat(api.as("anna").get("/api/contacts/" + id).status()).isIn(400, 404);
        assertThat(api.as("anna")
                        .patch("/api/contacts/" + id, Map.of("version", 0, "subject", "x"))
                        .status())
                .isIn(400, 404);
        assertThat(api.as("anna")
                        .post("/api/contacts/" + id + "/outcome", Map.of("version", 0, "outcome", "performed"))
                        .status())
                .isIn(400, 404);
    }

    private void update(Existing contact, String change) {
        jdbc.sql("update rapport.contact set " + change + " where id = :id")
                .param("id", contact.id())
                .update();
    }
}

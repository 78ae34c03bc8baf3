package dev.rapport.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.shared.BusinessTime;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Contacts in the state a test needs, brought there by the same requests that people send.
 *
 * <pre>{@code
 * Existing contact = contacts.aPlannedContact().withReminder("PT1H").responsible("ben").create();
 * }</pre>
 */
@Component
@Lazy
@Profile("test")
public class TestContacts {

    private final Api api;
    private final BusinessTime time;
    private final JdbcClient jdbc;

    TestContacts(Api api, BusinessTime time, JdbcClient jdbc) {
        this.api = api;
        this.time = time;
        this.jdbc = jdbc;
    }

    /** A contact as the API answered it. */
    public record Existing(JsonNode json) {

        public long id() {
            return json.path("id").asLong();
        }

        public int version() {
            return json.path("version").asInt();
        }

        public String number() {
            return json.path("number").asString();
        }

        public String taskId() {
            return json.path("taskId").asString();
        }

        public long reminderId() {
            return json.path("reminder").path("id").asLong();
        }

        public Instant reminderDueAt() {
            return java.time.OffsetDateTime.parse(
                            json.path("reminder").path("dueAt").asString())
                    .toInstant();
        }
    }

    /** A company of its own for each call, so that tests do not see each other's contacts. */
    public long aCompany() {
        return address("COMPANY", null, "Muster GmbH", null);
    }

    public long aPrivatePerson() {
        return address("PRIVATE", null, "Sommer", "Jan");
    }

    public long aPersonAt(long company) {
        return address("PERSON", company, "Klein", "Petra");
    }

    private long address(String kind, @Nullable Long company, String name, @Nullable String firstName) {
        return jdbc.sql("""
                        insert into rapport.address (kind, company_id, name, first_name, town, phone, email, created_by, updated_by)
                        values (:kind, :company, :name, :firstName, 'Berlin', '+49 30 123456', 'kunde@muster.example', 'test', 'test')
                        returning id""")
                .param("kind", kind)
                .param("company", company)
                .param("name", name)
                .param("firstName", firstName)
                .query(Long.class)
                .single();
    }

    public long aCampaign(boolean deleted) {
        return jdbc.sql("""
                        insert into rapport.campaign (title, created_at, created_by, deleted_at, deleted_by)
                        values ('Messe', now(), 'test', case when :deleted then now() end, case when :deleted then 'test' end)
                        returning id""").param("deleted", deleted).query(Long.class).single();
    }

    /** A call planned for ten o'clock in a week, by Anna, without reminder. */
    public Draft aPlannedContact() {
        return new Draft("anna")
                .with("addressId", aCompany())
                .with("type", "CALL")
                .with("direction", "OUTGOING")
                .with("status", "PLANNED")
                .with("start", time.today().plusDays(7) + "T10:00")
                .with("duration", "00:00")
                .with("reminder", false)
                .with("subject", "Angebot nachfassen");
    }

    /** A call of a quarter of an hour, just held. */
    public Draft aPerformedContact() {
        return aPlannedContact()
                .with("status", "PERFORMED")
                .with("direction", "INCOMING")
                .with(
                        "start",
                        time.nowLocal().minusMinutes(15).toLocalDateTime().toString())
                .with("duration", "00:15");
    }

    public Existing read(long id) {
        Answer answer = api.as("anna").get("/api/contacts/" + id);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return new Existing(answer.json());
    }

    public Answer close(Existing contact, String user, Map<String, ?> outcome) {
        Map<String, Object> body = new LinkedHashMap<>(outcome);
        body.putIfAbsent("version", contact.version());
        if ("performed".equals(body.get("outcome"))) {
            // most are planned for later, and then the start is asked for (rule 18)
            body.putIfAbsent(
                    "start", time.nowLocal().minusMinutes(1).toLocalDateTime().toString());
        }
        return api.as(user).post("/api/contacts/" + contact.id() + "/outcome", body);
    }

    public Answer close(Existing contact) {
        return close(contact, "anna", Map.of("outcome", "performed", "duration", "00:15"));
    }

    public Answer change(Existing contact, Map<String, ?> change) {
        Map<String, Object> body = new LinkedHashMap<>(change);
        body.putIfAbsent("version", contact.version());
        return api.as("anna").patch("/api/contacts/" + contact.id(), body);
    }

    /** Input of a contact. */
    public final class Draft {

        private final String user;
        private final Map<String, @Nullable Object> body = new LinkedHashMap<>();

        private Draft(String user) {
            this.user = user;
        }

        public Draft by(String creator) {
            Draft draft = new Draft(creator);
            draft.body.putAll(body);
            return draft;
        }

        public Draft with(String field, @Nullable Object value) {
            body.put(field, value);
            return this;
        }

        public Draft withReminder() {
            return with("reminder", true);
        }

        public Draft withReminder(String lead) {
            return withReminder().with("reminderLead", lead);
        }

        public Draft responsible(String responsible) {
            return with("responsible", responsible);
        }

        /** A wall-clock time of the business zone. */
        public Draft startingAt(String local) {
            return with("start", local);
        }

        public Map<String, @Nullable Object> body() {
            return body;
        }

        public Answer send() {
            return api.as(user).post("/api/contacts", body);
        }

        public Existing create() {
            Answer answer = send();
            assertThat(answer.status()).as(answer.text()).isEqualTo(201);
            return new Existing(answer.json());
        }
    }
}

package dev.rapport.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.shared.BusinessTime;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Campaigns, members, measures and contacts, brought about by the same requests that people send. */
@Component
@Lazy
@Profile("test")
public class TestCampaigns {

    private final Api api;
    private final JdbcClient jdbc;
    private final BusinessTime time;

    TestCampaigns(Api api, JdbcClient jdbc, BusinessTime time) {
        this.api = api;
        this.jdbc = jdbc;
        this.time = time;
    }

    public long aCompany() {
        return address("COMPANY", null, "Muster GmbH");
    }

    public long aPersonAt(long company) {
        return address("PERSON", company, "Klein");
    }

    private long address(String kind, @Nullable Long company, String name) {
        return jdbc.sql("""
                        insert into rapport.address (kind, company_id, name, town, created_by, updated_by)
                        values (:kind, :company, :name, 'Berlin', 'test', 'test') returning id""")
                .param("kind", kind)
                .param("company", company)
                .param("name", name)
                .query(Long.class)
                .single();
    }

    /** Many companies at once. */
    public List<Long> companies(int count) {
        return jdbc.sql("""
                        insert into rapport.address (kind, name, town, created_by, updated_by)
                        select 'COMPANY', 'Serie ' || i, 'Berlin', 'test', 'test' from generate_series(1, :count) i
                        returning id""").param("count", count).query(Long.class).list();
    }

    public long aCampaign(String title) {
        Answer created = api.as("maria").post("/api/campaigns", Map.of("title", title));
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return created.json().path("id").asLong();
    }

    public void assign(long campaign, long address) {
        assertThat(api.as("anna")
                        .send("PUT", "/api/campaigns/" + campaign + "/members/" + address, null)
                        .status())
                .isEqualTo(204);
    }

    public void remove(long campaign, long address) {
        assertThat(api.as("anna")
                        .send("DELETE", "/api/campaigns/" + campaign + "/members/" + address, null)
                        .status())
                .isEqualTo(204);
    }

    public void delete(long campaign) {
        assertThat(api.as("maria")
                        .send("DELETE", "/api/campaigns/" + campaign, null)
                        .status())
                .isEqualTo(204);
    }

    /** A measure as the API answered it. */
    public record Existing(Answer answer) {

        public long id() {
            return answer.json().path("id").asLong();
        }

        public int version() {
            return answer.json().path("version").asInt();
        }

        public String number() {
            return answer.json().path("number").asString();
        }

        public String taskId() {
            return answer.json().path("taskId").asString();
        }
    }

    public Existing aMeasure(@Nullable Long campaign) {
        Map<String, Object> body = new HashMap<>();
        body.put("subject", "Katalog versenden");
        if (campaign != null) {
            body.put("campaignId", campaign);
        }
        Answer created = api.as("anna").post("/api/measures", body);
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return new Existing(created);
    }

    public Answer closeMeasure(Existing measure, String outcome) {
        return api.as("anna")
                .post(
                        "/api/measures/" + measure.id() + "/outcome",
                        Map.of("version", measure.version(), "outcome", outcome));
    }

    /** The body of a call planned for ten o'clock in a week. */
    public Map<String, Object> aPlannedContact(long address, @Nullable Long campaign) {
        Map<String, Object> body = new HashMap<>();
        body.put("addressId", address);
        body.put("type", "CALL");
        body.put("direction", "OUTGOING");
        body.put("status", "PLANNED");
        body.put("start", time.today().plusDays(7) + "T10:00");
        body.put("duration", "00:00");
        body.put("reminder", false);
        body.put("subject", "Angebot nachfassen");
        if (campaign != null) {
            body.put("campaignId", campaign);
        }
        return body;
    }

    /** The body of a call that took ten minutes yesterday. */
    public Map<String, Object> aPerformedContact(long address, @Nullable Long campaign) {
        Map<String, Object> body = aPlannedContact(address, campaign);
        body.put("status", "PERFORMED");
        body.put("start", time.today().minusDays(1) + "T10:00");
        body.put("duration", "00:10");
        return body;
    }

    public Answer contact(Map<String, Object> body) {
        Answer created = api.as("anna").post("/api/contacts", body);
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return created;
    }
}

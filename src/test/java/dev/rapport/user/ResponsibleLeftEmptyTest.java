package dev.rapport.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.campaign.TestCampaigns;
import dev.rapport.models.BulkPlanBpmn;
import dev.rapport.models.ContactBpmn;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Forms;
import dev.rapport.support.Jobs;
import dev.rapport.support.Pages;
import dev.rapport.support.Tasklist;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nobody is responsible where the field was left empty, on every door (rule 8); who created it has it on the list then. */
@IntegrationTest
class ResponsibleLeftEmptyTest {

    @Autowired
    private Api api;

    @Autowired
    private Pages pages;

    @Autowired
    private TestCampaigns campaigns;

    @Autowired
    private Jobs jobs;

    @Autowired
    private RuntimeService runtimeService;

    @Autowired
    private JdbcClient jdbc;

    private final String word = "w" + UUID.randomUUID().toString().substring(0, 8);
    private long address;
    private long campaign;

    private enum Door {
        PAGE,
        API,
        API_WITHOUT,
        API_BLANK,
        TASKLIST,
        BULK_PLAN,
        BULK_PLAN_PAGE,
        CHANGED_ON_PAGE,
        CHANGED_BY_API,
        REASSIGNED_IN_LIST,
        REASSIGNED_IN_CAMPAIGN,
        REASSIGNED_BY_API
    }

    @BeforeEach
    void somebodyToCall() {
        address = campaigns.aCompany();
        campaign = campaigns.aCampaign(word);
        campaigns.assign(campaign, address);
    }

    @ParameterizedTest
    @EnumSource
    void meansNobody(Door door) {
        String creator = leaveEmpty(door);

        assertThat(jdbc.sql("""
                        select coalesce(k.responsible, 'nobody') || ', on the list of ' || o.in_charge
                        from rapport.contact k join rapport.open_contact o on o.id = k.id where k.subject = :subject""").param("subject", word).query(String.class).list())
                .as(door.name())
                .containsExactly("nobody, on the list of " + creator);
    }

    /** Leaves the field empty when the contact is created, or empties it where Ben stands. */
    private String leaveEmpty(Door door) {
        switch (door) {
            case PAGE -> {
                Map<String, String> form = new HashMap<>(Map.of(
                        "idempotencyKey",
                        UUID.randomUUID().toString(),
                        "addressId",
                        String.valueOf(address),
                        "addressText",
                        word,
                        "addressLabel",
                        word,
                        "type",
                        "CALL",
                        "direction",
                        "OUTGOING",
                        "status",
                        "PLANNED",
                        "date",
                        "2031-01-15",
                        "time",
                        "10:30",
                        "subject",
                        word));
                form.put("responsible", "");
                form.put("responsibleText", " \u00a0");
                done(pages.as("anna").submit("/contacts/new", form));
            }
            case API -> created("");
            case API_WITHOUT -> created(null);
            case API_BLANK -> created(" \u00a0\u200b");
            case TASKLIST ->
                assertThat(Tasklist.of(api, "anna")
                                .start(ContactBpmn.KEY, body(""))
                                .status())
                        .isEqualTo(200);
            case BULK_PLAN -> {
                done(api.as("maria")
                        .post(
                                "/api/campaigns/" + campaign + "/plan-contacts",
                                Map.of(
                                        "type", "CALL",
                                        "startFrom", "2031-01-15T09:00",
                                        "startTo", "2031-01-16T17:00",
                                        "responsibles", List.of(),
                                        "subject", word)));
                plan();
                return "maria";
            }
            case BULK_PLAN_PAGE -> {
                done(pages.as("maria")
                        .submit(
                                "/campaigns/" + campaign + "/plan-contacts",
                                Map.of(
                                        "idempotencyKey", UUID.randomUUID().toString(),
                                        "type", "CALL",
                                        "direction", "OUTGOING",
                                        "startFrom", "2031-01-15T09:00",
                                        "startTo", "2031-01-16T17:00",
                                        "responsibleText", "",
                                        "subject", word)));
                plan();
                return "maria";
            }
            case CHANGED_ON_PAGE -> {
                String path = "/contacts/" + bens();
                Map<String, String> form =
                        new HashMap<>(Forms.fields(pages.as("anna").get(path).text()));
                form.put("responsible", "");
                form.put("responsibleText", "");
                done(pages.as("anna").submit(path, form));
            }
            case CHANGED_BY_API -> {
                long id = bens();
                done(api.as("anna").patch("/api/contacts/" + id, Map.of("version", version(id), "responsible", "")));
            }
            case REASSIGNED_IN_LIST -> {
                long id = bens();
                done(pages.as("anna")
                        .submit(
                                "/reminders",
                                Map.of(
                                        "do",
                                        "reassign:selected",
                                        "selected",
                                        id,
                                        "version-" + id,
                                        version(id),
                                        "responsible",
                                        "",
                                        "responsibleText",
                                        "")));
            }
            case REASSIGNED_IN_CAMPAIGN -> {
                long id = bens();
                done(pages.as("maria")
                        .submit(
                                "/campaigns/" + campaign + "/open-contacts",
                                Map.of(
                                        "action", "reassign",
                                        "selected", id + ":" + version(id),
                                        "responsible", "",
                                        "responsibleText", " \u00a0")));
            }
            case REASSIGNED_BY_API -> {
                long id = bens();
                done(api.as("maria")
                        .post(
                                "/api/bulk/reassign",
                                Map.of(
                                        "contacts",
                                        List.of(Map.of("id", id, "version", version(id))),
                                        "responsible",
                                        "")));
            }
        }
        return "anna";
    }

    /** Runs the order's jobs, which nobody but the job executor does otherwise. */
    private void plan() {
        String order = jdbc.sql("select id from rapport.bulk_plan where campaign_id = :campaign")
                .param("campaign", campaign)
                .query(String.class)
                .single();
        String instance = runtimeService
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(order, BulkPlanBpmn.KEY)
                .singleResult()
                .getId();
        jobs.runDue(instance);
    }

    private static void done(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 399);
    }

    private long created(@Nullable String responsible) {
        return campaigns.contact(body(responsible)).json().path("id").asLong();
    }

    private Map<String, Object> body(@Nullable String responsible) {
        Map<String, Object> body = campaigns.aPlannedContact(address, campaign);
        body.put("subject", word);
        if (responsible != null) {
            body.put("responsible", responsible);
        }
        return body;
    }

    private long bens() {
        return created("ben");
    }

    private int version(long id) {
        return jdbc.sql("select version from rapport.contact where id = :id")
                .param("id", id)
                .query(Integer.class)
                .single();
    }
}

package dev.rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.campaign.TestCampaigns;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Forms;
import dev.rapport.support.Pages;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is typed into a lookup without choosing: the only hit is meant, on every door, but never one that a typed word
 * speaks against, though a search looks at the first two words only (rule 4).
 */
@IntegrationTest
class TypedWithoutChoosingTest {

    @Autowired
    private Api api;

    @Autowired
    private Pages pages;

    @Autowired
    private TestCampaigns campaigns;

    @Autowired
    private JdbcClient jdbc;

    private final String word = "z" + UUID.randomUUID().toString().substring(0, 8);
    private Pages anna;
    private Pages maria;
    private String address = "";
    private String campaign = "";
    private String contact = "";
    private String measure = "";

    /** Where something can be typed, of a kind that is told by its third word. */
    private enum Door {
        ADDRESS,
        ADDRESS_OF_CONTACT,
        RESPONSIBLE,
        CAMPAIGN,
        RESPONSIBLE_OF_CONTACT,
        CAMPAIGN_OF_CONTACT,
        RESPONSIBLE_OF_MEASURE,
        CAMPAIGN_OF_MEASURE,
        NEW_MEASURE,
        ASSIGNMENT,
        REASSIGNMENT,
        REASSIGNMENT_IN_CAMPAIGN,
        BULK_PLAN,
        COLLEAGUE;

        String fitting(String word) {
            return switch (this) {
                case ADDRESS, ADDRESS_OF_CONTACT -> word + " Nord Lübeck 23552 luebeck";
                case CAMPAIGN, CAMPAIGN_OF_CONTACT, CAMPAIGN_OF_MEASURE, ASSIGNMENT -> word + " Messe – fruehjahr";
                default -> "Ben Yilmaz ben";
            };
        }

        String contradicted(String word) {
            return switch (this) {
                case ADDRESS, ADDRESS_OF_CONTACT -> word + " Nord Hamburg";
                case CAMPAIGN, CAMPAIGN_OF_CONTACT, CAMPAIGN_OF_MEASURE, ASSIGNMENT -> word + " Messe Herbst";
                default -> "Ben Yilmaz Hamburg";
            };
        }
    }

    @BeforeEach
    void oneThatIsFoundByTwoWords() {
        anna = pages.as("anna");
        maria = pages.as("maria");
        address = created(
                "anna",
                "/api/addresses",
                Map.of("kind", "company", "name", word + " Nord", "town", "Lübeck", "postcode", "23552"));
        campaign = created("maria", "/api/campaigns", Map.of("title", word + " Messe Frühjahr"));
        contact = campaigns
                .contact(campaigns.aPlannedContact(Long.parseLong(address), Long.valueOf(campaign)))
                .json()
                .path("id")
                .asString();
        measure = created("anna", "/api/measures", Map.of("subject", word));
    }

    @ParameterizedTest
    @EnumSource
    void theOnlyHitIsMeantWhenEveryWordFits(Door door) {
        assertThat(typedInto(door, door.fitting(word))).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aHitThatAWordSpeaksAgainstIsNot(Door door) {
        assertThat(typedInto(door, door.contradicted(word))).isFalse();
    }

    @Test
    void whoAsksForAnothersListIsAskedWhomHeMeans() {
        Answer asked = anna.get("/reminders?scopeText=Ben+Yilmaz+Hamburg");
        assertThat(asked.status()).isEqualTo(422);
        assertThat(asked.text())
                .contains("Bitte wählen Sie einen Benutzer aus der Liste", "value=\"Ben Yilmaz Hamburg\"")
                .contains("/reminders?scope=ben&amp;");
    }

    /** Whether what was typed was taken for somebody or something. */
    private boolean typedInto(Door door, String typed) {
        return switch (door) {
            case ADDRESS -> createsAContact(Map.of("addressText", typed, "addressId", "", "addressLabel", ""));
            case ADDRESS_OF_CONTACT -> saves("/contacts/" + contact, Map.of("addressText", typed, "addressId", ""));
            case RESPONSIBLE -> createsAContact(Map.of("responsibleText", typed));
            case CAMPAIGN -> createsAContact(Map.of("campaignIdText", typed));
            case RESPONSIBLE_OF_CONTACT -> saves("/contacts/" + contact, Map.of("responsibleText", typed));
            case CAMPAIGN_OF_CONTACT -> saves("/contacts/" + contact, Map.of("campaignIdText", typed));
            case RESPONSIBLE_OF_MEASURE -> saves("/measures/" + measure, Map.of("responsibleText", typed));
            case CAMPAIGN_OF_MEASURE -> saves("/measures/" + measure, Map.of("campaignIdText", typed));
            case NEW_MEASURE -> saves("/measures/new", "/measures", Map.of("subject", word, "responsibleText", typed));
            case ASSIGNMENT ->
                done(anna.submit("/addresses/" + address + "/campaigns", Map.of("campaignIdText", typed)));
            case REASSIGNMENT ->
                done(anna.submit("/reminders", reassigned("do", "reassign:selected", "selected", contact, typed)));
            case REASSIGNMENT_IN_CAMPAIGN ->
                done(maria.submit(
                        "/campaigns/" + campaign + "/open-contacts",
                        reassigned("action", "reassign", "selected", contact + ":" + version(), typed)));
            case BULK_PLAN ->
                maria.submit(
                                        "/campaigns/" + campaign + "/plan-contacts",
                                        Map.of("action", "add", "responsibleText", typed))
                                .status()
                        == 200;
            case COLLEAGUE ->
                anna.get("/reminders?scopeText=" + typed.replace(" ", "+")).status() == 200;
        };
    }

    private Map<String, String> reassigned(String action, String reassign, String selected, String id, String typed) {
        return Map.of(
                action,
                reassign,
                selected,
                id,
                "version-" + id,
                String.valueOf(version()),
                "responsible",
                "",
                "responsibleText",
                typed);
    }

    private boolean createsAContact(Map<String, String> typed) {
        Map<String, String> form = new LinkedHashMap<>(Map.of(
                "idempotencyKey", UUID.randomUUID().toString(),
                "addressId", address,
                "addressText", word,
                "addressLabel", word,
                "type", "CALL",
                "direction", "INCOMING",
                "status", "PERFORMED",
                "date", "2026-01-15",
                "time", "10:30",
                "duration", "00:05"));
        form.put("subject", word);
        form.putAll(typed);
        return done(anna.submit("/contacts/new", form));
    }

    private boolean saves(String path, Map<String, String> typed) {
        return saves(path, path, typed);
    }

    private boolean saves(String shown, String path, Map<String, String> typed) {
        Map<String, String> form = new HashMap<>(Forms.fields(anna.get(shown).text()));
        form.put("idempotencyKey", UUID.randomUUID().toString());
        typed.forEach((field, value) -> {
            form.put(field, value);
            form.computeIfPresent(field.replace("Text", ""), (name, old) -> field.endsWith("Text") ? "" : value);
        });
        return done(anna.submit(path, form));
    }

    private static boolean done(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isIn(302, 303, 422);
        return answer.status() != 422;
    }

    private int version() {
        return jdbc.sql("select version from rapport.contact where id = :id")
                .param("id", Long.valueOf(contact))
                .query(Integer.class)
                .single();
    }

    private String created(String user, String path, Map<String, ?> body) {
        Answer answer = api.as(user).post(path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asString();
    }
}

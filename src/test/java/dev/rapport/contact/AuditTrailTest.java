package dev.rapport.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.shared.BusinessTime;
import dev.rapport.support.Api;
import dev.rapport.support.Forms;
import dev.rapport.support.Pages;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Colleagues stand in for each other, and the audit trail names who did it: every field that people can change. */
@IntegrationTest
class AuditTrailTest {

    @Autowired
    private Api api;

    @Autowired
    private Pages pages;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private BusinessTime time;

    @Autowired
    private JdbcClient jdbc;

    @ParameterizedTest
    @CsvSource({
        "subject, Anderer Betreff, Angebot nachfassen, Anderer Betreff",
        "description, Mehr dazu, -, Mehr dazu",
        "infotext, Rückruf, -, Rückruf",
        "responsible, maria, -, maria"
    })
    void aChangedFieldOfAContactIsOnRecord(String field, String value, String before, String after) {
        Existing contact = contacts.aPlannedContact().create();

        change(contact, Map.of(field, value));

        assertThat(entries("contact", contact.id())).containsExactly("ben " + field + ": " + before + " > " + after);
    }

    @Test
    void whatStaysTheSameIsNot() {
        Existing contact = contacts.aPlannedContact().with("description", "So").create();

        change(contact, Map.of("subject", "Angebot nachfassen", "description", "So", "reminder", false));

        assertThat(entries("contact", contact.id())).isEmpty();
    }

    @Test
    void aReminderIsOnRecordWhenItIsSwitchedOnMovedSnoozedAndRemoved() {
        Existing contact = contacts.aPlannedContact().create();
        Existing on = change(contact, Map.of("reminder", true));
        Existing hour = change(on, Map.of("reminderLead", "PT1H"));
        String until = time.now().plus(Duration.ofHours(2)).toString();
        String reminder = "/api/reminders/" + on.reminderId();
        Instant snoozed = java.time.OffsetDateTime.parse(api.as("ben")
                        .post(reminder + "/snooze", Map.of("until", until))
                        .json()
                        .path("dueAt")
                        .asString())
                .toInstant();
        api.as("ben").send("DELETE", reminder, null);

        List<String> entries = entries("contact", contact.id());
        assertThat(entries.subList(0, 2))
                .containsExactly(
                        "ben reminder: - > " + on.reminderDueAt(),
                        "ben reminder: " + on.reminderDueAt() + " > " + hour.reminderDueAt());
        assertThat(entries).hasSize(4);
        assertThat(Instant.parse(entries.get(2).replaceFirst(".* > ", "")).getEpochSecond())
                .isEqualTo(snoozed.getEpochSecond());
        assertThat(entries.get(3)).endsWith(" > -");
        assertThat(pages.as("anna").get("/contacts/" + contact.id()).status()).isEqualTo(200);
    }

    @Test
    void switchingAReminderOffIsOnRecordAndSoIsWhatClosingChanges() {
        Existing off = contacts.aPlannedContact().withReminder().create();
        change(off, Map.of("reminder", false));
        assertThat(entries("contact", off.id())).hasSize(1);

        Existing closed = contacts.aPlannedContact().withReminder().create();
        contacts.close(
                closed,
                "anna",
                Map.of("outcome", "performed", "start", "2026-01-05T10:00", "duration", "00:15", "infotext", "So"));
        String planned = closed.json().path("start").asString();
        assertThat(entries("contact", closed.id()))
                .containsExactlyInAnyOrder(
                        "anna start: " + OffsetDateTime.parse(planned).toInstant() + " > 2026-01-05T09:00:00Z",
                        "anna duration: 00:00 > 00:15",
                        "anna infotext: - > So");

        Existing notPerformed = contacts.aPlannedContact().create();
        contacts.close(notPerformed, "anna", Map.of("outcome", "notPerformed"));
        assertThat(entries("contact", notPerformed.id())).isEmpty();
    }

    @Test
    void anEditedAddressIsOnRecord() {
        long company = contacts.aCompany();
        int version = api.as("ben")
                .get("/api/addresses/" + company)
                .json()
                .path("version")
                .asInt();

        api.as("ben")
                .patch(
                        "/api/addresses/" + company,
                        Map.of("version", version, "street", "Hafenstraße 1", "town", "Berlin", "phone", "030 99"));

        assertThat(entries("address", company))
                .containsExactly("ben street: - > Hafenstraße 1", "ben phone: +49 30 123456 > 030 99");
    }

    @Test
    void aChangedAndADeletedCampaignAreOnRecord() {
        Api maria = api.as("maria");
        var created = maria.post("/api/campaigns", Map.of("title", "Messe")).json();
        long campaign = created.path("id").asLong();
        maria.patch(
                "/api/campaigns/" + campaign,
                Map.of("version", created.path("version").asInt(), "title", "Herbstmesse"));

        assertThat(maria.send("DELETE", "/api/campaigns/" + campaign, null).status())
                .isEqualTo(204);
        assertThat(maria.send("DELETE", "/api/campaigns/" + campaign, null).status())
                .as("once more changes nothing")
                .isEqualTo(204);

        assertThat(entries("campaign", campaign))
                .containsExactly("maria title: Messe > Herbstmesse", "maria deleted: false > true");
    }

    @Test
    void changedFieldsOfAMeasureAreOnRecord() {
        long campaign = contacts.aCampaign(false);
        var created =
                api.as("anna").post("/api/measures", Map.of("subject", "Brief")).json();
        long measure = created.path("id").asLong();

        var changed = api.as("ben")
                .patch(
                        "/api/measures/" + measure,
                        Map.of(
                                "version",
                                created.path("version").asInt(),
                                "subject",
                                "Katalog",
                                "infotext",
                                "Auflage 500",
                                "plannedFor",
                                "2031-02-03",
                                "responsible",
                                "maria",
                                "campaignId",
                                campaign));

        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(entries("measure", measure))
                .containsExactlyInAnyOrder(
                        "ben subject: Brief > Katalog",
                        "ben infotext: - > Auflage 500",
                        "ben plannedFor: - > 2031-02-03",
                        "ben responsible: - > maria",
                        "ben campaignId: - > " + campaign);
    }

    @Test
    void aMovedContactAndItsCampaignAreOnRecord() {
        Existing contact = contacts.aPlannedContact().create();
        long campaign = contacts.aCampaign(false);

        change(contact, Map.of("start", "2031-02-03T10:00", "campaignId", campaign));

        assertThat(entries("contact", contact.id()))
                .hasSize(2)
                .anyMatch(entry -> entry.startsWith("ben start: ") && entry.contains(" > 2031-02-03"))
                .contains("ben campaignId: - > " + campaign);
    }

    /** What one person does at one time is one entry, also when it is told by fields and by the model's steps. */
    @Test
    void thePageTellsWhatOnePersonDidAtOneTimeAsOneThing() {
        Existing contact = contacts.aPlannedContact().create();
        assertThat(course(contact)).singleElement().asString().contains("Angelegt", "Kontakt eintragen");

        Existing changed =
                change(contact, Map.of("subject", "Neu", "description", "So", "infotext", "Rückruf", "reminder", true));
        assertThat(course(contact)).hasSize(2);
        assertThat(course(contact).get(0)).contains("Ben Yılmaz", "Betreff", "Beschreibung", "Infotext", "Erinnerung");

        Map<String, String> form =
                Forms.fields(pages.as("anna").get("/contacts/" + contact.id()).text());
        form.putAll(Map.of(
                "subject", "Noch neuer", "outcome", "performed", "duration", "10", "date", "gestern", "time", "9"));
        form.put("reminderLead", form.get("wasReminderLead"));
        assertThat(pages.as("anna").submit("/contacts/" + contact.id(), form).status())
                .isEqualTo(303);
        assertThat(course(changed)).hasSize(3);
        assertThat(course(changed).get(0))
                .contains("Anna Berger", "Noch neuer", "Durchgeführt festhalten")
                // every field that has changed, and what it was
                .containsPattern("Start</span>\\s*<span class=\"course-value course-before\">[^<]*10:00")
                .containsPattern(
                        "Dauer</span>\\s*<span class=\"course-value course-before\">00:00</span>[\\s\\S]*00:10");
    }

    private List<String> course(Existing contact) {
        String part = pages.as("anna")
                .asHtmx()
                .get("/contacts/" + contact.id() + "/course")
                .text();
        return List.of(part.split("course-when")).stream().skip(1).toList();
    }

    private Existing change(Existing contact, Map<String, ?> change) {
        Map<String, Object> body = new LinkedHashMap<>(change);
        body.put("version", contact.version());
        var answer = api.as("ben").patch("/api/contacts/" + contact.id(), body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return new Existing(answer.json());
    }

    private List<String> entries(String kind, long id) {
        return jdbc.sql("""
                        select done_by || ' ' || field || ': ' || coalesce(old_value, '-') || ' > ' || coalesce(new_value, '-')
                        from rapport.audit_entry where subject_kind = :kind and subject_id = :id order by id""")
                .param("kind", kind)
                .param("id", id)
                .query(String.class)
                .list();
    }
}

package dev.rapport.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.models.ContactBpmn;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.WorkingTime;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Conditions;
import dev.rapport.support.ContactModelFile;
import dev.rapport.support.Deployments;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A model plans the next contact when one has been closed. */
@IntegrationTest
class FollowUpTest {

    @Autowired
    private TestContacts contacts;

    @Autowired
    private Deployments deployments;

    @Autowired
    private BusinessTime time;

    @Autowired
    private WorkingTime work;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void bringTheStandardBack() {
        deployments.remove();
    }

    @Test
    void theNextOneIsWithTheSamePeopleAboutTheSameCampaign() {
        deploy(Map.of("followUpType", "VISIT", "followUpSubject", "Nachfassen: {subject} ({number})"));
        long company = contacts.aCompany();
        Existing contact = contacts.aPlannedContact()
                .with("addressId", company)
                .with("contactPersonId", contacts.aPersonAt(company))
                .with("campaignId", contacts.aCampaign(false))
                .responsible("ben")
                .create();

        Answer closed = contacts.close(contact);

        assertThat(closed.status()).as(closed.text()).isEqualTo(200);
        assertThat(closed.json()
                        .path("rules")
                        .valueStream()
                        .map(rule -> rule.path("name").asString()))
                .as("its own steps only")
                .containsExactly(
                        "Ergebnis prüfen", "Durchgeführt festhalten", "Erinnerungen entfernen", "Unsere Bedingung");
        JsonNode next = next(contact);
        assertThat(next.path("subject").asString())
                .isEqualTo("Nachfassen: Angebot nachfassen (" + contact.number() + ")");
        assertThat(next.path("type").asString()).isEqualTo("VISIT");
        assertThat(next.path("start").asString())
                .matches(work.plusWorkingDays(time.today(), 5) + "T"
                        + closed.json().path("start").asString().substring(11, 14) + "(00|15|30|45):00.*");
        assertThat(next.path("responsible").asString()).isEqualTo("ben");
        assertThat(next.path("createdBy").asString()).isEqualTo("anna");
        assertThat(next.path("reminder").path("lead").asString()).isEqualTo("P1D");
        for (String same : List.of("addressId", "contactPersonId", "campaignId")) {
            assertThat(next.path(same)).as(same).isEqualTo(contact.json().path(same));
        }
        assertThat(contacts.close(new Existing(next)).status())
                .as("an item like any other, with a follow-up of its own")
                .isEqualTo(200);
    }

    @Test
    void whoeverClosesItMayLookAfterTheNextOne() {
        deploy(Map.of("followUpResponsible", "closer"));
        Existing contact = contacts.aPlannedContact().responsible("ben").create();

        assertThat(contacts.close(contact).status()).isEqualTo(200);

        assertThat(next(contact).path("responsible").asString()).isEqualTo("anna");
        assertThat(next(contact).path("type").asString()).isEqualTo("CALL");
    }

    /** What cannot be chosen any more keeps nobody from closing. */
    @Test
    void whatHasBeenGivenUpIsLeftOut() {
        deploy(Map.of());
        Existing contact = contacts.aPlannedContact()
                .with("campaignId", contacts.aCampaign(false))
                .create();
        jdbc.sql("update rapport.campaign set deleted_at = now(), deleted_by = 'test' where id = :id")
                .param("id", contact.json().path("campaignId").asLong())
                .update();
        Existing gone = contacts.aPlannedContact().create();
        jdbc.sql("update rapport.address set inactive = true, inactive_at = now(), inactive_by = 'test' where id = :id")
                .param("id", gone.json().path("addressId").asLong())
                .update();

        assertThat(contacts.close(contact).status()).isEqualTo(200);
        assertThat(contacts.close(gone).status()).isEqualTo(200);

        assertThat(next(contact).path("campaignId").isNull()).isTrue();
        assertThat(later(gone)).isEmpty();
    }

    @Test
    void aSubjectIsCutToWhatFits() {
        deploy(Map.of("followUpSubject", "Noch einmal: {subject}"));
        Existing contact =
                contacts.aPlannedContact().with("subject", "😀".repeat(200)).create();

        assertThat(contacts.close(contact).status()).isEqualTo(200);

        String subject = next(contact).path("subject").asString();
        assertThat(subject.codePointCount(0, subject.length())).isEqualTo(200);
        assertThat(subject).startsWith("Noch einmal: 😀").endsWith("😀…");
    }

    private JsonNode next(Existing contact) {
        List<Long> later = later(contact);
        assertThat(later).hasSize(1);
        return contacts.read(later.get(0)).json();
    }

    private List<Long> later(Existing contact) {
        return jdbc.sql("select id from rapport.contact where address_id = :address and id > :id")
                .param("address", contact.json().path("addressId").asLong())
                .param("id", contact.id())
                .query(Long.class)
                .list();
    }

    private void deploy(Map<String, String> told) {
        Map<String, String> all = new HashMap<>(
                Map.of("workingDaysLater", "5", "followUpSubject", "{subject}", "followUpResponsible", "same"));
        all.putAll(told);
        deployments.deploy(
                "contact.bpmn",
                Conditions.between(
                        ContactModelFile.standard(),
                        "id=\"flow_remindersRemoved\" sourceRef=\"serviceTask_removeReminders\"",
                        ContactBpmn.FLOW_REMINDERS_REMOVED,
                        ContactBpmn.GATEWAY_CLOSED,
                        "planFollowUp",
                        all));
    }
}

package dev.rapport.item.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.campaign.TestCampaigns;
import dev.rapport.contact.TestContacts;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.support.Deployments;
import dev.rapport.support.ModelCorpus;
import dev.rapport.support.Pages;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The way of an item through its model, drawn from what Rapport keeps. */
@IntegrationTest
class ItemModelPageTest {

    @Autowired
    private Pages pages;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private TestCampaigns campaigns;

    @Autowired
    private Deployments deployments;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void bringTheStandardBack() {
        deployments.remove();
    }

    @Test
    void anOpenContactIsSomewhere() {
        Existing plain = contacts.aPlannedContact().create();
        Existing reminded = contacts.aPlannedContact().withReminder().create();

        assertThat(pages.as("anna").get("/contacts/" + plain.id()).text())
                .contains("href=\"/contacts/" + plain.id() + "/model\"", "Im Modell ansehen");
        String page = pages.as("anna").get("/contacts/" + plain.id() + "/model").text();
        assertThat(marked(page, "walked"))
                .contains(
                        "startEvent_contact",
                        "serviceTask_registerContact",
                        "flow_planned",
                        "flow_noReminder",
                        "userTask_carryOutContact")
                .doesNotContain("serviceTask_scheduleReminder", "flow_alreadyClosed", "serviceTask_checkOutcome");
        assertThat(marked(page, "here")).containsExactly("userTask_carryOutContact");
        assertThat(marked(
                        pages.as("anna")
                                .get("/contacts/" + reminded.id() + "/model")
                                .text(),
                        "walked"))
                .contains("serviceTask_scheduleReminder", "flow_reminderScheduled")
                .doesNotContain("flow_noReminder");
    }

    /** In the version that it ran in, although another one is in force by now and the engine remembers nothing. */
    @Test
    void aClosedOneHasTakenItsWay() {
        Existing contact = contacts.aPlannedContact().create();
        contacts.close(contact);
        jdbc.sql("delete from act_hi_procinst where business_key_ = :id and proc_def_key_ = 'contact'")
                .param("id", String.valueOf(contact.id()))
                .update();
        deployments.deploy("contact.bpmn", ModelCorpus.honest("renamed-labels"));

        String page =
                pages.as("ben").get("/contacts/" + contact.id() + "/model").text();

        assertThat(marked(page, "walked"))
                .contains(
                        "userTask_carryOutContact",
                        "serviceTask_checkOutcome",
                        "flow_performed",
                        "serviceTask_recordPerformed",
                        "serviceTask_removeReminders")
                .doesNotContain("serviceTask_recordNotPerformed", "flow_notPerformed");
        assertThat(marked(page, "here")).isEmpty();
        assertThat(page)
                .contains("Kontakt durchführen", "Grün ist der Weg, den der Vorgang genommen hat.")
                .doesNotContain("Neu: Kontaktvorgang");
    }

    @Test
    void aMeasureHasOneToo() {
        long id = campaigns.aMeasure(campaigns.aCampaign("Weg")).id();

        String page =
                pages.as("anna").inEnglish().get("/measures/" + id + "/model").text();

        assertThat(marked(page, "walked")).contains("serviceTask_registerMeasure", "userTask_carryOutMeasure");
        assertThat(marked(page, "here")).containsExactly("userTask_carryOutMeasure");
        assertThat(page).contains("Way through the model", "The blue mark shows what it waits for.");
    }

    @Test
    void whatIsNotThereHasNone() {
        for (String path : List.of("/contacts/0/model", "/contacts/x/model", "/measures/999999999/model")) {
            assertThat(pages.as("anna").get(path).status()).as(path).isEqualTo(404);
        }
        // as one that was imported
        long imported = jdbc.sql("""
                        insert into rapport.contact (number, address_id, type, direction, status, start_at, duration_minutes, subject,
                          created_at, created_by, closed_at, closed_by)
                        values ('K-1996-900001', :address, 'CALL', 'OUTGOING', 'PERFORMED', now(), 5, 'Alt', now(), 'anna', now(), 'anna')
                        returning id""")
                .param("address", contacts.aCompany())
                .query(Long.class)
                .single();
        String page = pages.as("anna").get("/contacts/" + imported + "/model").text();
        assertThat(page)
                .contains("Von diesem Vorgang ist kein Schritt eines Modells bekannt.")
                .doesNotContain("data-viewer");
        assertThat(pages.as("anna").get("/contacts/" + imported).text()).doesNotContain("Im Modell ansehen");
    }

    private static Set<String> marked(String page, String how) {
        return Pattern.compile("data-element=\"([^\"]+)\" data-" + how + "=\"true\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

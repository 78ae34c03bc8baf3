package dev.rapport.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.models.ContactBpmn;
import dev.rapport.support.Deployments;
import dev.rapport.support.ModelCorpus;
import dev.rapport.support.TestUsers;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Events that change a contact: who is in charge of it, and its campaign (rule 32). */
@IntegrationTest
class ModelledChangeTest {

    @Autowired
    private TestContacts contacts;

    @Autowired
    private Deployments deployments;

    @Autowired
    private TaskService taskService;

    @Autowired
    private ManagementService managementService;

    @Autowired
    private TestUsers users;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void bringTheStandardBack() {
        deployments.remove();
    }

    @Test
    void whoeverPlansAVisitPlansItForSomebodyElse() {
        deploy("handed-over-by-type", "ben");

        Existing call = contacts.aPlannedContact().create();
        Existing visit =
                contacts.aPlannedContact().with("type", "VISIT").withReminder().create();

        assertThat(responsible(call)).isEmpty();
        assertThat(responsible(visit)).isEqualTo("ben");
        assertThat(visit.version())
                .as("what was answered is what is there")
                .isEqualTo(contacts.read(visit.id()).version());
        assertThat(assignee(call)).isEqualTo("anna");
        assertThat(assignee(visit)).isEqualTo("ben");
        assertThat(jdbc.sql("select count(*) from rapport.reminder where contact_id = :id and removed_at is null")
                        .param("id", visit.id())
                        .query(Integer.class)
                        .single())
                .isOne();
        assertThat(contacts.close(visit).status()).as("colleagues stand in").isEqualTo(200);
    }

    /** The form that somebody has open meanwhile is outdated, as after any other change. */
    @ParameterizedTest
    @ValueSource(strings = {"handed-over-when-late", "handed-over-when-late-anew"})
    void whoLetsItLieLosesIt(String model) {
        deploy(model, "ben");
        Existing contact = contacts.aPlannedContact().create();

        managementService.executeJob(managementService
                .createJobQuery()
                .processInstanceId(taskService
                        .createTaskQuery()
                        .taskId(contact.taskId())
                        .singleResult()
                        .getProcessInstanceId())
                .timers()
                .singleResult()
                .getId());

        assertThat(assignee(contact)).isEqualTo("ben");
        assertThat(responsible(contact)).isEqualTo("ben");
        assertThat(contacts.close(contact).status()).isEqualTo(409);
        assertThat(contacts.close(contacts.read(contact.id())).status()).isEqualTo(200);
        assertThat(jdbc.sql("select field || ' > ' || new_value from rapport.audit_entry where subject_id = :id")
                        .param("id", contact.id())
                        .query(String.class)
                        .list())
                .contains("responsible > ben");
    }

    @Test
    void theModelAssignsACampaign() {
        long old = contacts.aCampaign(false);
        long fair = contacts.aCampaign(false);
        deployments.deploy(
                "contact.bpmn",
                ModelCorpus.honest("handed-over-by-type")
                        .replace("${handOverContact}", "${assignContactCampaign}")
                        .replace("\"handOverTo\">anna<", "\"campaignToAssign\">" + fair + "<"));

        Existing call = contacts.aPlannedContact().with("campaignId", old).create();
        Existing visit = contacts.aPlannedContact()
                .with("campaignId", old)
                .with("type", "VISIT")
                .create();
        jdbc.sql("update rapport.campaign set deleted_at = now(), deleted_by = 'maria' where id = :id")
                .param("id", fair)
                .update();
        Existing later = contacts.aPlannedContact().with("type", "VISIT").create();

        assertThat(campaign(call)).isEqualTo(old);
        assertThat(campaign(visit)).isEqualTo(fair);
        assertThat(campaign(later))
                .as("nobody is kept from planning because it was deleted")
                .isZero();
        assertThat(visit.version()).isEqualTo(contacts.read(visit.id()).version());
        assertThat(contacts.close(visit).status()).isEqualTo(200);
    }

    @Test
    void theModelTakesTheCampaignOff() {
        deployments.deploy("contact.bpmn", ModelCorpus.honest("campaign-taken-off"));
        long campaign = contacts.aCampaign(false);

        assertThat(campaign(
                        contacts.aPlannedContact().with("campaignId", campaign).create()))
                .isEqualTo(campaign);
        assertThat(campaign(contacts.aPlannedContact()
                        .with("campaignId", campaign)
                        .with("type", "VISIT")
                        .create()))
                .isZero();
    }

    /** It is an event: nobody is kept from planning because somebody has left. */
    @Test
    void whoCannotBeInChargeAnyMoreIsNotPutInCharge() {
        deploy("handed-over-by-type", "maria");
        jdbc.sql("update rapport.app_user set enabled = false where user_id = 'maria'")
                .update();
        try {
            Existing visit =
                    contacts.aPlannedContact().by("ben").with("type", "VISIT").create();

            assertThat(responsible(visit)).isEmpty();
            assertThat(assignee(visit)).isEqualTo("ben");
        } finally {
            jdbc.sql("update rapport.app_user set enabled = true where user_id = 'maria'")
                    .update();
        }
    }

    /** For whoever reports to nobody nothing changes. */
    @Test
    void itIsGivenToWhomItsCreatorReports() {
        deploy("handed-over-by-type", "{creator.manager}");
        String head = users.somebodyNew();
        String clerk = users.somebodyWhoReportsTo(head);

        Existing visit =
                contacts.aPlannedContact().by(clerk).with("type", "VISIT").create();
        Existing annas = contacts.aPlannedContact().with("type", "VISIT").create();

        assertThat(responsible(visit)).isEqualTo(head);
        assertThat(assignee(visit)).isEqualTo(head);
        assertThat(responsible(annas)).isEmpty();
        assertThat(assignee(annas)).isEqualTo("anna");
    }

    private void deploy(String model, String login) {
        deployments.deploy("contact.bpmn", ModelCorpus.honest(model).replace(">anna<", ">" + login + "<"));
    }

    private String responsible(Existing contact) {
        return contacts.read(contact.id()).json().path("responsible").asString("");
    }

    /** Zero for none. */
    private long campaign(Existing contact) {
        return contacts.read(contact.id()).json().path("campaignId").asLong(0);
    }

    private String assignee(Existing contact) {
        return taskService
                .createTaskQuery()
                .processInstanceBusinessKey(String.valueOf(contact.id()))
                .taskDefinitionKey(ContactBpmn.USER_TASK_CARRY_OUT_CONTACT)
                .singleResult()
                .getAssignee();
    }
}

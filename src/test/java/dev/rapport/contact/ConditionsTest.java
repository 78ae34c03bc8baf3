package dev.rapport.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.models.ContactBpmn;
import dev.rapport.shared.BusinessTime;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Conditions;
import dev.rapport.support.ContactModelFile;
import dev.rapport.support.Deployments;
import dev.rapport.support.Rows;
import dev.rapport.support.SecondTasks;
import dev.rapport.support.Session;
import dev.rapport.support.Tasklist;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Steps that a process admin tells what they are about: conditions before a contact is closed, and when to remind (rule 32). */
@IntegrationTest
class ConditionsTest {

    private static final Map<String, String> PERFORMED = Map.of("outcome", "performed", "duration", "00:15");

    private static final Map<String, String> NOT_PERFORMED = Map.of("outcome", "notPerformed");

    @Autowired
    private Api api;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private Deployments deployments;

    @Autowired
    private TaskService taskService;

    @Autowired
    private BusinessTime time;

    @Autowired
    private Rows rows;

    @AfterEach
    void bringTheStandardBack() {
        deployments.remove();
    }

    @Test
    void aReasonIsAskedForOnEveryDoorWhereSomethingDidNotTakePlace() {
        deploy("requireContactField", Map.of("requiredField", "infotext", "onlyForOutcome", "notPerformed"));
        Existing contact = contacts.aPlannedContact()
                .with("description", "Um Rückruf gebeten")
                .create();
        var before = rows.count();

        Answer refused = contacts.close(contact, "anna", NOT_PERFORMED);
        Answer invisible =
                contacts.close(contact, "anna", Map.of("outcome", "notPerformed", "infotext", "\u00a0\u200b\n"));
        Tasklist.Answer inTasklist = Tasklist.of(api, "anna").in("de").complete(contact.taskId(), NOT_PERFORMED);
        String page = Session.of(api, "anna")
                .form("/contacts/" + contact.id(), Map.of("version", "0", "outcome", "notPerformed"))
                .body();

        refusedBy(refused, "infotext:required");
        assertThat(refused.json().path("detail").asString()).isEqualTo("Infotext: Pflichtfeld.");
        refusedBy(invisible, "infotext:required");
        assertThat(inTasklist.status()).isEqualTo(422);
        assertThat(inTasklist.message()).contains("Infotext: Pflichtfeld.");
        assertThat(page).contains("Unsere Bedingung", "Pflichtfeld");
        assertThat(rows.count()).isEqualTo(before);

        Answer performed = contacts.close(contacts.aPlannedContact().create());
        assertThat(performed.status())
                .as("of what took place none is asked for")
                .isEqualTo(200);
        assertThat(performed
                        .json()
                        .path("rules")
                        .valueStream()
                        .map(rule -> rule.path("name").asString()))
                .as("and nobody is told that it was")
                .doesNotContain("Unsere Bedingung")
                .isNotEmpty();
        Answer closed =
                contacts.close(contact, "anna", Map.of("outcome", "notPerformed", "infotext", "War nicht im Haus"));
        assertThat(closed.status()).as(closed.text()).isEqualTo(200);
        assertThat(closed.json()
                        .path("rules")
                        .valueStream()
                        .map(rule -> rule.path("name").asString()))
                .contains("Unsere Bedingung");
    }

    @Test
    void whoReadItBeforeSomebodyElseFilledItInIsToldThatAndNotThatItIsMissing() {
        deploy("requireContactField", Map.of("requiredField", "description"));
        Existing contact = contacts.aPlannedContact().create();
        contacts.change(contact, Map.of("description", "Um Rückruf gebeten"));

        assertThat(contacts.close(contact).status()).isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource({"description, Es geht um mehr", "responsible, ben"})
    void aFieldMustBeFilledIn(String field, String value) {
        deploy("requireContactField", Map.of("requiredField", field));
        Existing contact = contacts.aPlannedContact().create();

        refusedBy(contacts.close(contact), field + ":required");
        Existing changed =
                new Existing(contacts.change(contact, Map.of(field, value)).json());

        assertThat(contacts.close(changed).status()).isEqualTo(200);
    }

    @Test
    void somebodyMustHaveBeenSpokenTo() {
        deploy("requireContactField", Map.of("requiredField", "contactPersonId"));
        long company = contacts.aCompany();

        refusedBy(
                contacts.close(
                        contacts.aPlannedContact().with("addressId", company).create()),
                "contactPersonId:required");
        assertThat(contacts.close(contacts.aPlannedContact()
                                .with("addressId", company)
                                .with("contactPersonId", contacts.aPersonAt(company))
                                .create())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aContactMustHaveTakenLonger() {
        deploy("requireDuration", Map.of("moreThan", "00:15", "onlyForOutcome", "performed"));
        Existing contact = contacts.aPlannedContact().create();

        Answer refused = contacts.close(contact, "anna", PERFORMED);
        refusedBy(refused, "duration:duration.too-short");
        assertThat(refused.json().path("detail").asString()).isEqualTo("Dauer: Bitte mehr als 00:15 angeben.");
        assertThat(contacts.close(contact, "anna", Map.of("outcome", "performed"))
                        .errors())
                .containsExactly("duration:duration.too-short");
        assertThat(contacts.close(contact, "anna", Map.of("outcome", "performed", "duration", "viel"))
                        .errors())
                .as("what is no duration at all")
                .containsExactly("duration:duration.invalid");
        assertThat(contacts.close(contact, "anna", Map.of("outcome", "performed", "duration", "00:16"))
                        .status())
                .isEqualTo(200);
        assertThat(contacts.close(contacts.aPlannedContact().create(), "anna", NOT_PERFORMED)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aCampaignMustBeAssigned() {
        deploy("requireContactCampaign", Map.of());
        Existing contact = contacts.aPlannedContact().create();

        refusedBy(contacts.close(contact), "campaignId:required");
        assertThat(contacts.close(contacts.aPlannedContact()
                                .with("campaignId", contacts.aCampaign(false))
                                .create())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void nobodyElseMayClose() {
        deploy("requireContactResponsible", Map.of());
        Existing bens = contacts.aPlannedContact().responsible("ben").create();
        Existing annas = contacts.aPlannedContact().create();

        Answer refused = contacts.close(bens, "anna", PERFORMED);
        refusedBy(refused, "status:only-responsible");
        assertThat(refused.json().path("detail").asString()).matches("Das darf nur .*Ben.* fertigstellen\\.");
        refusedBy(contacts.close(annas, "ben", PERFORMED), "status:only-responsible");
        assertThat(contacts.close(bens, "ben", PERFORMED).status()).isEqualTo(200);
        assertThat(contacts.close(annas, "anna", PERFORMED).status())
                .as("whoever created it, where nobody is responsible")
                .isEqualTo(200);
    }

    @Test
    void itMayBeTooLate() {
        deploy("requireContactDays", Map.of("sideOfDays", "atMost", "daysAfter", "3"));

        Answer refused = contacts.close(planned(-4));
        refusedBy(refused, "status:too-late");
        assertThat(refused.json().path("detail").asString()).startsWith("Das ließ sich nur bis ");
        assertThat(contacts.close(planned(-3)).status()).isEqualTo(200);
        assertThat(contacts.close(planned(7)).status()).isEqualTo(200);
    }

    @Test
    void itMayBeTooEarly() {
        deploy("requireContactDays", Map.of("sideOfDays", "atLeast", "daysAfter", "0"));

        refusedBy(contacts.close(planned(1)), "status:too-early");
        assertThat(contacts.close(planned(-1)).status()).isEqualTo(200);
    }

    /** Behind an approval what counts is what was reported, not what whoever approves has said. */
    @Test
    void whatWasReportedCounts() {
        deployments.deploy(
                "contact.bpmn",
                Conditions.between(
                        SecondTasks.plainApprovalAfterContact(SecondTasks.MANAGERS),
                        "id=\"flow_approved\" sourceRef=\"userTask_approve\"",
                        "flow_approved",
                        ContactBpmn.SERVICE_TASK_RECORD_PERFORMED,
                        "requireContactField",
                        Map.of("requiredField", "infotext")));
        Existing silent = contacts.aPlannedContact().create();
        Existing told = contacts.aPlannedContact().create();

        assertThat(contacts.close(silent, "anna", PERFORMED).status()).isEqualTo(200);
        assertThat(contacts.close(
                                told,
                                "anna",
                                Map.of("outcome", "performed", "duration", "00:15", "infotext", "Will bestellen"))
                        .status())
                .isEqualTo(200);

        assertThat(approve(silent).status()).isEqualTo(422);
        assertThat(approve(told).status()).isEqualTo(204);
        assertThat(contacts.read(told.id()).json().path("status").asString()).isEqualTo("PERFORMED");
    }

    /** A variable of the same name, however it came there, tells a step nothing. */
    @Test
    void onlyTheModelTellsAStep() {
        deploy("requireContactField", Map.of("requiredField", "infotext", "onlyForOutcome", "notPerformed"));
        Existing contact = contacts.aPlannedContact().create();
        taskService.setVariable(contact.taskId(), "onlyForOutcome", "performed");

        refusedBy(contacts.close(contact, "anna", NOT_PERFORMED), "infotext:required");
    }

    /** Two hours before, whatever was chosen for the contact; and the page says so. */
    @Test
    void theModelMaySayWhenOneIsReminded() {
        deployments.deploy(
                "contact.bpmn",
                ContactModelFile.standard()
                        .replaceFirst("(?s)(id=\"serviceTask_scheduleReminder\".*?</bpmn:documentation>)", """
                                $1
                                <bpmn:extensionElements>
                                  <camunda:inputOutput>
                                    <camunda:inputParameter name="remindBefore">PT2H</camunda:inputParameter>
                                  </camunda:inputOutput>
                                </bpmn:extensionElements>"""));
        Existing contact = contacts.aPlannedContact().withReminder("P1D").create();

        assertThat(contact.json().path("reminder").path("lead").asString()).isEqualTo("PT2H");
        assertThat(time.local(contact.reminderDueAt()).toLocalDateTime())
                .isEqualTo(time.today().plusDays(7).atTime(8, 0));
        assertThat(Session.of(api, "anna").get("/contacts/" + contact.id()).body())
                .contains("selected=\"selected\">2 Stunden vorher");
        Existing moved = new Existing(contacts.change(
                        contact, Map.of("start", time.today().plusDays(8) + "T10:00"))
                .json());
        assertThat(time.local(moved.reminderDueAt()).toLocalDateTime())
                .isEqualTo(time.today().plusDays(8).atTime(8, 0));
        assertThat(contacts.change(moved, Map.of("reminderLead", "PT2H")).errors())
                .as("people choose from five")
                .containsExactly("reminderLead:not-found");
    }

    private Tasklist.Answer approve(Existing contact) {
        String task = taskService
                .createTaskQuery()
                .processInstanceBusinessKey(String.valueOf(contact.id()))
                .taskDefinitionKey("userTask_approve")
                .singleResult()
                .getId();
        return Tasklist.of(api, "maria").in("de").complete(task, Map.of());
    }

    private Existing planned(int daysFromToday) {
        return contacts.aPlannedContact()
                .startingAt(time.today().plusDays(daysFromToday) + "T10:00")
                .create();
    }

    private void deploy(String step, Map<String, String> told) {
        deployments.deploy("contact.bpmn", Conditions.behindCheckOutcome(ContactBpmn.KEY, step, told));
    }

    private static void refusedBy(Answer answer, String error) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.errors()).containsExactly(error);
        assertThat(answer.json().path("rule").path("step").asString()).isEqualTo(Conditions.ELEMENT);
        assertThat(answer.json().path("rule").path("name").asString()).isEqualTo("Unsere Bedingung");
    }
}

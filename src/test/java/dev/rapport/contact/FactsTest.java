package dev.rapport.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts.Draft;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.shared.BusinessTime;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Deployments;
import dev.rapport.support.ModelCorpus;
import dev.rapport.support.Tasklist;
import java.time.DayOfWeek;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Gateways that ask for what a contact's row says: {@code contact.type} and what else there is (rule 32). */
@IntegrationTest
class FactsTest {

    /** As the model writes it, in XML. */
    private static final String BY_TYPE = "${contact.type == 'VISIT' || contact.type == 'MEETING'}";

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

    @AfterEach
    void bringTheStandardBack() {
        deployments.remove();
    }

    @Test
    void theLeadDependsOnTheTypeOnEveryDoor() {
        deployments.deploy("contact.bpmn", ModelCorpus.honest("fact-lead-by-type"));
        Draft call = contacts.aPlannedContact().withReminder("P1D");
        Draft visit = contacts.aPlannedContact().withReminder("P1D").with("type", "VISIT");

        assertThat(lead(call.create())).isEqualTo("P1D");
        assertThat(lead(visit.create())).isEqualTo("P7D");

        Map<String, Object> form = new HashMap<>(visit.body());
        form.put("subject", "Aus Tasklist");
        // whoever hands in a variable of the item's name does not make it another one
        form.put("contact", "CALL");
        form.put("contact.type", "CALL");
        assertThat(Tasklist.of(api, "anna").in("de").start("contact", form).status())
                .isEqualTo(200);
        long started = api.as("anna")
                .get("/api/addresses/" + visit.body().get("addressId") + "/history?text=Tasklist")
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asLong();
        assertThat(lead(contacts.read(started))).isEqualTo("P7D");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            contact.direction == 'INCOMING'                      ; direction       ; OUTGOING ; INCOMING
            !empty contact.responsible                           ; responsible     ;          ; ben
            contact.responsible == 'ben'                         ; responsible     ; anna     ; ben
            !empty contact.campaignId                            ; campaignId      ;          ; campaign
            empty contact.contactPersonId                        ; contactPersonId ; person   ;
            contact.addressKind == 'PRIVATE'                     ; addressId       ; company  ; private
            contact.weekday == 'FRIDAY'                          ; start           ; MONDAY   ; FRIDAY
            contact.type == 'LETTER' || contact.type == 'FAX' ; type            ; CALL     ; FAX""")
    void whatIsAsked(String condition, String field, String no, String yes) {
        deployments.deploy(
                "contact.bpmn", ModelCorpus.honest("fact-lead-by-type").replace(BY_TYPE, "${" + condition + "}"));
        long company = contacts.aCompany();

        assertThat(lead(planned(company, field, no))).isEqualTo("P1D");
        assertThat(lead(planned(company, field, yes))).isEqualTo("P7D");
    }

    @Test
    void whatTookLongIsApproved() {
        deployments.deploy("contact.bpmn", ModelCorpus.honest("fact-approval-of-long-ones"));
        Existing brief = contacts.aPlannedContact().create();
        Existing typed = contacts.aPlannedContact().create();
        Existing thirty = contacts.aPlannedContact().create();
        Existing lengthy = contacts.aPlannedContact().responsible("ben").create();

        assertThat(statusAfter(brief, "00:15")).isEqualTo("PERFORMED");
        assertThat(statusAfter(thirty, "00:30")).isEqualTo("PERFORMED");
        assertThat(Tasklist.of(api, "anna")
                        .in("de")
                        .complete(
                                typed.taskId(),
                                Map.of(
                                        "outcome",
                                        "performed",
                                        "duration",
                                        "45",
                                        "start",
                                        time.nowLocal()
                                                .minusHours(1)
                                                .toLocalDateTime()
                                                .toString()))
                        .status())
                .as("as people type it")
                .isEqualTo(204);
        assertThat(contacts.read(typed.id()).json().path("status").asString()).isEqualTo("PLANNED");
        assertThat(statusAfter(lengthy, "00:31")).isEqualTo("PLANNED");

        Task approval = approval(lengthy);
        assertThat(approval.getAssignee()).as("asked for when the task begins").isEqualTo("ben");
        assertThat(approval(typed).getAssignee()).isNull();
        assertThat(Tasklist.of(api, "ben")
                        .in("de")
                        .complete(approval.getId(), Map.of())
                        .status())
                .isEqualTo(204);
        assertThat(contacts.read(lengthy.id()).json().path("status").asString()).isEqualTo("PERFORMED");
    }

    @Test
    void whatIsReportedLateIsApproved() {
        deployments.deploy("contact.bpmn", ModelCorpus.honest("fact-approval-of-long-ones"));

        assertThat(statusAfter(plannedFor(-6), "00:15")).isEqualTo("PERFORMED");
        assertThat(statusAfter(plannedFor(-7), "00:15")).isEqualTo("PLANNED");
        assertThat(statusAfter(plannedFor(30), "00:15"))
                .as("what is ahead is not overdue")
                .isEqualTo("PERFORMED");
    }

    /** The row speaks, and not what the contact was when it was planned. */
    @Test
    void whatHasBeenChangedMeanwhileCounts() {
        deployments.deploy(
                "contact.bpmn",
                ModelCorpus.honest("fact-approval-of-long-ones")
                        .replace(
                                "${contact.durationMinutes &gt; 30 || contact.daysOverdue &gt;= 7}",
                                "${contact.type == 'VISIT'}"));
        Existing call = contacts.aPlannedContact().create();

        Existing visit =
                new Existing(contacts.change(call, Map.of("type", "VISIT")).json());

        assertThat(statusAfter(visit, "00:15")).isEqualTo("PLANNED");
        assertThat(statusAfter(contacts.aPlannedContact().create(), "00:15")).isEqualTo("PERFORMED");
    }

    private Existing planned(long company, String field, String value) {
        Draft draft = contacts.aPlannedContact().with("addressId", company).withReminder("P1D");
        Object said = value == null
                ? null
                : switch (value) {
                    case "campaign" -> contacts.aCampaign(false);
                    case "person" -> contacts.aPersonAt(company);
                    case "company" -> company;
                    case "private" -> contacts.aPrivatePerson();
                    case "MONDAY", "FRIDAY" ->
                        time.today().plusDays(14).with(TemporalAdjusters.next(DayOfWeek.valueOf(value))) + "T10:00";
                    default -> value;
                };
        return draft.with(field, said).create();
    }

    private Existing plannedFor(int daysFromToday) {
        return contacts.aPlannedContact()
                .startingAt(time.today().plusDays(daysFromToday) + "T10:00")
                .create();
    }

    private String statusAfter(Existing contact, String duration) {
        Answer closed = contacts.close(contact, "anna", Map.of("outcome", "performed", "duration", duration));
        assertThat(closed.status()).as(closed.text()).isEqualTo(200);
        return contacts.read(contact.id()).json().path("status").asString();
    }

    private Task approval(Existing contact) {
        return taskService
                .createTaskQuery()
                .processInstanceBusinessKey(String.valueOf(contact.id()))
                .taskDefinitionKey("userTask_approve")
                .singleResult();
    }

    private static String lead(Existing contact) {
        return contact.json().path("reminder").path("lead").asString();
    }
}

package dev.rapport.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.shared.BusinessTime;
import dev.rapport.support.Api;
import dev.rapport.support.Deployments;
import dev.rapport.support.ModelCorpus;
import dev.rapport.support.Tasklist;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A timer so many days after the start, moving with it, and its path that ends when the contact is closed (ADR 72). */
@IntegrationTest
class EscalationTest {

    private static final String ESCALATION = "escalation-days-after-the-start";

    @Autowired
    private Api api;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private Deployments deployments;

    @Autowired
    private BusinessTime time;

    @Autowired
    private ManagementService managementService;

    @Autowired
    private RuntimeService runtimeService;

    @Autowired
    private TaskService taskService;

    @AfterEach
    void bringTheStandardBack() {
        deployments.remove();
    }

    /** Over the night in which the clocks change, at the same time of day. */
    @Test
    void itIsReckonedFromTheStartAndMovesWithIt() {
        deploy(ESCALATION);
        Existing contact =
                contacts.aPlannedContact().startingAt("2027-03-26T10:15:00").create();
        assertThat(due(contact)).isEqualTo("2027-03-29T10:15");

        contacts.change(contact, Map.of("start", "2027-04-05T08:00:00"));

        assertThat(due(contact)).isEqualTo("2027-04-08T08:00");
    }

    /** A model may also name the date of the task itself. */
    @Test
    void aTimerAtTheDueDateMovesToo() {
        deploy("deadline-at-the-due-date");
        Existing contact =
                contacts.aPlannedContact().startingAt("2027-04-05T08:00:00").create();

        contacts.change(contact, Map.of("start", "2027-04-06T09:00:00"));

        assertThat(due(contact)).isEqualTo("2027-04-06T09:00");
    }

    /** What waits for so long from the task on is none of it. */
    @Test
    void aTimerThatCountsFromTheTaskStays() {
        deploy("deadline-tells-the-manager");
        Existing contact =
                contacts.aPlannedContact().startingAt("2027-04-05T08:00:00").create();
        String before = due(contact);

        contacts.change(contact, Map.of("start", "2027-04-06T09:00:00"));

        assertThat(due(contact)).isEqualTo(before);
    }

    @Test
    void theManagerGivesItToSomebodyElse() {
        deploy(ESCALATION);
        Existing contact = contacts.aPlannedContact().create();
        managementService.executeJob(timer(contact).getId());

        Task asked = beside(contact);
        assertThat(Tasklist.of(api, "maria")
                        .in("de")
                        .complete(asked.getId(), Map.of())
                        .status())
                .isEqualTo(204);

        assertThat(contacts.read(contact.id()).json().path("responsible").asString())
                .isEqualTo("ben");
        assertThat(contacts.close(contacts.read(contact.id())).status()).isEqualTo(200);
        assertThat(instances(contact)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "tasklist"})
    void whoeverWasAskedIsNotAskedAnyMoreWhenItIsClosed(String door) {
        deploy(ESCALATION);
        Existing contact = contacts.aPlannedContact().create();
        Existing other = contacts.aPlannedContact().create();
        managementService.executeJob(timer(contact).getId());
        managementService.executeJob(timer(other).getId());
        beside(contact);

        if ("api".equals(door)) {
            assertThat(contacts.close(contact).status()).isEqualTo(200);
        } else {
            Map<String, Object> said = Map.of(
                    "outcome",
                    "performed",
                    "start",
                    time.nowLocal().minusHours(1).toLocalDateTime().withNano(0).toString(),
                    "duration",
                    "00:30");
            assertThat(Tasklist.of(api, "anna")
                            .in("de")
                            .complete(contact.taskId(), said)
                            .status())
                    .isEqualTo(204);
        }

        assertThat(contacts.read(contact.id()).json().path("status").asString()).isEqualTo("PERFORMED");
        assertThat(instances(contact)).as("nothing runs any more").isEmpty();
        assertThat(taskService
                        .createTaskQuery()
                        .processInstanceBusinessKey(String.valueOf(contact.id()))
                        .processDefinitionKey("contact")
                        .count())
                .isZero();
        beside(other);
    }

    @Test
    void aRefusedReportEndsNothing() {
        deploy(ESCALATION);
        Existing contact = contacts.aPlannedContact().create();
        managementService.executeJob(timer(contact).getId());

        assertThat(contacts.close(contact, "anna", Map.of("outcome", "performed", "duration", "99:99"))
                        .status())
                .isEqualTo(422);

        beside(contact);
    }

    private void deploy(String model) {
        deployments.deploy("contact.bpmn", ModelCorpus.honest(model).replace(">anna<", ">ben<"));
    }

    private Job timer(Existing contact) {
        return managementService
                .createJobQuery()
                .processInstanceId(instances(contact).get(0))
                .timers()
                .singleResult();
    }

    private String due(Existing contact) {
        return LocalDateTime.ofInstant(timer(contact).getDuedate().toInstant(), time.zone())
                .withSecond(0)
                .withNano(0)
                .toString();
    }

    private List<String> instances(Existing contact) {
        return runtimeService
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(String.valueOf(contact.id()), "contact")
                .list()
                .stream()
                .map(instance -> instance.getId())
                .toList();
    }

    private Task beside(Existing contact) {
        Task task = taskService
                .createTaskQuery()
                .processInstanceId(instances(contact).get(0))
                .taskDefinitionKey("userTask_late")
                .singleResult();
        assertThat(task).isNotNull();
        return task;
    }
}

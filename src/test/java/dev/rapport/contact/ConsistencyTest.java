package dev.rapport.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.reminder.TestReminders;
import dev.rapport.support.Api;
import dev.rapport.support.Consistency;
import dev.rapport.support.Jobs;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An engine row without its domain row or the reverse is found, and a command mends it. */
@IntegrationTest
class ConsistencyTest {

    @Autowired
    private Api api;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private Consistency consistency;

    @Autowired
    private TestReminders reminders;

    @Autowired
    private Jobs jobs;

    @Autowired
    private RuntimeService runtimeService;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aContactAndAReminderWithoutInstancesGetThemAgain() {
        Existing contact =
                contacts.aPlannedContact().withReminder().responsible("ben").create();
        Object addressName = runtimeService.getVariable(instance(contact), "addressName");
        runtimeService.deleteProcessInstance(instance(contact), "lost");
        runtimeService.deleteProcessInstance(reminders.instance(contact.reminderId()), "lost");

        assertThat(consistency.found())
                .contains(
                        "instance-missing contact " + contact.id(),
                        "instance-missing reminder " + contact.reminderId());
        assertThat(contacts.close(contact).errors()).containsExactly("status:no-open-task");
        consistency.repair();

        assertThat(consistency.found())
                .noneMatch(finding ->
                        finding.endsWith(" " + contact.id()) || finding.endsWith(" " + contact.reminderId()));
        Existing mended = contacts.read(contact.id());
        assertThat(mended.json().path("outcomes").size()).isEqualTo(2);
        assertThat(runtimeService.getVariable(instance(contact), "addressName"))
                .as("whom the task is about")
                .isNotNull()
                .isEqualTo(addressName);
        assertThat(jobs.only(reminders.instance(contact.reminderId()))
                        .getDuedate()
                        .toInstant())
                .isEqualTo(contact.reminderDueAt());
        assertThat(contacts.close(mended).status()).isEqualTo(200);
    }

    @Test
    void instancesWithoutContactOrReminderAreEnded() {
        Existing contact = contacts.aPlannedContact().withReminder().create();
        String instance = instance(contact);
        String waiting = reminders.instance(contact.reminderId());
        jdbc.sql("delete from rapport.reminder where contact_id = :id")
                .param("id", contact.id())
                .update();
        jdbc.sql("delete from rapport.contact where id = :id")
                .param("id", contact.id())
                .update();

        assertThat(consistency.found())
                .contains("item-missing contact " + contact.id(), "item-missing reminder " + contact.reminderId());
        consistency.repair();

        assertThat(runtimeService
                        .createProcessInstanceQuery()
                        .processInstanceIds(java.util.Set.of(instance, waiting))
                        .count())
                .isZero();
    }

    @Test
    void whatIsInOrderIsNotFoundAndOnlyProcessAdminsMayLook() {
        Existing contact = contacts.aPlannedContact().withReminder().create();
        Existing closed = contacts.aPerformedContact().create();

        assertThat(consistency.found())
                .noneMatch(finding -> finding.endsWith(" " + contact.id()) || finding.endsWith(" " + closed.id()));
        assertThat(api.as("anna").get("/api/consistency").status()).isEqualTo(403);
        assertThat(api.as("maria").post("/api/consistency/repair", Map.of()).status())
                .isEqualTo(403);
    }

    private String instance(Existing contact) {
        return jdbc.sql("select process_instance_id from rapport.contact where id = :id")
                .param("id", contact.id())
                .query(String.class)
                .single();
    }
}

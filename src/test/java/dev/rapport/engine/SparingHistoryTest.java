package dev.rapport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.models.ContactBpmn;
import dev.rapport.reminder.TestReminders;
import dev.rapport.support.Api;
import dev.rapport.support.Deployments;
import dev.rapport.support.Tasklist;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the engine keeps of an instance: what stands nowhere else. */
@IntegrationTest
class SparingHistoryTest {

    private static final Path OWN_HELPER =
            Path.of("src/test/resources/models/honest/call-to-an-own-helper/ownHelper.bpmn");

    @Autowired
    private Api api;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private TestReminders reminders;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Deployments deployments;

    @Autowired
    private RuntimeService runtimeService;

    @AfterEach
    void remove() {
        deployments.remove();
    }

    @Test
    void aContactLeavesItsInstancesAndItsTask() {
        Existing contact = contacts.aPlannedContact().withReminder().create();
        assertThat(contacts.close(contact).status()).isEqualTo(200);

        String instance = instance(contact);
        for (String table : List.of("actinst", "detail", "identitylink", "varinst", "job_log")) {
            assertThat(count(table, instance)).as(table).isZero();
        }
        assertThat(count("procinst", instance)).isEqualTo(1);
        assertThat(count("taskinst", instance)).isEqualTo(1);
    }

    /** What has become of it stands in its row; a run of its job stays as long as its model says. */
    @Test
    void aReminderLeavesTheRunsOfItsJobs() {
        Existing removed = contacts.aPlannedContact().withReminder().create();
        String ofRemoved = reminders.instance(removed.reminderId());
        assertThat(contacts.close(removed).status()).isEqualTo(200);
        Existing raised = contacts.aPlannedContact().withReminder().create();
        String ofRaised = reminders.instance(raised.reminderId());
        reminders.fallDue(raised.reminderId());
        assertThat(reminders.raised(raised.reminderId())).isTrue();

        for (String table : List.of("procinst", "actinst", "detail", "varinst")) {
            assertThat(count(table, ofRemoved)).as(table).isZero();
            assertThat(count(table, ofRaised)).as(table).isZero();
        }
        assertThat(jdbc.sql("""
                        select removal_time_ between timestamp_ + interval '29 days' and timestamp_ + interval '31 days'
                        from act_hi_job_log where root_proc_inst_id_ = ?""").param(ofRaised).query(Boolean.class).list()).containsExactly(true);
        assertThat(jdbc.sql("select count(*) from act_ru_execution where root_proc_inst_id_ in (?, ?)")
                        .params(ofRemoved, ofRaised)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void whatOnlyAModelKnowsIsKept() {
        Map<String, Object> body = new HashMap<>(contacts.aPlannedContact().body());
        body.put("note", "Klingeln defekt");
        assertThat(Tasklist.of(api, "anna").start(ContactBpmn.KEY, body).status())
                .isEqualTo(200);

        assertThat(jdbc.sql("select text_ from act_hi_varinst where name_ = 'note' and text_ = 'Klingeln defekt'")
                        .query(String.class)
                        .list())
                .hasSize(1);
    }

    /** Of a name that Rapport's processes have, too: nobody but the model knows what it means there. */
    @Test
    void inAProcessOfTheirOwnEverythingIsKept() throws IOException {
        deployments.deploy("ownHelper.bpmn", Files.readString(OWN_HELPER));
        String instance = runtimeService
                .startProcessInstanceByKey("ownHelper", Map.of("subject", "Etwas Eigenes"))
                .getId();

        assertThat(jdbc.sql("select text_ from act_hi_varinst where proc_inst_id_ = ? and name_ = 'subject'")
                        .param(instance)
                        .query(String.class)
                        .list())
                .containsExactly("Etwas Eigenes");
    }

    private String instance(Existing contact) {
        return jdbc.sql("select id_ from act_hi_procinst where proc_def_key_ = 'contact' and business_key_ = ?")
                .param(String.valueOf(contact.id()))
                .query(String.class)
                .single();
    }

    private long count(String table, String instance) {
        return jdbc.sql("select count(*) from act_hi_%s where root_proc_inst_id_ = ?".formatted(table))
                .param(instance)
                .query(Long.class)
                .single();
    }
}

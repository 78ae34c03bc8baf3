package dev.rapport.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.models.ContactBpmn;
import dev.rapport.shared.BusinessTime;
import dev.rapport.support.Api;
import dev.rapport.support.Faults;
import dev.rapport.support.Rows;
import dev.rapport.support.Tasklist;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A fault at any point, also at the very commit, leaves the contact and its instance or neither: the database itself
 * fails where a trigger tells it to.
 */
@IntegrationTest
class BothOrNeitherTest {

    @Autowired
    private Api api;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private BusinessTime time;

    @Autowired
    private Rows rows;

    @Autowired
    private Faults faults;

    private Tasklist tasklist;

    @BeforeEach
    void prepare() {
        tasklist = Tasklist.of(api, "anna").in("de");
    }

    @AfterEach
    void mend() {
        faults.mend();
    }

    @ParameterizedTest
    @CsvSource({
        "rapport.contact, insert, now",
        "rapport.contact, insert, commit",
        "rapport.reminder, insert, now",
        "rapport.reminder, insert, commit",
        "rapport.rule_run, insert, now",
        "act_ru_execution, insert, now",
        "act_ru_task, insert, now",
        "act_ru_job, insert, now",
        "act_hi_taskinst, insert, now",
        "act_ru_task, insert, commit"
    })
    void creating(String table, String operation, String when) {
        var body = contacts.aPlannedContact().withReminder().body();
        faults.breaks(table, operation, when);
        var before = rows.count();

        var answer = api.as("anna")
                .with("Idempotency-Key", "fault" + System.nanoTime())
                .post("/api/contacts", body);
        var inTasklist = tasklist.start(ContactBpmn.KEY, body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(500);
        assertThat(answer.text()).doesNotContainIgnoringCase("insert into").doesNotContain("fault for a test");
        assertThat(inTasklist.status()).as(inTasklist.text()).isEqualTo(500);
        assertThat(rows.count()).isEqualTo(before);
        mend();
        assertThat(api.as("anna").post("/api/contacts", body).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "rapport.contact, update, now",
        "rapport.contact, update, commit",
        "rapport.reminder, update, now",
        "rapport.rule_run, insert, now",
        "act_ru_task, delete, now",
        "act_ru_execution, delete, now",
        "act_ru_job, delete, now",
        "act_hi_procinst, update, now",
        "act_ru_task, delete, commit"
    })
    void closing(String table, String operation, String when) {
        Existing contact = contacts.aPlannedContact().withReminder().create();
        faults.breaks(table, operation, when);
        var before = rows.count();

        var answer = contacts.close(contact);
        var inTasklist = tasklist.complete(
                contact.taskId(),
                Map.of("outcome", "performed", "start", time.today().minusDays(1) + "T09:00", "duration", "00:10"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(500);
        assertThat(inTasklist.status()).as(inTasklist.text()).isEqualTo(500);
        assertThat(rows.count()).isEqualTo(before);
        mend();
        assertThat(contacts.read(contact.id()).json()).isEqualTo(contact.json());
        assertThat(contacts.close(contact).status()).isEqualTo(200);
    }
}

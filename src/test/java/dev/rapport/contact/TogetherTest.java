package dev.rapport.contact;

import static dev.rapport.support.Together.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.models.ContactBpmn;
import dev.rapport.shared.BusinessTime;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Tasklist;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Several people, or one who clicks twice, on the same contact. */
@IntegrationTest
class TogetherTest {

    @Autowired
    private Api api;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private BusinessTime time;

    @Autowired
    private RuntimeService runtimeService;

    @Autowired
    private TaskService taskService;

    @Autowired
    private JdbcClient jdbc;

    /** What one of several got. */
    private record Outcome(int status, String text) {}

    @RepeatedTest(3)
    void ofFourWhoCloseTheSameContactOneWinsAndTheOthersReadWho() throws Exception {
        Existing contact = contacts.aPlannedContact().withReminder().create();
        Tasklist ben = Tasklist.of(api, "ben").in("de");
        Tasklist maria = Tasklist.of(api, "maria").in("de");
        Map<String, Object> fields =
                Map.of("outcome", "performed", "start", time.today().minusDays(1) + "T09:00", "duration", "00:10");

        List<Outcome> answers = atOnce(List.of(
                () -> api(contacts.close(contact, "anna", Map.of("outcome", "notPerformed", "infotext", "Krank"))),
                () -> tasklist(ben.complete(contact.taskId(), fields)),
                () -> api(contacts.close(contact, "ben", Map.of("outcome", "performed", "duration", "00:20"))),
                () -> tasklist(maria.complete(contact.taskId(), fields))));

        assertThat(answers)
                .filteredOn(answer -> answer.status() < 300)
                .as(answers.toString())
                .hasSize(1);
        String winner = Map.of("anna", "Anna Berger", "ben", "Ben Yılmaz", "maria", "Maria Hoffmann")
                .get(contacts.read(contact.id()).json().path("closedBy").asString());
        assertThat(answers)
                .filteredOn(answer -> answer.status() >= 300)
                .hasSize(3)
                .allSatisfy(answer -> {
                    assertThat(answer.status()).as(answer.text()).isEqualTo(409);
                    assertThat(answer.text()).contains("Wurde schon fertiggestellt, von " + winner + " am ");
                });
        assertThat(steps(contact))
                .filteredOn(step -> step.startsWith("serviceTask_record"))
                .hasSize(1);
        assertThat(runtimeService
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(Long.toString(contact.id()))
                        .count())
                .isZero();
    }

    @Test
    void whoComesLaterToAClosedTaskReadsWhoAndWhenAndChangesNothing() {
        Existing contact = contacts.aPlannedContact().create();
        contacts.close(contact, "ben", Map.of("outcome", "performed", "duration", "00:20"));
        var closed = contacts.read(contact.id()).json();

        var english = Tasklist.of(api, "anna")
                .in("en")
                .complete(contact.taskId(), Map.of("outcome", "notPerformed", "infotext", "zu spät"));
        Answer again = contacts.close(contact);

        assertThat(english.status()).as(english.text()).isEqualTo(409);
        assertThat(english.message()).contains("Ben Yılmaz");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.errors()).containsExactly("status:already-closed");
        assertThat(again.json().path("current").path("closedBy").asString()).isEqualTo("ben");
        assertThat(contacts.read(contact.id()).json()).isEqualTo(closed);
    }

    @Test
    void aStaleVersionIsAnsweredWithBothStates() {
        Existing contact = contacts.aPlannedContact().create();
        assertThat(contacts.change(contact, Map.of("subject", "Neuer Betreff")).status())
                .isEqualTo(200);

        for (Answer stale : List.of(
                contacts.change(contact, Map.of("subject", "Mein Betreff")),
                contacts.close(
                        contact, "anna", Map.of("outcome", "performed", "duration", "00:05", "infotext", "Text")))) {
            assertThat(stale.status()).isEqualTo(409);
            assertThat(stale.errors()).containsExactly("version:stale-version");
            assertThat(stale.json().path("current").path("subject").asString()).isEqualTo("Neuer Betreff");
            assertThat(stale.json().path("sent").path("version").asInt()).isEqualTo(contact.version());
        }
        assertThat(contacts.change(contact, Map.of("subject", "Mein Betreff"))
                        .json()
                        .path("sent")
                        .path("subject")
                        .asString())
                .isEqualTo("Mein Betreff");
        assertThat(contacts.read(contact.id()).json().path("subject").asString())
                .isEqualTo("Neuer Betreff");
    }

    @Test
    void ofFourWhoChangeTheSameContactOneWins() throws Exception {
        Existing contact = contacts.aPlannedContact().withReminder().create();
        List<Callable<Outcome>> changes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String subject = "Betreff " + i;
            changes.add(() -> api(contacts.change(contact, Map.of("subject", subject))));
        }

        List<Outcome> answers = atOnce(changes);

        assertThat(answers).extracting(Outcome::status).containsExactlyInAnyOrder(200, 409, 409, 409);
    }

    @Test
    void aDoubleClickCreatesOneContact() throws Exception {
        String key = UUID.randomUUID().toString();
        var body = contacts.aPlannedContact().withReminder().body();
        Callable<Outcome> click =
                () -> api(api.as("anna").with("Idempotency-Key", key).post("/api/contacts", body));

        List<Outcome> answers = atOnce(List.of(click, click, click));

        assertThat(answers).extracting(Outcome::status).containsOnly(201);
        assertThat(answers)
                .extracting(Outcome::text)
                .containsOnly(answers.get(0).text());
        assertThat(contactsOf((Long) body.get("addressId"))).isEqualTo(1);
        body.put("subject", "Etwas anderes");
        assertThat(api.as("anna")
                        .with("Idempotency-Key", key)
                        .post("/api/contacts", body)
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aFormThatWasOpenWhileSomebodyMovedTheContactDoesNotMoveItBack() {
        Existing contact = contacts.aPlannedContact().create();
        String moved = time.today().plusDays(9) + "T11:00";
        Map<String, Object> form = new HashMap<>(
                Map.of("outcome", "performed", "start", time.today().minusDays(1) + "T09:00", "duration", "00:10"));
        form.put("readVersion", contact.version());
        assertThat(contacts.change(contact, Map.of("start", moved)).status()).isEqualTo(200);

        var german = Tasklist.of(api, "ben").in("de").complete(contact.taskId(), form);
        form.put("outcome", "notPerformed");
        var english = Tasklist.of(api, "ben").in("en").complete(contact.taskId(), form);

        assertThat(german.status()).as(german.text()).isEqualTo(409);
        assertThat(german.message())
                .startsWith("Inzwischen hat Anna Berger hier etwas geändert, am ")
                .endsWith("Bitte öffnen Sie die Aufgabe neu und prüfen Sie Ihre Eingaben.");
        assertThat(english.message()).startsWith("Anna Berger has changed something here meanwhile");
        Existing unchanged = contacts.read(contact.id());
        assertThat(unchanged.json().path("status").asString()).isEqualTo("PLANNED");
        assertThat(unchanged.json().path("start").asString()).startsWith(moved);

        form.put("readVersion", unchanged.version());
        assertThat(Tasklist.of(api, "ben").complete(contact.taskId(), form).status())
                .isLessThan(300);
    }

    /** Whoever postponed the reminder afterwards left the contact as it was. */
    @Test
    void theConflictNamesWhoChangedTheContactAndNotWhoSnoozedItsReminder() {
        Existing contact = contacts.aPlannedContact().withReminder().create();
        assertThat(contacts.change(contact, Map.of("subject", "Anders")).status())
                .isEqualTo(200);
        assertThat(api.as("maria")
                        .post(
                                "/api/reminders/" + contact.reminderId() + "/snooze",
                                Map.of("until", time.now().plusSeconds(3600).toString()))
                        .status())
                .isEqualTo(200);

        var refused = Tasklist.of(api, "ben")
                .in("de")
                .complete(contact.taskId(), Map.of("outcome", "notPerformed", "readVersion", contact.version()));

        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(refused.message()).startsWith("Inzwischen hat Anna Berger hier etwas geändert");
    }

    /** Whatever changes a contact, a form that is opened afterwards shows the version there is. */
    @Test
    void theTaskKnowsTheVersionOfItsContact() {
        Existing contact = contacts.aPlannedContact().create();
        for (Map<String, ?> change : List.<Map<String, ?>>of(
                Map.of("infotext", "Notiz"),
                Map.of("subject", "Anderer Betreff"),
                Map.of("responsible", "ben"),
                Map.of("description", "Mehr dazu"),
                Map.of("reminder", true))) {
            assertThat(contacts.change(contacts.read(contact.id()), change).status())
                    .as(change.toString())
                    .isEqualTo(200);
            assertThat(taskService.getVariable(contact.taskId(), "version"))
                    .as(change.toString())
                    .isEqualTo(contacts.read(contact.id()).version());
        }
    }

    @Test
    void aStartFormThatIsSentAgainCreatesOneContact() throws Exception {
        Tasklist anna = Tasklist.of(api, "anna").in("de");
        Map<String, Object> form = new HashMap<>(contacts.aPlannedContact().body());
        form.put("idempotencyKey", UUID.randomUUID().toString());
        Callable<Tasklist.Answer> send = () -> anna.start(ContactBpmn.KEY, form);

        Tasklist.Answer first = send.call();
        Tasklist.Answer again = send.call();

        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(again.status()).as(again.text()).isEqualTo(200);
        assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(contactsOf((Long) form.get("addressId"))).isEqualTo(1);

        form.put("subject", "Etwas anderes");
        Tasklist.Answer another = send.call();
        assertThat(another.status()).isEqualTo(409);
        assertThat(another.message()).startsWith("Das Formular wurde schon abgeschickt");
        assertThat(contactsOf((Long) form.get("addressId"))).isEqualTo(1);
    }

    @Test
    void aDoubleClickInAStartFormCreatesOneContact() throws Exception {
        Tasklist anna = Tasklist.of(api, "anna");
        Map<String, Object> form = new HashMap<>(contacts.aPlannedContact().body());
        form.put("idempotencyKey", UUID.randomUUID().toString());
        Callable<Outcome> click = () -> tasklist(anna.start(ContactBpmn.KEY, form));

        assertThat(atOnce(List.of(click, click))).extracting(Outcome::status).containsOnly(200);
        assertThat(contactsOf((Long) form.get("addressId"))).isEqualTo(1);
    }

    private long contactsOf(Long address) {
        return jdbc.sql("select count(*) from rapport.contact where address_id = :id")
                .param("id", address)
                .query(Long.class)
                .single();
    }

    private List<String> steps(Existing contact) {
        return jdbc.sql("select step from rapport.rule_run where subject_kind = 'contact' and subject_id = :id")
                .param("id", contact.id())
                .query(String.class)
                .list();
    }

    private static Outcome api(Answer answer) {
        return new Outcome(answer.status(), answer.text());
    }

    private static Outcome tasklist(Tasklist.Answer answer) {
        return new Outcome(answer.status(), answer.text());
    }
}

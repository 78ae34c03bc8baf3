package dev.rapport.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.models.ContactBpmn;
import dev.rapport.models.ReminderBpmn;
import dev.rapport.reminder.ReminderList;
import dev.rapport.shared.BusinessTime;
import dev.rapport.support.Statements;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the main flows ask of the database, pinned, and held against what the engine alone asks for the same models: the
 * same BPMN with steps that do nothing.
 */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatementCountTest {

    private static final double MOST = 1.5;

    /** No more than these: who needs fewer lowers them. */
    private static final int LOG = 9;

    private static final int CREATE = 22;

    private static final int CLOSE = 39;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private CreateContact createContact;

    @Autowired
    private CompleteContact completeContact;

    @Autowired
    private ReminderList reminderList;

    @Autowired
    private Statements statements;

    @Autowired
    private BusinessTime time;

    @Autowired
    private RepositoryService repositoryService;

    @Autowired
    private RuntimeService runtimeService;

    @Autowired
    private TaskService taskService;

    @Autowired
    private PlatformTransactionManager transactions;

    private TransactionTemplate transaction;
    private Map<String, Object> draft;
    private String deployment;

    @BeforeAll
    void deployTheBareModels() {
        transaction = new TransactionTemplate(transactions);
        draft = contacts.aPlannedContact().body();
        deployment = repositoryService
                .createDeployment()
                .name("bare")
                .source("Camunda Modeler")
                .addString("bareContact.bpmn", bare(ContactBpmn.KEY))
                .addString("bareReminder.bpmn", bare(ReminderBpmn.KEY))
                .deploy()
                .getId();
        // everything that is read once and kept is read before anything is counted
        logIn();
        closed(create());
        log();
        bareClose(bareCreate());
        SecurityContextHolder.clearContext();
    }

    @AfterAll
    void removeThem() {
        repositoryService.deleteDeployment(deployment, true);
    }

    @BeforeEach
    void logIn() {
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("anna", "", "ROLE_STAFF"));
    }

    @AfterEach
    void logOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void creatingAPlannedContactWithAReminder() {
        List<String> ours = counted(this::create);
        List<String> bare = counted(this::bareCreate);

        assertThat(ours).as(numbered(ours)).hasSizeLessThanOrEqualTo(CREATE);
        assertThat(ours.size()).as("the bare engine needs %d", bare.size()).isLessThanOrEqualTo((int)
                (bare.size() * MOST));
    }

    @Test
    void loggingAPerformedContact() {
        List<String> ours = counted(this::log);

        assertThat(ours).as(numbered(ours)).hasSizeLessThanOrEqualTo(LOG);
    }

    @Test
    void closingIt() {
        Long contact = create();
        Bare bareInstance = bareCreate();
        List<String> ours = counted(() -> closed(contact));
        List<String> bare = counted(() -> bareClose(bareInstance));

        assertThat(ours).as(numbered(ours)).hasSizeLessThanOrEqualTo(CLOSE);
        assertThat(ours.size()).as("the bare engine needs %d", bare.size()).isLessThanOrEqualTo((int)
                (bare.size() * MOST));
    }

    @Test
    void theReminderListIsTwoStatementsHoweverLong() {
        for (int i = 0; i < 5; i++) {
            create();
        }
        assertThat(statements.during(() -> reminderList.list("anna", null, null, 25)))
                .hasSizeLessThanOrEqualTo(2);
        assertThat(statements.during(() -> reminderList.list(null, null, null, 100)))
                .hasSizeLessThanOrEqualTo(2);
    }

    private Long create() {
        return createContact.create(call("PLANNED")
                .start(draft.get("start").toString())
                .duration("00:00")
                .reminder(true)
                .build());
    }

    private Long log() {
        return createContact.create(
                call("PERFORMED").start("2026-11-23T10:00").duration("00:15").build());
    }

    private ContactDraftBuilder call(String status) {
        return ContactDraftBuilder.builder()
                .addressId(draft.get("addressId").toString())
                .responsible("ben")
                .type("CALL")
                .direction("OUTGOING")
                .status(status)
                .subject("Angebot nachfassen")
                .description("Beschreibung");
    }

    private void closed(Long contact) {
        completeContact.complete(contact, 0, new ContactOutcome("performed", "2026-11-23T10:00", "00:15", "War nett"));
    }

    /** The two instances of one contact with a reminder. */
    private record Bare(String contact, String reminder) {}

    private Bare bareCreate() {
        return transaction.execute(status -> {
            ProcessInstance contact = runtimeService.startProcessInstanceByKey(
                    "bareContact",
                    "1",
                    Map.of(
                            "status", "PLANNED",
                            "reminder", true,
                            "reminderLead", "P1D",
                            "assignee", "ben",
                            "dueDate", Date.from(time.now()),
                            "start", "2026-11-30T10:00:00",
                            "addressName", "Muster GmbH, Berlin",
                            "subject", "Angebot nachfassen",
                            "version", 0));
            ProcessInstance reminder = runtimeService.startProcessInstanceByKey(
                    "bareReminder", "1", Map.of("dueAt", Date.from(Instant.parse("2036-01-01T09:00:00Z"))));
            return new Bare(contact.getId(), reminder.getId());
        });
    }

    private void bareClose(Bare bare) {
        transaction.executeWithoutResult(status -> {
            String task = taskService
                    .createTaskQuery()
                    .processInstanceId(bare.contact())
                    .singleResult()
                    .getId();
            taskService.complete(
                    task, Map.of("outcome", "performed", "start", "2026-11-23T10:00", "duration", "00:15"));
            String waiting = runtimeService
                    .createExecutionQuery()
                    .processInstanceId(bare.reminder())
                    .messageEventSubscriptionName("reminderRemoved")
                    .singleResult()
                    .getId();
            runtimeService.messageEventReceived("reminderRemoved", waiting);
        });
    }

    /** The shipped model under another key, with steps that do nothing. */
    private static String bare(String model) {
        try (InputStream file = StatementCountTest.class.getResourceAsStream("/bpmn/" + model + ".bpmn")) {
            String key = "bare" + model.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + model.substring(1);
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("<bpmn:process id=\"" + model + "\"", "<bpmn:process id=\"" + key + "\"")
                    .replace("bpmnElement=\"" + model + "\"", "bpmnElement=\"" + key + "\"")
                    .replaceAll("camunda:modelerTemplate(Version)?=\"[^\"]*\"", "")
                    .replaceAll(
                            "camunda:delegateExpression=\"[^\"]*\"", "camunda:delegateExpression=\"\\${bareStep}\"");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without the calls for the next fifty ids, which come when they come. */
    private List<String> counted(Statements.ThrowingRunnable work) {
        return statements.during(work).stream()
                .filter(sql -> !sql.contains("_id_seq"))
                .toList();
    }

    private static String numbered(List<String> sql) {
        StringBuilder lines = new StringBuilder("\n");
        for (int i = 0; i < sql.size(); i++) {
            String line = sql.get(i).strip().replaceAll("\\s+", " ");
            lines.append(i + 1)
                    .append(". ")
                    .append(line, 0, Math.min(110, line.length()))
                    .append('\n');
        }
        return lines.toString();
    }
}

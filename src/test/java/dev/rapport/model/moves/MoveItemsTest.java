package dev.rapport.model.moves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.engine.MoveInstances.Obstacle;
import dev.rapport.model.moves.ShowMoves.Older;
import dev.rapport.models.ContactBpmn;
import dev.rapport.models.MoveItemsBpmn;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Clock;
import dev.rapport.support.Consistency;
import dev.rapport.support.ContactModelFile;
import dev.rapport.support.Deployments;
import dev.rapport.support.Jobs;
import dev.rapport.support.ModelCorpus;
import dev.rapport.support.OpenApi;
import dev.rapport.support.Pages;
import dev.rapport.support.SecondTasks;
import dev.rapport.support.Tasklist;
import dev.rapport.support.UncheckedModels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.assertj.core.groups.Tuple;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Moving running items to the newest version of their model. Each test moves what runs in a version of its own. */
@IntegrationTest
class MoveItemsTest {

    private static final String REASON = "serviceTask_reason";

    @Autowired
    private Api api;

    @Autowired
    private Pages pages;

    @Autowired
    private OpenApi openApi;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private Deployments deployments;

    @Autowired
    private UncheckedModels models;

    @Autowired
    private Consistency consistency;

    @Autowired
    private Jobs jobs;

    @Autowired
    private Clock clock;

    @Autowired
    private ShowMoves showMoves;

    @Autowired
    private MoveNextItems moveNextItems;

    @Autowired
    private RuntimeService runtimeService;

    @Autowired
    private TaskService taskService;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void goBack() {
        jdbc.sql(
                        "update rapport.model_move set status = 'STOPPED', stopped_by = 'test', finished_at = now() where status = 'RUNNING'")
                .update();
        deployments.remove();
        consistency.repair();
    }

    /** On the page, in Tasklist and over the API, and not before. */
    @Test
    void theNewRulesHoldAfterTheMove() {
        int old = deploy(base());
        Existing moved = contacts.aPlannedContact().create();
        Existing before = contacts.aPlannedContact().create();
        int newest = deploy(ContactModelFile.withAReasonForNotPerformed());
        assertThat(close(before).status()).as("in the version that it runs in").isEqualTo(200);

        JsonNode done = move(old);

        assertThat(done.path("status").asString()).isEqualTo("done");
        assertThat(done.path("version").asInt()).isEqualTo(newest);
        assertThat(List.of(done.path("total").asInt(), done.path("moved").asInt()))
                .containsExactly(1, 1);
        Existing now = contacts.read(moved.id());
        assertThat(now.version()).as("it is not another one").isEqualTo(moved.version());
        assertThat(close(now).errors()).containsExactly("infotext:required");
        assertThat(Tasklist.of(api, "anna")
                        .in("de")
                        .complete(now.taskId(), Map.of("outcome", "notPerformed"))
                        .message())
                .contains("Infotext");
        assertThat(pages.as("anna")
                        .submit(
                                "/contacts/" + now.id(),
                                Map.of("outcome", "notPerformed", "version", String.valueOf(now.version())))
                        .text())
                .contains("Grund angeben");
        Answer closed = contacts.close(now, "anna", Map.of("outcome", "notPerformed", "infotext", "Keiner da"));
        assertThat(closed.status()).as(closed.text()).isEqualTo(200);
        assertThat(jdbc.sql("""
                                select model_version from rapport.rule_run
                                where subject_kind = 'contact' and subject_id = :id and step = :step""")
                        .param("id", moved.id())
                        .param("step", REASON)
                        .query(Integer.class)
                        .single())
                .isEqualTo(newest);
        assertThat(pages.as("anna").get("/contacts/" + moved.id() + "/model").text())
                .as("the way in both versions, to the end")
                .contains(
                        "data-element=\"flow_toCarryOut\" data-walked=\"true\"",
                        "data-element=\"" + REASON + "\" data-walked=\"true\"",
                        "data-element=\"endEvent_notPerformed\" data-walked=\"true\"")
                .doesNotContain("data-element=\"endEvent_performed\" data-walked");
    }

    @Test
    void theItemSaysThatItWasMovedAndByWhom() {
        int old = deploy(base());
        Existing contact = contacts.aPlannedContact().create();
        int newest = deploy(ContactModelFile.withAReasonForNotPerformed());

        move(old);

        assertThat(jdbc.sql("""
                                select field, old_value as before, new_value as after, done_by as by from rapport.audit_change
                                where subject_kind = 'contact' and subject_id = :id""").param("id", contact.id()).query().singleRow().values())
                .containsExactly("modelVersion", String.valueOf(old), String.valueOf(newest), "paul");
        String page = "/contacts/" + contact.id();
        assertThat(pages.as("anna").get(page).text())
                .contains("Ablauf umgestellt", "Fassung " + old, "Fassung " + newest, "Paul");
        assertThat(pages.as("anna").inEnglish().get(page).text())
                .contains("Moved to another version of the model", "version " + newest);
        assertThat(pages.as("anna").get(page + "/model").text())
                .as("drawn as it goes on")
                .contains(REASON);
    }

    @Test
    void theDryRunSaysOfEachStepWhatCannotBeMovedAndWhy() {
        String approval = SecondTasks.approvalAfterContact(SecondTasks.MANAGERS);
        int old = deploy(approval);
        Existing waits = contacts.aPlannedContact().create();
        Existing reported = contacts.aPlannedContact().create();
        assertThat(contacts.close(reported).status()).isEqualTo(200);
        deploy(ContactModelFile.standard());

        assertThat(dryRun(old))
                .containsExactlyInAnyOrder(
                        tuple(List.of("Kontakt durchführen"), 1, null),
                        tuple(List.of("Freigabe"), 1, Obstacle.Kind.GONE));
        JsonNode told = api.as("paul")
                .get("/api/models/moves?process=contact")
                .json()
                .path("versions")
                .valueStream()
                .filter(each -> each.path("version").asInt() == old)
                .findFirst()
                .orElseThrow();
        assertThat(told.path("movable").asInt()).isEqualTo(1);
        assertThat(told.toString()).contains("Den Schritt „Freigabe“ gibt es in der neuen Fassung nicht mehr.");
        assertThat(pages.as("paul")
                        .inEnglish()
                        .get("/models/moves/new?key=contact")
                        .text())
                .contains("The new version has no step “Freigabe” any more.", "Carry out contact");

        deploy(approval.replace("userTask_approve", "userTask_signOff"));
        assertThat(dryRun(old)).contains(tuple(List.of("Freigabe"), 1, Obstacle.Kind.RENAMED));
        deploy(approval.replace("camunda:candidateGroups=\"manager\"", "camunda:candidateGroups=\"staff\""));
        assertThat(dryRun(old)).contains(tuple(List.of("Freigabe"), 1, null));
        deploy(ContactModelFile.standard());

        JsonNode done = move(old);
        assertThat(List.of(done.path("total").asInt(), done.path("moved").asInt()))
                .containsExactly(2, 1);
        JsonNode items = api.as("paul")
                .get("/api/models/moves/" + done.path("id").asLong() + "/items")
                .json()
                .path("items");
        assertThat(items.get(0).path("id").asLong()).isEqualTo(waits.id());
        assertThat(items.get(0).path("result").asString()).isEqualTo("moved");
        assertThat(items.get(1).path("number").asString()).isEqualTo(reported.number());
        assertThat(items.get(1).path("result").asString()).isEqualTo("kept");
        assertThat(items.get(1).path("reason").asString()).contains("„Freigabe“");
        assertThat(api.as("maria")
                        .post(
                                "/api/contacts/" + reported.id() + "/outcome",
                                Map.of("outcome", "approved", "version", reported.version()))
                        .status())
                .as("it goes on in its version")
                .isEqualTo(200);
    }

    /** A step more stands in the way of nobody, before the task at which it waits nor behind it. */
    @ParameterizedTest
    @ValueSource(strings = {"before", "after"})
    void aStepMoreIsThereForTheMoved(String where) {
        int old = deploy(base());
        Existing contact = contacts.aPlannedContact().create();
        deploy(
                where.equals("after")
                        ? SecondTasks.approvalAfterContact(SecondTasks.MANAGERS)
                        : SecondTasks.releaseBeforeContact(SecondTasks.MANAGERS));

        move(old);

        Answer reported = contacts.close(contacts.read(contact.id()));
        assertThat(reported.status()).as(reported.text()).isEqualTo(200);
        assertThat(reported.json().path("status").asString())
                .isEqualTo(where.equals("after") ? "PLANNED" : "PERFORMED");
        assertThat(reported.json().path("openTask").path("name").asString(""))
                .isEqualTo(where.equals("after") ? "Freigabe" : "");
    }

    /** What a table decides before the task is there for nobody who waits at the task already. */
    @Test
    void whatLacksSomethingThatTheNewVersionReliesOnStaysWhereItIs() {
        int old = deploy(base());
        Existing contact = contacts.aPlannedContact().create();
        deployments.deploy(ModelCorpus.honestFiles("lead-by-decision"));
        assertThat(dryRun(old))
                .as("asked for before the task only")
                .containsExactly(tuple(List.of("Kontakt durchführen"), 1, null));

        deployments.deploy(decidedBeforeAndAskedForAtTheEnd());

        assertThat(dryRun(old)).containsExactly(tuple(List.of("Kontakt durchführen"), 1, Obstacle.Kind.MISSING));
        JsonNode done = move(old);
        assertThat(done.path("moved").asInt()).isZero();
        assertThat(api.as("paul")
                        .get("/api/models/moves/" + done.path("id").asLong() + "/items")
                        .json()
                        .path("items")
                        .get(0)
                        .path("reason")
                        .asString())
                .contains("„Vorlauf nach Art“", "nie gelaufen");
        assertThat(contacts.close(contacts.read(contact.id())).status()).isEqualTo(200);

        int given = models.version(ContactBpmn.KEY).getVersion();
        Existing later = contacts.aPlannedContact().create();
        deployments.deploy(decidedBeforeAndAskedForAtTheEnd());
        assertThat(move(given).path("moved").asInt())
                .as("it has what was decided")
                .isEqualTo(1);
        assertThat(contacts.close(contacts.read(later.id())).status()).isEqualTo(200);
    }

    @Test
    void newOutcomesAreOfferedAtOnce() {
        int old = deploy(base());
        Existing contact = contacts.aPlannedContact().create();
        deploy(ModelCorpus.honest("further-outcome"));
        int before = contacts.read(contact.id()).json().path("outcomes").size();

        move(old);

        assertThat(contacts.read(contact.id()).json().path("outcomes").size()).isGreaterThan(before);
    }

    /** Name and people are the new version's; who has claimed the task keeps it. */
    @Test
    void tasksBecomeWhatTheNewVersionDraws() {
        String approval = SecondTasks.approvalAfterContact(SecondTasks.MANAGERS);
        int old = deploy(approval);
        Existing contact = contacts.aPlannedContact().create();
        assertThat(contacts.close(contact).status()).isEqualTo(200);
        Task task = taskService
                .createTaskQuery()
                .processInstanceId(instance(contact).getId())
                .singleResult();
        taskService.setAssignee(task.getId(), "maria");
        deploy(approval.replace("name=\"Freigabe\"", "name=\"Gegenlesen\"")
                .replace(SecondTasks.MANAGERS, "camunda:candidateGroups=\"staff,manager\" camunda:priority=\"70\""));

        move(old);

        Task now = taskService.createTaskQuery().taskId(task.getId()).singleResult();
        assertThat(now.getName()).isEqualTo("Gegenlesen");
        assertThat(now.getPriority()).isEqualTo(70);
        assertThat(now.getAssignee()).isEqualTo("maria");
        assertThat(taskService.getIdentityLinksForTask(task.getId()).stream()
                        .filter(link -> link.getType().equals("candidate"))
                        .map(IdentityLink::getGroupId))
                .containsExactlyInAnyOrder("staff", "manager");
        assertThat(api.as("anna")
                        .get("/api/contacts/" + contact.id())
                        .json()
                        .path("openTask")
                        .path("mayComplete")
                        .asBoolean())
                .as("staff may, by now")
                .isTrue();
    }

    /** One that waits keeps its time, one that has fired stays so: at the edge of the task, and in an event sub-process. */
    @ParameterizedTest
    @ValueSource(strings = {"deadline-tells-the-manager", "deadline-event-sub-process"})
    void timersKeepTheirTimeAndFireOnce(String deadline) {
        int old = deploy(ModelCorpus.honest(deadline));
        ProcessInstance fired = instance(contacts.aPlannedContact().create());
        clock.advance(Duration.ofDays(8));
        jobs.runDue(fired.getId());
        ProcessInstance waiting = instance(contacts.aPlannedContact().create());
        Date due = jobs.only(waiting.getId()).getDuedate();
        assertThat(jobs.of(fired.getId())).isEmpty();
        clock.advance(Duration.ofHours(5));
        deploy(ModelCorpus.honest(deadline)
                .replace("P3D</bpmn:timeDuration>", "P5D</bpmn:timeDuration>")
                .replace("P7D</bpmn:timeDuration>", "P9D</bpmn:timeDuration>"));

        JsonNode done = move(old);

        assertThat(done.path("moved").asInt()).isEqualTo(2);
        assertThat(jobs.of(fired.getId())).as("it has fired").isEmpty();
        Job job = jobs.only(waiting.getId());
        assertThat(job.getDuedate()).isEqualTo(due);
        assertThat(job.getProcessDefinitionId())
                .isEqualTo(models.version(ContactBpmn.KEY).getId());
        clock.advance(Duration.ofDays(8));
        jobs.runDue(waiting.getId());
        assertThat(taskService
                        .createTaskQuery()
                        .processInstanceId(waiting.getId())
                        .count())
                .as("the manager is asked")
                .isEqualTo(2);
    }

    @Test
    void aTimerThatIsNewIsArmed() {
        int old = deploy(base());
        ProcessInstance waiting = instance(contacts.aPlannedContact().create());
        deploy(ModelCorpus.honest("escalation-days-after-the-start"));

        move(old);

        assertThat(jobs.only(waiting.getId()).getDuedate()).isInTheFuture();
    }

    /** The engine itself maps nothing that lies in a box now. */
    @Test
    void aBoxAroundTheTaskIsNoObstacle() {
        int old = deploy(ModelCorpus.honest("deadline-tells-the-manager"));
        Existing contact = contacts.aPlannedContact().create();
        Date due = jobs.only(instance(contact).getId()).getDuedate();
        deploy(boxed(ModelCorpus.honest("deadline-tells-the-manager")));

        JsonNode done = move(old);

        assertThat(done.path("moved").asInt()).isEqualTo(1);
        assertThat(jobs.only(instance(contact).getId()).getDuedate()).isEqualTo(due);
        Answer closed = contacts.close(contacts.read(contact.id()));
        assertThat(closed.status()).as(closed.text()).isEqualTo(200);
        assertThat(closed.json().path("status").asString()).isEqualTo("PERFORMED");
    }

    @Test
    void remindersAreNotMoved() {
        int old = deploy(base());
        Existing contact = contacts.aPlannedContact().withReminder().create();
        ProcessInstance reminder = runtimeService
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(String.valueOf(contact.reminderId()), "reminder")
                .singleResult();
        Date due = jobs.only(reminder.getId()).getDuedate();
        deploy(ContactModelFile.withAReasonForNotPerformed());

        move(old);

        assertThat(runtimeService
                        .createProcessInstanceQuery()
                        .processInstanceId(reminder.getId())
                        .singleResult()
                        .getProcessDefinitionId())
                .isEqualTo(reminder.getProcessDefinitionId());
        assertThat(jobs.only(reminder.getId()).getDuedate()).isEqualTo(due);
        assertThat(api.as("paul")
                        .post("/api/models/moves", Map.of("process", "reminder"))
                        .errors())
                .containsExactly("process:not-found");
        assertThat(api.as("paul").get("/api/models/moves?process=reminder").status())
                .isEqualTo(404);
    }

    /** A batch ends, the next one begins behind it, and after a crash nothing is done twice. */
    @Test
    void itGoesOnAfterACrashAndStopsWhenToldTo() {
        int old = deploy(base());
        long company = contacts.aCompany();
        List<Existing> many = new ArrayList<>();
        for (int i = 0; i < MoveNextItems.BATCH + 3; i++) {
            many.add(contacts.aPlannedContact().with("addressId", company).create());
        }
        deploy(ContactModelFile.withAReasonForNotPerformed());
        long id = order(old).json().path("id").asLong();
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    moveNextItems.next(id);
                    throw new IllegalStateException("the power is gone");
                }))
                .hasMessage("the power is gone");
        assertThat(showMoves.show(id).handled()).as("nothing was committed").isZero();

        assertThat(moveNextItems.next(id)).isTrue();
        int handled = showMoves.show(id).handled();
        assertThat(handled).isBetween(1, MoveNextItems.BATCH);
        Answer second = order(old);
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.errors()).containsExactly("process:model.move.running");
        // one that is closed meanwhile is no trouble
        Existing last = many.get(many.size() - 1);
        assertThat(close(last).status()).isEqualTo(200);
        Answer stopped = api.as("paul").send("POST", "/api/models/moves/" + id + "/stop", null);
        assertThat(stopped.json().path("status").asString()).isEqualTo("stopped");
        assertThat(stopped.json().path("stoppedBy").asString()).contains("Paul");
        jobs.runDue(running(id));
        assertThat(showMoves.show(id).handled()).isEqualTo(handled);

        long again = order(old).json().path("id").asLong();
        jobs.runDue(running(again));
        assertThat(showMoves.show(again).moved()).isEqualTo(many.size() - 1 - handled);
        assertThat(jdbc.sql("""
                                select count(*) from rapport.audit_entry
                                where subject_kind = 'contact' and field = 'modelVersion'
                                  and subject_id between :first and :last""")
                        .param("first", many.get(0).id())
                        .param("last", last.id())
                        .query(Integer.class)
                        .single())
                .as("each once")
                .isEqualTo(many.size() - 1);
        assertThat(moveNextItems.next(again)).isFalse();
    }

    @Test
    void whatIsWrongIsSaidAtOnceAndNothingIsDone() {
        int old = deploy(base());
        contacts.aPlannedContact().create();
        int newest = deploy(ContactModelFile.withAReasonForNotPerformed());
        assertThat(api.as("paul").post("/api/models/moves", Map.of()).errors()).containsExactly("process:required");
        assertThat(api.as("paul")
                        .post("/api/models/moves", Map.of("process", "contact", "version", "x", "from", "-1"))
                        .errors())
                .containsExactlyInAnyOrder("version:not-found", "from:not-found");
        Answer newer = api.as("paul")
                .post("/api/models/moves", Map.of("process", "contact", "version", "" + old, "from", "" + old));
        assertThat(newer.errors()).containsExactly("version:model.move.newer");
        assertThat(newer.text()).contains("Fassung " + newest);
        assertThat(api.as("paul")
                        .post("/api/models/moves", Map.of("process", "contact", "from", "" + newest))
                        .errors())
                .containsExactly("process:model.move.nothing");
        for (String user : List.of("anna", "maria")) {
            assertThat(api.as(user)
                            .post("/api/models/moves", Map.of("process", "contact"))
                            .status())
                    .as(user)
                    .isEqualTo(403);
            assertThat(pages.as(user).get("/models/moves/new?key=contact").status())
                    .as(user)
                    .isEqualTo(403);
        }
        assertThat(dryRun(old)).containsExactly(tuple(List.of("Kontakt durchführen"), 1, null));
    }

    @Test
    void thePageShowsItGivesTheOrderAndReports() {
        int old = deploy(SecondTasks.approvalAfterContact(SecondTasks.MANAGERS)
                .replace("name=\"Freigabe\"", "name=\"&lt;b&gt;Freigabe\""));
        assertThat(pages.as("paul").get("/models/reminder").text()).doesNotContain("/models/moves/new");
        Existing kept = contacts.aPlannedContact().with("subject", "<i>Bleibt").create();
        assertThat(contacts.close(kept).status()).isEqualTo(200);
        contacts.aPlannedContact().with("subject", "Zieht um").create();
        int newest = deploy(ContactModelFile.standard());
        assertThat(pages.as("paul").get("/models/contact").text()).contains("/models/moves/new?key=contact");
        assertThat(pages.as("maria").get("/models/contact").text()).doesNotContain("/models/moves/new");
        String ask = pages.as("paul").get("/models/moves/new?key=contact").text();
        assertThat(ask)
                .contains("Den Schritt „&lt;b&gt;Freigabe“ gibt es", "Einer von 2 lässt sich umstellen")
                .doesNotContain("<b>Freigabe");
        Answer outdated = pages.as("paul")
                .submit("/models/moves", Map.of("key", "contact", "version", "" + old, "from", "" + old));
        assertThat(outdated.status()).isEqualTo(422);
        assertThat(outdated.text()).contains("Inzwischen ist Fassung " + newest + " in Kraft");

        Answer begun = pages.as("paul")
                .submit("/models/moves", Map.of("key", "contact", "version", "" + newest, "from", "" + old));

        assertThat(begun.status()).isEqualTo(302);
        String path = String.valueOf(begun.header("Location")).replaceFirst("^https?://[^/]*", "");
        assertThat(pages.as("paul").get(path).text()).contains("0 von 2 bearbeitet", "stop-move");
        assertThat(pages.as("paul").get("/models/moves/new?key=contact").text()).doesNotContain("begin-move");
        jobs.runDue(running(Long.parseLong(path.replaceFirst(".*/", ""))));
        assertThat(pages.as("paul").get(path).text())
                .contains(
                        "1 von 2 umgestellt",
                        "/contacts/" + kept.id(),
                        "&lt;i&gt;Bleibt",
                        "aus Fassung " + old,
                        "Zieht um")
                .doesNotContain("stop-move", "<i>Bleibt");
        assertThat(pages.as("paul").get("/models/moves/new?key=contact").text()).contains(path);
        assertThat(pages.as("paul").submit(path + "/stop", Map.of()).status()).isEqualTo(302);
        for (String none : List.of("/models/moves/999999", "/models/moves/x", "/models/moves/new?key=reminder")) {
            assertThat(pages.as("paul").get(none).status()).as(none).isEqualTo(404);
        }
    }

    private static String base() {
        return ContactModelFile.standard()
                .replace(
                        "camunda:isStartableInTasklist=\"true\"",
                        "camunda:isStartableInTasklist=\"true\" camunda:versionTag=\"old\"");
    }

    /** A table is asked for everybody right after the registration; what it says stands in a mail when all is done. */
    private static Map<String, String> decidedBeforeAndAskedForAtTheEnd() {
        Map<String, String> files = new HashMap<>(ModelCorpus.honestFiles("lead-by-decision"));
        String table = String.valueOf(files.get("contact.bpmn"));
        table = table.substring(
                table.indexOf("<bpmn:businessRuleTask"),
                table.indexOf("<bpmn:serviceTask id=\"serviceTask_scheduleReminder\""));
        String asked = ModelCorpus.honest("notified-at-close")
                .replaceFirst("(?s)(name=\"noticeText\">)[^<]*", "$1" + Matcher.quoteReplacement("${vorlauf}"))
                .replace("<bpmn:incoming>flow_registered<", "<bpmn:incoming>flow_leadDecided<")
                .replace(
                        "<bpmn:sequenceFlow id=\"flow_registered\" sourceRef=\"serviceTask_registerContact\" targetRef=\"gateway_planned\"/>",
                        table.replace("flow_reminderWanted", "flow_registered")
                                + "<bpmn:sequenceFlow id=\"flow_registered\" sourceRef=\"serviceTask_registerContact\" targetRef=\"businessRuleTask_lead\"/>"
                                + "<bpmn:sequenceFlow id=\"flow_leadDecided\" sourceRef=\"businessRuleTask_lead\" targetRef=\"gateway_planned\"/>");
        files.put("contact.bpmn", asked);
        return files;
    }

    private static String boxed(String model) {
        int from = model.indexOf("<bpmn:userTask id=\"userTask_carryOutContact\"");
        String end = "</bpmn:userTask>";
        int to = model.indexOf(end, from) + end.length();
        String task = model.substring(from, to)
                .replace("flow_toCarryOut", "flow_boxed")
                .replace("flow_carriedOut", "flow_unboxed");
        int edge = model.indexOf("<bpmn:boundaryEvent");
        int edgeEnd = model.indexOf("</bpmn:process>");
        String beside = model.substring(edge, edgeEnd);
        return model.substring(0, from)
                + "<bpmn:subProcess id=\"subProcess_box\" name=\"Durchführung\"><bpmn:incoming>flow_toCarryOut</bpmn:incoming>"
                + "<bpmn:outgoing>flow_carriedOut</bpmn:outgoing>"
                + "<bpmn:startEvent id=\"startEvent_box\"><bpmn:outgoing>flow_boxed</bpmn:outgoing></bpmn:startEvent>"
                + task
                + beside
                + "<bpmn:endEvent id=\"endEvent_box\"><bpmn:incoming>flow_unboxed</bpmn:incoming></bpmn:endEvent>"
                + "<bpmn:sequenceFlow id=\"flow_boxed\" sourceRef=\"startEvent_box\" targetRef=\"userTask_carryOutContact\"/>"
                + "<bpmn:sequenceFlow id=\"flow_unboxed\" sourceRef=\"userTask_carryOutContact\" targetRef=\"endEvent_box\"/>"
                + "</bpmn:subProcess>"
                + model.substring(to, edge)
                        .replace("targetRef=\"userTask_carryOutContact\"", "targetRef=\"subProcess_box\"")
                        .replace("sourceRef=\"userTask_carryOutContact\"", "sourceRef=\"subProcess_box\"")
                + model.substring(edgeEnd);
    }

    private int deploy(String model) {
        deployments.deploy("contact.bpmn", model);
        return models.version(ContactBpmn.KEY).getVersion();
    }

    private Answer close(Existing contact) {
        return contacts.close(contact, "anna", Map.of("outcome", "notPerformed"));
    }

    private ProcessInstance instance(Existing contact) {
        return runtimeService
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(String.valueOf(contact.id()), ContactBpmn.KEY)
                .singleResult();
    }

    private Answer order(int old) {
        return api.as("paul").post("/api/models/moves", Map.of("process", "contact", "from", String.valueOf(old)));
    }

    private String running(long order) {
        return runtimeService
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(String.valueOf(order), MoveItemsBpmn.KEY)
                .singleResult()
                .getId();
    }

    private JsonNode move(int old) {
        Answer begun = order(old);
        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        long id = begun.json().path("id").asLong();
        assertThat(begun.header("Location")).isEqualTo("/api/models/moves/" + id);
        jobs.runDue(running(id));
        Answer done = api.as("paul").get("/api/models/moves/" + id);
        openApi.check("GET /api/models/moves/{id}", null, done);
        return done.json();
    }

    private List<Tuple> dryRun(int old) {
        return showMoves.dryRun(ContactBpmn.KEY).older().stream()
                .filter(each -> each.version() == old)
                .map(Older::waiting)
                .flatMap(List::stream)
                .map(some -> tuple(
                        some.steps(),
                        some.number(),
                        some.obstacle() == null ? null : some.obstacle().kind()))
                .toList();
    }
}

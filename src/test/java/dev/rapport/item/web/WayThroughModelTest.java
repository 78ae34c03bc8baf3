package dev.rapport.item.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.campaign.TestCampaigns;
import dev.rapport.contact.TestContacts;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.support.Api;
import dev.rapport.support.Deployments;
import dev.rapport.support.Jobs;
import dev.rapport.support.ModelCorpus;
import dev.rapport.support.Pages;
import dev.rapport.support.Tasklist;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The way of a closed item leads to the end event that it has reached: it is known, not guessed, and never guessed of old items. */
@IntegrationTest
class WayThroughModelTest {

    @Autowired
    private Pages pages;

    @Autowired
    private Api api;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private TestCampaigns campaigns;

    @Autowired
    private Deployments deployments;

    @Autowired
    private Jobs jobs;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @AfterEach
    void bringTheStandardBack() {
        deployments.remove();
    }

    @ParameterizedTest
    @CsvSource({
        "performed, flow_endPerformed, endEvent_performed, Durchgeführt, Performed",
        "notPerformed, flow_endNotPerformed, endEvent_notPerformed, Nicht durchgeführt, Not performed"
    })
    void aContactReachesTheEndOfItsOutcome(String outcome, String flow, String end, String german, String english) {
        Existing contact = contacts.aPlannedContact().withReminder().create();
        close(contact, outcome);
        forgetHistory("contact", contact.id());

        String page = page("contacts", contact.id());

        assertThat(walked(page))
                .contains(
                        "startEvent_contact", "flow_reminderScheduled", "flow_recorded", "gateway_closedAs", flow, end);
        assertThat(ends(page)).containsExactly(end);
        assertThat(page).contains("Erreichtes Ende: " + german);
        assertThat(pages.as("anna")
                        .inEnglish()
                        .get("/contacts/" + contact.id() + "/model")
                        .text())
                .contains("End reached: " + english);
    }

    /** It begins and ends in one go, past the task. */
    @Test
    void whatIsEnteredAsPerformedReachesItAtOnce() {
        long id = contacts.aPerformedContact().create().id();

        String page = page("contacts", id);

        assertThat(walked(page))
                .contains("flow_alreadyClosed", "flow_closed", "flow_endPerformed", "endEvent_performed")
                .doesNotContain("flow_planned", "userTask_carryOutContact", "endEvent_notPerformed");
    }

    @ParameterizedTest
    @CsvSource({
        "performed, flow_performedRecorded, endEvent_performed",
        "notPerformed, flow_notPerformedRecorded, endEvent_notPerformed"
    })
    void aMeasureDoesSo(String outcome, String flow, String end) {
        TestCampaigns.Existing measure = campaigns.aMeasure(campaigns.aCampaign("Ende"));
        assertThat(campaigns.closeMeasure(measure, outcome).status()).isEqualTo(200);
        forgetHistory("measure", measure.id());

        String page = page("measures", measure.id());

        assertThat(walked(page)).contains("startEvent_measure", "flow_carriedOut", flow);
        assertThat(ends(page)).containsExactly(end);
        assertThat(page).contains("Erreichtes Ende");
    }

    @Test
    void anOpenOneHasReachedNone() {
        long id = contacts.aPlannedContact().create().id();

        String page = page("contacts", id);

        assertThat(ends(page)).isEmpty();
        assertThat(page).doesNotContain("Erreichtes Ende");
    }

    /** Two flows lead to the same step, and the shortest way is not the one that was taken. */
    @Test
    void theFlowOfTheOutcomeIsTheOneThatWasTaken() {
        deployments.deploy("contact.bpmn", ModelCorpus.honest("further-outcome"));
        Existing contact = contacts.aPlannedContact().create();
        close(contact, "unreachable");

        assertThat(walked(page("contacts", contact.id())))
                .contains("flow_unreachable", "serviceTask_recordNotPerformed", "endEvent_notPerformed")
                .doesNotContain("flow_notPerformed");
    }

    @Test
    void anOutcomeMayHaveAnEndOfItsOwnBehindAGateway() {
        deployments.deploy(
                "contact.bpmn",
                ModelCorpus.honest("further-outcome")
                        .replace(
                                "sourceRef=\"serviceTask_recordNotPerformed\" targetRef=\"gateway_recorded\"",
                                "sourceRef=\"serviceTask_recordNotPerformed\" targetRef=\"gateway_reached\"")
                        .replace(
                                "<bpmn:endEvent id=\"endEvent_performed\"",
                                "<bpmn:exclusiveGateway id=\"gateway_reached\" default=\"flow_reached\"/>"
                                        + "<bpmn:sequenceFlow id=\"flow_reached\" sourceRef=\"gateway_reached\" targetRef=\"gateway_recorded\"/>"
                                        + "<bpmn:endEvent id=\"endEvent_unreachable\" name=\"Keiner da\"/>"
                                        + "<bpmn:sequenceFlow id=\"flow_endUnreachable\" sourceRef=\"gateway_reached\" "
                                        + "targetRef=\"endEvent_unreachable\"><bpmn:conditionExpression "
                                        + "xsi:type=\"bpmn:tFormalExpression\">${outcome == 'unreachable'}</bpmn:conditionExpression>"
                                        + "</bpmn:sequenceFlow><bpmn:endEvent id=\"endEvent_performed\""));
        Existing contact = contacts.aPlannedContact().create();
        Existing other = contacts.aPlannedContact().create();
        close(contact, "unreachable");
        close(other, "notPerformed");

        String page = page("contacts", contact.id());

        assertThat(walked(page)).contains("flow_endUnreachable");
        assertThat(ends(page)).containsExactly("endEvent_unreachable");
        assertThat(page).contains("Erreichtes Ende: Keiner da");
        assertThat(ends(page("contacts", other.id()))).containsExactly("endEvent_notPerformed");
    }

    @Test
    void severalEndsAreToldApart() {
        deployments.deploy("contact.bpmn", ModelCorpus.honest("several-ends"));
        Existing performed = contacts.aPlannedContact().create();
        Existing notPerformed = contacts.aPlannedContact().create();
        close(performed, "performed");
        close(notPerformed, "notPerformed");

        assertThat(walked(page("contacts", performed.id()))).contains("flow_remindersRemoved", "endEvent_performed");
        assertThat(ends(page("contacts", notPerformed.id()))).containsExactly("endEvent_notPerformed");
    }

    /** The end within the box is none of the item's, and the way leads out of it. */
    @Test
    void theWayLeadsThroughASubProcess() {
        deployments.deploy("contact.bpmn", ModelCorpus.honest("sub-process-around-record"));
        Existing contact = contacts.aPlannedContact().create();
        close(contact, "performed");

        String page = page("contacts", contact.id());

        assertThat(walked(page))
                .contains(
                        "subProcess_record",
                        "serviceTask_recordPerformed",
                        "flow_performedRecorded",
                        "gateway_recorded",
                        "endEvent_performed");
        assertThat(page).contains("Erreichtes Ende: Durchgeführt<");
    }

    @Test
    void aDeadlineClosesAndTheWayLeadsOverIt() {
        deployments.deploy("contact.bpmn", ModelCorpus.honest("deadline-closes"));
        Existing contact = contacts.aPlannedContact().create();
        Job deadline = jobs.only(instance("contact", contact.id()));

        assertThat(jobs.execute(deadline)).isTrue();
        forgetHistory("contact", contact.id());

        String page = page("contacts", contact.id());
        assertThat(walked(page))
                .contains("userTask_carryOutContact", "boundaryEvent_late", "f1", "flow_endNotPerformed")
                .doesNotContain("flow_carriedOut", "serviceTask_checkOutcome");
        assertThat(ends(page)).containsExactly("endEvent_notPerformed");
    }

    /** The end beside the work is reached as well; the work goes on meanwhile. */
    @Test
    void anEscalationOfAMeasureHasAnEndOfItsOwn() {
        deployments.deploy("measure.bpmn", ModelCorpus.honest("escalation-of-a-measure"));
        TestCampaigns.Existing measure = campaigns.aMeasure(campaigns.aCampaign("Später"));
        jobs.of(instance("measure", measure.id())).forEach(jobs::execute);

        String open = page("measures", measure.id());
        assertThat(ends(open)).containsExactly("endEvent_told");
        assertThat(open).doesNotContain("Erreichtes Ende");
        assertThat(campaigns.closeMeasure(measure, "performed").status()).isEqualTo(200);

        assertThat(ends(page("measures", measure.id()))).containsExactly("endEvent_performed", "endEvent_told");
        assertThat(page("measures", measure.id())).contains("Erreichtes Ende: Gesagt, Durchgeführt");
    }

    /** What the engine goes without a step is kept, and nobody reads of it as if a rule had run. */
    @Test
    void whereNoStepRanTheWayIsKeptAllTheSame() {
        deployments.deploy("contact.bpmn", ModelCorpus.honest("approval-before"));
        Existing contact = contacts.aPlannedContact().create();
        String rules = "/api/contacts/" + contact.id() + "/rules";
        String before = api.as("anna").get(rules).text();

        Tasklist.Answer looked = Tasklist.of(api, "maria").in("de").complete(task(contact.id()), Map.of());
        assertThat(looked.status()).as(looked.text()).isLessThan(300);

        String page = page("contacts", contact.id());
        assertThat(walked(page))
                .contains("userTask_look", "flow_behind_userTask_look", "flow_noReminder", "flow_toCarryOut");
        assertThat(marked(page, "here")).containsExactly("userTask_carryOutContact");
        assertThat(api.as("anna").get(rules).text()).isEqualTo(before);
        assertThat(page).doesNotContain("<li>userTask_carryOutContact", ">flow_toCarryOut<");
        assertThat(jdbc.sql("""
                                select count(*) from rapport.rule_run
                                where subject_kind = 'contact' and subject_id = :id and kind = 'way'""").param("id", contact.id()).query(Integer.class).single())
                .isEqualTo(1);
    }

    /** It is closed, and the model goes on. */
    @Test
    void aClosedOneMayStillWait() {
        deployments.deploy("contact.bpmn", ModelCorpus.honest("wait-after-closing"));
        Existing contact = contacts.aPlannedContact().create();
        close(contact, "performed");

        String waiting = page("contacts", contact.id());
        assertThat(marked(waiting, "here")).containsExactly("timerEvent_day");
        assertThat(ends(waiting)).isEmpty();
        jobs.of(instance("contact", contact.id())).forEach(jobs::execute);

        assertThat(ends(page("contacts", contact.id()))).containsExactly("endEvent_performed");
    }

    @Test
    void aVoidedOneKeepsItsWay() {
        Existing open = contacts.aPlannedContact().create();
        Existing closed = contacts.aPlannedContact().create();
        close(closed, "performed");
        for (long id : List.of(open.id(), closed.id())) {
            assertThat(api.as("maria")
                            .post(
                                    "/api/contacts/" + id + "/void",
                                    Map.of("version", contacts.read(id).version(), "reason", "Verwechselt"))
                            .status())
                    .isEqualTo(200);
        }

        assertThat(walked(page("contacts", open.id()))).contains("userTask_carryOutContact");
        assertThat(ends(page("contacts", open.id()))).isEmpty();
        assertThat(ends(page("contacts", closed.id()))).containsExactly("endEvent_performed");
    }

    /** Kept before there were ways: it goes on as long as there is only one, and no farther. */
    @Test
    void ofOldOnesNothingIsGuessed() {
        Existing contact = contacts.aPlannedContact().create();
        close(contact, "performed");
        TestCampaigns.Existing measure = campaigns.aMeasure(campaigns.aCampaign("Alt"));
        campaigns.closeMeasure(measure, "performed");
        Existing open = contacts.aPlannedContact().create();
        forgetWays("contact", contact.id());
        forgetWays("measure", measure.id());
        forgetWays("contact", open.id());

        String page = page("contacts", contact.id());
        assertThat(walked(page))
                .contains(
                        "serviceTask_removeReminders",
                        "flow_remindersRemoved",
                        "gateway_closed",
                        "flow_closed",
                        "gateway_closedAs")
                .doesNotContain("flow_endPerformed", "flow_endNotPerformed");
        assertThat(ends(page)).as("that depends on a condition").isEmpty();
        assertThat(page).doesNotContain("Erreichtes Ende");
        assertThat(ends(page("measures", measure.id()))).containsExactly("endEvent_performed");
        assertThat(walked(page("contacts", open.id())))
                .contains("userTask_carryOutContact")
                .doesNotContain("flow_carriedOut");
    }

    /** Planned by the version before, closed by this one. */
    @Test
    void whatIsKnownInPartIsDrawnFromBoth() {
        Existing contact = contacts.aPlannedContact().create();
        forgetWays("contact", contact.id());
        close(contact, "notPerformed");

        String page = page("contacts", contact.id());

        assertThat(walked(page))
                .contains(
                        "flow_started",
                        "flow_planned",
                        "flow_toCarryOut",
                        "userTask_carryOutContact",
                        "flow_carriedOut");
        assertThat(ends(page)).containsExactly("endEvent_notPerformed");
    }

    private void close(Existing contact, String outcome) {
        var answer = contacts.close(
                contact,
                "anna",
                outcome.equals("performed")
                        ? Map.of("outcome", outcome, "duration", "00:15")
                        : Map.of("outcome", outcome));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private String page(String items, long id) {
        return pages.as("anna").get("/" + items + "/" + id + "/model").text();
    }

    private String instance(String process, long id) {
        return jdbc.sql("""
                        select e.id_ from act_ru_execution e join act_re_procdef d on d.id_ = e.proc_def_id_
                        where d.key_ = :process and e.business_key_ = :id and e.parent_id_ is null""")
                .param("process", process)
                .param("id", String.valueOf(id))
                .query(String.class)
                .single();
    }

    private String task(long contact) {
        return jdbc.sql("select id_ from act_ru_task where proc_inst_id_ = :instance")
                .param("instance", instance("contact", contact))
                .query(String.class)
                .single();
    }

    private void forgetHistory(String process, long id) {
        jdbc.sql("delete from act_hi_procinst where business_key_ = :id and proc_def_key_ = :process")
                .param("id", String.valueOf(id))
                .param("process", process)
                .update();
    }

    /** As the versions before kept it. */
    private void forgetWays(String kind, long id) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("select set_config('rapport.erasure', 'on', true)").query().singleValue();
            jdbc.sql("delete from rapport.rule_run where subject_kind = :kind and subject_id = :id and kind = 'way'")
                    .param("kind", kind)
                    .param("id", id)
                    .update();
            jdbc.sql("update rapport.rule_run set way = null where subject_kind = :kind and subject_id = :id")
                    .param("kind", kind)
                    .param("id", id)
                    .update();
        });
    }

    private static Set<String> walked(String page) {
        return marked(page, "walked");
    }

    private static Set<String> ends(String page) {
        return walked(page).stream()
                .filter(element -> element.startsWith("endEvent_"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> marked(String page, String how) {
        return Pattern.compile("data-element=\"([^\"]+)\" data-" + how + "=\"true\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

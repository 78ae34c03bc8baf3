package dev.rapport.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.IntegrationTest;
import dev.rapport.campaign.TestCampaigns;
import dev.rapport.contact.ShowContact;
import dev.rapport.contact.TestContacts;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.engine.LookAhead;
import dev.rapport.engine.RuleRefusals;
import dev.rapport.models.ContactBpmn;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Conditions;
import dev.rapport.support.Deployments;
import dev.rapport.support.ModelCorpus;
import dev.rapport.support.Pages;
import dev.rapport.support.Rows;
import dev.rapport.support.SecondTasks;
import dev.rapport.support.Statements;
import dev.rapport.support.UncheckedModels;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A button that would be refused now says so before it is pressed. */
@IntegrationTest
class LookAheadTest {

    private static final String CAMPAIGN = "requireContactCampaign";
    private static final String NO_CAMPAIGN = "Kampagne: Pflichtfeld.";

    /** The contact, its task, and what the engine asks for each of the two buttons. No more: who needs fewer lowers it. */
    private static final int STATEMENTS = 13;

    @Autowired
    private Api api;

    @Autowired
    private Pages pages;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private TestCampaigns campaigns;

    @Autowired
    private Deployments deployments;

    @Autowired
    private UncheckedModels unchecked;

    @Autowired
    private LookAhead lookAhead;

    @Autowired
    private ShowContact showContact;

    @Autowired
    private RuleRefusals refusals;

    @Autowired
    private Rows rows;

    @Autowired
    private Statements statements;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @AfterEach
    void bringTheStandardBack() {
        unchecked.mend();
        deployments.remove();
    }

    @Test
    void aMeasureOfTheShippedModelSaysThatItLacksACampaign() {
        long measure = campaigns.aMeasure(null).id();

        assertThat(foreseen("anna", "measures", measure))
                .containsExactly("performed: Kampagne prüfen: Bitte wählen Sie zuerst eine Kampagne.", "notPerformed");
        assertThat(foreseen(api.as("anna").with("Accept-Language", "en").get("/api/measures/" + measure + "/outcomes")))
                .containsExactly("performed: Check campaign: Please choose a campaign first.", "notPerformed");
        assertThat(pages.as("anna").get("/measures/" + measure).text())
                .contains("hx-get=\"/measures/" + measure + "/ahead\"", "aria-describedby=\"ahead-0\"")
                .doesNotContain("Bitte wählen Sie zuerst");
        assertThat(pages.as("anna")
                        .asHtmx()
                        .get("/measures/" + measure + "/ahead")
                        .text())
                .contains(
                        "id=\"ahead-0\"",
                        "id=\"ahead-mark-0\"",
                        "würde jetzt noch abgelehnt",
                        "Regel „Kampagne prüfen“: Bitte wählen Sie zuerst eine Kampagne.")
                .doesNotContain("ahead-1", "<html");
        assertThat(pages.as("anna")
                        .inEnglish()
                        .get("/measures/" + measure + "/ahead")
                        .text())
                .contains("would be refused as it stands", "Please choose a campaign first.");

        api.as("anna")
                .patch(
                        "/api/measures/" + measure,
                        Map.of("version", 0, "campaignId", String.valueOf(campaigns.aCampaign("Messe"))));
        assertThat(foreseen("anna", "measures", measure)).containsExactly("performed", "notPerformed");
        assertThat(pages.as("anna").get("/measures/" + measure + "/ahead").text())
                .doesNotContain("ahead");
    }

    /** The refusal says the sentence already; the signs at the buttons stay, and what the others would say. */
    @Test
    void aRefusedPageStillSaysWhatTheOtherButtonsWouldRefuse() {
        long measure = campaigns.aMeasure(null).id();

        Answer refused =
                pages.as("anna").submit("/measures/" + measure, Map.of("outcome", "performed", "version", "0"));

        assertThat(refused.text())
                .contains(
                        "Bitte wählen Sie zuerst",
                        "hx-get=\"/measures/" + measure + "/ahead?told=serviceTask_requireCampaign\"");
        assertThat(pages.as("anna")
                        .asHtmx()
                        .get("/measures/" + measure + "/ahead?told=serviceTask_requireCampaign")
                        .text())
                .contains("id=\"ahead-mark-0\"")
                .doesNotContain("look-ahead", "Bitte wählen Sie zuerst", "ahead-mark-1");

        deployments.deploy("measure.bpmn", ModelCorpus.honest("campaign-for-every-outcome"));
        long other = campaigns.aMeasure(null).id();
        String both = pages.as("anna")
                .get("/measures/" + other + "/ahead?told=nonsense")
                .text();
        assertThat(both).contains("ahead-mark-0", "ahead-mark-1", "id=\"ahead-0\"", "id=\"ahead-1\"");
    }

    /** What asks for nothing is not asked; its page is as quick as before. */
    @Test
    void aContactOfTheShippedModelHasNothingToAskFor() {
        Existing contact = contacts.aPlannedContact().create();

        assertThat(pages.as("anna").get("/contacts/" + contact.id()).text())
                .contains("id=\"outcome-performed\"")
                .doesNotContain("ahead");
        assertThat(foreseen("anna", contact)).containsExactly("performed", "notPerformed");
        List<String> asked = looking(contact);
        assertThat(asked).as(String.join("\n", asked)).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void allThatWouldBeRefusedIsSaidAtOnce() {
        deployments.deploy("contact.bpmn", twoConditions());
        Existing contact = contacts.aPlannedContact().create();

        assertThat(foreseen("anna", contact))
                .containsExactly(
                        "performed: Unsere Bedingung: Kampagne: Pflichtfeld. + Unsere Bedingung: Beschreibung: Pflichtfeld.",
                        "notPerformed: Unsere Bedingung: Kampagne: Pflichtfeld.");

        contacts.change(contact, Map.of("campaignId", String.valueOf(contacts.aCampaign(false))));
        assertThat(foreseen("anna", contact))
                .containsExactly("performed: Unsere Bedingung: Beschreibung: Pflichtfeld.", "notPerformed");
    }

    /** The very same step refuses when it is pressed, and says the same. */
    @Test
    void whatIsSaidBeforeIsWhatIsSaidThen() {
        deployments.deploy(
                "contact.bpmn",
                Conditions.behindCheckOutcome(
                        ContactBpmn.KEY, "requireContactResponsible", Map.of("onlyForOutcome", "notPerformed")));
        Existing contact = contacts.aPlannedContact().responsible("ben").create();

        assertThat(foreseen("anna", contact))
                .containsExactly("performed", "notPerformed: Unsere Bedingung: Das darf nur Ben Yılmaz fertigstellen.");
        Answer refused = contacts.close(contact, "anna", Map.of("outcome", "notPerformed"));
        assertThat(refused.json().path("detail").asString()).isEqualTo("Das darf nur Ben Yılmaz fertigstellen.");
        assertThat(foreseen("ben", contact)).containsExactly("performed", "notPerformed");
    }

    static Stream<Arguments> waysToTheCondition() {
        return Stream.of(
                Arguments.of("${contact.direction == 'OUTGOING'}", true),
                Arguments.of("${contact.direction == 'INCOMING'}", false),
                // nobody has said yet how long it took or what was said: what is empty now may be filled in then
                Arguments.of("${contact.durationMinutes == 0}", false),
                Arguments.of("${empty infotext}", false),
                Arguments.of("${empty duration}", false));
    }

    @ParameterizedTest
    @MethodSource("waysToTheCondition")
    void onlyTheWayThatWillBeTakenCounts(String way, boolean told) {
        deployments.deploy("contact.bpmn", conditionOnAWay(way));
        Existing contact = contacts.aPlannedContact().create();

        String rest = told ? ": Unsere Bedingung: " + NO_CAMPAIGN : "";
        assertThat(foreseen("anna", contact)).containsExactly("performed" + rest, "notPerformed" + rest);
    }

    static Stream<Arguments> whatIsSaidWithTheOutcome() {
        return Stream.of(
                Arguments.of("requireContactField", Map.of("requiredField", "infotext")),
                Arguments.of("requireDuration", Map.of("moreThan", "00:05")));
    }

    /** It is typed where the button is: it is not refused before it could be said. */
    @ParameterizedTest
    @MethodSource("whatIsSaidWithTheOutcome")
    void whatIsSaidWithTheOutcomeIsNotMissedBeforehand(String step, Map<String, String> told) {
        deployments.deploy("contact.bpmn", Conditions.behindCheckOutcome(ContactBpmn.KEY, step, told));
        Existing contact = contacts.aPlannedContact().create();

        assertThat(foreseen("anna", contact)).containsExactly("performed", "notPerformed");
        assertThat(contacts.close(contact, "anna", Map.of("outcome", "notPerformed"))
                        .status())
                .isEqualTo(422);
    }

    /** Behind somebody else's task nothing can be told; there, what was reported is known. */
    @Test
    void behindAnotherTaskItIsSaidToWhoeverHasThat() {
        String drawn = Conditions.between(
                SecondTasks.approvalAfterContact(SecondTasks.MANAGERS),
                "id=\"flow_approved\" name=\"Freigeben\" sourceRef=\"gateway_decision\"",
                "flow_approved",
                "serviceTask_recordPerformed",
                "requireContactField",
                Map.of("requiredField", "infotext"));
        deployments.deploy("contact.bpmn", drawn);
        Existing contact = contacts.aPlannedContact().create();
        assertThat(foreseen("anna", contact)).containsExactly("performed", "notPerformed");

        contacts.close(contact, "anna", Map.of("outcome", "performed", "duration", "00:15"));
        assertThat(foreseen("anna", contact)).as("it is not hers now").isEmpty();
        assertThat(pages.as("anna").get("/contacts/" + contact.id()).text()).doesNotContain("/ahead");
        assertThat(foreseen("maria", contact))
                .containsExactly("approved: Unsere Bedingung: Infotext: Pflichtfeld.", "rejected");

        contacts.close(contacts.read(contact.id()), "maria", Map.of("outcome", "rejected"));
        assertThat(foreseen("anna", contact)).as("it is said anew").containsExactly("performed", "notPerformed");
        contacts.close(
                contacts.read(contact.id()),
                "anna",
                Map.of("outcome", "performed", "duration", "00:15", "infotext", "War nett"));
        assertThat(foreseen("maria", contact)).containsExactly("approved", "rejected");
    }

    /** What was reported before it came back is no answer to what is chosen now. */
    @Test
    void whatCameBackIsSaidAnew() {
        String drawn = Conditions.between(
                SecondTasks.approvalAfterContact(SecondTasks.MANAGERS),
                "id=\"flow_outcomeChecked\" sourceRef=\"serviceTask_checkOutcome\"",
                "flow_outcomeChecked",
                "gateway_outcome",
                CAMPAIGN,
                Map.of("onlyForOutcome", "notPerformed"));
        deployments.deploy("contact.bpmn", drawn);
        Existing contact = contacts.aPlannedContact().create();
        contacts.close(contact, "anna", Map.of("outcome", "performed", "duration", "00:15"));
        contacts.close(contacts.read(contact.id()), "maria", Map.of("outcome", "rejected"));

        assertThat(foreseen("anna", contact))
                .containsExactly("performed", "notPerformed: Unsere Bedingung: " + NO_CAMPAIGN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userTask_carryOutContact\" camunda:asyncAfter=\"true",
                Conditions.ELEMENT + "\" camunda:asyncBefore=\"true"
            })
    void behindAJobNothingIsSaid(String element) {
        String drawn = Conditions.behindCheckOutcome(ContactBpmn.KEY, CAMPAIGN, Map.of());
        deployments.deploy("contact.bpmn", drawn);
        unchecked.replace(
                ContactBpmn.KEY,
                drawn.replace("Task id=\"" + element.substring(0, element.indexOf('"')), "Task id=\"" + element));
        Existing contact = contacts.aPlannedContact().create();

        assertThat(foreseen("anna", contact)).containsExactly("performed", "notPerformed");
    }

    @Test
    void whoMayNotCloseAndWhatIsClosedSeeNothing() {
        long measure = campaigns.aMeasure(null).id();

        assertThat(foreseen("paul", "measures", measure)).isEmpty();
        assertThat(pages.as("paul").get("/measures/" + measure).text()).doesNotContain("/ahead");
        assertThat(pages.as("paul").get("/measures/" + measure + "/ahead").text())
                .doesNotContain("Kampagne");
        assertThat(api.as("sabine")
                        .get("/api/measures/" + measure + "/outcomes")
                        .status())
                .isEqualTo(403);
        assertThat(api.as("anna").get("/api/measures/999999999/outcomes").status())
                .isEqualTo(404);

        api.as("anna").post("/api/measures/" + measure + "/outcome", Map.of("version", 0, "outcome", "notPerformed"));
        assertThat(foreseen("anna", "measures", measure)).isEmpty();
        assertThat(pages.as("anna").get("/measures/" + measure).text()).doesNotContain("/ahead");
    }

    @Test
    void aLookLeavesNothingBehind() {
        deployments.deploy("contact.bpmn", twoConditions());
        Existing contact = contacts.aPlannedContact().withReminder().create();
        foreseen("anna", contact);
        refusals.write();
        // what other tests were refused by rules of the same names is counted already
        var counted = refusals.of(ContactBpmn.KEY);
        Map<String, Long> before = rows.everywhere();
        String item = rowsOf(contact);

        List<String> asked = looking(contact);
        refusals.write();

        assertThat(rows.everywhere()).isEqualTo(before);
        assertThat(rowsOf(contact)).isEqualTo(item);
        assertThat(refusals.of(ContactBpmn.KEY)).as("nobody has been refused").isEqualTo(counted);
        assertThat(asked)
                .as(String.join("\n", asked))
                .hasSizeLessThanOrEqualTo(STATEMENTS)
                .allMatch(sql -> sql.strip().toLowerCase(Locale.ROOT).matches("(?s)(select|with)\\b.*"))
                .noneMatch(sql -> sql.toLowerCase(Locale.ROOT)
                        .matches("(?s).*(for (no key )?update|for share|nextval|advisory).*"));
    }

    /** Whoever changes or closes the item waits for no look, and no look for them. */
    @Test
    void nobodyWaits() {
        deployments.deploy("contact.bpmn", Conditions.behindCheckOutcome(ContactBpmn.KEY, CAMPAIGN, Map.of()));
        Existing contact = contacts.aPlannedContact().create();
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            jdbc.sql("select from rapport.contact where id = :id for update")
                    .param("id", contact.id())
                    .query()
                    .listOfRows();
            jdbc.sql("select from act_ru_task where id_ = :task for update")
                    .param("task", contact.taskId())
                    .query()
                    .listOfRows();
            assertThat(foreseen("anna", contact)).allMatch(told -> told.endsWith(NO_CAMPAIGN));
        });
        String campaign = String.valueOf(contacts.aCampaign(false));

        List<Object> closed = new ArrayList<>();
        lookAhead.during(() -> {
            lookAhead.refusals(contact.taskId(), Map.of("outcome", "notPerformed"));
            contacts.change(contact, Map.of("campaignId", campaign));
            closed.add(contacts.close(contacts.read(contact.id()), "anna", Map.of("outcome", "notPerformed"))
                    .status());
            return List.of();
        });
        assertThat(closed).containsExactly(200);
        assertThat(foreseen("anna", contact)).isEmpty();
    }

    /** Whatever a step does that it should not: the database lets nothing through. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update rapport.contact set version = version",
                "select from rapport.contact for update",
                "select nextval('rapport.contact_id_seq')"
            })
    void nothingCanBeWrittenOrLocked(String sql) {
        lookAhead.during(() -> {
            assertThatThrownBy(() -> jdbc.sql(sql).query().listOfRows()).hasMessageContaining("read-only transaction");
            return List.of();
        });
    }

    /** Pages do without what cannot be found out. */
    @Test
    void aLookThatFailsSaysNothing() {
        String drawn = Conditions.behindCheckOutcome(ContactBpmn.KEY, CAMPAIGN, Map.of());
        deployments.deploy("contact.bpmn", drawn);
        unchecked.replace(ContactBpmn.KEY, drawn.replace("${" + CAMPAIGN + "}", "${noSuchStep}"));
        Existing contact = contacts.aPlannedContact().create();

        assertThat(foreseen("anna", contact)).containsExactly("performed", "notPerformed");
        assertThat(pages.as("anna").get("/contacts/" + contact.id() + "/ahead").status())
                .isEqualTo(200);
        assertThat(lookAhead.during(() -> lookAhead.refusals("gone", Map.of()))).isEmpty();
    }

    /** What a look asks the database. */
    private List<String> looking(Existing contact) {
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("anna", "", "ROLE_STAFF"));
        try {
            showContact.foreseen(contact.id());
            return statements.during(() -> showContact.foreseen(contact.id()));
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private String rowsOf(Existing contact) {
        return jdbc.sql(
                        "select c::text || t::text from rapport.contact c, act_ru_task t where c.id = :id and t.id_ = :task")
                .param("id", contact.id())
                .param("task", contact.taskId())
                .query(String.class)
                .single();
    }

    private List<String> foreseen(String user, Existing contact) {
        return foreseen(user, "contacts", contact.id());
    }

    private List<String> foreseen(String user, String items, long id) {
        return foreseen(api.as(user).get("/api/" + items + "/" + id + "/outcomes"));
    }

    /** {@code code}, with what would be refused. */
    private static List<String> foreseen(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json()
                .valueStream()
                .map(outcome -> outcome.path("code").asString()
                        + outcome.path("refusals")
                                .valueStream()
                                .map(refusal ->
                                        refusal.path("rule").path("name").asString() + ": "
                                                + refusal.path("message").asString())
                                .reduce((one, other) -> one + " + " + other)
                                .map(": "::concat)
                                .orElse(""))
                .toList();
    }

    private static String twoConditions() {
        String first = Conditions.behindCheckOutcome(ContactBpmn.KEY, CAMPAIGN, Map.of())
                .replace(Conditions.ELEMENT, "serviceTask_first")
                .replace("flow_condition", "flow_first");
        return Conditions.between(
                first,
                "id=\"flow_performed\" name=\"Durchgeführt\" sourceRef=\"gateway_outcome\"",
                "flow_performed",
                "serviceTask_recordPerformed",
                "requireContactField",
                Map.of("requiredField", "description"));
    }

    private static String conditionOnAWay(String way) {
        return Conditions.behindCheckOutcome(ContactBpmn.KEY, CAMPAIGN, Map.of())
                .replace(
                        "sourceRef=\"serviceTask_checkOutcome\" targetRef=\"" + Conditions.ELEMENT + "\"",
                        "sourceRef=\"serviceTask_checkOutcome\" targetRef=\"gateway_way\"")
                .replace(
                        "<bpmn:incoming>flow_outcomeChecked</bpmn:incoming>", "<bpmn:incoming>flow_way</bpmn:incoming>")
                .replace(
                        "<bpmn:incoming>flow_condition</bpmn:incoming>",
                        "<bpmn:incoming>flow_condition</bpmn:incoming><bpmn:incoming>flow_past</bpmn:incoming>")
                .replace("<bpmn:sequenceFlow id=\"flow_started\"", """
                        <bpmn:exclusiveGateway id="gateway_way" name="Welcher Weg?" default="flow_past">
                          <bpmn:incoming>flow_outcomeChecked</bpmn:incoming>
                          <bpmn:outgoing>flow_way</bpmn:outgoing>
                          <bpmn:outgoing>flow_past</bpmn:outgoing>
                        </bpmn:exclusiveGateway>
                        <bpmn:sequenceFlow id="flow_way" name="Ja" sourceRef="gateway_way" targetRef="%s">
                          <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">%s</bpmn:conditionExpression>
                        </bpmn:sequenceFlow>
                        <bpmn:sequenceFlow id="flow_past" name="Nein" sourceRef="gateway_way" targetRef="gateway_outcome" />
                        <bpmn:sequenceFlow id="flow_started\"""".formatted(Conditions.ELEMENT, way));
    }
}

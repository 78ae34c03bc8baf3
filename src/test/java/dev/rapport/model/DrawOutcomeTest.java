package dev.rapport.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.engine.ModelSteps;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.FieldError;
import dev.rapport.shared.OutcomeCategory;
import dev.rapport.support.Api;
import dev.rapport.support.ContactModelFile;
import dev.rapport.support.Deployments;
import dev.rapport.support.Session;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.di.Edge;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** "Ergebnis hinzufügen" does for an admin without a Modeler what the drawing does (rule 34). */
@IntegrationTest
class DrawOutcomeTest {

    private static final Map<String, String> NOBODY = Map.of(
            "label", "Niemand erreicht",
            "labelEn", "Nobody reached",
            "verb", "Nicht erreicht",
            "category", "OPEN",
            "colour", "amber");

    @Autowired
    private Api api;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private Deployments deployments;

    @Autowired
    private RepositoryService repositoryService;

    @Autowired
    private ModelSteps steps;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void goBack() {
        Session.of(api, "paul").form("/models", Map.of("discard", ""));
        deployments.remove();
        // the draft was put in force on the page
        repositoryService
                .createDeploymentQuery()
                .deploymentSource("Rapport web")
                .list();
        jdbc.sql("select id_ from act_re_deployment where name_ like 'Ergebnis „%'")
                .query(String.class)
                .list()
                .forEach(id -> repositoryService.deleteDeployment(id, true));
    }

    @Test
    void isDrawnLookedAtAndPutInForce() {
        Session paul = Session.of(api, "paul");
        assertThat(paul.get("/models/contact").body()).contains("id=\"add-outcome\"");

        HttpResponse<String> drawn = paul.form("/models/contact/outcome", NOBODY);

        assertThat(drawn.statusCode()).as(drawn.body()).isEqualTo(302);
        assertThat(drawn.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/models?draft"));
        assertThat(paul.get("/models?draft").body())
                .contains("Ergebnis „Niemand erreicht“ hinzugefügt", "<strong>Nicht erreicht</strong>")
                .contains("Nichts zu beanstanden");
        assertThat(offered(contacts.aPlannedContact().create()))
                .as("nothing is in force yet")
                .hasSize(2);
        assertThat(paul.form("/models", Map.of("deploy", "")).statusCode()).isEqualTo(302);

        Existing contact = contacts.aPlannedContact().withReminder().create();
        assertThat(offered(contact)).containsExactly("performed", "notPerformed", "niemandErreicht");
        contacts.close(contact, "anna", Map.of("outcome", "niemandErreicht", "start", "2031-05-06T09:30"));
        assertThat(contacts.read(contact.id()).json().path("attempts").asInt()).isOne();
        assertThat(contacts.close(contacts.read(contact.id())).status()).isEqualTo(200);
    }

    @Test
    void oneIsDrawnBeneathTheOther() {
        Session paul = Session.of(api, "paul");
        for (Map<String, String> outcome : List.of(
                NOBODY,
                Map.of("label", "Abgesagt", "category", "NOT_PERFORMED"),
                Map.of("label", "Rückruf vereinbart", "category", "PERFORMED", "colour", "green"))) {
            paul.form("/models/contact/outcome", outcome);
            assertThat(paul.form("/models", Map.of("deploy", "")).statusCode())
                    .as(outcome.toString())
                    .isEqualTo(302);
        }

        assertThat(offered(contacts.aPlannedContact().create()))
                .containsExactly("performed", "notPerformed", "niemandErreicht", "abgesagt", "rueckrufVereinbart");
    }

    @Test
    void measuresAreDrawnOnLikewise() {
        Session paul = Session.of(api, "paul");

        paul.form("/models/measure/outcome", Map.of("label", "Wartet", "category", "OPEN"));

        assertThat(paul.get("/models?draft").body()).contains("Nichts zu beanstanden");
    }

    @Test
    void whatIsWrongIsSaidAtOnceAndWhatWasTypedStays() {
        HttpResponse<String> refused = Session.of(api, "paul")
                .form(
                        "/models/contact/outcome",
                        Map.of("label", " ", "verb", "x".repeat(61), "category", "MAYBE", "colour", "pink"));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("id=\"outcome-label-error\"", "id=\"outcome-verb-error\"")
                .contains("id=\"outcome-category-error\"", "id=\"outcome-colour-error\"")
                .contains("value=\"" + "x".repeat(61) + "\"");
        assertThat(Session.of(api, "paul").get("/models?draft").statusCode()).isEqualTo(302);
    }

    @ParameterizedTest
    @CsvSource({
        "???, Bitte verwenden Sie Buchstaben.",
        "performed, Dieses Ergebnis gibt es schon.",
    })
    void aLabelThatCannotBeMeantIsRefused(String label, String sentence) {
        assertThat(Session.of(api, "paul")
                        .form("/models/contact/outcome", Map.of("label", label, "category", "OPEN"))
                        .body())
                .contains(sentence);
    }

    /** Where ways split without a gateway that chooses one of them, it cannot be told where a further one belongs. */
    @Test
    void aModelWithoutAPlaceForItIsLeftToTheModeler() {
        byte[] model = ContactModelFile.standard()
                .replaceFirst(
                        "(?s)<bpmn:exclusiveGateway (id=\"gateway_outcome\".*?)</bpmn:exclusiveGateway>",
                        "<bpmn:inclusiveGateway $1</bpmn:inclusiveGateway>")
                .getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> drawing(model)
                        .with(
                                "late",
                                "Spät",
                                "Spät",
                                OutcomeCategory.OPEN,
                                "recordOpen",
                                Map.of("statusLabel", "Spät")))
                .isInstanceOfSatisfying(
                        BusinessRuleViolation.class,
                        refusal -> assertThat(refusal.errors())
                                .extracting(FieldError::code)
                                .containsExactly("outcome.no-place"));
    }

    @ParameterizedTest
    @EnumSource(OutcomeCategory.class)
    void whatIsDrawnLiesBelowAllElseAndTurnsAtRightAngles(OutcomeCategory category) {
        String standard = ContactModelFile.standard();

        BpmnModelInstance drawn =
                Bpmn.readModelFromStream(new ByteArrayInputStream(drawing(standard.getBytes(StandardCharsets.UTF_8))
                        .with("late", "Spät", "Zu spät", category, "recordOpen", Map.of("statusLabel", "Zu spät"))));

        BpmnShape step = (BpmnShape) ((ServiceTask) drawn.getModelElementById("serviceTask_late")).getDiagramElement();
        assertThat(drawn.getModelElementsByType(BpmnShape.class))
                .filteredOn(shape -> !shape.equals(step))
                .allSatisfy(shape -> assertThat(
                                shape.getBounds().getY() + shape.getBounds().getHeight())
                        .isLessThan(step.getBounds().getY()));
        for (Edge edge : drawn.getModelElementsByType(Edge.class)) {
            List<Waypoint> points = List.copyOf(edge.getWaypoints());
            for (int i = 1; i < points.size(); i++) {
                double across = points.get(i).getX() - points.get(i - 1).getX();
                double down = points.get(i).getY() - points.get(i - 1).getY();
                assertThat(across * down).as(edge.getId()).isZero();
            }
        }
    }

    private OutcomeDrawing drawing(byte[] model) {
        return new OutcomeDrawing(model, "userTask_carryOutContact", "setStatus", steps);
    }

    @Test
    void onlyProcessAdminsDraw() {
        for (String other : List.of("anna", "maria")) {
            assertThat(Session.of(api, other).get("/models/contact/outcome").statusCode())
                    .isEqualTo(403);
            assertThat(Session.of(api, other)
                            .form("/models/contact/outcome", NOBODY)
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(Session.of(api, "maria").get("/models/contact").body()).doesNotContain("add-outcome");
        assertThat(Session.of(api, "paul").get("/models/reminder/outcome").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "Niemand erreicht, niemandErreicht",
        "Kein Anschluß, keinAnschluss",
        "Über Örtliches & Übel, ueberOertlichesUebel",
        "Après-vente, apresVente",
        "2. Versuch, versuch",
        "日本, ''",
    })
    void aCodeIsMadeOfTheLetters(String label, String code) {
        assertThat(DrawOutcome.code(label)).isEqualTo(code);
    }

    private List<String> offered(Existing contact) {
        return contacts.read(contact.id())
                .json()
                .path("outcomes")
                .valueStream()
                .map(each -> each.path("code").asString())
                .toList();
    }
}

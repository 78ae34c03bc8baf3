package dev.rapport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.models.ContactBpmn;
import dev.rapport.models.MeasureBpmn;
import dev.rapport.shared.BusinessTime;
import dev.rapport.support.Api;
import dev.rapport.support.ContactModelFile;
import dev.rapport.support.Forms;
import dev.rapport.support.Rows;
import dev.rapport.support.Session;
import dev.rapport.support.Tasklist;
import dev.rapport.support.UncheckedModels;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What slips through every check of a model ends in a sentence for the person, an unchanged item and a finding for the
 * process admin, on every door and in both languages (rule 36).
 */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailedStepsTest {

    private static final String TASK = "<bpmn:userTask id=\"userTask_carryOutContact\"";

    private static final String TO_THE_TASK = "sourceRef=\"gateway_carryOut\" targetRef=\"userTask_carryOutContact\"";

    @Autowired
    private Api api;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private UncheckedModels unchecked;

    @Autowired
    private ModelFaults faults;

    @Autowired
    @Qualifier("models")
    private HealthIndicator models;

    @Autowired
    private Rows rows;

    @Autowired
    private BusinessTime time;

    @Autowired
    private JdbcClient jdbc;

    private Session anna;
    private Tasklist tasklist;

    @BeforeAll
    void logIn() {
        anna = Session.of(api, "anna");
        tasklist = Tasklist.of(api, "anna");
    }

    @AfterEach
    void mend() {
        unchecked.mend();
        jdbc.sql("delete from rapport.model_fault").update();
    }

    /** A mail that does not go out is no fault of the reminder's model; other tests have such mails. */
    @BeforeEach
    void nothingIsKnown() {
        assertThat(faults.open())
                .extracting(ModelFault::kind)
                .doesNotContain(ModelFault.Kind.FAILED, ModelFault.Kind.LOOP);
    }

    /**
     * A way to draw it wrongly.
     *
     * @param element where it shows
     * @param german what the sentence begins with
     */
    private record Wrong(String title, String model, String element, String german, String english) {

        static Wrong at(String title, String model, String element, String german, String english) {
            assertThat(model).as(title).isNotEqualTo(ContactModelFile.standard());
            return new Wrong(
                    title,
                    model,
                    element,
                    "Der Schritt „" + german + "“ im Ablauf „Kontaktvorgang“ ist falsch eingerichtet.",
                    "The step “" + english + "” of the process “Kontaktvorgang” is set up wrongly.");
        }

        Wrong saying(String inGerman, String inEnglish) {
            return new Wrong(title, model, element, inGerman, inEnglish);
        }

        @Override
        public String toString() {
            return title;
        }
    }

    static Stream<Wrong> atCreation() {
        String model = ContactModelFile.standard();
        return Stream.of(
                atGateway(
                        "a variable that nobody sets",
                        model.replace("${status == 'PLANNED'}", "${stati == 'PLANNED'}")),
                atGateway("a condition that is no condition", model.replace("${status == 'PLANNED'}", "${subject}")),
                atGateway(
                        "a gateway without a way out",
                        model.replace("${status == 'PLANNED'}", "${status == 'GEPLANT'}")
                                .replace(" default=\"flow_alreadyClosed\"", "")
                                .replace(
                                        "targetRef=\"gateway_closed\" />\n    <bpmn:sequenceFlow id=\"flow_reminderWanted\"",
                                        "targetRef=\"gateway_closed\"><bpmn:conditionExpression"
                                                + " xsi:type=\"bpmn:tFormalExpression\">${status == 'ERLEDIGT'}"
                                                + "</bpmn:conditionExpression></bpmn:sequenceFlow>\n"
                                                + "    <bpmn:sequenceFlow id=\"flow_reminderWanted\"")),
                atTask("somebody whom nobody knows", model.replace("${assignee}", "${verantwortlich}")),
                atTask("a day that is no date", model.replace("${dueDate}", "übermorgen")),
                atTask("a text for a date", model.replace("${dueDate}", "${subject}")),
                atTask("a timer at its edge that is none", model.replace(TASK, boundary("3 Tage") + TASK)),
                atTask(
                        "a variable that nobody sets for the timer at its edge",
                        model.replace(TASK, boundary("${frist}") + TASK)),
                at(
                        "a date to wait for that is none",
                        between(
                                model,
                                "<bpmn:intermediateCatchEvent id=\"added\" name=\"Warten\"><bpmn:timerEventDefinition>"
                                        + "<bpmn:timeDate xsi:type=\"bpmn:tFormalExpression\">1h</bpmn:timeDate>"
                                        + "</bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>"),
                        "added",
                        "Warten"),
                at(
                        "a process that is not there",
                        between(model, "<bpmn:callActivity id=\"added\" name=\"Angebot\" calledElement=\"angebot\" />"),
                        "added",
                        "Angebot"),
                at(
                        "a step that is not there",
                        between(
                                model,
                                "<bpmn:serviceTask id=\"added\" name=\"Fax\" camunda:delegateExpression=\"${sendFax}\" />"),
                        "added",
                        "Fax"),
                Wrong.at(
                        "a step that is too early",
                        model.replace("${registerContact}", "${recordPerformed}"),
                        ContactBpmn.SERVICE_TASK_REGISTER_CONTACT,
                        "Kontakt eintragen",
                        "Register contact"),
                Wrong.at(
                                "a timer of the whole process that is none",
                                model.replace(
                                        TASK,
                                        "<bpmn:subProcess id=\"sub\" triggeredByEvent=\"true\">"
                                                + "<bpmn:startEvent id=\"subStart\" isInterrupting=\"false\"><bpmn:timerEventDefinition>"
                                                + "<bpmn:timeDate xsi:type=\"bpmn:tFormalExpression\">1h</bpmn:timeDate>"
                                                + "</bpmn:timerEventDefinition></bpmn:startEvent></bpmn:subProcess>"
                                                + TASK),
                                "contact",
                                "",
                                "")
                        .saying(
                                "Der Ablauf „Kontaktvorgang“ ist falsch eingerichtet.",
                                "The process “Kontaktvorgang” is set up wrongly."),
                Wrong.at(
                                "a circle",
                                model.replace(
                                        TO_THE_TASK, "sourceRef=\"gateway_carryOut\" targetRef=\"gateway_planned\""),
                                "",
                                "",
                                "")
                        .saying(
                                "Der Ablauf „Kontaktvorgang“ dreht sich im Kreis",
                                "The process “Kontaktvorgang” goes round in circles"),
                Wrong.at(
                                "a process that calls itself",
                                model.replace(
                                                TASK,
                                                "<bpmn:callActivity id=\"added\" name=\"Noch einer\" calledElement=\"contact\" />"
                                                        + TASK)
                                        .replace(
                                                "sourceRef=\"startEvent_contact\" targetRef=\"serviceTask_registerContact\" />",
                                                "sourceRef=\"startEvent_contact\" targetRef=\"added\" />"
                                                        + "<bpmn:sequenceFlow id=\"flow_added\" sourceRef=\"added\""
                                                        + " targetRef=\"serviceTask_registerContact\" />"),
                                "",
                                "",
                                "")
                        .saying(
                                "Der Ablauf „Kontaktvorgang“ dreht sich im Kreis",
                                "The process “Kontaktvorgang” goes round in circles"));
    }

    static Stream<Wrong> atCompletion() {
        String model = ContactModelFile.standard();
        return Stream.of(
                Wrong.at(
                        "a variable that nobody sets",
                        model.replace("${status == 'PERFORMED'}", "${ergebnis == 'PERFORMED'}"),
                        ContactBpmn.GATEWAY_CLOSED_AS,
                        "Fertiggestellt als?",
                        "Closed as?"),
                Wrong.at(
                        "a gateway without a way out",
                        model.replace("${status == 'PERFORMED'}", "${status == 'ERLEDIGT'}")
                                .replace(" default=\"flow_endNotPerformed\"", "")
                                .replace(
                                        "targetRef=\"endEvent_notPerformed\" />",
                                        "targetRef=\"endEvent_notPerformed\"><bpmn:conditionExpression"
                                                + " xsi:type=\"bpmn:tFormalExpression\">${status == 'OFFEN'}"
                                                + "</bpmn:conditionExpression></bpmn:sequenceFlow>"),
                        ContactBpmn.GATEWAY_CLOSED_AS,
                        "Fertiggestellt als?",
                        "Closed as?"),
                Wrong.at(
                        "a condition right behind the task",
                        model.replace(
                                "targetRef=\"serviceTask_checkOutcome\" />",
                                "targetRef=\"serviceTask_checkOutcome\"><bpmn:conditionExpression"
                                        + " xsi:type=\"bpmn:tFormalExpression\">${ergebnis == 'x'}"
                                        + "</bpmn:conditionExpression></bpmn:sequenceFlow>"),
                        ContactBpmn.USER_TASK_CARRY_OUT_CONTACT,
                        "Kontakt durchführen",
                        "Carry out contact"),
                Wrong.at(
                                "a circle",
                                model.replace(
                                        "sourceRef=\"gateway_closed\" targetRef=\"gateway_closedAs\"",
                                        "sourceRef=\"gateway_closed\" targetRef=\"gateway_recorded\""),
                                "",
                                "",
                                "")
                        .saying(
                                "Der Ablauf „Kontaktvorgang“ dreht sich im Kreis",
                                "The process “Kontaktvorgang” goes round in circles"));
    }

    private static Wrong at(String title, String model, String element, String name) {
        return Wrong.at(title, model, element, name, name);
    }

    private static Wrong atGateway(String title, String model) {
        return Wrong.at(title, model, ContactBpmn.GATEWAY_PLANNED, "Geplant?", "Planned?");
    }

    private static Wrong atTask(String title, String model) {
        return Wrong.at(
                title, model, ContactBpmn.USER_TASK_CARRY_OUT_CONTACT, "Kontakt durchführen", "Carry out contact");
    }

    private static String boundary(String duration) {
        return "<bpmn:boundaryEvent id=\"edge\" cancelActivity=\"false\" attachedToRef=\"userTask_carryOutContact\">"
                + "<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type=\"bpmn:tFormalExpression\">" + duration
                + "</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>";
    }

    /** One more element before the task. */
    private static String between(String model, String element) {
        return model.replace(TASK, element + TASK)
                .replace(
                        TO_THE_TASK + " />",
                        "sourceRef=\"gateway_carryOut\" targetRef=\"added\" />"
                                + "<bpmn:sequenceFlow id=\"flow_added\" sourceRef=\"added\""
                                + " targetRef=\"userTask_carryOutContact\" />");
    }

    @ParameterizedTest
    @MethodSource("atCreation")
    void nobodyCreatesButReadsWhomToTell(Wrong wrong) {
        unchecked.replace(ContactBpmn.KEY, wrong.model());
        var draft = contacts.aPlannedContact();
        Map<String, Long> before = rows.count();
        long begin = System.nanoTime();

        var german = draft.send();
        var english = api.as("anna").with("Accept-Language", "en").post("/api/contacts", draft.body());
        HttpResponse<String> page = anna.header("Accept-Language", "de").form("/contacts/new", form(draft.body()));
        HttpResponse<String> englishPage =
                anna.header("Accept-Language", "en").form("/contacts/new", form(draft.body()));
        var inTasklist = tasklist.in("de").start(ContactBpmn.KEY, draft.body());
        var inEnglish = tasklist.in("en").start(ContactBpmn.KEY, draft.body());

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(60));
        assertThat(german.status()).as(german.text()).isEqualTo(422);
        assertThat(german.json().path("detail").asString())
                .startsWith(wrong.german())
                .endsWith("Es wurde nichts geändert. Bitte sagen Sie der Prozessadministration Bescheid.");
        assertThat(english.json().path("detail").asString())
                .startsWith(wrong.english())
                .endsWith("Nothing was changed. Please tell your process administrators.");
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains(wrong.german(), "value=\"Angebot nachfassen\"");
        assertThat(englishPage.body()).contains(wrong.english(), "value=\"Angebot nachfassen\"");
        assertThat(inTasklist.status()).as(inTasklist.text()).isEqualTo(422);
        assertThat(inTasklist.message()).startsWith(wrong.german());
        assertThat(inEnglish.message()).startsWith(wrong.english());
        assertThat(german.text() + page.body() + inTasklist.text())
                .doesNotContain("ENGINE-", "camunda.bpm", "xception");
        assertThat(rows.count()).isEqualTo(before);

        ModelFault fault = only();
        assertThat(fault.element()).contains(wrong.element());
        assertThat(fault.count()).isEqualTo(6);
        assertThat(fault.who()).isEqualTo("anna");
        assertThat(fault.itemId()).as("it never was").isNull();
        assertThat(fault.definition())
                .isEqualTo(unchecked.version(ContactBpmn.KEY).getId());
    }

    @ParameterizedTest
    @MethodSource("atCompletion")
    void nobodyCompletesButReadsWhomToTell(Wrong wrong) {
        Existing contact = contacts.aPlannedContact()
                .startingAt(time.today().minusDays(1) + "T10:00")
                .withReminder()
                .create();
        unchecked.replace(ContactBpmn.KEY, wrong.model());
        Map<String, Object> outcome = Map.of("outcome", "performed", "duration", "00:15", "infotext", "War nett");
        Map<String, Object> inTheForm = new LinkedHashMap<>(outcome);
        inTheForm.put("start", contact.json().path("start").asString());
        Map<String, Long> before = rows.count();

        var german = contacts.close(contact, "anna", outcome);
        var page = complete(contact, "de");
        var englishPage = complete(contact, "en");
        var inTasklist = tasklist.in("de").complete(contact.taskId(), inTheForm);
        var inEnglish = tasklist.in("en").complete(contact.taskId(), inTheForm);

        assertThat(german.status()).as(german.text()).isEqualTo(422);
        assertThat(german.json().path("detail").asString()).startsWith(wrong.german());
        assertThat(german.json().path("rule").path("step").asString()).contains(wrong.element());
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains(wrong.german(), "War nett").doesNotContain("hat abgelehnt");
        assertThat(englishPage.body()).contains(wrong.english(), "War nett");
        assertThat(inTasklist.status()).as(inTasklist.text()).isEqualTo(422);
        assertThat(inTasklist.message()).startsWith(wrong.german());
        assertThat(inEnglish.message()).startsWith(wrong.english());
        assertThat(rows.count()).isEqualTo(before);
        assertThat(contacts.read(contact.id()).json()).isEqualTo(contact.json());

        ModelFault fault = only();
        assertThat(fault.element()).contains(wrong.element());
        assertThat(fault.count()).isEqualTo(5);
        assertThat(fault.itemKind()).isEqualTo("contact");
        assertThat(fault.itemId()).isEqualTo(String.valueOf(contact.id()));

        unchecked.mend();
        var closed = contacts.close(contact, "anna", outcome);
        assertThat(closed.status()).as(closed.text()).isEqualTo(200);
    }

    @Test
    void soItIsWithMeasures() {
        String file = UncheckedModels.shipped(MeasureBpmn.KEY);
        String model = file.replace("${assignee}", "${verantwortlich}");
        assertThat(model).isNotEqualTo(file);
        unchecked.replace(MeasureBpmn.KEY, model);
        String sentence = "Der Schritt „Maßnahme durchführen“ im Ablauf „Maßnahme“ ist falsch eingerichtet.";

        var answer = api.as("anna").post("/api/measures", Map.of("subject", "Katalog versenden"));
        var page = anna.header("Accept-Language", "de")
                .form(
                        "/measures",
                        Map.of(
                                "subject",
                                "Katalog",
                                "idempotencyKey",
                                UUID.randomUUID().toString()));
        var inTasklist = tasklist.in("de").start(MeasureBpmn.KEY, Map.of("subject", "Katalog versenden"));

        assertThat(answer.json().path("detail").asString()).startsWith(sentence);
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains(sentence, "value=\"Katalog\"");
        assertThat(inTasklist.message()).startsWith(sentence);
        assertThat(faults.of(MeasureBpmn.KEY)).extracting(ModelFault::count).containsExactly(3L);
    }

    @Test
    void theHealthEntryOfTheModelsNamesIt() {
        unchecked.replace(ContactBpmn.KEY, ContactModelFile.standard().replace("${assignee}", "${verantwortlich}"));
        contacts.aPlannedContact().send();

        assertThat(models.health().getDetails().get("faults"))
                .asString()
                .contains("contact version ", " at userTask_carryOutContact: failed, 1 times");
        assertThat(only().message()).contains("verantwortlich");
    }

    /** What refuses as it should is no fault of the model. */
    @Test
    void aRefusalStaysARefusal() {
        Existing contact = contacts.aPlannedContact().create();

        assertThat(contacts.aPlannedContact().with("subject", "").send().errors())
                .containsExactly("subject:required");
        assertThat(contacts.close(contact, "anna", Map.of("outcome", "performed", "duration", "00:00"))
                        .status())
                .isEqualTo(422);
        assertThat(contacts.close(contact).status()).isEqualTo(200);
        assertThat(contacts.close(contact).status()).isEqualTo(409);
        assertThat(faults.of(ContactBpmn.KEY)).isEmpty();
    }

    private ModelFault only() {
        List<ModelFault> found = faults.of(ContactBpmn.KEY);
        assertThat(found).hasSize(1);
        assertThat(faults.open()).containsAll(found);
        return found.get(0);
    }

    private HttpResponse<String> complete(Existing contact, String language) {
        String path = "/contacts/" + contact.id();
        Session reader = anna.header("Accept-Language", language);
        Map<String, String> form = Forms.fields(reader.get(path).body());
        form.put("outcome", "performed");
        form.put("duration", "00:15");
        form.put("infotext", "War nett");
        return reader.form(path, form);
    }

    private static Map<String, String> form(Map<String, Object> draft) {
        Map<String, String> form = new LinkedHashMap<>();
        draft.forEach((field, value) -> form.put(field, String.valueOf(value)));
        String start = form.remove("start");
        form.put("date", start.substring(0, 10));
        form.put("time", start.substring(11));
        form.put("addressLabel", "Muster GmbH");
        form.put("addressText", "Muster GmbH");
        form.put("idempotencyKey", UUID.randomUUID().toString());
        return form;
    }
}

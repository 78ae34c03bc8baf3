package dev.rapport.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Deployments;
import dev.rapport.support.Jobs;
import dev.rapport.support.ModelCorpus;
import dev.rapport.support.Session;
import dev.rapport.support.Tasklist;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A process admin draws an outcome of each category, and nothing else is edited anywhere (rule 34, ADR 74). */
@IntegrationTest
class OutcomesTest {

    private static final String NEXT = "2031-05-06T09:30";

    @Autowired
    private Api api;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private Deployments deployments;

    @Autowired
    private Jobs jobs;

    @Autowired
    private RuntimeService runtimeService;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void draw() {
        deployments.deploy("contact.bpmn", ModelCorpus.honest("outcomes-of-every-category"));
    }

    @AfterEach
    void goBack() {
        deployments.remove();
    }

    @Test
    void pagesProgramsAndFormsOfferThemInTheReadersLanguage() {
        Existing contact = contacts.aPlannedContact().create();

        assertThat(offered("de", contact))
                .containsExactly(
                        "performed Durchgeführt PERFORMED null",
                        "notPerformed Nicht durchgeführt NOT_PERFORMED null",
                        "nobodyReached Niemand erreicht OPEN amber",
                        "calledOff Absagen NOT_PERFORMED red",
                        "callBackAgreed Rückruf vereinbaren PERFORMED green");
        assertThat(offered("en", contact))
                .containsExactly(
                        "performed Performed PERFORMED null",
                        "notPerformed Not performed NOT_PERFORMED null",
                        "nobodyReached Nobody reached OPEN amber",
                        "calledOff Called off NOT_PERFORMED red",
                        "callBackAgreed Agree on a call back PERFORMED green");
        assertThat(Session.of(api, "anna").get("/contacts/" + contact.id()).body())
                .contains("<span>Niemand erreicht</span>", "<span>Rückruf vereinbaren</span>", "<span>Absagen</span>");
    }

    @Test
    void theFormOfTheTaskOffersThemAndAsksForWhatTheyNeed() {
        Existing contact = contacts.aPlannedContact().create();

        JsonNode form = form("de", contact.taskId());

        assertThat(options(form))
                .containsExactly(
                        "performed Durchgeführt",
                        "notPerformed Nicht durchgeführt",
                        "nobodyReached Niemand erreicht",
                        "calledOff Absagen",
                        "callBackAgreed Rückruf vereinbaren");
        assertThat(options(form("en", contact.taskId())))
                .contains("nobodyReached Nobody reached", "callBackAgreed Agree on a call back");
        assertThat(field(form, "outcome").path("properties").path("staysOpen").asString())
                .isEqualTo("nobodyReached");
        assertThat(hidden(form, "Group_when")).isEqualTo("=outcome = \"notPerformed\" or outcome = \"calledOff\"");
        assertThat(hidden(form, "Field_duration"))
                .isEqualTo("=outcome = \"notPerformed\" or outcome = \"nobodyReached\" or outcome = \"calledOff\"");
    }

    @Test
    void aClosedOneKeepsCodeAndWordsWhateverBecomesOfTheModel() {
        Existing contact = contacts.aPlannedContact().create();
        Answer closed = contacts.close(contact, "anna", Map.of("outcome", "calledOff", "infotext", "Hat abgesagt"));

        assertThat(closed.json().path("status").asString()).isEqualTo("NOT_PERFORMED");
        deployments.remove();

        JsonNode kept = contacts.read(contact.id()).json();
        assertThat(kept.path("outcome").asString()).isEqualTo("calledOff");
        assertThat(kept.path("outcomeLabel").asString()).isEqualTo("Abgesagt");
        assertThat(kept.path("outcomeColour").asString()).isEqualTo("red");
        assertThat(api.as("anna")
                        .with("Accept-Language", "en")
                        .get("/api/contacts/" + contact.id())
                        .json()
                        .path("outcomeLabel")
                        .asString())
                .isEqualTo("Called off");
        assertThat(Session.of(api, "anna").get("/contacts/" + contact.id()).body())
                .containsPattern("<span class=\"badge badge-red\" title=\"Nicht durchgeführt\">Abgesagt</span>");
        String address = "/addresses/" + contact.json().path("addressId").asLong();
        assertThat(Session.of(api, "anna").get(address).body()).contains(">Abgesagt</span>");
        assertThatThrownBy(() -> jdbc.sql("update rapport.contact set outcome_label = 'Erledigt' where id = :id")
                        .param("id", contact.id())
                        .update())
                .hasMessageContaining("stays as it is");
    }

    @Test
    void aPerformedOneAsksForItsDuration() {
        Existing contact = contacts.aPlannedContact().create();

        assertThat(contacts.close(contact, "anna", Map.of("outcome", "callBackAgreed", "start", "2020-01-02T10:00"))
                        .errors())
                .containsExactly("duration:duration.required");
        assertThat(contacts.close(
                                contact,
                                "anna",
                                Map.of("outcome", "callBackAgreed", "start", "2020-01-02T10:00", "duration", "00:05"))
                        .json()
                        .path("outcomeLabel")
                        .asString())
                .isEqualTo("Rückruf vereinbart");
    }

    @Test
    void anOpenOneAsksForANewStartAndGoesRoundToTheTask() {
        Existing contact = contacts.aPlannedContact().withReminder().create();
        Map<String, Object> nobody = Map.of("outcome", "nobodyReached", "infotext", "Mailbox");

        Answer without = contacts.close(contact, "anna", nobody);
        assertThat(without.status()).isEqualTo(422);
        assertThat(without.errors()).containsExactly("start:start.new-required");
        assertThat(contacts.read(contact.id()).json()).as("nothing is written").isEqualTo(contact.json());

        Answer open = contacts.close(contact, "anna", with(nobody, "start", NEXT));
        assertThat(open.status()).as(open.text()).isEqualTo(200);
        JsonNode item = contacts.read(contact.id()).json();
        assertThat(item.path("status").asString()).isEqualTo("PLANNED");
        assertThat(item.path("outcomeLabel").asString()).isEqualTo("Niemand erreicht");
        assertThat(item.path("attempts").asInt()).isOne();
        assertThat(item.path("start").asString()).startsWith(NEXT);
        assertThat(item.path("infotext").asString()).isEqualTo("Mailbox");
        assertThat(item.path("openTask").path("name").asString()).isEqualTo("Kontakt durchführen");
        Instant due = OffsetDateTime.parse(item.path("reminder").path("dueAt").asString())
                .toInstant();
        assertThat(due).isAfter(Instant.parse("2031-05-04T00:00:00Z"));

        Existing again = contacts.read(contact.id());
        assertThat(contacts.close(again, "anna", Map.of("infotext", "Nichts gesagt"))
                        .errors())
                .as("what was said before is no answer")
                .containsExactly("outcome:required");
        assertThat(contacts.close(again, "anna", with(nobody, "start", "2031-05-07T09:30"))
                        .status())
                .isEqualTo(200);
        JsonNode twice = contacts.read(contact.id()).json();
        assertThat(twice.path("attempts").asInt()).isEqualTo(2);
        Answer done = contacts.close(
                contacts.read(contact.id()),
                "anna",
                Map.of("outcome", "performed", "start", "2020-01-02T10:00", "duration", "00:05"));
        assertThat(done.json().path("status").asString()).isEqualTo("PERFORMED");
        assertThat(done.json().path("outcomeLabel").isNull()).isTrue();
        assertThat(done.json().path("attempts").asInt()).isEqualTo(2);
    }

    @Test
    void itsCourseTellsEachAttempt() {
        Existing contact = contacts.aPlannedContact().create();
        contacts.close(contact, "anna", Map.of("outcome", "nobodyReached", "start", NEXT));

        assertThat(jdbc.sql("""
                                select field || ': ' || coalesce(old_value, '-') || ' > ' || new_value
                                from rapport.audit_entry where subject_kind = 'contact' and subject_id = :id
                                and field in ('outcome', 'attempts') order by id""").param("id", contact.id()).query(String.class).list())
                .containsExactly("outcome: - > Niemand erreicht", "attempts: 0 > 1");
        assertThat(Session.of(api, "anna").get("/contacts/" + contact.id()).body())
                .contains(
                        "<span class=\"badge badge-planned\">Geplant</span>",
                        "<span class=\"badge badge-amber\" title=\"Bisher ein Versuch\">Niemand erreicht</span>",
                        "<span class=\"course-field\">Versuche</span>");
    }

    @Test
    void tasklistTakesANewStartAndRefusesTheOldOne() {
        Existing contact =
                contacts.aPlannedContact().startingAt("2031-01-02T10:00").create();
        Tasklist anna = Tasklist.of(api, "anna").in("de");

        assertThat(anna.complete(contact.taskId(), Map.of("outcome", "nobodyReached", "start", "2031-01-02T10:00:00"))
                        .message())
                .contains("Bitte geben Sie an, für wann der Kontakt neu geplant ist.");
        assertThat(anna.complete(contact.taskId(), Map.of("outcome", "nobodyReached", "start", NEXT))
                        .status())
                .isEqualTo(204);

        JsonNode item = contacts.read(contact.id()).json();
        assertThat(item.path("start").asString()).startsWith(NEXT);
        assertThat(jdbc.sql("""
                                select v.text_ from act_ru_variable v
                                join act_ru_task t on t.proc_inst_id_ = v.proc_inst_id_
                                where t.id_ = :id and v.name_ = 'lastOutcome'""")
                        .param("id", item.path("taskId").asString())
                        .query(String.class)
                        .single())
                .as("on the task's card")
                .isEqualTo("Niemand erreicht (1)");
        assertThat(jdbc.sql("select due_date_ from act_ru_task where id_ = :id")
                        .param("id", item.path("taskId").asString())
                        .query(OffsetDateTime.class)
                        .single()
                        .toInstant())
                .isEqualTo(OffsetDateTime.parse(item.path("start").asString()).toInstant());
    }

    @Test
    void listsFindThemByTheirWords() {
        Existing open = contacts.aPlannedContact().create();
        contacts.close(open, "anna", Map.of("outcome", "nobodyReached", "start", NEXT));
        long company = open.json().path("addressId").asLong();
        Existing closed = contacts.aPlannedContact().with("addressId", company).create();
        contacts.close(closed, "anna", Map.of("outcome", "calledOff"));
        Session anna = Session.of(api, "anna");

        String address = "&address=" + company;
        assertThat(numbers("/api/contacts?outcome=nobodyReached" + address)).containsExactly(open.number());
        assertThat(numbers("/api/contacts?outcome=calledOff" + address)).containsExactly(closed.number());
        assertThat(numbers("/api/contacts?outcome=calledOff&outcome=nobodyReached" + address))
                .containsExactlyInAnyOrder(closed.number(), open.number());
        assertThat(api.as("anna")
                        .get("/api/contacts?outcome=nobodyReached" + address)
                        .json()
                        .path("items")
                        .path(0)
                        .path("outcomeLabel")
                        .asString())
                .isEqualTo("Niemand erreicht");
        String list = anna.get("/contacts?outcome=nobodyReached").body();
        assertThat(list)
                .contains(">Niemand erreicht</span></label>", "badge-amber")
                .containsPattern("chip[^>]*>(?s).{0,200}Niemand erreicht");
        assertThat(anna.get("/contacts?format=csv&columns=number,status&outcome=nobodyReached" + address)
                        .body())
                .contains("Geplant, Niemand erreicht");
    }

    @Test
    void aCampaignsFiguresCountThem() {
        long campaign = contacts.aCampaign(false);
        for (int i = 0; i < 2; i++) {
            Existing contact =
                    contacts.aPlannedContact().with("campaignId", campaign).create();
            contacts.close(contact, "anna", Map.of("outcome", "calledOff"));
        }
        contacts.close(
                contacts.aPlannedContact().with("campaignId", campaign).create(),
                "anna",
                Map.of("outcome", "nobodyReached", "start", NEXT));

        assertThat(Session.of(api, "anna").get("/campaigns/" + campaign).body())
                .containsPattern("outcome=calledOff\"(?s).{0,200}>Abgesagt</span>\\s*<span>2</span>")
                .containsPattern("outcome=nobodyReached\"(?s).{0,200}>Niemand erreicht</span>\\s*<span>1</span>");
    }

    @Test
    void manyAreClosedWithThemAtOnce() {
        assertThat(Session.of(api, "anna")
                        .get("/changes/new?list=contacts&action=close&query=&all=true")
                        .body())
                .contains(">Absagen</label>", ">Rückruf vereinbaren</label>")
                .doesNotContain(">Niemand erreicht</label>");
    }

    /** Programs, too: each needs an appointment of its own. */
    @Test
    void manyAreNotLeftOpenAtOnce() {
        Existing contact = contacts.aPlannedContact().create();
        Answer order = api.as("anna")
                .post(
                        "/api/changes",
                        Map.of(
                                "list", "contacts",
                                "ids", List.of(String.valueOf(contact.id())),
                                "change",
                                        Map.of(
                                                "action", "close",
                                                "outcome", "nobodyReached",
                                                "start", "1995-02-03T09:30")));
        assertThat(order.status()).as(order.text()).isEqualTo(202);
        String path = "/api/changes/" + order.json().path("id").asLong();
        jobs.runDue(runtimeService
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(order.json().path("id").asString(), "bulkChange")
                .singleResult()
                .getId());

        assertThat(api.as("anna").get(path).text()).contains("braucht einen neuen Termin");
        assertThat(contacts.read(contact.id()).json().path("attempts").asInt()).isZero();
    }

    @Test
    void theWorkListTellsOfTheLastAttempt() {
        for (boolean reminder : new boolean[] {true, false}) {
            String subject = "Versucht " + reminder;
            Existing open = contacts.aPlannedContact()
                    .with("subject", subject)
                    .with("reminder", reminder)
                    .create();
            contacts.close(open, "anna", Map.of("outcome", "nobodyReached", "start", "1995-02-03T09:30"));

            assertThat(Session.of(api, "anna")
                            .get("/reminders?shown=EVERYTHING")
                            .body())
                    .containsPattern(subject + "(?s).{0,700}title=\"Bisher ein Versuch\">Niemand erreicht<");
        }
    }

    private List<String> numbers(String path) {
        return api.as("anna")
                .get(path)
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.path("number").asString())
                .toList();
    }

    private static Map<String, Object> with(Map<String, Object> body, String name, Object value) {
        Map<String, Object> all = new java.util.HashMap<>(body);
        all.put(name, value);
        return all;
    }

    private List<String> offered(String language, Existing contact) {
        return api.as("anna")
                .with("Accept-Language", language)
                .get("/api/contacts/" + contact.id())
                .json()
                .path("outcomes")
                .valueStream()
                .map(each -> String.join(
                        " ",
                        each.path("code").asString(),
                        each.path("label").asString(),
                        each.path("category").asString(),
                        each.path("colour").asString("null")))
                .toList();
    }

    private JsonNode form(String language, String task) {
        Session anna = Session.of(api, "anna");
        anna.header("Accept-Language", language);
        return JsonMapper.shared()
                .readTree(anna.get("/camunda/api/engine/engine/default/task/" + task + "/deployed-form")
                        .body());
    }

    private static List<String> options(JsonNode form) {
        return field(form, "outcome")
                .path("values")
                .valueStream()
                .map(option -> option.path("value").asString() + " "
                        + option.path("label").asString())
                .toList();
    }

    private static JsonNode field(JsonNode form, String key) {
        return form.findParents("key").stream()
                .filter(field -> key.equals(field.path("key").asString()))
                .findFirst()
                .orElseThrow();
    }

    private static String hidden(JsonNode form, String id) {
        return form.findParents("conditional").stream()
                .filter(field -> id.equals(field.path("id").asString()))
                .map(field -> field.path("conditional").path("hide").asString())
                .findFirst()
                .orElseThrow();
    }
}

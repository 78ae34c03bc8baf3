package dev.rapport.model.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.list;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import dev.rapport.IntegrationTest;
import dev.rapport.engine.PastItems;
import dev.rapport.engine.Trial;
import dev.rapport.model.ModelDrafts;
import dev.rapport.model.ModelFile;
import dev.rapport.model.rehearsal.Rehearsal.Alike;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.FieldError;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Clock;
import dev.rapport.support.ContactModelFile;
import dev.rapport.support.Deployments;
import dev.rapport.support.ModelCorpus;
import dev.rapport.support.Pages;
import dev.rapport.support.Rows;
import dev.rapport.support.UncheckedModels;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What another model would have made of the last contacts and measures. */
@IntegrationTest
class RehearseTest {

    private static final int CONTACTS = 30;
    private static final int MANY_CONTACTS = 200;
    private static final int WITHOUT_REASON = 7;

    private static final AtomicInteger DAYS = new AtomicInteger();

    @Autowired
    private Api api;

    @Autowired
    private Rehearse rehearse;

    @Autowired
    private ShowRehearsal showRehearsal;

    @Autowired
    private List<PastItems> items;

    @Autowired
    private Trial trial;

    @Autowired
    private Deployments deployments;

    @Autowired
    private RepositoryService repositoryService;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Rows rows;

    @Autowired
    private ModelDrafts drafts;

    @Autowired
    private CurrentUser currentUser;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private Clock clock;

    @Autowired
    private Pages pages;

    private Long address;

    /** Each test has contacts of its own. */
    private LocalDate day;

    @BeforeEach
    void someContacts() {
        day = LocalDate.of(1999, 5, 1).plusDays(DAYS.getAndIncrement());
        address = api.as("anna")
                .post("/api/addresses", Map.of("kind", "company", "name", "Probe GmbH"))
                .json()
                .path("id")
                .asLong();
    }

    @AfterEach
    void goBack() {
        deployments.remove();
        jdbc.sql("delete from rapport.model_draft").update();
    }

    @Test
    void exactlyTheSevenWithoutAReasonAreRefused() {
        contacts(MANY_CONTACTS);

        List<Alike> found = found("contact.bpmn", ContactModelFile.withAReasonForNotPerformed(), MANY_CONTACTS);

        assertThat(found)
                .extracting(Alike::verdict, Alike::number)
                .containsExactly(
                        tuple(Verdict.REFUSED, (long) WITHOUT_REASON),
                        tuple(Verdict.STEPS, (long) MANY_CONTACTS - WITHOUT_REASON));
        assertThat(found.get(0).said()).element(1).isEqualTo("Grund angeben");
        assertThat(found.get(1).said()).containsExactly("+Grund angeben");
    }

    /** The condition is in force then; that they were closed without a reason was before. */
    @Test
    void whatWasRefusedIsAllowedWithoutTheCondition() {
        contacts();
        deployments.deploy("contact.bpmn", ContactModelFile.withAReasonForNotPerformed());

        assertThat(found(ContactModelFile.standard()))
                .extracting(Alike::verdict, Alike::number)
                .containsExactly(
                        tuple(Verdict.ALLOWED, (long) WITHOUT_REASON),
                        tuple(Verdict.STEPS, (long) CONTACTS - WITHOUT_REASON));
    }

    @Test
    void whatIsTheSameChangesNothingAndNothingRemains() {
        contacts();
        Map<String, Long> before = rows.everywhere();
        List<Long> numbers = numbers();

        assertThat(found(ContactModelFile.standard()))
                .extracting(Alike::verdict, Alike::number)
                .containsExactly(tuple(Verdict.SAME, (long) CONTACTS));

        Map<String, Long> after = rows.everywhere();
        for (String own : List.of("rapport.rehearsal", "rapport.rehearsal_item")) {
            assertThat(after.remove(own)).isGreaterThan(before.remove(own));
        }
        assertThat(after).isEqualTo(before);
        assertThat(numbers()).isEqualTo(numbers);
        var cache = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getDeploymentCache();
        assertThat(cache.getProcessDefinitionCache().keySet())
                .isSubsetOf(repositoryService.createProcessDefinitionQuery().list().stream()
                        .map(ProcessDefinition::getId)
                        .toList());
    }

    /** Whatever items are like, in the same model they live the same. */
    @Test
    void whateverItemsAreLikeNothingIsDifferentInTheSameModel() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String campaign = campaign();
        for (int i = 0; i < CONTACTS; i++) {
            Map<String, Object> draft = new HashMap<>(Map.of(
                    "type", List.of("CALL", "EMAIL", "VISIT", "LETTER").get(random.nextInt(4)),
                    "direction", random.nextBoolean() ? "INCOMING" : "OUTGOING",
                    "reminder", random.nextBoolean()));
            if (random.nextBoolean()) {
                draft.put("campaignId", campaign);
            }
            if (random.nextBoolean()) {
                draft.put("responsible", List.of("anna", "ben", "maria").get(random.nextInt(3)));
            }
            Map<String, Object> outcome = new HashMap<>(Map.of("outcome", "notPerformed"));
            if (random.nextBoolean()) {
                outcome.putAll(Map.of("outcome", "performed", "start", day + "T07:00", "duration", "00:05"));
            }
            if (random.nextBoolean()) {
                outcome.put("infotext", "Zufall " + random.nextInt());
            }
            if (random.nextInt(4) == 0) {
                draft.putAll(Map.of("status", "NOT_PERFORMED", "reminder", false));
                plan(i, draft);
            } else {
                assertThat(close(plan(i, draft), outcome).status())
                        .as("seed %s, %s", seed, i)
                        .isEqualTo(200);
            }
        }

        assertThat(found(ContactModelFile.standard()))
                .as("seed %s", seed)
                .extracting(Alike::verdict, Alike::number)
                .containsExactly(tuple(Verdict.SAME, (long) CONTACTS));
    }

    @ParameterizedTest
    @CsvSource({
        "notified-at-close, EFFECTS, +mail",
        "follow-up-planned, EFFECTS, +contact",
        "approval-after, WAITING, ",
        "without-remove-reminders, STEPS, -Erinnerungen entfernen",
        "renamed-labels, STEPS, ",
        "coloured, SAME, ",
        "version-tag, SAME, "
    })
    void aRedesignIsKnownByWhatComesOfIt(String model, Verdict verdict, String said) {
        contact(1, Map.of());

        Alike found = found(ModelCorpus.honest(model)).get(0);

        assertThat(found.verdict()).as("%s", found.said()).isEqualTo(verdict);
        if (said != null) {
            assertThat(found.said()).contains(said);
        }
    }

    /** Of one with a reminder, which other models give another lead, or leave there. */
    @ParameterizedTest
    @CsvSource({"reminder-two-hours-before, +reminder", "without-remove-reminders, +openReminder"})
    void aReminderMoreOrLessIsAConsequence(String model, String said) {
        contact(1, Map.of("reminder", true));

        Alike found = found(ModelCorpus.honest(model)).get(0);

        assertThat(found.verdict()).as("%s", found.said()).isEqualTo(Verdict.EFFECTS);
        assertThat(found.said()).contains(said);
    }

    /** A table decides by itself, and may be changed by itself. */
    @Test
    void aTableAloneIsRehearsed() {
        contact(1, Map.of("type", "VISIT", "reminder", true));
        Map<String, String> files = ModelCorpus.honestFiles("lead-by-decision");
        deployments.deploy(files);
        String table = files.keySet().stream()
                .filter(name -> name.endsWith(".dmn"))
                .findFirst()
                .orElseThrow();

        List<Alike> same = found(table, files.get(table));
        List<Alike> other = found(table, files.get(table).replace("P3D", "P5D"));

        assertThat(same).extracting(Alike::verdict).containsExactly(Verdict.SAME);
        assertThat(other).extracting(Alike::verdict).containsExactly(Verdict.EFFECTS);
    }

    /** Of one that was closed years after its start the timer had come; of one that was closed before it had not. */
    @Test
    void timersThatHadComeRun() {
        contact(1, Map.of());
        contact(2, Map.of("start", "2030-05-02T10:00"));

        Long id = rehearse.files(
                List.of(file("contact.bpmn", ModelCorpus.honest("escalation-days-after-the-start"))),
                new RehearsalWish(null, "2", null, null, null, "notPerformed"));
        await("the rehearsal").until(() -> !showRehearsal.show(id).isRunning());

        List<Verdict> verdicts = showRehearsal.lines(id, null, null, 10, Locale.GERMAN).items().stream()
                .filter(line -> line.subject().startsWith("Probe"))
                .map(Rehearsal.Line::verdict)
                .toList();
        assertThat(verdicts).contains(Verdict.SAME);
        assertThat(found(ModelCorpus.honest("escalation-days-after-the-start")))
                .extracting(Alike::verdict)
                .containsExactly(Verdict.STEPS);
    }

    @Test
    void measuresAreRehearsedLikewise() {
        measure("Brief A", "performed", campaign());
        measure("Brief B", "notPerformed", campaign());

        Long id = rehearse.files(
                List.of(file("measure.bpmn", ModelCorpus.honest("measure-without-any-check"))),
                new RehearsalWish("measure", "2", null, null, null, null));

        assertThat(done(id)).isEqualTo(Rehearsal.Status.DONE);
        assertThat(showRehearsal.groups(id, Locale.GERMAN))
                .extracting(Alike::verdict)
                .allMatch(verdict -> verdict == Verdict.STEPS);
    }

    /** What an item was about may be gone: what differs comes of the model. */
    @Test
    void whatCannotBeChosenAnyMoreIsNoDifference() {
        String campaign = campaign();
        contact(1, Map.of("campaignId", campaign));
        contact(2, Map.of());
        measure("Brief", "performed", campaign);
        assertThat(api.as("maria")
                        .send("DELETE", "/api/campaigns/" + campaign, null)
                        .status())
                .isEqualTo(204);
        jdbc.sql("update rapport.address set inactive_at = now(), inactive_by = 'test' where id = ?")
                .param(address)
                .update();

        assertThat(found(ContactModelFile.standard()))
                .extracting(Alike::verdict, Alike::number)
                .containsExactly(tuple(Verdict.SAME, 2L));
        Long id = rehearse.files(
                List.of(file("measure.bpmn", UncheckedModels.shipped("measure"))),
                new RehearsalWish(null, "1", null, null, null, null));
        assertThat(done(id)).isEqualTo(Rehearsal.Status.DONE);
        assertThat(showRehearsal.groups(id, Locale.GERMAN))
                .extracting(Alike::verdict)
                .containsExactly(Verdict.SAME);
    }

    /** Neither the customer nor the campaign of a copy is anything that others have to wait for. */
    @Test
    void nobodyWaitsForACopy() {
        String campaign = campaign();
        contact(1, Map.of("campaignId", campaign));
        String open = plan(2, Map.of("campaignId", campaign));
        PastItems contacts = items.stream()
                .filter(kind -> kind.process().equals("contact"))
                .findFirst()
                .orElseThrow();
        PastItems.Past past =
                contacts.last(new PastItems.Wanted(1, day, day, null, null)).get(0);
        List<Integer> closed = new ArrayList<>();

        trial.rehearse(
                Map.of(),
                definitions -> trial.attempt(() -> {
                    Long copy = contacts.begin(past);
                    engine.getTaskService()
                            .complete(
                                    engine.getTaskService()
                                            .createTaskQuery()
                                            .processInstanceBusinessKey(copy.toString())
                                            .singleResult()
                                            .getId(),
                                    contacts.report(past));
                    trial.settle();
                    closed.add(CompletableFuture.supplyAsync(() -> close(open, Map.of("outcome", "notPerformed"))
                                    .status())
                            .orTimeout(10, TimeUnit.SECONDS)
                            .join());
                }));

        assertThat(closed).containsExactly(200);
    }

    /** Somebody else's trial has the turn until it is stopped; the items that are under way are the last ones. */
    @Test
    void aStoppedOneKeepsWhatItHasFound() throws SQLException {
        contacts();
        upload();
        Long id;
        try (Connection others = dataSource.getConnection()) {
            others.setAutoCommit(false);
            others.createStatement().execute("select pg_advisory_xact_lock(" + 0x7a1a1 + ")");
            id = rehearseDraft(CONTACTS);
            await("counted").until(() -> showRehearsal.show(id).total() == CONTACTS);

            rehearse.stop(id);

            assertThat(showRehearsal.show(id).status()).isEqualTo(Rehearsal.Status.STOPPED);
            others.rollback();
        }
        await("some items").until(() -> showRehearsal.show(id).handled() > 0);
        // the next one has its turn when this one is over
        whatIsTheSameChangesNothingAndNothingRemains();
        Rehearsal stopped = showRehearsal.show(id);
        assertThat(stopped.status()).isEqualTo(Rehearsal.Status.STOPPED);
        assertThat(stopped.handled()).isBetween(1, CONTACTS - 1);
        assertThat(showRehearsal.lines(id, null, null, 100, Locale.GERMAN).items())
                .hasSize(stopped.handled());
    }

    /** One is at work for longer than that, and another one waits for it; a third was on a node that is gone. */
    @Test
    void whatWaitsForItsTurnHasNotBrokenOff() throws SQLException {
        contact(1, Map.of());
        upload();
        Pages paul = pages.as("paul");
        Long first;
        Long second;
        try (Connection others = dataSource.getConnection()) {
            others.setAutoCommit(false);
            others.createStatement().execute("select pg_advisory_xact_lock(" + 0x7a1a1 + ")");
            first = rehearseDraft(1);
            await("counted").until(() -> showRehearsal.show(first).total() == 1);
            second = rehearseDraft(1);
            Long gone = jdbc.sql("""
                            insert into rapport.rehearsal (process, digest, most, status, created_at, created_by, heard_at)
                            select process, digest, most, status, created_at, created_by, heard_at from rapport.rehearsal
                            where id = ? returning id""").param(second).query(Long.class).single();
            assertThat(paul.get("/models/rehearsals/" + second).text())
                    .contains("Wartet, bis sie an die Reihe kommt")
                    .doesNotContain("0 von 0");
            for (int minutes = 0; minutes < 5; minutes++) {
                clock.advance(Duration.ofMinutes(1));
                rehearse.speakForOwn();
            }

            assertThat(showRehearsal.show(first)).matches(Rehearsal::isRunning).matches(each -> !each.isWaiting());
            assertThat(showRehearsal.show(second)).matches(Rehearsal::isRunning).matches(Rehearsal::isWaiting);
            assertThat(showRehearsal.show(gone).status()).isEqualTo(Rehearsal.Status.FAILED);
            assertThat(paul.get("/models/rehearsals").text()).contains("Wartet</span>", "Läuft", "Abgebrochen");
            assertThat(paul.inEnglish().get("/models/rehearsals/" + second).text())
                    .contains("Waiting for its turn");
            rehearse.stop(gone);
            others.rollback();
        }
        assertThat(done(first)).isEqualTo(Rehearsal.Status.DONE);
        assertThat(done(second)).isEqualTo(Rehearsal.Status.DONE);
    }

    /** Its turn comes later, and nothing is done then. */
    @Test
    void whatIsStoppedBeforeItsTurnIsNotBegun() throws SQLException {
        contact(1, Map.of());
        upload();
        Long second;
        try (Connection others = dataSource.getConnection()) {
            others.setAutoCommit(false);
            others.createStatement().execute("select pg_advisory_xact_lock(" + 0x7a1a1 + ")");
            Long first = rehearseDraft(1);
            await("counted").until(() -> showRehearsal.show(first).total() == 1);
            second = rehearseDraft(1);
            rehearse.stop(second);
            others.rollback();
        }
        found(ContactModelFile.standard());

        assertThat(showRehearsal.show(second).status()).isEqualTo(Rehearsal.Status.STOPPED);
        assertThat(showRehearsal.show(second).total()).isZero();
        assertThat(showRehearsal.lines(second, null, null, 1, Locale.GERMAN).items())
                .isEmpty();
    }

    @Test
    void theFilesThatAreDeployedKeepTheirRehearsal() {
        contact(1, Map.of());
        String model = ModelCorpus.honest("notified-at-close");
        List<Alike> found = found(model);

        deployments.deploy("anders.bpmn", model);

        int version = repositoryService
                .createProcessDefinitionQuery()
                .processDefinitionKey("contact")
                .latestVersion()
                .singleResult()
                .getVersion();
        Rehearsal kept = showRehearsal.of("contact", version).get(0);
        assertThat(kept.deployedAs()).isEqualTo(version);
        assertThat(showRehearsal.groups(kept.id(), Locale.GERMAN)).isEqualTo(found);
    }

    @Test
    void everythingWrongWithTheWishIsSaidAtOnce() {
        assertThatThrownBy(() -> rehearse.files(
                        List.of(file("contact.bpmn", ContactModelFile.standard())),
                        new RehearsalWish("campaign", "2001", "gestern", "2026-13-01", "PIGEON", "a b")))
                .asInstanceOf(type(BusinessRuleViolation.class))
                .extracting(BusinessRuleViolation::errors, list(FieldError.class))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("process", "number", "from", "to", "outcome");
    }

    @Test
    void whatIsNotAllowedIsNotRun() {
        assertThatThrownBy(() -> rehearse.files(
                        List.of(file(
                                "contact.bpmn",
                                ContactModelFile.standard().replace("${recordPerformed}", "${jdbcTemplate}"))),
                        last(1)))
                .isInstanceOf(BusinessRuleViolation.class);
    }

    /** What is uploaded has been checked, which is a trial, too. */
    private void upload() {
        currentUser.doAs("paul", () -> {
            drafts.upload(List.of(file("contact.bpmn", ContactModelFile.standard())), null);
            return null;
        });
    }

    private Long rehearseDraft(int number) {
        return currentUser.doAs("paul", () -> rehearse.draft(last(number)));
    }

    private List<Alike> found(String model) {
        return found("contact.bpmn", model);
    }

    private List<Alike> found(String name, String text) {
        return found(name, text, CONTACTS);
    }

    private List<Alike> found(String name, String text, int number) {
        Long id = rehearse.files(List.of(file(name, text)), last(number));
        assertThat(done(id)).isEqualTo(Rehearsal.Status.DONE);
        return showRehearsal.groups(id, Locale.GERMAN);
    }

    private List<Long> numbers() {
        return jdbc.sql("select last_value from rapport.contact_number_seq"
                        + " union all select last_value from rapport.measure_number_seq")
                .query(Long.class)
                .list();
    }

    private Rehearsal.Status done(Long id) {
        await("the rehearsal")
                .atMost(Duration.ofSeconds(60))
                .until(() -> !showRehearsal.show(id).isRunning());
        return showRehearsal.show(id).status();
    }

    private RehearsalWish last(int number) {
        return new RehearsalWish("contact", String.valueOf(number), day.toString(), day.toString(), null, null);
    }

    private static ModelFile file(String name, String text) {
        return new ModelFile(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private void contacts() {
        contacts(CONTACTS);
    }

    private void contacts(int number) {
        for (int i = 0; i < number; i++) {
            boolean performed = i % 2 == 0;
            boolean withReason = !performed && i >= 2 * WITHOUT_REASON;
            Map<String, Object> outcome = new HashMap<>(Map.of("outcome", performed ? "performed" : "notPerformed"));
            if (performed) {
                outcome.put("start", day + "T" + LocalTime.of(15, 0).plusMinutes(i));
                outcome.put("duration", "00:20");
            }
            if (withReason || performed) {
                outcome.put("infotext", "Niemand da");
            }
            String path = plan(i, Map.of("type", i % 3 == 0 ? "VISIT" : "CALL", "reminder", i % 5 == 0));
            assertThat(close(path, outcome).status()).isEqualTo(200);
        }
    }

    private void contact(int number, Map<String, Object> more) {
        assertThat(close(plan(number, more), Map.of("outcome", "notPerformed")).status())
                .isEqualTo(200);
    }

    private String plan(int number, Map<String, Object> more) {
        Map<String, Object> draft = new HashMap<>(Map.of(
                "addressId",
                address,
                "type",
                "CALL",
                "direction",
                "OUTGOING",
                "status",
                "PLANNED",
                "start",
                day + "T" + LocalTime.of(10, 0).plusMinutes(number),
                "duration",
                "00:00",
                "reminder",
                false,
                "subject",
                "Probe " + number));
        draft.putAll(more);
        Answer created = api.as("anna").post("/api/contacts", draft);
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return "/api/contacts/" + created.json().path("id").asLong();
    }

    private Answer close(String path, Map<String, Object> outcome) {
        Map<String, Object> said = new HashMap<>(outcome);
        said.put("version", api.as("ben").get(path).json().path("version").asInt());
        return api.as("ben").post(path + "/outcome", said);
    }

    private String campaign() {
        return String.valueOf(api.as("maria")
                .post("/api/campaigns", Map.of("title", "Probe"))
                .json()
                .path("id")
                .asLong());
    }

    private void measure(String subject, String outcome, String campaign) {
        Answer created = api.as("anna").post("/api/measures", Map.of("subject", subject, "campaignId", campaign));
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        String path = "/api/measures/" + created.json().path("id").asLong();
        assertThat(close(path, Map.of("outcome", outcome, "infotext", "Erledigt"))
                        .status())
                .isEqualTo(200);
    }
}

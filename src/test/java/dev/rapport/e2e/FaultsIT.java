package dev.rapport.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.rapport.e2e.DemoApi.Answer;
import dev.rapport.support.BadMailServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Power failures and outages, on an instance of its own beside the shared one. */
@EndToEndTest(ownApplication = true)
@TestMethodOrder(OrderAnnotation.class)
class FaultsIT {

    private static final Logger log = LoggerFactory.getLogger(FaultsIT.class);

    /** The number of the lock that held transactions wait for. */
    private static final int POWER_FAILURE = 4711;

    /** Where transactions are when the power fails: at their writes, and at commit. */
    private static final List<String> CREATE = List.of(
            "trigger %s after insert on rapport.contact",
            "trigger %s after insert on act_ru_variable",
            "trigger %s after insert on rapport.reminder",
            "constraint trigger %s after insert on rapport.contact deferrable initially deferred");

    private static final List<String> CLOSE = List.of(
            "trigger %s after update on rapport.contact",
            "trigger %s after delete on act_ru_task",
            "trigger %s after insert on rapport.rule_run",
            "constraint trigger %s after update on rapport.contact deferrable initially deferred");

    private static final List<String> MOMENTS =
            Stream.concat(CREATE.stream(), CLOSE.stream()).toList();

    /** A column of the job of a contact's reminder. */
    private static final String JOB = """
            select j.%s from act_ru_job j
            join rapport.reminder r on r.process_instance_id = j.process_instance_id_ where r.contact_id = ?""";

    /** The runs of the jobs of a contact's reminder, each with the tries there were before it. */
    private static final String RUNS = """
            select string_agg(l.job_retries_ || ': ' || coalesce(split_part(l.job_exception_msg_, ': ', 1), 'done'), ', '
                              order by l.timestamp_, l.sequence_counter_)
            from act_hi_job_log l
            join rapport.reminder r on r.process_instance_id = l.process_instance_id_
            where r.contact_id = ? and l.job_state_ in (1, 2)""";

    private static final String PATIENCE = "RAPPORT_PATIENCE";

    private static RapportProcess rapport;
    private static BadMailServer mailServer;

    @BeforeAll
    static void start() {
        // the transactions that the power failure comes upon are held longer than a request waits for the database
        mailServer = new BadMailServer(BadMailServer.refusing("anna@", "550 no such mailbox"));
        Map<String, String> environment = Map.of(
                PATIENCE, "5m", "SPRING_MAIL_HOST", "127.0.0.1", "SPRING_MAIL_PORT", String.valueOf(mailServer.port()));
        rapport = RapportProcess.start("faults", environment);
    }

    @AfterAll
    static void stopsAlongWithItsDatabase() {
        ProcessHandle database = rapport.database().orElseThrow();
        rapport.stop();
        await("database stopped along").atMost(Duration.ofSeconds(30)).until(() -> !database.isAlive());
        rapport.close();
        mailServer.close();
    }

    @Test
    @Order(1)
    void whateverTheMomentOfAPowerFailureBothExistOrNeither(Browsers browsers, RapportProcess shared)
            throws SQLException {
        Browser window = browsers.open(Locale.GERMAN, Device.DESKTOP, rapport).loginAs("anna");
        // whatever its page is reading anew at that moment
        window.expects("net::ERR_CONNECTION");
        DemoApi anna = DemoApi.of(rapport, "anna");
        String test = "Stromausfall " + UUID.randomUUID();
        List<JsonNode> acknowledged = CLOSE.stream()
                .map(moment -> anna.aPlannedContact(test, Map.of("reminder", true)))
                .toList();
        List<Map<String, Object>> drafts = CREATE.stream()
                .map(moment -> anna.draft(test + ", neu", Map.of("reminder", true)))
                .toList();
        ProcessHandle database = rapport.database().orElseThrow();
        assertThat(database).isNotEqualTo(shared.database().orElseThrow());

        ExecutorService people = Executors.newCachedThreadPool();
        List<Future<Answer>> underWay = new ArrayList<>();
        try (Connection lock = connection()) {
            prepare(lock);
            for (int i = 0; i < CREATE.size(); i++) {
                Map<String, Object> draft = drafts.get(i);
                String key = test + i;
                hold(lock, CREATE.get(i));
                underWay.add(people.submit(() -> create(anna, draft, key)));
                awaitHeld(underWay.size());
            }
            for (int i = 0; i < CLOSE.size(); i++) {
                JsonNode contact = acknowledged.get(i);
                hold(lock, CLOSE.get(i));
                underWay.add(people.submit(() -> close(anna, contact)));
                awaitHeld(underWay.size());
            }
            rapport.kill();
        }
        people.shutdown();
        for (Future<Answer> answer : underWay) {
            assertThatThrownBy(answer::get).as("nobody got an answer").isInstanceOf(ExecutionException.class);
        }
        assertThat(database.isAlive()).isTrue();
        awaitHeld(0);
        try (Connection connection = connection()) {
            execute(connection, "drop function hold() cascade");
            execute(connection, "drop table trap");
        }
        rapport.with(PATIENCE, "1600ms").start(Duration.ZERO);

        assertThat(rapport.database()).contains(database);
        assertBothOrNeither(test);
        window.go("/");
        assertThat(window.page().locator("#user-menu")).containsText("Anna Berger");
        for (int i = 0; i < CREATE.size(); i++) {
            create(anna, drafts.get(i), test + i).expect(201);
        }
        assertBothOrNeither(test);
        assertThat(rapport.count("select count(*) from rapport.contact where subject = ?", test))
                .as("acknowledged before, and there once")
                .isEqualTo(acknowledged.size());
        assertThat(rapport.count("select count(*) from rapport.contact where subject = ?", test + ", neu"))
                .as("sent again, and there once")
                .isEqualTo(drafts.size());
        assertThat(DemoApi.of(rapport, "paul")
                        .get("/api/consistency")
                        .expect(200)
                        .path("items"))
                .isEmpty();
    }

    /** Killed at every node that takes it up, a job must come to an end: each death is a failed run. */
    @Test
    @Order(2)
    void aNodeThatDiesWhileItRunsAJobCostsTheJobARetry() throws SQLException {
        String test = "Knoten " + UUID.randomUUID();
        long contact;
        int tries;
        try (Connection lock = connection()) {
            execute(lock, "select pg_advisory_lock(%d)".formatted(POWER_FAILURE));
            execute(lock, """
                    create function hold_raising() returns trigger language plpgsql as $$
                    begin
                      if exists (select from rapport.contact where id = new.contact_id and subject = '%s') then
                        perform pg_advisory_xact_lock_shared(%d);
                      end if;
                      return null;
                    end $$""".formatted(test, POWER_FAILURE));
            execute(
                    lock,
                    "create trigger hold_raising after update on rapport.reminder for each row"
                            + " when (old.raised_at is null and new.raised_at is not null)"
                            + " execute function public.hold_raising()");
            contact = DemoApi.of(rapport, "anna")
                    .aPlannedContact(test, Map.of("start", inBerlin(Duration.ofHours(3)), "reminder", true))
                    .path("id")
                    .asLong();
            awaitHeld(1);
            tries = Integer.parseInt(rapport.text(JOB.formatted("retries_"), contact));
            assertThat(rapport.text(JOB.formatted("lock_owner_"), contact)).isNotNull();
            rapport.kill();
        }
        awaitHeld(0);
        try (Connection connection = connection()) {
            execute(connection, "drop function hold_raising() cascade");
        }
        rapport.start(Duration.ZERO);

        // the next node takes the job up as soon as the dead one's time has passed, and with one try less
        await("raised after all")
                .atMost(Duration.ofMinutes(3))
                .until(() -> rapport.count(
                                "select count(*) from rapport.reminder where contact_id = ? and raised_at is not null",
                                contact)
                        == 1);
        assertThat(rapport.text(RUNS, contact))
                .as("the mail may be a job behind them")
                .startsWith("%d: The node that ran this job has died, %d: done".formatted(tries, tries - 1));
    }

    /** Who planned the contact reads it there, and who looks after Rapport gives the mail up, or does not. */
    @Test
    @Order(3)
    void aMailThatIsNotTakenIsSeenByThoseItConcerns(Browsers browsers) {
        String subject = "Postfach " + UUID.randomUUID();
        long contact = DemoApi.of(rapport, "anna")
                .aPlannedContact(subject, Map.of("start", inBerlin(Duration.ofHours(3)), "reminder", true))
                .path("id")
                .asLong();
        await("tried").atMost(Duration.ofMinutes(1)).until(() -> rapport.count("""
                                select count(*) from rapport.reminder_mail m join rapport.reminder r on r.id = m.reminder_id
                                where r.contact_id = ? and m.status = 'FAILED'""", contact) == 1);

        Browser anna = browsers.open(Locale.GERMAN, Device.DESKTOP, rapport).as("anna");
        anna.go("/contacts/" + contact);
        assertThat(anna.page().locator("#part-reminder .alert-warning"))
                .containsText(
                        "Die Erinnerungsmail an Anna Berger ist nicht angekommen: Der Mailserver nimmt diese Mail nicht an.");
        anna.isAccessible().fitsTheScreen().screenshot("contact-mail-failed");

        Browser paul = browsers.open(Locale.GERMAN, Device.DESKTOP, rapport).as("paul");
        paul.go("/");
        paul.click(AriaRole.LINK, "Nicht zugestellte Mails");
        Locator line = paul.page().locator(".failed-mail").filter(new Locator.FilterOptions().setHasText(subject));
        assertThat(line).containsText("550 no such mailbox");
        paul.isAccessible().fitsTheScreen().screenshot("mails");
        line.getByText("Aufgeben").click();
        assertThat(line).hasCount(0);
        paul.isAccessible().screenshot("mails-given-up");
        paul.click(AriaRole.BUTTON, "Rückgängig");
        assertThat(line).containsText("wartet auf Sie");
        line.getByText("Jetzt versuchen").click();
        assertThat(paul.page().locator(".toast-message").first()).containsText("Eine Mail wird jetzt versucht");

        Browser phone = browsers.open(Locale.ENGLISH, Device.PHONE, rapport).as("paul");
        phone.go("/mails");
        phone.isAccessible().fitsTheScreen().screenshot("mails");
        anna.page().reload();
        anna.screenshot("contact-mail-failed-again");
    }

    /** A page and the API say so at once and without a login page, and all is well again when the database is. */
    @Test
    @Order(4)
    void aDatabaseThatHangsIsSaidToBeAwayAndComesBack(Browsers browsers) {
        Browser anna = browsers.open(Locale.GERMAN, Device.DESKTOP, rapport).loginAs("anna");
        Browser ben = browsers.open(Locale.GERMAN, Device.DESKTOP, rapport).loginAs("ben");
        anna.expects("503");
        ben.expects("503");
        JsonNode contact = DemoApi.of(rapport, "anna").aPlannedContact("Ausfall " + UUID.randomUUID(), Map.of());
        anna.go("/contacts/" + contact.path("id").asLong());
        Locator infotext = anna.page().locator("textarea[name=infotext]").first();
        Locator save = anna.page().locator("#save-all");
        infotext.fill("Was lange getippt wurde");

        List<ProcessHandle> database = databaseProcesses();
        database.forEach(process -> Signals.send("STOP", process));
        try {
            assertThat(timed(() ->
                            DemoApi.of(rapport, "ben").get("/api/contact-types").status()))
                    .isEqualTo(503);
            save.click();
            assertThat(anna.page().locator("#toasts")).containsText("erreicht gerade seine Datenbank nicht");
            assertThat(infotext).hasValue("Was lange getippt wurde");
            anna.screenshot("outage-toast");
            assertThat(timed(() -> ben.go("/").status())).isEqualTo(503);
            assertThat(ben.page().locator("h1")).hasText("Rapport");
        } finally {
            database.forEach(process -> Signals.send("CONT", process));
        }

        awaitRecovery();
        save.click();
        await("saved after the outage")
                .atMost(Duration.ofSeconds(20))
                .until(() -> rapport.count(
                                "select count(*) from rapport.contact where id = ? and infotext = ?",
                                contact.path("id").asLong(),
                                "Was lange getippt wurde")
                        == 1);
    }

    /** A crash of one server process makes PostgreSQL throw all connections away and start anew. */
    @Test
    @Order(5)
    void aDatabaseThatRestartsComesBack() {
        ProcessHandle server = rapport.database().orElseThrow();
        server.children().findAny().orElseThrow().destroyForcibly();

        awaitRecovery();
    }

    /**
     * Copied file by file while two people work, as a base backup does it, and started from the copy a day later: what had
     * been acknowledged is there, and of what has passed meanwhile nobody gets a mail.
     */
    @Test
    @Order(6)
    void whatWasBackedUpUnderLoadIsAllThereADayLaterAndSendsNoStaleMails() throws Exception {
        DemoApi anna = DemoApi.of(rapport, "anna");
        String test = "Sicherung " + UUID.randomUUID();
        long overdue = anna.aPlannedContact(
                        test, Map.of("start", inBerlin(Duration.ofHours(3)), "reminder", true, "reminderLead", "PT1H"))
                .path("id")
                .asLong();
        Path data = rapport.data().resolve("postgres");
        Path backup = rapport.data().resolve("backup");
        Queue<Long> acknowledged = new ConcurrentLinkedQueue<>();
        List<Long> before;
        AtomicBoolean backedUp = new AtomicBoolean();
        ExecutorService people = Executors.newFixedThreadPool(2);
        List<Future<?>> work = new ArrayList<>();
        try (Connection connection = connection()) {
            for (int i = 0; i < 2; i++) {
                work.add(people.submit(() -> {
                    while (!backedUp.get()) {
                        acknowledged.add(anna.aPlannedContact(test, Map.of("reminder", true))
                                .path("id")
                                .asLong());
                    }
                }));
            }
            await("load").until(() -> acknowledged.size() > 4);
            execute(connection, "select pg_backup_start('test', true)");
            copy(data, backup);
            int whileCopying = acknowledged.size();
            await("more load").until(() -> acknowledged.size() > whileCopying);
            before = List.copyOf(acknowledged);
            Files.writeString(backup.resolve("backup_label"), labelOfStoppedBackup(connection));
            backedUp.set(true);
            copy(data.resolve("pg_wal"), backup);
            Files.delete(backup.resolve("postmaster.pid"));
        } finally {
            backedUp.set(true);
            people.shutdown();
        }
        for (Future<?> each : work) {
            each.get();
        }
        rapport.stop();
        Files.move(data, rapport.data().resolve("lost"));
        Files.move(backup, data);
        rapport.start(Duration.ofDays(1));

        assertThat(rapport.text(
                        "select count(*) from rapport.contact where subject = ? and id = any (?)",
                        test,
                        before.toArray(Long[]::new)))
                .as("acknowledged before the backup ended")
                .isEqualTo(String.valueOf(before.size()));
        assertBothOrNeither(test);
        await("raised")
                .atMost(Duration.ofMinutes(2))
                .until(() -> rapport.count(
                                "select count(*) from rapport.reminder where contact_id = ? and raised_at is not null",
                                overdue)
                        == 1);
        assertThat(DemoApi.of(rapport, "anna").sectionOf(overdue)).isEqualTo("overdue");
        assertThat(rapport.count("""
                        select count(*) from rapport.reminder_mail m
                        join rapport.reminder r on r.id = m.reminder_id join rapport.contact c on c.id = r.contact_id
                        where m.raised_at > now() + interval '23 hours' and not r.snoozed
                          and c.start_at < m.raised_at - interval '1 hour'""")).as("mails about what has passed").isZero();
        assertThat(DemoApi.of(rapport, "paul")
                        .get("/api/consistency")
                        .expect(200)
                        .path("items"))
                .isEmpty();
    }

    private static String inBerlin(Duration ahead) {
        return LocalDateTime.now(ZoneId.of("Europe/Berlin"))
                .plus(ahead)
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }

    /** With owners and rights. A file that goes while it is copied is not missed: the log knows what was in it. */
    private static void copy(Path folder, Path to) throws Exception {
        new ProcessBuilder("cp", "-a", folder.toString(), to.toString())
                .inheritIO()
                .start()
                .waitFor();
    }

    private static String labelOfStoppedBackup(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                var stopped = statement.executeQuery("select labelfile from pg_backup_stop()")) {
            stopped.next();
            return stopped.getString(1);
        }
    }

    /** The server and everything it has started. */
    private static List<ProcessHandle> databaseProcesses() {
        ProcessHandle server = rapport.database().orElseThrow();
        return Stream.concat(Stream.of(server), server.descendants()).toList();
    }

    private static void awaitRecovery() {
        await("recovered by itself")
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() ->
                        DemoApi.of(rapport, "ben").get("/api/contact-types").status() == 200);
    }

    /** Nobody waits longer than three seconds for the pool and the statement, and a busy machine may take one more. */
    private static <T> T timed(java.util.function.Supplier<T> request) {
        long begin = System.nanoTime();
        T answer = request.get();
        Duration waited = Duration.ofNanos(System.nanoTime() - begin);
        log.info("An outage was said after {} ms", waited.toMillis());
        assertThat(waited).isLessThan(Duration.ofSeconds(4));
        return answer;
    }

    /** An open contact has its instance, a closed one has none, and no instance is without its contact. */
    private static void assertBothOrNeither(String test) {
        assertThat(rapport.count("""
                        select count(*) from rapport.contact c
                        where c.subject like ? || '%' and (c.status = 'PLANNED') is distinct from exists (
                          select from act_ru_execution e where e.business_key_ = c.id::text and e.parent_id_ is null)""", test)).isZero();
        assertThat(rapport.count("""
                        select count(*) from act_ru_variable v
                        where v.name_ = 'subject' and v.text_ like ? || '%' and not exists (
                          select from rapport.contact c where c.process_instance_id = v.proc_inst_id_)""", test)).isZero();
    }

    private static Answer create(DemoApi anna, Map<String, Object> draft, String key) {
        return anna.post("/api/contacts", draft, Map.of("Idempotency-Key", key));
    }

    private static Answer close(DemoApi anna, JsonNode contact) {
        return anna.post(
                "/api/contacts/" + contact.path("id").asLong() + "/outcome",
                Map.of(
                        "version",
                        contact.path("version").asInt(),
                        "outcome",
                        "performed",
                        "start",
                        "2026-01-05T10:00",
                        "duration",
                        "00:10"));
    }

    /** Takes the lock that held transactions wait for, which goes with the connection, and lays the traps. */
    private static void prepare(Connection lock) throws SQLException {
        execute(lock, "select pg_advisory_lock(%d)".formatted(POWER_FAILURE));
        execute(lock, "create table trap (moment text primary key)");
        execute(lock, """
                create function hold() returns trigger language plpgsql as $$
                begin
                  -- a trap holds the first that comes by; whoever it holds keeps it
                  perform from public.trap where moment = tg_name for update skip locked;
                  if found then perform pg_advisory_xact_lock_shared(%d); end if;
                  return null;
                end $$""".formatted(POWER_FAILURE));
        for (String moment : MOMENTS) {
            execute(lock, "create %s for each row execute function public.hold()".formatted(trigger(moment)));
        }
    }

    private static String trigger(String moment) {
        return moment.formatted("hold_" + MOMENTS.indexOf(moment));
    }

    private static void hold(Connection lock, String moment) throws SQLException {
        execute(lock, "insert into trap values ('hold_%d')".formatted(MOMENTS.indexOf(moment)));
    }

    private static void awaitHeld(int transactions) {
        await(transactions + " transactions held")
                .atMost(Duration.ofSeconds(30))
                .until(() -> rapport.count("select count(*) from pg_stat_activity where wait_event = 'advisory'")
                        == transactions);
    }

    private static Connection connection() throws SQLException {
        return rapport.connection();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

package dev.rapport.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import dev.rapport.support.BadMailServer;
import dev.rapport.support.HealthCheck;
import dev.rapport.support.Session;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Without the demonstration, on a PostgreSQL of the operator's own with a role for the application, and with two nodes on it. */
@EndToEndTest(ownApplication = true)
@TestMethodOrder(OrderAnnotation.class)
class ProductionIT {

    private static final Logger log = LoggerFactory.getLogger(ProductionIT.class);

    private static final int MANY = 100;

    private static final String RAISED = """
            select count(*) from rapport.reminder r join rapport.contact c on c.id = r.contact_id
            where c.subject = ? and r.raised_at is not null""";

    private static final String MAILS_SENT = """
            select count(*) from rapport.reminder_mail m join rapport.reminder r on r.id = m.reminder_id
            join rapport.contact c on c.id = r.contact_id where c.subject = ? and m.status = 'SENT'""";

    private static final String CHOSEN = "ein eigenes Kennwort";

    private static final Pattern PASSWORD = Pattern.compile("user \"admin\", password \"([^\"]+)\"");

    private static OperatorsDatabase database;
    private static BadMailServer hangingMailServer;
    private static RapportProcess first;
    private static RapportProcess second;

    @BeforeAll
    static void start(GreenMail mails) throws IOException, SQLException {
        database = OperatorsDatabase.start("operator");
        hangingMailServer = new BadMailServer(BadMailServer.HANGS);
        Map<String, String> watched = node(hangingMailServer.port());
        watched.put("MANAGEMENT_SERVER_PORT", String.valueOf(RapportProcess.freePort()));
        first = RapportProcess.start("first-node", watched);
        OwnersRights.grantTooMuch(database);
        Map<String, String> other = node(mails.getSmtp().getPort());
        // as Compose hands on what is not set
        other.put("MANAGEMENT_SERVER_PORT", "");
        second = RapportProcess.start("second-node", other);
    }

    @AfterAll
    static void stop() throws IOException {
        for (AutoCloseable node : new AutoCloseable[] {first, second, hangingMailServer, database}) {
            if (node != null) {
                try {
                    node.close();
                } catch (Exception e) {
                    throw new IOException(e);
                }
            }
        }
    }

    private static Map<String, String> node(int mailPort) {
        Map<String, String> node = new HashMap<>(database.environment());
        node.put("SPRING_PROFILES_ACTIVE", "");
        node.put("SPRING_MAIL_HOST", "127.0.0.1");
        node.put("SPRING_MAIL_PORT", String.valueOf(mailPort));
        return node;
    }

    @Test
    @Order(1)
    void startsNothingEmbeddedAndSaysThePasswordOfTheFirstAdministratorOnce() {
        assertThat(first.data()).doesNotExist();
        assertThat(second.data()).doesNotExist();
        String password = password();

        assertThat(first.output()).containsOnlyOnce(password);
        assertThat(second.output()).doesNotContain("password");
        assertThat(DemoApi.of(first, "admin", password).get("/api/me").status())
                .as("it is good for choosing another one")
                .isEqualTo(403);
        Session session = session(second);
        session.login("admin", password);
        assertThat(session.form("/password", Map.of("password", CHOSEN, "repeated", CHOSEN))
                        .statusCode())
                .isEqualTo(302);
        assertThat(DemoApi.of(first, "admin", password).get("/api/me").status()).isEqualTo(401);
        assertThat(DemoApi.of(first, "admin", CHOSEN).get("/api/me").status()).isEqualTo(200);
        assertThat(first.output() + second.output()).doesNotContain(CHOSEN);
        assertThat(first.count("select count(*) from act_id_user where pwd_ in (?, ?)", password, CHOSEN))
                .isZero();
    }

    @Test
    @Order(2)
    void hasNoUserOfTheDemonstration() {
        assertThat(first.count("select count(*) from act_id_user where id_ in ('anna', 'ben', 'maria', 'paul')"))
                .isZero();
        assertThat(first.count("select count(*) from rapport.address where not exists ("
                        + "select from rapport.app_user u where u.address_id = address.id)"))
                .isZero();
        assertThat(DemoApi.of(first, "anna").get("/api/me").status()).isEqualTo(401);
    }

    @Test
    @Order(3)
    void theDemonstrationDoesNotStartOnItsData() {
        Map<String, String> demonstration = new HashMap<>(database.environment());
        demonstration.put("SPRING_PROFILES_ACTIVE", "demo");
        // what needs no migration needs no owner
        demonstration.keySet().removeAll(Set.of("SPRING_FLYWAY_USER", "SPRING_FLYWAY_PASSWORD"));

        assertThat(RapportProcess.refusedStart("demonstration", demonstration))
                .contains("does not start on a database that holds other data");
        assertThat(first.count("select count(*) from rapport.demo_marker")).isZero();
    }

    @Test
    @Order(4)
    void tellsItsMetricsOnThePortForThemOnly() throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        assertThat(http.send(HttpRequest.newBuilder(first.actuator("/metrics")).build(), BodyHandlers.ofString()))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(200))
                .satisfies(answer -> assertThat(answer.body()).contains("jvm.memory.used"));
        assertThat(http.send(
                                HttpRequest.newBuilder(first.url("/actuator/metrics"))
                                        .build(),
                                BodyHandlers.discarding())
                        .statusCode())
                .isIn(401, 403, 404);
    }

    /** As the container asks for it: the first node has a port for that, the second has not. */
    @Test
    @Order(4)
    void isHealthyOnWhateverPort() throws Exception {
        String managed = String.valueOf(first.actuator("").getPort());
        String one = String.valueOf(second.url("").getPort());

        assertThat(HealthCheck.isHealthy(Map.of("SERVER_PORT", "1", "MANAGEMENT_SERVER_PORT", managed)))
                .isTrue();
        assertThat(HealthCheck.isHealthy(Map.of("SERVER_PORT", one))).isTrue();
        assertThat(HealthCheck.isHealthy(Map.of("SERVER_PORT", String.valueOf(RapportProcess.freePort()))))
                .isFalse();
    }

    /** The mail server of the only node hangs. All are raised while it is still waiting for the first answers. */
    @Test
    @Order(5)
    void aHangingMailServerDelaysNoReminderAndAnotherNodeSendsTheMails(GreenMail mails) throws Exception {
        DemoApi admin = asStaff();
        long address = anAddress(admin);
        String subject = "Hängt " + System.nanoTime();
        second.signal("STOP");
        try {
            long begin = System.nanoTime();
            for (int i = 0; i < MANY; i++) {
                plan(admin, address, subject);
            }
            await("all raised").atMost(Duration.ofMinutes(1)).until(() -> first.count(RAISED, subject) == MANY);
            log.info(
                    "{} reminders planned and raised in {} ms beside a mail server that hangs",
                    MANY,
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
            assertThat(first.count(MAILS_SENT, subject)).isZero();
        } finally {
            second.signal("CONT");
        }
        await("but for those that the first node has tried")
                .atMost(Duration.ofMinutes(1))
                .until(() -> second.count(MAILS_SENT, subject) > MANY / 2);
        assertThat(received(mails, subject)).isLessThanOrEqualTo(MANY);
    }

    /** The first node holds the job of a reminder and dies; the second raises it and sends the mail, once. */
    @Test
    @Order(6)
    void aSecondNodeKeepsTheSessionsAndTakesOverTheJobsOfOneThatDies(GreenMail mails) throws Exception {
        Session session = session(first);
        session.login("admin", CHOSEN);
        Session onSecond = session(second);
        onSecond.cookies().putAll(session.cookies());
        assertThat(session.get("/help").statusCode()).isEqualTo(200);
        assertThat(onSecond.get("/help").statusCode()).isEqualTo(200);

        String subject = "Übernahme " + System.nanoTime();
        try (var connection = database.connection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // who raises a reminder writes its mails
            statement.execute("lock table rapport.reminder_mail in exclusive mode");
            // the second is not there when the reminder falls due
            second.signal("STOP");
            DemoApi admin = DemoApi.of(first, "admin", CHOSEN);
            plan(admin, anAddress(admin), subject);
            await("the first node has the job")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> first.count(
                                    "select count(*) from act_ru_job where lock_owner_ is not null and handler_type_ <> 'history-cleanup'")
                            == 1);
            first.kill();
            connection.rollback();
        } finally {
            second.signal("CONT");
        }

        assertThat(onSecond.get("/help").statusCode()).isEqualTo(200);
        await("taken over by the second node")
                .atMost(Duration.ofMinutes(2))
                .until(() -> second.count(MAILS_SENT, subject) == 1);
        assertThat(received(mails, subject)).isEqualTo(1);
        assertThat(second.count(RAISED, subject)).isEqualTo(1);
    }

    /** What the application writes it may write, and what is kept for ever is safe from it all the same. */
    @Test
    @Order(7)
    void theApplicationsRoleChangesNothingOfWhatIsKept() throws SQLException {
        asStaff();
        DemoApi admin = DemoApi.of(second, "admin", CHOSEN);
        String subject = "Rechte " + System.nanoTime();
        JsonNode planned = admin.aPlannedContact(subject, Map.of("addressId", anAddress(admin)));
        long id = planned.path("id").asLong();
        JsonNode contact = admin.patch(
                        "/api/contacts/" + id,
                        Map.of("version", planned.path("version").asInt(), "subject", subject + ", dringend"))
                .expect(200);
        admin.post(
                        "/api/contacts/" + id + "/outcome",
                        Map.of(
                                "version",
                                contact.path("version").asInt(),
                                "outcome",
                                "performed",
                                "start",
                                "2026-01-05T10:00",
                                "duration",
                                "00:10"))
                .expect(200);
        assertThat(second.count(
                        "select count(*) from rapport.audit_entry where subject_kind = 'contact' and subject_id = ?",
                        id))
                .isPositive();
        assertThat(second.count("select count(*) from rapport.rule_run where subject_id = ?", id))
                .isPositive();

        OwnersRights.hold(database, id);
    }

    private static long received(GreenMail mails, String subject) {
        return Arrays.stream(mails.getReceivedMessages())
                .filter(mail -> subjectOf(mail).contains(subject))
                .count();
    }

    /** Who administers the system plans no contacts, so the administrator is made a member of staff for once. */
    private static DemoApi asStaff() throws SQLException {
        try (var connection = database.connection();
                var statement = connection.createStatement()) {
            statement.execute("insert into act_id_membership (user_id_, group_id_) values ('admin', 'staff')"
                    + " on conflict do nothing");
        }
        return DemoApi.of(first, "admin", CHOSEN);
    }

    private static long anAddress(DemoApi admin) {
        return admin.post("/api/addresses", Map.of("kind", "company", "name", "Muster GmbH", "town", "Berlin"))
                .expect(201)
                .path("id")
                .asLong();
    }

    /** Less than the lead time ahead: the reminder falls due at once. */
    private static void plan(DemoApi admin, long address, String subject) {
        LocalDateTime soon = LocalDateTime.now(ZoneId.of("Europe/Berlin"))
                .truncatedTo(ChronoUnit.MINUTES)
                .plusHours(2);
        admin.aPlannedContact(
                subject,
                Map.of("addressId", address, "start", soon.toString(), "reminder", true, "reminderLead", "P1D"));
    }

    private static Session session(RapportProcess node) {
        return new Session(node.url("").toString().replaceAll("/$", ""));
    }

    private static String password() {
        Matcher said = PASSWORD.matcher(first.output());
        assertThat(said.find()).as("the password was said").isTrue();
        return said.group(1);
    }

    private static String subjectOf(jakarta.mail.internet.MimeMessage mail) {
        try {
            return String.valueOf(mail.getSubject());
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}

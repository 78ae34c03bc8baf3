package dev.rapport.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/**
 * What an earlier version left behind is taken over, and what is dumped while people work is all there a day later. The dump
 * comes from a database with one role; from the restore on there are two (ADR 46).
 */
@EndToEndTest(ownApplication = true)
@TestMethodOrder(OrderAnnotation.class)
class UpgradeIT {

    private static final Path EARLIER = Path.of("src/test/resources/releases/0.1-v22.dump.gz");

    private static final String PASSWORD = "ein eigenes Kennwort";

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** From the dump to the start: one reminder has fallen due, and the time at which it calls is still to come. */
    private static final Duration LATER = Duration.ofHours(3);

    private static final int MEMBERS = 151;

    private static OperatorsDatabase database;
    private static Backup backup;
    private static RapportProcess rapport;
    private static Duration offset;

    @BeforeAll
    static void restoreAndStart(GreenMail mails) throws Exception {
        database = OperatorsDatabase.withoutDatabase("upgrade-server");
        backup = new Backup(database, "upgrade-backup");
        try (InputStream packed = new GZIPInputStream(Files.newInputStream(EARLIER))) {
            Files.copy(packed, backup.file());
        }
        backup.restore();
        Map<String, String> environment = database.environment();
        environment.put("SPRING_PROFILES_ACTIVE", "");
        environment.put("SPRING_MAIL_HOST", "127.0.0.1");
        environment.put("SPRING_MAIL_PORT", String.valueOf(mails.getSmtp().getPort()));
        offset = Duration.between(Instant.now(), dumped().plus(LATER));
        rapport = RapportProcess.start("upgrade", environment, offset);
    }

    @AfterAll
    static void stop() throws IOException {
        if (rapport != null) {
            rapport.close();
        }
        if (database != null) {
            database.close();
        }
    }

    private static Instant dumped() throws Exception {
        try (var connection = database.connection();
                var statement = connection.createStatement();
                var latest = statement.executeQuery("select max(created_at) from rapport.contact")) {
            latest.next();
            return latest.getTimestamp(1).toInstant();
        }
    }

    @Test
    @Order(1)
    void theWorkOfAnEarlierVersionGoesOn(GreenMail mails) throws Exception {
        assertThat(rapport.text("select max(version::int) from rapport.flyway_schema_history where success"))
                .isEqualTo(newestMigration());
        DemoApi admin = DemoApi.of(rapport, "admin", PASSWORD);
        assertThat(admin.get("/api/users").expect(200).toString()).contains("Eva Winter", "Jan Sommer");

        // a reminder that fell due while nothing ran, and whose time is still to come
        await("raised and mailed")
                .atMost(Duration.ofMinutes(1))
                .until(() -> received(mails, "Erinnerung steht bevor") > 0);
        assertThat(received(mails, "Überfällig")).isZero();
        assertThat(admin.sectionOf(contact("Überfällig"))).isEqualTo("overdue");

        // what was planned before the model was adapted ends as the model of then says, and what was planned after it
        // as that says
        close(admin, contact("Vor der Anpassung geplant"));
        close(admin, contact("Erinnerung steht bevor"));
        assertThat(admin.sectionOf(contact("Vor der Anpassung geplant"))).isEqualTo("nowhere");
        assertThat(admin.sectionOf(contact("Erinnerung steht bevor"))).isNotEqualTo("nowhere");
        // it was adapted, and the standard says something else since; what was not adapted follows
        for (JsonNode model : admin.get("/api/models").expect(200).path("items")) {
            assertThat(model.path("state").asString())
                    .as(model.toString())
                    .isEqualTo(model.path("key").asString().equals("contact") ? "new-standard" : "standard");
        }

        await("the plan of then is carried out")
                .atMost(Duration.ofMinutes(2))
                .until(() ->
                        rapport.text("select status from rapport.bulk_plan").equals("DONE"));
        assertThat(
                        rapport.count(
                                "select count(distinct address_id) from rapport.contact where subject = 'Herbstaktion vorstellen'"))
                .as("nobody left out")
                .isEqualTo(MEMBERS);
        assertThat(rapport.count("select count(*) from rapport.contact where subject = 'Herbstaktion vorstellen'"))
                .as("and nobody twice")
                .isEqualTo(MEMBERS);
        assertNothingIsInconsistent(admin);
        OwnersRights.holdForTheAuditTrail(database);
    }

    /** Two people work meanwhile. What had been acknowledged when the dump began is in it, and of the rest all or nothing. */
    @Test
    @Order(2)
    void whatWasDumpedUnderLoadIsAllThereADayLaterAndSendsNoStaleMails(GreenMail mails) throws Exception {
        DemoApi admin = DemoApi.of(rapport, "admin", PASSWORD);
        String test = "Sicherung " + UUID.randomUUID();
        long overdue = plan(
                        admin,
                        test + ", fällig",
                        Map.of("start", in(Duration.ofHours(3)), "reminder", true, "reminderLead", "PT1H"))
                .path("id")
                .asLong();
        Queue<Long> planned = new ConcurrentLinkedQueue<>();
        Queue<Long> closed = new ConcurrentLinkedQueue<>();
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService people = Executors.newFixedThreadPool(2);
        List<Future<?>> work = new ArrayList<>();
        List<Long> plannedBefore;
        List<Long> closedBefore;
        try {
            for (int i = 0; i < 2; i++) {
                work.add(people.submit(() -> {
                    while (!done.get()) {
                        JsonNode contact = plan(admin, test, Map.of("reminder", true));
                        planned.add(contact.path("id").asLong());
                        JsonNode second = plan(admin, test, Map.of());
                        close(admin, second.path("id").asLong());
                        closed.add(second.path("id").asLong());
                    }
                }));
            }
            await("load").until(() -> closed.size() > 4);
            // one that was quicker than whoever works beside it was not taken under load
            do {
                plannedBefore = List.copyOf(planned);
                closedBefore = List.copyOf(closed);
                backup.dump();
            } while (closed.size() == closedBefore.size() && work.stream().noneMatch(Future::isDone));
        } finally {
            done.set(true);
            people.shutdown();
        }
        for (Future<?> each : work) {
            each.get();
        }
        rapport.stop();
        database.lose();
        backup.restore();
        rapport.start(offset.plus(Duration.ofDays(1)));

        assertThat(acknowledged(plannedBefore, "PLANNED")).isEqualTo(plannedBefore.size());
        assertThat(acknowledged(closedBefore, "PERFORMED")).isEqualTo(closedBefore.size());
        assertNothingIsInconsistent(admin);
        await("raised")
                .atMost(Duration.ofMinutes(1))
                .until(() -> rapport.count(
                                "select count(*) from rapport.reminder where contact_id = ? and raised_at is not null",
                                overdue)
                        == 1);
        assertThat(admin.sectionOf(overdue)).isEqualTo("overdue");
        assertThat(rapport.count("""
                        select count(*) from rapport.reminder_mail m join rapport.reminder r on r.id = m.reminder_id
                        where r.contact_id = ? and m.status in ('PENDING', 'SENT', 'FAILED')""", overdue))
                .as("mails about what has passed")
                .isZero();
        assertThat(received(mails, test + ", fällig")).isZero();
        close(admin, plan(admin, test, Map.of()).path("id").asLong());
        OwnersRights.holdForTheAuditTrail(database);
    }

    private static long acknowledged(List<Long> ids, String status) {
        return rapport.count(
                "select count(*) from rapport.contact where status = ? and id = any (?)",
                status,
                ids.toArray(Long[]::new));
    }

    private static String newestMigration() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/db/migration"))) {
            return String.valueOf(
                    files.map(file -> file.getFileName().toString().replaceFirst("^V(\\d+)__.*", "$1"))
                            .mapToInt(Integer::parseInt)
                            .max()
                            .orElseThrow());
        }
    }

    private static JsonNode plan(DemoApi admin, String subject, Map<String, ?> more) {
        Map<String, Object> draft = admin.draft(subject, Map.of("start", in(Duration.ofDays(7))));
        draft.putAll(more);
        return admin.post("/api/contacts", draft).expect(201);
    }

    /** By Rapport's clock. */
    private static String in(Duration ahead) {
        return LocalDateTime.now(BERLIN)
                .plus(offset)
                .plus(ahead)
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }

    private static long contact(String subject) {
        return rapport.count("select id from rapport.contact where subject = ?", subject);
    }

    /** Performed just now, which the form would have asked for. */
    private static void close(DemoApi admin, long contact) {
        int version = admin.get("/api/contacts/" + contact)
                .expect(200)
                .path("version")
                .asInt();
        admin.post(
                        "/api/contacts/" + contact + "/outcome",
                        Map.of(
                                "version",
                                version,
                                "outcome",
                                "performed",
                                "duration",
                                "00:10",
                                "start",
                                in(Duration.ZERO)))
                .expect(200);
    }

    private static void assertNothingIsInconsistent(DemoApi admin) {
        // what fell due while no node was there is found until it has been done
        await("in order")
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(
                                admin.get("/api/consistency").expect(200).path("items"))
                        .isEmpty());
    }

    private static long received(GreenMail mails, String subject) {
        return Arrays.stream(mails.getReceivedMessages())
                .filter(mail -> subjectOf(mail).contains(subject))
                .count();
    }

    private static String subjectOf(MimeMessage mail) {
        try {
            return String.valueOf(mail.getSubject());
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.rapport.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rapport.support.BadMailServer;
import dev.rapport.support.Session;
import dev.rapport.support.Suites;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A mail server that goes wrong in every way, another one with each connection, under two nodes with a lot to send: it
 * delays no reminder, no mail is lost, and only a mail that the server has taken without saying so comes again.
 */
@EndToEndTest(ownApplication = true)
@ResourceLock(TwoNodes.LOCK)
class MailFaultsIT {

    private static final Logger log = LoggerFactory.getLogger(MailFaultsIT.class);

    private static final int REMINDERS = Suites.LONG ? 500 : 60;

    /** With a machine's other work; a mail server that hangs takes ten seconds for a single mail. */
    private static final Duration RAISED = Duration.ofSeconds(20);

    private static final Duration TRIED = Duration.ofSeconds(Suites.LONG ? 120 : 12);

    private static final Map<String, UnaryOperator<String>> FAULTS = faults();

    private static Map<String, UnaryOperator<String>> faults() {
        Map<String, UnaryOperator<String>> faults = new LinkedHashMap<>();
        faults.put("none", BadMailServer::answer);
        faults.put("is closing", command -> command.isEmpty() ? "421 closing" : BadMailServer.answer(command));
        faults.put("recipient later", BadMailServer.refusing("", "450 try later"));
        faults.put("recipient never", BadMailServer.refusing("", "550 no such mailbox"));
        faults.put("mail later", at(".", "452 no space"));
        faults.put("mail never", at(".", "554 no spam"));
        faults.put("no data", at("DATA", "503 bad sequence"));
        faults.put("hangs", BadMailServer.HANGS);
        faults.put("hangs in between", at("DATA", null));
        faults.put("hangs after the mail", at(".", null));
        faults.put("drips", BadMailServer.DRIPS);
        faults.put("cuts", command -> command.startsWith("MAIL") ? "" : BadMailServer.answer(command));
        faults.put("cuts after the mail", BadMailServer.DIES_AFTER_DATA);
        return faults;
    }

    private static UnaryOperator<String> at(String point, String answer) {
        return command -> command.equals(point) ? answer : BadMailServer.answer(command);
    }

    @Test
    void noReminderWaitsNoMailIsLostAndNoneComesTwiceThatTheServerHasThankedFor(TwoNodes twoNodes) throws Exception {
        List<RapportProcess> nodes = twoNodes.both();
        JdbcClient jdbc = twoNodes.jdbc();
        BadMailServer mailServer = twoNodes.mailServer();
        String test = "Postamt " + UUID.randomUUID();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        DeadNodeIT.plan(nodes.get(0), test, REMINDERS);
        Duration raised;
        Map<String, Integer> inTrouble;
        List<String> names = List.copyOf(FAULTS.keySet());
        mailServer.turns(() -> {
            // half of all connections go well
            int next = random.nextInt(names.size() * 2);
            return FAULTS.get(next < names.size() ? names.get(next) : "none");
        });
        try {
            long begin = System.nanoTime();
            assertThat(DeadNodeIT.fallDue(jdbc, test)).isEqualTo(REMINDERS);
            await("all raised")
                    .atMost(RAISED.multipliedBy(3))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> DeadNodeIT.raised(jdbc, test) == REMINDERS);
            raised = Duration.ofNanos(System.nanoTime() - begin);
            long tried = System.nanoTime();
            // where the first connections of both nodes hang, none has failed yet
            await("tried for a while, one in vain")
                    .atMost(TRIED.plusSeconds(40))
                    .until(() -> System.nanoTime() - tried > TRIED.toNanos()
                            && states(jdbc, test).containsKey("FAILED"));
            inTrouble = states(jdbc, test);
            assertOnTheList(nodes.get(1), jdbc, test);
        } finally {
            mailServer.turns(() -> BadMailServer::answer);
        }
        Map<String, Integer> before = inTrouble;
        tryAgain(nodes);
        await("all sent, once the server is well")
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(states(jdbc, test))
                        .as("-Drapport.seed=" + seed)
                        .isEqualTo(Map.of("SENT", REMINDERS)));

        Map<String, Integer> arrived = count(TwoNodes.idsOfMails(mailServer.mails(), test));
        Map<String, Integer> thanked = count(TwoNodes.idsOfMails(mailServer.thanked(), test));
        int again = arrived.values().stream().mapToInt(times -> times - 1).sum();
        log.info(
                "{} reminders raised {} ms after they were due, mails then: {}; {} mails came again",
                REMINDERS,
                raised.toMillis(),
                before,
                again);
        Suites.figures("mail-faults", """
                | reminders | all raised after ms | their mails while the server was bad | once it was well | lost | thanked for twice | taken without thanks, and sent again |
                |---|---|---|---|---|---|---|
                | %d | %d | %s | %s | %d | %d | %d |
                """.formatted(
                        REMINDERS,
                        raised.toMillis(),
                        before,
                        states(jdbc, test),
                        REMINDERS - thanked.size(),
                        thanked.values().stream().mapToInt(times -> times - 1).sum(),
                        again));
        assertThat(raised).isLessThan(RAISED);
        assertThat(thanked).hasSize(REMINDERS);
        assertThat(thanked.values()).as("thanked for twice").containsOnly(1);
        // every fault was there, or nothing is shown
        assertThat(before.getOrDefault("SENT", 0)).isBetween(1, REMINDERS - 1);
        assertThat(DeadNodeIT.raisedTwice(jdbc, test)).isZero();
    }

    /** Every mail that is not sent waits, and is seen by who looks after Rapport. */
    private static void assertOnTheList(RapportProcess node, JdbcClient jdbc, String test) {
        Map<String, Integer> states = states(jdbc, test);
        assertThat(states.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(REMINDERS);
        assertThat(states.keySet()).isSubsetOf("SENT", "PENDING", "FAILED");
        assertThat(paul(node).get("/mails").body()).contains(test);
    }

    /** Each node has its own view of the server. */
    private static void tryAgain(List<RapportProcess> nodes) {
        for (RapportProcess node : nodes) {
            assertThat(paul(node).form("/mails/again", Map.of()).statusCode()).isLessThan(400);
        }
    }

    private static Session paul(RapportProcess node) {
        Session paul = new Session(node.url("").toString().replaceAll("/$", ""));
        paul.login("paul", Browser.PASSWORD);
        paul.get("/mails");
        return paul;
    }

    private static Map<String, Integer> states(JdbcClient jdbc, String test) {
        Map<String, Integer> states = new TreeMap<>();
        jdbc.sql("""
                        select m.status, count(*) as number from rapport.reminder_mail m
                        join rapport.reminder r on r.id = m.reminder_id join rapport.contact c on c.id = r.contact_id
                        where c.subject like ? || '%' group by m.status""").param(test).query(row -> {
            states.put(row.getString("status"), row.getInt("number"));
        });
        return states;
    }

    private static Map<String, Integer> count(List<String> ids) {
        Map<String, Integer> count = new HashMap<>();
        ids.forEach(id -> count.merge(id, 1, Integer::sum));
        return count;
    }
}

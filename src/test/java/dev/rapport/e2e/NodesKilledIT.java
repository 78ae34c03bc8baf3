package dev.rapport.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rapport.e2e.Ledger.Entry;
import dev.rapport.e2e.Ledger.Faults;
import dev.rapport.support.Session;
import dev.rapport.support.Suites;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two nodes, of which one is killed again and again or gets a new version, while programs write: whatever they were told is
 * saved is there once, and who was logged in still is.
 */
@EndToEndTest(ownApplication = true)
@ResourceLock(TwoNodes.LOCK)
class NodesKilledIT {

    private static final Logger log = LoggerFactory.getLogger(NodesKilledIT.class);

    private static final int KILLS = Suites.LONG ? 20 : 2;

    /** Whoever knows the other node is served by it at once; a machine on which a node starts meanwhile is slow. */
    private static final Duration GAP = Duration.ofSeconds(10);

    private static final int MAILS_ON_THEIR_WAY = 2;

    @Test
    void nothingIsLostOrDoubledAndServiceGoesOn(TwoNodes twoNodes) throws Exception {
        List<RapportProcess> nodes = twoNodes.both();
        String test = "Hauptbuch " + UUID.randomUUID();
        Session session = session(nodes.get(0));
        session.login("ben", Browser.PASSWORD);
        Duration gapOfKills;
        Duration gapOfRoll;
        List<String> doors = nodes.stream().map(node -> node.url("").toString()).toList();
        try (Ledger ledger = new Ledger(test, doors).begin()) {
            awaitMore(ledger);
            ledger.longestGap();
            for (int kill = 1; kill < KILLS; kill++) {
                killed(nodes, kill % 2, session, ledger).start(Duration.ZERO);
            }
            awaitMore(ledger);
            gapOfKills = ledger.longestGap();
            for (int i = 0; i < 2; i++) {
                RapportProcess node = nodes.get(i);
                node.stop();
                awaitMore(ledger);
                assertLoggedIn(session, nodes.get(1 - i));
                node.start(Duration.ZERO);
                assertLoggedIn(session, node);
            }
            awaitMore(ledger);
            gapOfRoll = ledger.longestGap();
            // what it leaves behind is for the other one to do
            killed(nodes, 0, session, ledger);
            gapOfKills = Collections.max(List.of(gapOfKills, ledger.longestGap()));
            ledger.end();
            check(twoNodes, nodes.get(1), test, ledger, gapOfKills, gapOfRoll);
        }
    }

    private static RapportProcess killed(List<RapportProcess> nodes, int number, Session session, Ledger ledger) {
        awaitMore(ledger);
        RapportProcess node = nodes.get(number);
        node.kill();
        awaitMore(ledger);
        assertLoggedIn(session, nodes.get(1 - number));
        return node;
    }

    private static void check(
            TwoNodes twoNodes,
            RapportProcess survivor,
            String test,
            Ledger ledger,
            Duration gapOfKills,
            Duration gapOfRoll) {
        JdbcClient jdbc = twoNodes.jdbc();
        List<Entry> entries = ledger.entries();
        Faults faults = ledger.compare(jdbc, entries);
        Suites.figures("nodes-killed", """
                | writes acknowledged | sent again | kills | lost | doubled | longest gap of service under kills in ms | in a rolling restart |
                |---|---|---|---|---|---|---|
                | %d | %d | %d | %d | %d | %d | %d |
                """.formatted(
                        ledger.acknowledged(),
                        ledger.resent(),
                        KILLS,
                        faults.lost().size(),
                        faults.doubled().size(),
                        gapOfKills.toMillis(),
                        gapOfRoll.toMillis()));
        log.info(
                "{} writes acknowledged, {} sent again, longest gap {} ms under kills, {} ms in a rolling restart",
                ledger.acknowledged(),
                ledger.resent(),
                gapOfKills.toMillis(),
                gapOfRoll.toMillis());

        assertThat(faults.lost()).as("acknowledged, and not there").isEmpty();
        assertThat(faults.doubled()).isEmpty();
        assertThat(gapOfKills).isLessThan(GAP);
        assertThat(gapOfRoll).isLessThan(GAP);
        assertRemindedOnce(twoNodes, jdbc, test, ledger);
        assertThat(DemoApi.of(survivor, "paul")
                        .get("/api/consistency")
                        .expect(200)
                        .path("items"))
                .isEmpty();

        // the switch of this test: it sees what is there twice, and what is not there
        ledger.onceMore(survivor, entries.get(0));
        assertThat(ledger.compare(jdbc, entries).doubled()).hasSize(2);
        Entry invented = new Entry(-1, test, 0, "PLANNED", null, false);
        assertThat(ledger.compare(jdbc, List.of(invented)).lost()).hasSize(1);
    }

    /** What a dead node had locked included. */
    private static void assertRemindedOnce(TwoNodes twoNodes, JdbcClient jdbc, String test, Ledger ledger) {
        int due = ledger.dueAtOnce().size();
        await("all raised and mailed")
                .atMost(TwoNodes.LOCK_TIME.plusMinutes(1))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(mailsOf(jdbc, test)).containsExactlyEntriesOf(Map.of("SENT", due)));
        assertThat(DeadNodeIT.raisedTwice(jdbc, test)).isZero();
        List<String> ids = TwoNodes.idsOfMails(twoNodes.mailServer().thanked(), test);
        assertThat(ids.stream().distinct()).as("one each").hasSize(due);
        // between the mail server's thanks and the commit nobody can tell whether it went: it goes again, as the same
        // one
        assertThat(ids.size() - due)
                .as("mails on their way when a node was killed")
                .isBetween(0, KILLS * MAILS_ON_THEIR_WAY);
    }

    /** How many there are of each status. */
    private static Map<String, Integer> mailsOf(JdbcClient jdbc, String test) {
        Map<String, Integer> mails = new HashMap<>();
        jdbc.sql("""
                        select m.status, count(*) from rapport.reminder r join rapport.contact c on c.id = r.contact_id
                        join rapport.reminder_mail m on m.reminder_id = r.id
                        where c.subject like ? || '%' and r.raised_at is not null group by m.status""").param(test).query(row -> {
            mails.put(row.getString(1), row.getInt(2));
        });
        return mails;
    }

    private static void awaitMore(Ledger ledger) {
        long before = ledger.acknowledged();
        await("more is saved")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> ledger.acknowledged() >= before + 10);
    }

    /** With the same cookies on another node. */
    private static void assertLoggedIn(Session session, RapportProcess node) {
        Session there = session(node);
        there.cookies().putAll(session.cookies());
        assertThat(there.get("/help").statusCode()).isEqualTo(200);
    }

    private static Session session(RapportProcess node) {
        return new Session(node.url("").toString().replaceAll("/$", ""));
    }
}

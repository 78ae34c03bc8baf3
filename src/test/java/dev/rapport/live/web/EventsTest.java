package dev.rapport.live.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.reminder.TestReminders;
import dev.rapport.support.Api;
import dev.rapport.support.Clock;
import dev.rapport.support.Session;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What open pages are told, whom it is told, and what that leaves behind. */
@IntegrationTest
class EventsTest {

    @Autowired
    private Api api;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private TestReminders reminders;

    @Autowired
    private OpenPages pages;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    private final List<Listener> listeners = new ArrayList<>();

    @BeforeEach
    void aMondayMorning() {
        clock.moveTo("2031-06-02T10:00");
    }

    @AfterEach
    void close() {
        listeners.forEach(Listener::close);
    }

    /** As a browser listens. */
    private final class Listener {

        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final AtomicBoolean ended = new AtomicBoolean();
        private final HttpResponse<java.io.InputStream> answer;

        Listener(Session session, String query) {
            try {
                answer = HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(api.base() + "/events" + query))
                                        .header("Cookie", cookies(session))
                                        .build(),
                                BodyHandlers.ofInputStream());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            listeners.add(this);
            Thread reader = new Thread(() -> {
                try (var in = new java.io.BufferedReader(
                        new java.io.InputStreamReader(answer.body(), java.nio.charset.StandardCharsets.UTF_8))) {
                    for (String line = in.readLine(); line != null; line = in.readLine()) {
                        lines.add(line);
                    }
                } catch (IOException e) {
                    // closed by the test
                }
                ended.set(true);
            });
            reader.setDaemon(true);
            reader.start();
        }

        /** Until the first answer has come, it is not known who hears what. */
        Listener awaitOpen() {
            await().until(() -> lines.stream().anyMatch(line -> line.startsWith("id: ")));
            return this;
        }

        String since() {
            return lines.stream()
                    .filter(line -> line.startsWith("id: "))
                    .reduce((first, second) -> second)
                    .orElseThrow()
                    .substring(4);
        }

        List<String> data(String event) {
            List<String> all = new ArrayList<>();
            for (int i = 0; i + 1 < lines.size(); i++) {
                if (lines.get(i).equals("event: " + event)) {
                    all.add(lines.get(i + 1).substring("data: ".length()));
                }
            }
            return all;
        }

        void close() {
            try {
                answer.body().close();
            } catch (IOException e) {
                // it was closed already
            }
        }
    }

    private static String cookies(Session session) {
        return session.cookies().entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private Listener listen(String user, String query) {
        return new Listener(Session.of(api, user), query).awaitOpen();
    }

    private Existing planned() {
        return contacts.aPlannedContact()
                .by("anna")
                .responsible("ben")
                .startingAt("2031-06-02T12:00")
                .withReminder("PT1H")
                .create();
    }

    /** Until those have heard of it who listen now: it comes to nobody later but by asking what has happened. */
    private void fallDue(Existing contact) {
        Listener listening = listen("anna", "");
        reminders.fallDue(contact.reminderId());
        await().until(() -> ofContact(listening, contact) > 0);
        listening.close();
    }

    @Test
    void aReminderThatFallsDueReachesCreatorAndResponsibleOnceOnEveryConnectionAndNobodyElse() {
        Existing contact = planned();
        Listener anna = listen("anna", "");
        Listener annasSecond = listen("anna", "");
        Listener ben = listen("ben", "");
        Listener maria = listen("maria", "?shows=all");

        fallDue(contact);

        for (Listener concerned : List.of(anna, annasSecond, ben)) {
            await().until(() -> ofContact(concerned, contact) > 0);
        }
        await().until(() -> maria.data("changed").toString().contains("reminder"));
        assertThat(maria.data("due")).isEmpty();
        assertThat(List.of(anna, annasSecond, ben))
                .allSatisfy(each -> assertThat(ofContact(each, contact)).isEqualTo(1));
        assertThat(ben.data("count"))
                .last()
                .satisfies(count -> assertThat(Integer.parseInt(count)).isPositive());

        // whoever comes later has not missed it, whoever was away has
        Listener later = listen("ben", "");
        assertThat(later.data("due")).isEmpty();
    }

    private static long ofContact(Listener listener, Existing contact) {
        return listener.data("due").stream()
                .filter(due -> due.startsWith(contact.id() + " "))
                .count();
    }

    @Test
    void whoWasCutOffIsToldWhatHasHappenedMeanwhile() {
        Existing contact = planned();
        Listener before = listen("ben", "");
        String since = before.since();
        before.close();

        fallDue(contact);

        Listener after = listen("ben", "?since=" + since.replace(":", "%3A"));
        assertThat(ofContact(after, contact)).isEqualTo(1);
    }

    /** A page begins to listen a while after it was read. */
    @Test
    void whatHasHappenedSinceAPageWasReadIsToldToo() {
        Existing contact = planned();
        fallDue(contact);

        Listener young = listen("ben", "");
        Listener older = listen("ben", "?age=9000");
        Listener strange = listen("ben", "?age=x");
        assertThat(ofContact(older, contact)).isEqualTo(1);
        assertThat(older.data("changed").toString()).contains("reminder");
        assertThat(ofContact(young, contact)).isZero();
        assertThat(ofContact(strange, contact)).isZero();
        assertThat(ofContact(listen("maria", "?age=9000"), contact)).isZero();
    }

    @Test
    void whatAPageShowsIsToldToWhoeverShowsIt() {
        Existing contact = planned();
        long address = jdbc.sql("select address_id from rapport.contact_entry where id = :id")
                .param("id", contact.id())
                .query(Long.class)
                .single();
        Listener shows = listen("maria", "?shows=address-" + address + "%20user-anna");
        Listener showsNothing = listen("maria", "?shows=user-anna%20address-x");

        assertThat(api.as("ben")
                        .patch(
                                "/api/contacts/" + contact.id(),
                                Map.of("version", contact.version(), "subject", "Ein anderer Betreff"))
                        .status())
                .isEqualTo(200);

        await().until(() -> shows.data("changed").toString().contains("contact"));
        assertThat(showsNothing.data("changed")).isEmpty();
    }

    /** An idle session ends though its pages are open. */
    @Test
    void listeningAndReadingAnewLeaveTheSessionAsItIs() {
        Session anna = Session.of(api, "anna");
        anna.get("/");
        Map<String, Object> before = aMinuteAgo(anna);
        anna.header("X-Quiet", "true");
        new Listener(anna, "").awaitOpen();
        assertThat(anna.header("X-Parts", "reminders").get("/").body())
                .contains("id=\"reminders-body\"")
                .doesNotContain("recently-viewed-body");
        assertThat(session(anna)).isEqualTo(before);

        // the switch of this test
        anna.header("X-Quiet", "");
        Session loud = Session.of(api, "anna");
        Map<String, Object> beforeLoud = aMinuteAgo(loud);
        loud.get("/");
        assertThat(session(loud)).isNotEqualTo(beforeLoud);
    }

    /** That somebody is at work is noted once in a minute. */
    private Map<String, Object> aMinuteAgo(Session session) {
        jdbc.sql("update rapport.spring_session set last_access_time = last_access_time - 61000 where session_id = ?")
                .param(session.storedId())
                .update();
        return session(session);
    }

    private Map<String, Object> session(Session session) {
        return jdbc.sql(
                        "select xmin::text as written, last_access_time from rapport.spring_session where session_id = ?")
                .param(session.storedId())
                .query()
                .singleRow();
    }

    @Test
    void aConnectionEndsWithItsSession() {
        Session anna = Session.of(api, "anna");
        Listener listener = new Listener(anna, "").awaitOpen();
        Listener other = listen("ben", "");
        pages.check();
        assertThat(listener.data("end")).isEmpty();

        anna.form("/logout", Map.of());
        pages.check();

        await().untilTrue(listener.ended);
        assertThat(listener.data("end")).containsExactly("session");
        assertThat(other.ended).isFalse();
        assertThat(new Listener(anna, "").answer.statusCode()).isNotEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sabine"})
    void whoReadsNothingIsToldNothing(String user) {
        assertThat(Session.of(api, user).get("/events").statusCode()).isEqualTo(403);
        assertThat(new Session(api.base()).get("/events").statusCode()).isEqualTo(302);
        assertThat(api.as("anna").get("/events").status())
                .as("without a session")
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'", "1:2", "99999999999999999999:1:", "1:2:3,", "x"})
    void whatIsNoSnapshotIsNone(String since) {
        String query = "?since=" + java.net.URLEncoder.encode(since, java.nio.charset.StandardCharsets.UTF_8);
        assertThat(listen("anna", query).data("due")).isEmpty();
    }

    /** A page without a script is told nothing; one with scripts is told after what has been written only. */
    @Test
    void anAnswerSaysWhatHasBeenChanged() {
        Existing contact = planned();
        Session anna = Session.of(api, "anna").header("HX-Request", "true");
        var snoozed = anna.form("/reminders", Map.of("do", "HOUR:" + contact.id(), "scope", "mine"));
        assertThat(snoozed.headers().firstValue("X-Changed"))
                .hasValueSatisfying(topics -> assertThat(topics).contains("reminder"));
        assertThat(anna.form("/reminders", Map.of("do", "none")).headers().firstValue("X-Changed"))
                .isEmpty();
        assertThat(anna.form("/contacts/new", Map.of("action", "findPersons", "addressText", "Muster"))
                        .headers()
                        .firstValue("X-Changed"))
                .isEmpty();
    }
}

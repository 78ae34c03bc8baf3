package dev.rapport.user.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Api;
import dev.rapport.support.Pages;
import dev.rapport.support.Session;
import dev.rapport.support.Statements;
import dev.rapport.support.TestUsers;
import dev.rapport.user.CreateUser;
import dev.rapport.user.Group;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What ends a session: another password, wherever it was set; signing out everywhere; time. */
@IntegrationTest
class SessionsTest {

    private static final String ENGINE = "/camunda/api/engine/engine/default";
    private static final String NEW = "ein ganz anderer Satz";

    private final String user = "sitz" + UUID.randomUUID().toString().substring(0, 8);

    @Autowired
    private Api api;

    @Autowired
    private Pages pages;

    @Autowired
    private CreateUser createUser;

    @Autowired
    private IdentityService identityService;

    @Autowired
    private UserRights rights;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Statements statements;

    @BeforeEach
    void aUser() {
        createUser.create(
                user,
                "Sina",
                "Sitz",
                user + "@rapport.example",
                TestUsers.PASSWORD,
                List.of(Group.STAFF, Group.SYSTEM_ADMIN));
    }

    /** Every way to another password that somebody else has. */
    enum Door {
        CAMUNDA_ADMIN {
            @Override
            void change(SessionsTest test) {
                Session admin = Session.of(test.api, "sabine");
                assertThat(test.setInCamunda(admin, TestUsers.PASSWORD).statusCode())
                        .isEqualTo(204);
            }
        },
        RAPPORT {
            @Override
            void change(SessionsTest test) {
                assertThat(test.pages
                                .as("sabine")
                                .submit(
                                        "/users/" + test.user + "/access",
                                        Map.of("action", "password", "password", NEW))
                                .status())
                        .isEqualTo(302);
            }
        },
        IDENTITY_SERVICE {
            @Override
            void change(SessionsTest test) {
                var changed =
                        test.identityService.createUserQuery().userId(test.user).singleResult();
                changed.setPassword(NEW);
                test.identityService.saveUser(changed);
            }
        };

        abstract void change(SessionsTest test);
    }

    @ParameterizedTest
    @EnumSource
    void anotherPasswordEndsAllSessionsAtOnce(Door door) {
        Session first = logIn();
        Session second = logIn();
        Session somebodyElse = Session.of(api, "anna");
        assertAlive(first);
        assertAlive(second);

        door.change(this);

        assertDead(first);
        assertDead(second);
        assertAlive(somebodyElse);
        assertThat(audited("password")).isEqualTo(1);
    }

    @Test
    void whoChangesHerOwnPasswordInCamundaStaysThereAndNowhereElse() {
        Session here = logIn();
        Session elsewhere = logIn();
        here.get("/camunda/app/admin/default/");

        assertThat(setInCamunda(here, TestUsers.PASSWORD).statusCode()).isEqualTo(204);

        assertDead(elsewhere);
        assertAlive(here);
        // and stays there when other nodes have heard of it
        rights.now(user);
        assertAlive(here);
        assertThat(setInCamunda(here, NEW).statusCode()).isEqualTo(204);
        assertAlive(here);
    }

    @Test
    void whoChangesHerOwnPasswordOnRapportsPageStaysThereAndNowhereElse() {
        Session here = logIn();
        Session elsewhere = logIn();
        here.get("/users/" + user);

        assertThat(here.form("/users/" + user + "/access", Map.of("action", "password", "password", NEW))
                        .statusCode())
                .isEqualTo(302);

        assertDead(elsewhere);
        assertAlive(here);
    }

    /** A login with the old password that was under way meanwhile saves its session after the others have been deleted. */
    @Test
    void aSessionThatEscapedIsWorthNothing() {
        Session escaped = logIn();
        jdbc.sql("update rapport.app_user set sign_outs = sign_outs + 1 where user_id = :user")
                .param("user", user)
                .update();
        rights.now(user);

        assertDead(escaped);
        assertAlive(logIn());
    }

    /** Of two nodes one remembers for some seconds what was before. */
    @Test
    void aNodeThatHasNotHeardOfItYetEndsNoNewSession() {
        rights.now(user);
        jdbc.sql("update rapport.app_user set sign_outs = sign_outs + 1 where user_id = :user")
                .param("user", user)
                .update();
        Session fresh = logIn();
        jdbc.sql("update rapport.app_user set sign_outs = sign_outs - 1 where user_id = :user")
                .param("user", user)
                .update();
        rights.now(user);

        assertAlive(fresh);
    }

    @Test
    void signingOutEverywhereEndsAllSessionsButThisOne() {
        Session here = logIn();
        Session elsewhere = logIn();
        String page = here.get("/sessions").body();
        assertThat(page).contains("Überall abmelden", "jetzt, in diesem Browser", "Alle Anmeldungen außer dieser");
        assertThat(page.split("<time", -1)).hasSize(3);
        assertThat(here.get("/help").body()).contains("href=\"/sessions\"");

        assertThat(here.form("/sessions/sign-out", Map.of()).statusCode()).isEqualTo(302);

        assertDead(elsewhere);
        assertAlive(here);
        assertThat(here.get("/sessions").body())
                .contains("Alle anderen Anmeldungen sind beendet", "zurzeit nur hier angemeldet");
        assertThat(audited("sessions")).isEqualTo(1);
        assertThat(api.with("Authorization", basic(TestUsers.PASSWORD))
                        .get("/api/me")
                        .status())
                .as("the password stays valid")
                .isEqualTo(200);
    }

    @Test
    void systemAdminsSignOthersOutEverywhere() {
        Session one = logIn();
        Session other = logIn();

        assertThat(pages.as("sabine")
                        .submit("/users/" + user + "/access", Map.of("action", "sign-out"))
                        .status())
                .isEqualTo(302);

        assertDead(one);
        assertDead(other);
        assertThat(audited("sessions")).isEqualTo(1);
        assertThat(pages.as("anna")
                        .submit("/users/" + user + "/access", Map.of("action", "sign-out"))
                        .status())
                .isEqualTo(403);
        assertAlive(logIn());
    }

    @Test
    void nobodyIsSignedOutWithoutTheToken() {
        Session here = logIn();
        Session elsewhere = logIn();
        here.cookies().remove("RAPPORT_CSRF");

        assertThat(here.form("/sessions/sign-out", Map.of()).statusCode()).isEqualTo(403);

        assertAlive(elsewhere);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/openapi", "/camunda/app/tasklist/default/", ENGINE + "/task/count"})
    void anIdleSessionEndsAfterHalfAnHour(String path) {
        Session session = logIn();
        idle(session, Duration.ofMinutes(29));
        assertThat(session.get(path).statusCode()).as("29 minutes").isEqualTo(200);

        idle(session, Duration.ofMinutes(29));
        assertThat(session.get(path).statusCode())
                .as("another 29 minutes later: each request counts")
                .isEqualTo(200);

        idle(session, Duration.ofMinutes(31));
        assertThat(session.get(path).statusCode()).isIn(302, 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/openapi", "/camunda/app/tasklist/default/", ENGINE + "/task/count"})
    void aBusySessionEndsAfterTwelveHours(String path) {
        Session session = logIn();
        // every 25 minutes somebody does something
        for (int i = 0; i < 28; i++) {
            older(session, Duration.ofMinutes(25));
            assertThat(session.get(path).statusCode())
                    .as("%s minutes", (i + 1) * 25)
                    .isEqualTo(200);
        }
        older(session, Duration.ofMinutes(25));

        assertThat(session.get(path).statusCode()).isIn(302, 401);
    }

    /** To read is not to write, but for a note once in a minute that somebody is at work. */
    @Test
    void readingWritesNothing() {
        Session session = logIn();
        session.get("/help");
        String written = written(session);
        session.get("/help");
        session.get("/api/openapi");
        assertThat(written(session)).isEqualTo(written);

        idle(session, Duration.ofSeconds(61));
        written = written(session);
        session.get("/help");
        assertThat(written(session)).isNotEqualTo(written);
    }

    @Test
    void aRequestReadsItsSessionOnce() {
        Session session = logIn();
        for (String path : List.of("/help", "/api/me")) {
            session.get(path);
            assertThat(statements.onSessionsDuring(() -> session.get(path)))
                    .as(path)
                    .hasSize(1);
        }
    }

    /** What tells one state of its row from another. */
    private String written(Session session) {
        return jdbc.sql("select xmin::text from rapport.spring_session where session_id = :id")
                .param("id", session.storedId())
                .query(String.class)
                .single();
    }

    /** Spring Session has a clock of its own, so it is the past that is moved: as if so much time had gone by since. */
    private void idle(Session session, Duration time) {
        move(session, "last_access_time = last_access_time - :ms, expiry_time = expiry_time - :ms", time);
    }

    private void older(Session session, Duration time) {
        idle(session, time);
        move(session, "creation_time = creation_time - :ms", time);
    }

    private void move(Session session, String what, Duration time) {
        int moved = jdbc.sql("update rapport.spring_session set " + what + " where session_id = :id")
                .param("ms", time.toMillis())
                .param("id", session.storedId())
                .update();
        assertThat(moved).isEqualTo(1);
    }

    private HttpResponse<String> setInCamunda(Session session, String ownPassword) {
        return session.json(
                "PUT",
                ENGINE + "/user/" + user + "/credentials",
                "{\"password\":\"%s\",\"authenticatedUserPassword\":\"%s\"}".formatted(NEW, ownPassword));
    }

    private Session logIn() {
        return logIn(TestUsers.PASSWORD);
    }

    private Session logIn(String password) {
        Session session = new Session(api.base()).header("Accept-Language", "de");
        assertThat(session.login(user, password).headers().firstValue("Location"))
                .hasValue("/");
        return session;
    }

    private static void assertAlive(Session session) {
        assertThat(session.get("/api/openapi").statusCode()).isEqualTo(200);
        assertThat(session.get("/camunda/app/tasklist/default/").statusCode()).isEqualTo(200);
        assertThat(session.get(ENGINE + "/task/count").statusCode()).isEqualTo(200);
    }

    private static void assertDead(Session session) {
        assertThat(session.get("/api/openapi").statusCode()).isEqualTo(401);
        assertThat(session.get("/camunda/app/tasklist/default/").statusCode()).isEqualTo(302);
        assertThat(session.get(ENGINE + "/task/count").statusCode()).isEqualTo(401);
    }

    private String basic(String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private long audited(String field) {
        return jdbc.sql(
                        "select count(*) from rapport.audit_entry where subject_kind = 'user' and subject_key = :user and field = :field")
                .param("user", user)
                .param("field", field)
                .query(Long.class)
                .single();
    }
}

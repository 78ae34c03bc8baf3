package dev.rapport.user.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.IntegrationTest;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.support.Api;
import dev.rapport.support.Session;
import dev.rapport.support.TestUsers;
import dev.rapport.user.CreateUser;
import dev.rapport.user.DisableUser;
import dev.rapport.user.Group;
import dev.rapport.user.LoginThrottle;
import dev.rapport.user.PasswordQueue;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.SessionRepository;

@IntegrationTest
class LoginTest {

    @Autowired
    private Api api;

    @Autowired
    private CreateUser createUser;

    @Autowired
    private DisableUser disableUser;

    @Autowired
    private UserRights rights;

    @Autowired
    private LoginThrottle throttle;

    @Autowired
    private PasswordQueue queue;

    @Autowired
    private IdentityService identityService;

    @Autowired
    private SessionRepository<?> sessions;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void unknownUserAndWrongPasswordGetTheSameAnswer() {
        String known = newUser();

        HttpResponse<String> wrong = new Session(api.base()).login(known, "wrong password");
        HttpResponse<String> unknown = new Session(api.base()).login(name(), "wrong password");

        assertThat(location(wrong)).isEqualTo("/login?error");
        assertThat(location(unknown)).isEqualTo("/login?error");
        assertThat(basic(known, "wrong password")).isEqualTo(401);
        assertThat(basic(name(), "wrong password")).isEqualTo(401);
    }

    @Test
    void unknownUserAndWrongPasswordTakeTheSameTime() {
        String known = newUser();
        long wrong = fastest(() -> basic(known, "wrong password"));
        long unknown = fastest(() -> basic(name(), "wrong password"));

        // a check without a hash would be twenty times as fast
        assertThat((double) unknown / wrong).isBetween(0.4, 2.5);
    }

    @Test
    void guessingIsSlowedDownForKnownAndUnknownAccountsAlike() {
        String known = newUser();
        for (String user : List.of(known, name())) {
            for (int i = 0; i < 10; i++) {
                assertThat(basic(user, "guess number " + i)).isEqualTo(401);
            }
            assertThat(basic(user, "one guess too many")).isEqualTo(429);
            assertThat(location(new Session(api.base()).login(user, TestUsers.PASSWORD)))
                    .as("not even the right password is looked at")
                    .isEqualTo("/login?throttled");
        }
        assertThat(basic("anna", TestUsers.PASSWORD))
                .as("others are not touched")
                .isEqualTo(200);
    }

    /** The database is there: only the passwords of others take all the time there is. */
    @Test
    void whoComesWhileTooManyLogInIsToldSo() throws Exception {
        int atOnce = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        CountDownLatch busy = new CountDownLatch(atOnce);
        CountDownLatch hashing = new CountDownLatch(1);
        ExecutorService others = Executors.newFixedThreadPool(atOnce);
        try {
            for (int i = 0; i < atOnce; i++) {
                others.execute(() -> queue.check(false, () -> {
                    busy.countDown();
                    return await(hashing);
                }));
            }
            assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();

            var refused =
                    api.with("Authorization", authorization(name(), "a guess")).get("/api/me");
            HttpResponse<String> page = new Session(api.base()).login(name(), "a guess");

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.json().path("title").asString()).startsWith("Gerade melden sich sehr viele an.");
            assertThat(refused.json().path("detail").asString()).doesNotContain("Datenbank");
            assertThat(location(page)).isEqualTo("/login?busy");
        } finally {
            hashing.countDown();
            others.shutdown();
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whoever knows the password of a disabled user must not learn that it is right, however many guesses were made. */
    @Test
    void theRightPasswordOfADisabledUserIsToldByNothing() {
        String user = newUser();
        assertThat(basic(user, TestUsers.PASSWORD)).isEqualTo(200);
        disableUser.disable(user);
        assertThat(basic(user, TestUsers.PASSWORD)).isEqualTo(401);
        for (int i = 0; i < 9; i++) {
            assertThat(basic(user, "guess number " + i)).isEqualTo(401);
        }
        assertThat(basic(user, "one guess too many")).isEqualTo(429);

        assertThat(basic(user, TestUsers.PASSWORD)).isEqualTo(429);
        assertThat(location(new Session(api.base()).login(user, TestUsers.PASSWORD)))
                .isEqualTo("/login?throttled");
    }

    @Test
    void theRightPasswordOfADisabledUserTakesAsLongAsAnyOther() {
        String user = newUser();
        assertThat(basic(user, TestUsers.PASSWORD)).isEqualTo(200);
        disableUser.disable(user);
        // fewer than the throttle takes: behind it nothing is hashed any more
        long right = fastest(4, () -> basic(user, TestUsers.PASSWORD));
        long wrong = fastest(4, () -> basic(user, "wrong password"));

        // a password that is remembered as right would be answered without a hash
        assertThat((double) right / wrong).isBetween(0.4, 2.5);
    }

    /** The address is the same for all tests. */
    @RepeatedTest(2)
    void theFailuresOfOneTestAreNotThoseOfTheNext() {
        for (int i = 0; i < 10; i++) {
            assertThat(throttle.reserve("anna", "127.0.0.1", null)).isPresent();
        }
        assertThat(basic("anna", "guess")).isEqualTo(429);
    }

    @Test
    void aForwardedAddressIsNotBelieved() {
        String user = name();
        for (int i = 0; i < 10; i++) {
            basic(user, "guess number " + i);
        }
        assertThat(api.with("X-Forwarded-For", "203.0.113.7")
                        .with("Authorization", authorization(user, "x"))
                        .get("/api/me")
                        .status())
                .isEqualTo(429);
        Session session = new Session(api.base()).header("X-Forwarded-Proto", "https");
        assertThat(session.get("/login").headers().firstValue("Strict-Transport-Security"))
                .isEmpty();
    }

    @Test
    void theLoginChangesTheSessionsId() {
        Session session = Session.of(api, "anna");
        String before = session.cookies().get("RAPPORT_SESSION");

        session.login("ben", TestUsers.PASSWORD);

        assertThat(session.cookies().get("RAPPORT_SESSION")).isNotNull().isNotEqualTo(before);
        assertThat(withCookie(before).get("/api/me").statusCode()).isEqualTo(401);
    }

    @Test
    void cookiesAreClosedToScriptsAndForeignSites() {
        HttpResponse<String> answer = new Session(api.base()).login("anna", TestUsers.PASSWORD);

        List<String> cookies = answer.headers().allValues("Set-Cookie");
        assertThat(cookies)
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("RAPPORT_SESSION=")
                        .contains("HttpOnly")
                        .contains("SameSite=Lax"));
        assertThat(cookies)
                .filteredOn(cookie -> !cookie.contains("Expires=Thu, 01 Jan 1970"))
                .allSatisfy(cookie -> assertThat(cookie).contains("SameSite"));
    }

    @Test
    void aSessionEndsAfterTwelveHoursHoweverBusy() {
        Session session = Session.of(api, "anna");
        assertThat(session.get("/api/openapi").statusCode()).isEqualTo(200);

        jdbc.sql("update rapport.spring_session set creation_time = creation_time - :age where session_id = :id")
                .param("age", Duration.ofHours(12).plusMinutes(1).toMillis())
                .param("id", session.storedId())
                .update();

        assertThat(session.get("/api/openapi").statusCode()).isEqualTo(401);
    }

    @Test
    void idleSessionsEndAfterHalfAnHour() {
        Session session = Session.of(api, "anna");
        assertThat(jdbc.sql("select max_inactive_interval from rapport.spring_session where session_id = :id")
                        .param("id", session.storedId())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1800);
    }

    /** Else a page would ask the database once for itself and ten times for its styles, and have none in an outage. */
    @Test
    void noSessionIsReadForAStyle() {
        Session session = Session.of(api, "anna");
        String page = session.get("/help").body();
        String style = page.replaceAll("(?s).*\"(/assets/rapport-[0-9a-f]{32}\\.css)\".*", "$1");
        String icon = page.replaceAll("(?s).*\"(/assets/logo-[0-9a-f]{32}\\.svg)\".*", "$1");
        String longAgo = "update rapport.spring_session set last_access_time = last_access_time - 60000";
        String read = "select last_access_time > :since from rapport.spring_session where session_id = :id";
        jdbc.sql(longAgo + " where session_id = :id")
                .param("id", session.storedId())
                .update();
        long since = System.currentTimeMillis() - 30_000;

        assertThat(session.get(style).statusCode()).isEqualTo(200);
        assertThat(session.get(icon).statusCode()).isEqualTo(200);
        assertThat(jdbc.sql(read)
                        .param("since", since)
                        .param("id", session.storedId())
                        .query(Boolean.class)
                        .single())
                .isFalse();
        session.get("/help");
        assertThat(jdbc.sql(read)
                        .param("since", since)
                        .param("id", session.storedId())
                        .query(Boolean.class)
                        .single())
                .as("a page is a sign of life")
                .isTrue();
    }

    @Test
    void aDisabledUserIsOutAtOnce() {
        String user = newUser();
        Session session = new Session(api.base());
        session.login(user, TestUsers.PASSWORD);
        assertThat(session.get("/api/openapi").statusCode()).isEqualTo(200);
        assertThat(session.get("/camunda/app/tasklist/default/").statusCode()).isEqualTo(200);
        assertThat(basic(user, TestUsers.PASSWORD)).isEqualTo(200);

        disableUser.disable(user);

        assertThat(session.get("/api/openapi").statusCode()).isEqualTo(401);
        assertThat(session.get("/camunda/app/tasklist/default/").statusCode()).isEqualTo(302);
        assertThat(session.get("/camunda/api/engine/engine/default/task").statusCode())
                .isEqualTo(401);
        assertThat(basic(user, TestUsers.PASSWORD)).isEqualTo(401);
        assertThat(location(new Session(api.base()).login(user, TestUsers.PASSWORD)))
                .isEqualTo("/login?error");

        disableUser.enable(user);
        assertThat(basic(user, TestUsers.PASSWORD)).isEqualTo(200);
    }

    @Test
    void aChangeOfGroupsReachesOpenSessions() {
        String user = newUser();
        Session session = new Session(api.base());
        session.login(user, TestUsers.PASSWORD);
        assertThat(session.get("/camunda/app/cockpit/default/").statusCode()).isEqualTo(403);

        identityService.createMembership(user, Group.MANAGER.id());
        rights.now(user);
        assertThat(session.get("/camunda/app/cockpit/default/").statusCode()).isEqualTo(200);

        identityService.deleteMembership(user, Group.MANAGER.id());
        identityService.deleteMembership(user, Group.STAFF.id());
        rights.now(user);
        assertThat(session.get("/camunda/app/cockpit/default/").statusCode()).isEqualTo(403);
        assertThat(session.get("/camunda/app/tasklist/default/").statusCode()).isEqualTo(403);
    }

    @Test
    void aUserWhomTheEngineHasForgottenGetsTheLoginPageAndNoError() {
        String user = newUser();
        Session session = new Session(api.base());
        session.login(user, TestUsers.PASSWORD);

        identityService.deleteUser(user);
        assertThat(session.get("/camunda/app/tasklist/default/").statusCode()).isLessThan(500);
        rights.now(user);

        assertThat(session.get("/camunda/app/tasklist/default/").statusCode()).isEqualTo(302);
        assertThat(basic(user, TestUsers.PASSWORD)).isEqualTo(401);
    }

    @Test
    void aChangedPasswordCountsAtOnceAlsoForScripts() {
        String user = newUser();
        assertThat(basic(user, TestUsers.PASSWORD)).isEqualTo(200);

        var changed = identityService.createUserQuery().userId(user).singleResult();
        changed.setPassword("another long password");
        identityService.saveUser(changed);

        assertThat(basic(user, TestUsers.PASSWORD)).isEqualTo(401);
        assertThat(basic(user, "another long password")).isEqualTo(200);
    }

    @Test
    void passwordsHaveTwelveCharactersAtLeast() {
        assertThatThrownBy(() ->
                        createUser.create(name(), "A", "B", "a@rapport.example", "elevenchars", List.of(Group.STAFF)))
                .isInstanceOf(BusinessRuleViolation.class);
        User inAdmin = identityService.newUser(name());
        inAdmin.setPassword("elevenchars");
        assertThatThrownBy(() -> identityService.saveUser(inAdmin)).isInstanceOf(ProcessEngineException.class);
        String hash = jdbc.sql("select pwd_ from act_id_user where id_ = 'anna'")
                .query(String.class)
                .single();
        assertThat(hash).startsWith("{sha256-bcrypt}$2");
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example/a,/a",
        "https://evil.example,",
        "//evil.example/a,/a",
        "https://evil.example//evil.example/a,",
        "/\\evil.example,",
        "javascript:alert(1),",
        "/contacts/1?tab=history,/contacts/1?tab=history"
    })
    void aLoginNeverLeadsToAnotherHost(String askedFor, String path) {
        assertThat(LoginResult.pathOf(askedFor)).isEqualTo(path);

        Session session = new Session(api.base());
        session.cookies()
                .put("REDIRECT_URI", Base64.getEncoder().encodeToString(askedFor.getBytes(StandardCharsets.UTF_8)));
        String location = location(session.login("anna", TestUsers.PASSWORD));
        assertThat(location).isIn("/", path == null ? "/" : path);
    }

    @Test
    void theLoginLeadsToThePageThatWasAskedFor() {
        Session session = new Session(api.base()).header("Accept", "text/html");
        session.get("/camunda/app/tasklist/default/?x=1");

        assertThat(location(session.login("anna", TestUsers.PASSWORD)))
                .startsWith("/camunda/app/tasklist/default/?x=1");
    }

    @Test
    void parallelFirstRequestsOfAWebappShareOneToken() throws Exception {
        Session session = Session.of(api, "anna");
        String token = session.cookies().get("RAPPORT_WEBAPP_XSRF");
        assertThat(token).isNotBlank();

        var threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<HttpResponse<String>>> requests = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                requests.add(() -> withCookie(session.cookies().get("RAPPORT_SESSION"))
                        .get("/camunda/api/engine/engine/default/filter/count"));
            }
            for (var answer : threads.invokeAll(requests)) {
                assertThat(answer.get().statusCode()).isEqualTo(200);
                assertThat(answer.get().headers().allValues("Set-Cookie"))
                        .noneMatch(cookie -> cookie.startsWith("RAPPORT_WEBAPP_XSRF"));
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(session.json("POST", "/camunda/api/engine/engine/default/task/count", "{}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aWebappsPostNeedsItsToken() {
        Session session = Session.of(api, "anna");
        session.cookies().remove("RAPPORT_WEBAPP_XSRF");

        assertThat(session.json("POST", "/camunda/api/engine/engine/default/task/count", "{}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void ourOwnPostsNeedTheirToken() {
        Session session = Session.of(api, "anna");
        session.cookies().remove("RAPPORT_CSRF");

        assertThat(session.json("POST", "/api/addresses", "{}").statusCode()).isEqualTo(403);
        session.cookies().remove("RAPPORT_CSRF");
        assertThat(session.json("POST", "/logout", null).statusCode()).isEqualTo(403);
    }

    @Test
    void loggingOutEndsTheWebappsToo() {
        Session session = Session.of(api, "anna");
        String id = session.cookies().get("RAPPORT_SESSION");
        assertThat(session.get("/camunda/app/tasklist/default/").statusCode()).isEqualTo(200);

        session.header("Accept", "text/html").get("/login");
        assertThat(location(session.form("/logout", Map.of()))).isEqualTo("/login?logout");

        assertThat(withCookie(id).get("/camunda/app/tasklist/default/").statusCode())
                .isEqualTo(302);
        assertThat(withCookie(id).get("/camunda/api/engine/engine/default/task").statusCode())
                .isEqualTo(401);
    }

    @Test
    void anonymousVisitsAndScriptsLeaveNoSession() {
        long before = sessions();

        new Session(api.base()).header("Accept", "text/html").get("/");
        new Session(api.base()).get("/login");
        new Session(api.base()).get("/camunda/app/tasklist/default/");
        new Session(api.base()).get("/camunda/api/engine/engine/default/task");
        api.get("/api/me");
        api.as("anna").get("/api/openapi");
        api.as("anna").get("/camunda/app/tasklist/default/");
        api.as("paul").get("/engine-rest/deployment");
        basic("anna", "wrong password");

        assertThat(sessions()).isEqualTo(before);
    }

    private String newUser() {
        String user = name();
        createUser.create(
                user, "Vorname", "Nachname", user + "@rapport.example", TestUsers.PASSWORD, List.of(Group.STAFF));
        return user;
    }

    private static String name() {
        return "login" + UUID.randomUUID().toString().substring(0, 8);
    }

    private int basic(String user, String password) {
        return api.with("Authorization", authorization(user, password))
                .get("/api/openapi")
                .status();
    }

    private static String authorization(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private Session withCookie(String sessionCookie) {
        Session session = new Session(api.base());
        session.cookies().put("RAPPORT_SESSION", sessionCookie);
        return session;
    }

    private long sessions() {
        return jdbc.sql("select count(*) from rapport.spring_session")
                .query(Long.class)
                .single();
    }

    private String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("").replace(api.base(), "");
    }

    private static long fastest(Runnable work) {
        return fastest(6, work);
    }

    private static long fastest(int tries, Runnable work) {
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < tries; i++) {
            long start = System.nanoTime();
            work.run();
            fastest = Math.min(fastest, System.nanoTime() - start);
        }
        return fastest;
    }

    /** The host is whatever the request says. */
    @Test
    void theWayToTheLoginNamesNoHost() throws Exception {
        URI base = URI.create(api.base());
        try (Socket client = new Socket(base.getHost(), base.getPort())) {
            client.getOutputStream()
                    .write(
                            "GET /addresses HTTP/1.1\r\nHost: evil.example\r\nAccept: text/html\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 302")
                    .contains("Location: /login")
                    .doesNotContain("evil.example");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "x", "", "' or 1=1", "00000000-0000-0000-0000-00000000000g"})
    void aCookieThatIsNoSessionsIsNobodys(String id) {
        String cookie = "RAPPORT_SESSION=" + Base64.getEncoder().encodeToString(id.getBytes(StandardCharsets.UTF_8));

        assertThat(api.with("Cookie", cookie).get("/actuator/health/liveness").status())
                .isEqualTo(200);
        assertThat(api.with("Cookie", cookie).get("/login").status()).isEqualTo(200);
        assertThat(api.with("Cookie", cookie).get("/api/addresses").status()).isEqualTo(401);
        assertThat(api.with("Cookie", "RAPPORT_SESSION=%00").get("/login").status())
                .isEqualTo(200);
    }

    /** What Spring Session would do with it, if nobody looked at the cookie before: an anonymous 500. */
    @Test
    void aCookieWithANulIsAFailureOfTheDatabase() {
        assertThatThrownBy(() -> sessions.findById("a\0b")).isInstanceOf(DataAccessException.class);
    }
}

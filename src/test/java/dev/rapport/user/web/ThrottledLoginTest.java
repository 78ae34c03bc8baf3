package dev.rapport.user.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Api;
import dev.rapport.support.Clock;
import dev.rapport.support.Session;
import dev.rapport.support.TestUsers;
import dev.rapport.user.CreateUser;
import dev.rapport.user.DisableUser;
import dev.rapport.user.Group;
import dev.rapport.user.KnownBrowsers;
import dev.rapport.user.SetPassword;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What guessing does to those who know their password, over real HTTP; all of it comes from one address. */
@IntegrationTest
class ThrottledLoginTest {

    private static final String COOKIE = BrowserCookie.NAME;

    @Autowired
    private Api api;

    @Autowired
    private CreateUser createUser;

    @Autowired
    private DisableUser disableUser;

    @Autowired
    private SetPassword setPassword;

    @Autowired
    private KnownBrowsers browsers;

    @Autowired
    private Clock clock;

    @Autowired
    private JdbcClient jdbc;

    private final String user = newName();

    private static String newName() {
        return "tom" + UUID.randomUUID().toString().substring(0, 8);
    }

    private void create(String login) {
        createUser.create(login, "Tom", "Tür", login + "@rapport.example", TestUsers.PASSWORD, List.of(Group.STAFF));
    }

    private void guessUntilRefused(String login) {
        int guesses = 0;
        while (basic(login, "guess " + guesses) != 429) {
            assertThat(++guesses).isLessThan(20);
        }
    }

    @Test
    void aKnownBrowserGetsInWhileOthersGuess() {
        create(user);
        Session known = new Session(api.base());
        assertThat(login(known)).isEqualTo("/");

        guessUntilRefused(user);

        assertThat(login(new Session(api.base()))).as("a stranger").isEqualTo("/login?throttled");
        assertThat(login(known)).as("the known browser").isEqualTo("/");
    }

    @Test
    void theCookieIsForLoginsOnlyAndClosedToScripts() {
        create(user);
        HttpResponse<String> answer = new Session(api.base()).login(user, TestUsers.PASSWORD);

        assertThat(answer.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith(COOKIE))
                .singleElement()
                .asString()
                .contains("Path=/login", "HttpOnly", "SameSite=Strict", "Max-Age=15552000")
                .doesNotContain(user);
        assertThat(new Session(api.base())
                        .login(user, "wrong password")
                        .headers()
                        .allValues("Set-Cookie"))
                .noneMatch(cookie -> cookie.startsWith(COOKIE));
    }

    @Test
    void theCookieOfOneAccountIsWorthNothingForAnother() {
        create(user);
        String other = newName();
        create(other);
        Session known = new Session(api.base());
        login(known);
        guessUntilRefused(other);

        assertThat(login(known, other)).isEqualTo("/login?throttled");
    }

    @Test
    void aBrowserOfSeveralPeopleKnowsThemAll() {
        List<String> people = List.of(user, newName(), newName(), newName());
        Session shared = new Session(api.base());
        for (String person : people) {
            create(person);
            assertThat(login(shared, person)).isEqualTo("/");
        }
        for (String person : people) {
            guessUntilRefused(person);
            assertThat(login(shared, person)).as(person).isEqualTo("/");
        }
        assertThat(shared.cookies().get(COOKIE).split("~", -1)).hasSize(people.size());
    }

    @Test
    void anotherPasswordAndSigningOutMakeItWorthless() {
        create(user);
        Session known = new Session(api.base());
        login(known);
        setPassword.set(user, "ein ganz anderer Satz");
        guessUntilRefused(user);
        assertThat(login(known)).isEqualTo("/login?throttled");

        String signedOut = newName();
        create(signedOut);
        Session here = new Session(api.base());
        Session there = new Session(api.base());
        login(here, signedOut);
        login(there, signedOut);
        here.get("/sessions");
        assertThat(here.form("/sessions/sign-out", Map.of()).statusCode()).isEqualTo(302);
        guessUntilRefused(signedOut);
        assertThat(login(there, signedOut)).isEqualTo("/login?throttled");
    }

    @Test
    void aForgedOrForeignCookieIsNoCookie() {
        create(user);
        String right = browsers.remember(null, user, 0);
        assertThat(browsers.recognize(right, user, 0)).isPresent();
        List<String> wrong = new ArrayList<>(List.of("", "~", "x", "1.2.3", "~".repeat(3000), right + "x"));
        for (int i = 0; i < right.length(); i++) {
            char other = right.charAt(i) == 'A' ? 'B' : 'A';
            wrong.add(right.substring(0, i) + other + right.substring(i + 1));
        }
        // the last character of Base64 holds bits that count for nothing
        wrong.remove(wrong.size() - 1);
        assertThat(wrong)
                .allSatisfy(cookie -> assertThat(browsers.recognize(cookie, user, 0))
                        .as(cookie)
                        .isEmpty());
        assertThat(browsers.recognize(right, user, 1)).isEmpty();
        assertThat(browsers.recognize(right, user + "x", 0)).isEmpty();
        assertThat(browsers.recognize("x~" + right, user, 0)).isPresent();
    }

    @Test
    void theCookieExpiresAndItsKeyIsChanged() {
        String first = browsers.remember(null, user, 0);
        clock.advance(Duration.ofDays(100));
        String second = browsers.remember(null, user, 0);
        assertThat(second.split("\\.", 2)[0]).as("the key").isNotEqualTo(first.split("\\.", 2)[0]);
        assertThat(browsers.recognize(first, user, 0))
                .as("what the key before has signed")
                .isPresent();
        clock.advance(Duration.ofDays(81));
        assertThat(browsers.recognize(first, user, 0)).isEmpty();
        assertThat(browsers.recognize(second, user, 0)).isPresent();
    }

    @Test
    void guessesAtTheSameTimeCountLikeGuessesOneAfterTheOther() throws Exception {
        create(user);
        var threads = Executors.newFixedThreadPool(24);
        try {
            List<Callable<Integer>> guesses = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                String guess = "guess " + i;
                guesses.add(() -> basic(user, guess));
            }
            int looked = 0;
            for (var guess : threads.invokeAll(guesses)) {
                assertThat(guess.get()).isIn(401, 429, 503);
                looked += guess.get() == 401 ? 1 : 0;
            }
            assertThat(looked).isBetween(1, 10);
        } finally {
            threads.shutdownNow();
        }
    }

    /** All request threads would be hashing otherwise; the page of somebody at work waits for none of it. */
    @Test
    void aFloodOfGuessesLeavesRoomForWork() throws Exception {
        create(user);
        Session atWork = new Session(api.base());
        login(atWork);
        var threads = Executors.newFixedThreadPool(60);
        try {
            List<Callable<Integer>> guesses = new ArrayList<>();
            for (int i = 0; i < 240; i++) {
                String account = newName();
                guesses.add(() -> basic(account, "guess"));
            }
            var flood = guesses.stream().map(threads::submit).toList();
            while (flood.stream().anyMatch(guess -> !guess.isDone())) {
                assertThat(atWork.get("/api/me").statusCode()).isEqualTo(200);
            }
            List<Integer> answers = new ArrayList<>();
            for (var guess : flood) {
                answers.add(guess.get());
            }
            assertThat(answers).contains(401, 503).isSubsetOf(401, 429, 503);
        } finally {
            threads.shutdownNow();
        }
        assertThat(basic(user, TestUsers.PASSWORD)).isEqualTo(200);
    }

    /** Whoever finds a session left open must not find out the password there. */
    @Test
    void theOwnPasswordIsNotGuessedWhereItIsChangedEither() {
        create(user);
        Session left = new Session(api.base()).header("Accept-Language", "de");
        login(left);
        left.get("/camunda/app/welcome/default/");
        for (int i = 0; i < 10; i++) {
            assertThat(change(left, "guess " + i).statusCode()).isEqualTo(400);
        }
        HttpResponse<String> oneTooMany = change(left, TestUsers.PASSWORD);
        assertThat(oneTooMany.statusCode()).isEqualTo(409);
        assertThat(oneTooMany.body()).contains("Zu viele falsche Versuche");
        clock.advance(Duration.ofMinutes(6));
        assertThat(change(left, TestUsers.PASSWORD).statusCode()).isEqualTo(204);
    }

    private HttpResponse<String> change(Session session, String ownPassword) {
        return session.json(
                "PUT",
                "/camunda/api/engine/engine/default/user/" + user + "/credentials",
                "{\"password\":\"ein ganz anderer Satz\",\"authenticatedUserPassword\":\"%s\"}".formatted(ownPassword));
    }

    /** The same answers, in the same order, as anybody gets who does not know it. */
    @Test
    void theRightPasswordOfADisabledUserIsCountedLikeAWrongOne() {
        create(user);
        disableUser.disable(user);
        List<Integer> right = new ArrayList<>();
        List<Integer> wrong = new ArrayList<>();
        List<Integer> unknown = new ArrayList<>();
        String other = newName();
        create(other);
        String nobody = newName();
        for (int i = 0; i < 13; i++) {
            right.add(basic(user, TestUsers.PASSWORD));
            wrong.add(basic(other, "guess " + i));
            unknown.add(basic(nobody, "guess " + i));
        }
        assertThat(right).isEqualTo(wrong).isEqualTo(unknown).contains(401, 429);
        assertThat(login(new Session(api.base()))).isEqualTo("/login?throttled");
        assertThat(jdbc.sql("select count(*) from rapport.login_count")
                        .query(Long.class)
                        .single())
                .as("a row for each account, one for all strangers of each, one for the address")
                .isEqualTo(7);
    }

    @Test
    void aNameThatCannotBeALoginIsAnsweredLikeAnyOther() {
        for (String name : List.of("a\0b", "ä", "x".repeat(5000), "' or 1=1 --", "a b", "\ud83d\ude00", "")) {
            assertThat(basic(name, "guess")).as(name).isEqualTo(401);
        }
    }

    private int basic(String login, String password) {
        String credentials =
                Base64.getEncoder().encodeToString((login + ":" + password).getBytes(StandardCharsets.UTF_8));
        return api.with("Authorization", "Basic " + credentials)
                .get("/api/openapi")
                .status();
    }

    private String login(Session session) {
        return login(session, user);
    }

    private String login(Session session, String login) {
        return session.login(login, TestUsers.PASSWORD)
                .headers()
                .firstValue("Location")
                .orElse("")
                .replace(api.base(), "");
    }
}

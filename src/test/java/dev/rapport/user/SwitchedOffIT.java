package dev.rapport.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.shared.BaseUrl;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.FieldChecks;
import dev.rapport.support.Api;
import dev.rapport.support.Session;
import dev.rapport.support.TestUsers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;

/**
 * The same application with its protections switched off: attacks that other tests see fail succeed here. Where one failed
 * all the same, the other test would not be looking at the protection.
 *
 * <p>What stands before the first filter is switched off in {@code DoorsTest}, the bounds of jobs in {@code
 * BoundedJobExecutorTest}, the watch over the database in {@code EmbeddedDatabaseTest}.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
@TestPropertySource(properties = "rapport.data-dir=target/test-data/off-${rapport.test.fork:fork-1}")
@Import(SwitchedOffIT.Switches.class)
@DirtiesContext
class SwitchedOffIT {

    private static final String ENGINE = "/camunda/api/engine/engine/default";

    private final String user = "offen" + UUID.randomUUID().toString().substring(0, 8);

    @Autowired
    private Api api;

    @Autowired
    private CreateUser createUser;

    @Autowired
    private IdentityService identityService;

    @TestConfiguration(proxyBeanMethods = false)
    static class Switches {

        /** Filters are there by being beans. */
        @Bean
        static BeanDefinitionRegistryPostProcessor filtersAreOff() {
            return registry -> {
                for (String name : registry.getBeanDefinitionNames()) {
                    String type =
                            String.valueOf(registry.getBeanDefinition(name).getBeanClassName());
                    if (type.endsWith(".EnginePeopleFilter")
                            || type.endsWith(".EngineAnswers")
                            || type.endsWith(".WebappPolicyFilter")) {
                        registry.removeBeanDefinition(name);
                    }
                }
            };
        }

        @Bean
        @Primary
        LoginThrottle nobodyCounts(JdbcClient jdbc, BusinessTime time) {
            return new LoginThrottle(jdbc, time) {
                @Override
                public Optional<Reservation> reserve(String account, String address, @Nullable String browser) {
                    return Optional.of(new Reservation(false, List.of()));
                }
            };
        }

        @Bean
        @Primary
        PasswordRule onlyTheLength(BaseUrl baseUrl) {
            return new PasswordRule(baseUrl) {
                @Override
                public void check(FieldChecks checks, String password, Person person) {
                    length(checks, password);
                }
            };
        }

        @Bean
        @Primary
        UserSessions nobodyIsShownOut() {
            return new UserSessions() {
                @Override
                public List<Open> of(String userId) {
                    return List.of();
                }

                @Override
                public void endAll(String userId) {
                    // they go on
                }

                @Override
                public void endOthers(String userId) {
                    // they go on
                }
            };
        }
    }

    /** See {@code EnginePeopleTest}. */
    @Test
    void peopleAreToldWhoIsInWhichGroupAndHowToReachThem() {
        Session anna = Session.of(api, "anna");

        assertThat(anna.get(ENGINE + "/user?memberOfGroup=systemAdmin").body()).contains("sabine");
        assertThat(anna.get(ENGINE + "/user/sabine/profile").body()).contains("sabine@rapport.example");
    }

    /** See {@code EngineAnswersTest}. */
    @Test
    void theEnginesMistakesNameItsClasses() {
        Session paul = Session.of(api, "paul");
        paul.get("/camunda/app/welcome/default/");

        HttpResponse<String> answer = paul.json("POST", ENGINE + "/migration/execute", "{}");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).containsPattern("[a-z]\\.[A-Z]\\w+|Exception");
    }

    /** See {@code PagesTest}. */
    @Test
    void theWebappsOwnScriptWouldNotRun() {
        assertThat(Session.of(api, "anna")
                        .get("/camunda/app/tasklist/default/")
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .contains("script-src 'self'")
                .doesNotContain("sha256-");
    }

    /** See {@code LoginThrottleTest} and {@code LoginTest}. */
    @Test
    void passwordsAreGuessedForEver() {
        Session guesser = new Session(api.base());
        for (int guess = 0; guess < 40; guess++) {
            assertThat(guesser.login("ben", "geraten-" + guess)
                            .headers()
                            .firstValue("Location")
                            .orElse(""))
                    .contains("error")
                    .doesNotContain("throttled");
        }
        assertThat(guesser.login("ben", TestUsers.PASSWORD).headers().firstValue("Location"))
                .hasValue("/");
    }

    /** See {@code PasswordRuleTest}. */
    @Test
    void whatEverybodyGuessesIsTaken() {
        create("rapportrapport");

        assertThat(new Session(api.base())
                        .login(user, "rapportrapport")
                        .headers()
                        .firstValue("Location"))
                .hasValue("/");
    }

    /** See {@code SessionsTest}. */
    @Test
    void whoeverKnewTheOldPasswordStays() {
        create(TestUsers.PASSWORD);
        Session session = new Session(api.base());
        session.login(user, TestUsers.PASSWORD);
        var login = identityService.createUserQuery().userId(user).singleResult();
        login.setPassword("ein ganz anderer Satz");
        identityService.saveUser(login);

        assertThat(session.get("/").statusCode()).isEqualTo(200);
    }

    private void create(String password) {
        createUser.create(user, "Sina", "Offen", user + "@rapport.example", password, List.of(Group.STAFF));
    }
}

package dev.rapport.user.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Api;
import dev.rapport.support.Session;
import dev.rapport.support.TestUsers;
import dev.rapport.user.CreateUser;
import dev.rapport.user.Group;
import dev.rapport.user.Users;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who switches the language has it again after the next login, wherever that is; mails follow too. */
@IntegrationTest
class LanguageTest {

    private final String user = "lea" + UUID.randomUUID().toString().substring(0, 8);

    @Autowired
    private Api api;

    @Autowired
    private CreateUser createUser;

    @Autowired
    private Users users;

    @BeforeEach
    void lea() {
        createUser.create(user, "Lea", "Wort", user + "@rapport.example", TestUsers.PASSWORD, List.of(Group.STAFF));
    }

    @Test
    void aSwitchIsRememberedForTheNextLogin() {
        Session here = logIn(new Session(api.base()));
        assertThat(here.get("/help").body()).contains("lang=\"de\"");

        here.form("/language", Map.of("language", "en"));

        assertThat(users.findById(user).orElseThrow().locale()).isEqualTo("en");
        assertThat(logIn(new Session(api.base())).get("/help").body()).contains("<html lang=\"en\"");
        assertThat(here.get("/api/me").body()).contains("\"locale\":\"en\"");
    }

    @Test
    void untilThenThePagesFollowTheBrowser() {
        Session english = logIn(new Session(api.base()).header("Accept-Language", "en"));

        assertThat(english.get("/help").body()).contains("<html lang=\"en\"");
        assertThat(users.findById(user).orElseThrow().locale()).isNull();
        assertThat(english.get("/api/me").body()).contains("\"locale\":\"de\"");
    }

    @Test
    void aSwitchBeforeTheLoginIsNobodysAndNonsenseIsNoLanguage() {
        Session anonymous = new Session(api.base());
        anonymous.get("/login");
        anonymous.form("/language", Map.of("language", "en"));
        assertThat(anonymous.get("/login").body()).contains("<html lang=\"en\"");

        logIn(anonymous).form("/language", Map.of("language", "tlh"));
        assertThat(users.findById(user).orElseThrow().locale()).isNull();
    }

    private Session logIn(Session session) {
        assertThat(session.login(user, TestUsers.PASSWORD).headers().firstValue("Location"))
                .hasValue("/");
        return session;
    }
}

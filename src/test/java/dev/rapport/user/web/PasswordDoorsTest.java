package dev.rapport.user.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Api;
import dev.rapport.support.Pages;
import dev.rapport.support.Session;
import dev.rapport.support.TestUsers;
import dev.rapport.user.CreateUser;
import dev.rapport.user.Group;
import dev.rapport.user.SetPassword;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Which passwords are taken is one rule (ADR 42), whichever door somebody comes through. */
@IntegrationTest
class PasswordDoorsTest {

    private static final String ENGINE = "/camunda/api/engine/engine/default";
    private static final String GUESSABLE = "{0}";

    private final String login = "dora" + UUID.randomUUID().toString().substring(0, 8);

    @Autowired
    private Api api;

    @Autowired
    private Pages pages;

    @Autowired
    private CreateUser createUser;

    @Autowired
    private SetPassword setPassword;

    @Autowired
    private IdentityService identityService;

    @BeforeEach
    void create() {
        createUser.create(
                login, "Dora", "Doppelhofer", login + "@rapport.example", TestUsers.PASSWORD, List.of(Group.STAFF));
    }

    @ParameterizedTest
    @CsvSource({
        "elf Zeichen, 12",
        "unbelievable, verbreiteten Kennwörtern",
        "camunda-demo, naheliegen",
        "aaaaaaaaaaaa, Wiederholungen",
        "Doppelhofer-Dora, Anmeldename",
        "{0}, Anmeldename",
        "{0}@rapport.example, Anmeldename"
    })
    void isTheSameOnEveryDoor(String typed, String said) {
        String password = typed.replace(GUESSABLE, login);
        assertThat(pages.as("sabine")
                        .submit("/users/" + login + "/access", Map.of("action", "password", "password", password))
                        .text())
                .as("Rapport's page for administrators")
                .contains(said);

        Session newcomer = new Session(api.base()).header("Accept-Language", "de");
        newcomer.login(login, setPassword.set(login, null));
        newcomer.get("/password");
        assertThat(newcomer.form("/password", Map.of("password", password, "repeated", password))
                        .body())
                .as("Rapport's page for newcomers")
                .contains(said);

        Session admin = Session.of(api, "sabine").header("Accept-Language", "de");
        admin.get("/camunda/app/admin/default/");
        String credentials = "{\"password\":\"%s\",\"authenticatedUserPassword\":\"rapport-demo\"}".formatted(password);
        HttpResponse<String> changed = admin.json("PUT", ENGINE + "/user/" + login + "/credentials", credentials);
        assertThat(changed.statusCode()).as("Camunda Admin: change").isEqualTo(422);
        assertThat(changed.body()).contains(said);
        HttpResponse<String> created = admin.json(
                "POST",
                ENGINE + "/user/create",
                ("{\"profile\":{\"id\":\"%s\",\"firstName\":\"Dora\",\"lastName\":\"Doppelhofer\",\"email\":\"%s@rapport.example\"},"
                                + "\"credentials\":%s}")
                        .formatted(login + "x", login, credentials));
        assertThat(created.statusCode()).as("Camunda Admin: create").isEqualTo(422);
        assertThat(created.body()).contains(said);
        assertThat(admin.json(
                                "POST",
                                ENGINE + "/identity/password-policy",
                                "{\"password\":\"%s\",\"profile\":{\"id\":\"%s\",\"firstName\":\"Dora\",\"lastName\":\"Doppelhofer\",\"email\":\"%s@rapport.example\"}}"
                                        .formatted(password, login, login))
                        .body())
                .as("what Camunda Admin shows while somebody types")
                .contains("Schwer zu erraten", "\"valid\":false");

        var user = identityService.createUserQuery().userId(login).singleResult();
        user.setPassword(password);
        assertThatThrownBy(() -> identityService.saveUser(user))
                .as("the engine's service")
                .isInstanceOf(ProcessEngineException.class);
    }
}

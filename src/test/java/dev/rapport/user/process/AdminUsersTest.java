package dev.rapport.user.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.support.Api;
import dev.rapport.support.Pages;
import dev.rapport.support.Session;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Users who are made, renamed and deleted in the engine's Admin, as its page does it. */
@IntegrationTest
class AdminUsersTest {

    private static final String ENGINE = "/camunda/api/engine/engine/default";
    private static final String PASSWORD = "aus Camunda Admin";

    private final String login = "alma" + UUID.randomUUID().toString().substring(0, 8);

    @Autowired
    private Api api;

    @Autowired
    private Pages pages;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private JdbcClient jdbc;

    private Session admin;

    @BeforeEach
    void openAdmin() {
        admin = Session.of(api, "sabine");
        admin.get("/camunda/app/admin/default/");
    }

    @Test
    void whoIsCreatedThereIsAUserHere() {
        create();

        Session alma = logIn();
        var me = alma.get("/api/me");
        assertThat(me.statusCode()).isEqualTo(200);
        assertThat(me.body()).contains("\"name\":\"Alma Auster\"", "\"groups\":[\"staff\"]");
        assertThat(offered()).contains(login);
        assertThat(contacts.aPlannedContact().responsible(login).send().status())
                .isEqualTo(201);
        assertThat(pages.as("sabine").get("/users?q=" + login).text()).contains("Auster");
        assertThat(audit()).containsExactly("enabled:null>true", "groups:null>staff");
    }

    @Test
    void whoIsRenamedThereIsRenamedHere() {
        create();

        ok(admin.json(
                "PUT",
                ENGINE + "/user/" + login + "/profile",
                "{\"id\":\"%s\",\"firstName\":\"Alma\",\"lastName\":\"Birke\",\"email\":\"alma@birke.example\"}"
                        .formatted(login)));

        assertThat(logIn().get("/api/me").body()).contains("Alma Birke");
        assertThat(email()).isEqualTo("alma@birke.example");
    }

    @Test
    void aNewPasswordThereLeavesTheAddressAlone() {
        create();
        jdbc.sql("""
                        update rapport.address set email = 'neu@auster.example'
                        where id = (select address_id from rapport.app_user where user_id = :login)""").param("login", login).update();

        ok(admin.json(
                "PUT",
                ENGINE + "/user/" + login + "/credentials",
                "{\"password\":\"ein anderes Kennwort\",\"authenticatedUserPassword\":\"rapport-demo\"}"));

        assertThat(email()).isEqualTo("neu@auster.example");
    }

    @Test
    void whoIsDeletedThereIsOutAndCannotBeResponsible() {
        create();
        Session alma = logIn();
        Existing old = contacts.aPlannedContact().responsible(login).create();
        assertThat(alma.get("/api/me").statusCode()).isEqualTo(200);

        ok(admin.json("DELETE", ENGINE + "/user/" + login, null));

        assertThat(alma.get("/api/me").statusCode()).isEqualTo(401);
        assertThat(location(new Session(api.base()).login(login, PASSWORD))).endsWith("/login?error");
        assertThat(offered()).doesNotContain(login);
        assertThat(contacts.aPlannedContact().responsible(login).send().errors())
                .containsExactly("responsible:not-a-user");
        assertThat(api.as("anna")
                        .post("/api/measures", Map.of("subject", "Brief", "responsible", login))
                        .errors())
                .containsExactly("responsible:not-a-user");
        assertThat(contacts.change(old, Map.of("subject", "Was er begann, geht weiter"))
                        .status())
                .isEqualTo(200);
        assertThat(pages.as("sabine").get("/users/" + login).text()).contains("Gelöscht");
        assertThat(pages.as("sabine")
                        .submit("/users/" + login + "/access", Map.of("action", "enable"))
                        .status())
                .isEqualTo(409);
        assertThat(audit()).contains("deleted:false>true");
    }

    @Test
    void whatRapportCannotKeepIsRefusedThereInASentence() {
        HttpResponse<String> refused = admin.header("Accept-Language", "de")
                .json("POST", ENGINE + "/user/create", body("Alma", "keine Adresse"));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("Anmeldename: Bitte Kleinbuchstaben", "E-Mail: Keine gültige E-Mail-Adresse");
        assertThat(jdbc.sql("select count(*) from act_id_user where id_ = 'Alma'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private void create() {
        ok(admin.json("POST", ENGINE + "/user/create", body(login, login + "@rapport.example")));
        ok(admin.json("PUT", ENGINE + "/group/staff/members/" + login, "{}"));
    }

    private static String body(String login, String email) {
        return ("{\"profile\":{\"id\":\"%s\",\"firstName\":\"Alma\",\"lastName\":\"Auster\",\"email\":\"%s\"},"
                        + "\"credentials\":{\"password\":\"%s\"}}")
                .formatted(login, email, PASSWORD);
    }

    private Session logIn() {
        Session session = new Session(api.base());
        assertThat(location(session.login(login, PASSWORD))).isEqualTo("/");
        return session;
    }

    private List<String> offered() {
        return api.as("anna")
                .get("/api/users?q=" + login)
                .json()
                .path("items")
                .valueStream()
                .map(user -> user.path("id").asString())
                .toList();
    }

    private @Nullable String email() {
        return jdbc.sql("""
                        select a.email from rapport.app_user u join rapport.address a on a.id = u.address_id
                        where u.user_id = :login""").param("login", login).query(String.class).single();
    }

    private List<String> audit() {
        return jdbc.sql("""
                        select field || ':' || coalesce(old_value, 'null') || '>' || coalesce(new_value, 'null')
                        from rapport.audit_entry
                        where subject_kind = 'user' and subject_key = :login and done_by = 'sabine' order by id""").param("login", login).query(String.class).list();
    }

    private static void ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }
}

package dev.rapport.user.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Pages;
import dev.rapport.support.Session;
import dev.rapport.support.TestUsers;
import dev.rapport.user.CreateUser;
import dev.rapport.user.Group;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** System admins manage the users on a page of Rapport's, as plain forms. */
@IntegrationTest
class UserPagesTest {

    private static final String CHOSEN = "korrekt pferd batterie";
    private static final Pattern PASSWORD = Pattern.compile("id=\"one-time-password\">([\\w-]{24})<");

    private final String login = "mira." + UUID.randomUUID().toString().substring(0, 8);

    @Autowired
    private Api api;

    @Autowired
    private Pages pages;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private CreateUser createUser;

    @Autowired
    private IdentityService identityService;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aNewUserLogsInWithTheOneTimePasswordAndCanBeResponsible() {
        Answer created = admin().submit("/users", form());

        assertThat(created.status()).as(created.text()).isEqualTo(200);
        String password = passwordIn(created);
        assertThat(loginStatus(password)).isEqualTo("/password");
        assertThat(contacts.aPlannedContact().responsible(login).send().status())
                .isEqualTo(201);
        assertThat(admin().get("/users?q=" + login).text()).contains("Lang").doesNotContain(password);
        assertThat(created.header("Cache-Control")).contains("no-store");
    }

    @Test
    void aTypedPasswordIsNotShownAgain() {
        Answer created = admin().submit("/users", form("password", "korrekt pferd batterie"));

        assertThat(created.status()).as(created.text()).isEqualTo(302);
        assertThat(loginStatus("korrekt pferd batterie")).isEqualTo("/password");
    }

    @Test
    void withAOneTimePasswordNothingWorksUntilAnotherIsChosen() {
        String oneTime = passwordIn(admin().submit("/users", form()));
        Session session = new Session(api.base());
        session.login(login, oneTime);
        session.header("Accept", "text/html");
        for (String page : List.of("/", "/addresses", "/help", "/camunda/app/tasklist/default/")) {
            assertThat(location(session.get(page))).as(page).isEqualTo("/password");
        }
        assertThat(session.form("/addresses", Map.of("name", "Zu früh")).statusCode())
                .isEqualTo(403);
        assertThat(session.get("/api/me").statusCode()).isNotEqualTo(200);
        assertThat(as(oneTime).get("/api/addresses?q=gmbh").status())
                .as("basic authentication is no way around")
                .isEqualTo(403);
        assertThat(session.get("/password").body())
                .contains("Ihr Kennwort hat jemand anderes festgelegt", "action=\"/logout\"")
                .doesNotContain("user-menu");

        HttpResponse<String> refused = session.form("/password", Map.of("password", "zu kurz", "repeated", "anders"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("Mindestens 12 Zeichen", "Stimmt nicht mit dem neuen Kennwort überein")
                .doesNotContain("zu kurz");
        assertThat(session.form("/password", Map.of("password", oneTime, "repeated", oneTime))
                        .body())
                .contains("Bitte wählen Sie ein anderes als das bisherige");

        HttpResponse<String> chosen = session.form("/password", Map.of("password", CHOSEN, "repeated", CHOSEN));
        assertThat(location(chosen)).isEqualTo("/login?chosen");
        assertThat(location(session.get("/addresses")))
                .as("the session has ended")
                .isEqualTo("/login");
        assertThat(loginStatus(oneTime)).isEqualTo("/login?error");
        assertThat(location(session.login(login, CHOSEN)))
                .as("the page that was asked for")
                .isEqualTo("/addresses");
        assertThat(session.get("/addresses").statusCode()).isEqualTo(200);
        assertThat(session.form("/password", Map.of("password", "noch ein anderes", "repeated", "noch ein anderes"))
                        .statusCode())
                .as("a password of one's own is not replaced here")
                .isEqualTo(403);
        assertThat(as(CHOSEN).get("/api/addresses?q=gmbh").status()).isEqualTo(200);
    }

    @Test
    void theFirstPageSpeaksTheLanguageThatWasSetForTheUser() {
        String oneTime = passwordIn(admin().submit("/users", form("language", "en")));
        Session session = new Session(api.base());
        session.login(login, oneTime);
        assertThat(session.get("/password").body()).contains("Somebody else has set your password");
    }

    @Test
    void aFormThatIsSentTwiceCreatesOneUserAndShowsAPasswordThatWorks() {
        Map<String, String> form = form("idempotencyKey", UUID.randomUUID().toString());
        String first = passwordIn(admin().submit("/users", form));
        String second = passwordIn(admin().submit("/users", form));

        assertThat(loginStatus(first)).isEqualTo("/login?error");
        assertThat(loginStatus(second)).isEqualTo("/password");
        assertThat(jdbc.sql("select body_hash || location || answer from rapport.idempotency_key where key = :key")
                        .param("key", form.get("idempotencyKey"))
                        .query(String.class)
                        .single())
                .doesNotContain(first)
                .contains(login);
        choosePassword(second);
        assertThat(admin().submit("/users", form).status())
                .as("what the user has chosen stays")
                .isEqualTo(302);
        assertThat(loginStatus(CHOSEN)).isEqualTo("/");

        form.put("name", "Anders");
        Answer reused = admin().submit("/users", form);
        assertThat(reused.status()).isEqualTo(409);
        assertThat(reused.text()).contains("Dieser Schlüssel wurde schon").doesNotContain(form.get("idempotencyKey"));
        assertThat(admin().get("/users/new").text()).contains("name=\"idempotencyKey\"");
    }

    @Test
    void everythingWrongIsSaidAtOnceAndTheInputIsKept() {
        Map<String, String> form = form("login", "Groß Geschrieben");
        form.remove("groups");
        form.put("name", " ");
        form.put("email", "keine Adresse");
        form.put("password", "zu kurz");

        Answer refused = admin().submit("/users", form);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains("Groß Geschrieben", "keine Adresse", "Keine gültige E-Mail-Adresse", "Mindestens 12 Zeichen")
                .contains("Bitte Kleinbuchstaben")
                .doesNotContain("zu kurz");
        assertThat(refused.text().split("Pflichtfeld", -1)).hasSizeGreaterThan(2);
    }

    /** Mails go to this address, and only there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.example\r\nBcc: c@d.example",
                "a@b.example\nSubject: x",
                "a@b.example, c@d.example",
                "a@b.example;c@d.example",
                "\"a\" <a@b.example>",
                "a@b.example\u2028Bcc: c@d.example"
            })
    void anAddressThatWouldAddToAMailsHeaderIsRefused(String email) {
        Answer refused = admin().submit("/users", form("email", email));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).containsAnyOf("Keine gültige E-Mail-Adresse", "Enthält unzulässige Zeichen");
        for (String field : List.of("firstName", "name")) {
            assertThat(admin().submit("/users", form(field, "Mira\r\nBcc: c@d.example"))
                            .status())
                    .isEqualTo(422);
        }
    }

    @Test
    void aLoginIsNeverGivenToASecondPerson() {
        assertThat(admin().submit("/users", form("login", "anna")).text())
                .contains("Diesen Anmeldenamen gibt oder gab es schon");
        assertThat(admin().submit("/users", form("login", "rapport")).status())
                .as("the technical user's")
                .isEqualTo(422);
        assertThat(admin().submit("/users", form("login", "new")).text())
                .as("its page would be that of a new user")
                .contains("Dieser Anmeldename ist nicht möglich");
        create();
        identityService.deleteUser(login);
        assertThat(admin().submit("/users", form()).status()).isEqualTo(422);
    }

    @Test
    void nameGroupsAndLanguageAreChanged() {
        create();
        Map<String, String> change = form("name", "Kurz");
        change.put("version", version());
        change.put("groups", "manager");
        change.put("language", "en");

        assertThat(admin().submit("/users/" + login, change).status()).isEqualTo(302);

        var me = as(CHOSEN).get("/api/me").json();
        assertThat(me.path("name").asString()).isEqualTo("Mira Kurz");
        assertThat(me.path("locale").asString()).isEqualTo("en");
        assertThat(me.path("groups").toString()).isEqualTo("[\"manager\"]");
        assertThat(audit()).contains("groups:null>manager", "groups:staff>null", "language:null>en");
    }

    @Test
    void aUserReportsToSomebodyElseWhoIsFoundByName() {
        Answer refused = admin().submit("/users", reportingTo("gibtesnicht", "name", " "));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("kein Benutzer mit Anmeldung", "Pflichtfeld", "gibtesnicht");
        assertThat(admin().submit("/users", reportingTo(login, "name", "Lang")).text())
                .contains("Niemand ist sich selbst vorgesetzt");

        assertThat(admin().submit("/users", reportingTo("maria hoff", "password", CHOSEN))
                        .status())
                .isEqualTo(302);
        assertThat(admin().get("/users/" + login).text()).contains("value=\"maria\"", "value=\"Maria Hoffmann\"");

        Map<String, String> change = reportingTo("ben", "version", version());
        assertThat(admin().submit("/users/" + login, change).status()).isEqualTo(302);
        change = reportingTo("", "version", version());
        assertThat(admin().submit("/users/" + login, change).status()).isEqualTo(302);
        assertThat(audit()).contains("reportsTo:maria>ben", "reportsTo:ben>null");
        assertThat(jdbc.sql("select count(*) from rapport.app_user where user_id = :login and reports_to is null")
                        .param("login", login)
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    /** Else nothing of such a user could be changed before somebody else is found. */
    @Test
    void whomAUserReportsToMayHaveLeft() {
        String head = login + ".head";
        createUser.create(
                head, "Hella", "Haupt", head + "@rapport.example", TestUsers.PASSWORD, List.of(Group.MANAGER));
        assertThat(admin().submit("/users", reportingTo(head, "password", CHOSEN))
                        .status())
                .isEqualTo(302);
        admin().submit("/users/" + head + "/access", Map.of("action", "disable"));

        Map<String, String> change = form("name", "Kurz");
        change.put("version", version());
        change.put("reportsTo", head);
        assertThat(admin().submit("/users/" + login, change).status()).isEqualTo(302);
        assertThat(admin().get("/users/" + login).text()).contains("Mira Kurz", "value=\"" + head + "\"");
    }

    @Test
    void colleaguesAreOfferedToThoseWhoAdministerUsersOnly() {
        Answer hits = admin().asHtmx().get("/users/colleagues?reportsToText=mar%20hof");
        assertThat(hits.text())
                .contains("<mark>Mar</mark>ia", "data-value=\"maria\"")
                .doesNotContain("<html");
        assertThat(admin().get("/users/colleagues?reportsToText=gibtesnicht").text())
                .contains("option-none");
        for (String other : List.of("anna", "maria", "paul")) {
            assertThat(pages.as(other).get("/users/colleagues").status()).isEqualTo(403);
        }
        assertThat(admin().submit("/users", form("login", "colleagues")).text())
                .contains("Dieser Anmeldename ist nicht möglich");
    }

    private Map<String, String> reportingTo(String typed, String field, String value) {
        Map<String, String> form = form(field, value);
        form.put("reportsToText", typed);
        return form;
    }

    @Test
    void aStaleFormOverwritesNothing() {
        create();
        Map<String, String> first = form("name", "Erste");
        first.put("version", version());
        Map<String, String> second = form("name", "Zweite");
        second.put("version", version());
        admin().submit("/users/" + login, first);

        Answer stale = admin().submit("/users/" + login, second);

        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.text())
                .contains("Zweite", "Sie selbst haben das inzwischen in einem anderen Fenster geändert");
        assertThat(admin().get("/users/" + login).text()).contains("Erste").doesNotContain("Zweite");
    }

    @Test
    void whoIsDisabledIsOutAtOnceAndBackWhenEnabled() {
        create();
        Session session = new Session(api.base());
        session.login(login, CHOSEN);
        assertThat(session.get("/api/me").statusCode()).isEqualTo(200);

        admin().submit("/users/" + login + "/access", Map.of("action", "disable"));

        assertThat(session.get("/api/me").statusCode()).isEqualTo(401);
        assertThat(loginStatus(CHOSEN)).isEqualTo("/login?error");
        assertThat(contacts.aPlannedContact().responsible(login).send().errors())
                .containsExactly("responsible:not-a-user");
        assertThat(admin().get("/users/" + login).text()).contains("Gesperrt");

        admin().submit("/users/" + login + "/access", Map.of("action", "enable"));
        assertThat(loginStatus(CHOSEN)).isEqualTo("/");
        assertThat(audit()).contains("enabled:true>false", "enabled:false>true");
    }

    @Test
    void aNewPasswordReplacesTheOldOneAndEndsItsSessions() {
        create();
        Session session = new Session(api.base());
        session.login(login, CHOSEN);

        Answer set = admin().submit("/users/" + login + "/access", Map.of("action", "password"));

        assertThat(session.get("/api/me").statusCode()).isEqualTo(401);
        assertThat(loginStatus(CHOSEN)).isEqualTo("/login?error");
        assertThat(loginStatus(passwordIn(set))).isEqualTo("/password");
        assertThat(admin().submit(
                                "/users/" + login + "/access", Map.of("action", "password", "password", "elf Zeichen"))
                        .text())
                .contains("Mindestens 12 Zeichen");
        assertThat(audit()).contains("password:null>null").noneMatch(entry -> entry.contains(passwordIn(set)));
    }

    /** Else nobody might be left who can let him in again. With somebody of its own: other tests need Sabine. */
    @Test
    void nobodyShutsHimselfOut() {
        createUser.create(
                login, "Carla", "Chef", login + "@rapport.example", TestUsers.PASSWORD, List.of(Group.SYSTEM_ADMIN));
        Pages herself = pages.as(login);
        Answer refused = herself.submit("/users/" + login + "/access", Map.of("action", "disable"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("Das geht nicht mit dem eigenen Zugang.");
        Map<String, String> withoutRights = form("name", "Koch");
        withoutRights.put("version", version());
        assertThat(herself.submit("/users/" + login, withoutRights).status()).isEqualTo(409);
        assertThat(api.as(login).get("/api/me").json().path("groups").toString())
                .isEqualTo("[\"systemAdmin\"]");
    }

    @ParameterizedTest
    @CsvSource({"anna", "maria", "paul"})
    void othersDoNotEvenSeeTheList(String user) {
        assertThat(pages.as(user).get("/users").status()).isEqualTo(403);
        assertThat(pages.as(user).submit("/users", form()).status()).isEqualTo(403);
        assertThat(pages.as(user)
                        .submit("/users/ben/access", Map.of("action", "disable"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void theListIsFilteredAsAPartAndPaged() {
        create();
        Answer part = admin().asHtmx().get("/users?q=mira");
        assertThat(part.text()).contains("<mark>Mira</mark>").doesNotContain("<html");
        assertThat(pages.as("sabine").inEnglish().get("/users").text()).contains("Create user", "Staff");
        assertThat(admin().get("/users?q=gibtesnicht").text()).contains("Kein Benutzer passt dazu.");
        assertThat(admin().get("/users?after=quatsch").status()).isEqualTo(422);
        assertThat(admin().get("/users/gibtesnicht").status()).isEqualTo(404);
    }

    private Pages admin() {
        return pages.as("sabine");
    }

    private void create() {
        String given = "von der Verwaltung";
        assertThat(admin().submit("/users", form("password", given)).status()).isEqualTo(302);
        choosePassword(given);
    }

    /** Replaces the one-time password by the tests' usual one. */
    private void choosePassword(String oneTime) {
        Session session = new Session(api.base());
        session.login(login, oneTime);
        HttpResponse<String> chosen = session.form("/password", Map.of("password", CHOSEN, "repeated", CHOSEN));
        assertThat(location(chosen)).as(chosen.body()).isEqualTo("/login?chosen");
    }

    private Map<String, String> form() {
        return new HashMap<>(Map.of(
                "login",
                login,
                "firstName",
                "Mira",
                "name",
                "Lang",
                "email",
                login + "@rapport.example",
                "groups",
                "staff"));
    }

    private Map<String, String> form(String field, String value) {
        Map<String, String> form = form();
        form.put(field, value);
        return form;
    }

    private String version() {
        Matcher version = Pattern.compile("name=\"version\" value=\"(\\d+)\"")
                .matcher(admin().get("/users/" + login).text());
        assertThat(version.find()).isTrue();
        return version.group(1);
    }

    private static String passwordIn(Answer answer) {
        Matcher password = PASSWORD.matcher(answer.text());
        assertThat(password.find()).as(answer.text()).isTrue();
        return password.group(1);
    }

    private String loginStatus(String password) {
        return location(new Session(api.base()).login(login, password));
    }

    private String location(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElse("").replace(api.base(), "");
    }

    private Api as(String password) {
        return api.with(
                "Authorization",
                "Basic "
                        + java.util.Base64.getEncoder()
                                .encodeToString(
                                        (login + ":" + password).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    private List<String> audit() {
        return jdbc.sql("""
                        select field || ':' || coalesce(old_value, 'null') || '>' || coalesce(new_value, 'null')
                        from rapport.audit_entry
                        where subject_kind = 'user' and subject_key = :login and done_by = 'sabine'""").param("login", login).query(String.class).list();
    }
}

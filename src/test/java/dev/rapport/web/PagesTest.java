package dev.rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Api;
import dev.rapport.support.Session;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The frame around the pages, the language and the errors, over real HTTP. */
@IntegrationTest
class PagesTest {

    @Autowired
    private Api api;

    @Test
    void offerOnlyWhatThePermissionTableLetsAPersonOpen() {
        assertThat(Session.of(api, "anna").get("/").body())
                .contains("/camunda/app/tasklist/")
                .doesNotContain("/camunda/app/cockpit/", "/camunda/app/admin/");
        assertThat(Session.of(api, "paul").get("/").body())
                .contains("/camunda/app/tasklist/", "/camunda/app/cockpit/")
                .doesNotContain("/camunda/app/admin/");
        assertThat(Session.of(api, "sabine").get("/").body())
                .contains("/camunda/app/admin/")
                .doesNotContain("/camunda/app/tasklist/");
    }

    @Test
    void speakTheLanguageThatWasChosenThenTheBrowsersThenGerman() {
        Session stranger = new Session(api.base());
        assertThat(language(stranger.get("/login"))).isEqualTo("de");
        assertThat(language(new Session(api.base())
                        .header("Accept-Language", "fr,en;q=0.5")
                        .get("/login")))
                .isEqualTo("en");
        assertThat(language(
                        new Session(api.base()).header("Accept-Language", "fr").get("/login")))
                .isEqualTo("de");

        HttpResponse<String> chosen = stranger.form("/language", Map.of("language", "en", "back", "/login?x=y"));
        assertThat(chosen.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/login?x=y"));
        assertThat(language(stranger.get("/login"))).isEqualTo("en");
        stranger.form("/language", Map.of("language", "fr", "back", "//evil.example"));
        assertThat(language(stranger.get("/login")))
                .as("a language that is none of ours")
                .isEqualTo("en");
    }

    @Test
    void keepTheirStylesForAYearUnderAnAddressThatChangesWithThem() {
        String page = new Session(api.base()).get("/login").body();
        String style = page.replaceAll("(?s).*\"(/assets/base-[0-9a-f]{32}\\.css)\".*", "$1");
        HttpResponse<String> answer = new Session(api.base()).get(style);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(cache -> assertThat(cache).contains("max-age=31536000", "public"));
        assertThat(answer.body()).containsPattern("controls/check-[0-9a-f]{32}\\.svg");
    }

    /** Ours allow nothing inline; the webapps have a policy of their own, which names the one script in each page. */
    @Test
    void carryTheirOwnPolicyAndTheWebappsTheirs() {
        Session anna = Session.of(api, "anna");
        for (String path : List.of("/", "/login", "/contacts/new", "/nowhere", "/addresses/abc", "/api/me")) {
            HttpResponse<String> answer = anna.get(path);
            assertThat(answer.headers().allValues("Content-Security-Policy"))
                    .as(path)
                    .containsExactly("default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none';"
                            + " form-action 'self'");
            assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(answer.headers().firstValue("Cache-Control"))
                    .hasValueSatisfying(cache -> assertThat(cache).contains("no-store"));
            if (answer.body().contains("<html")) {
                assertThat(answer.body())
                        .as(path)
                        .doesNotContainPattern("<script(?![^>]* src=)")
                        .doesNotContainPattern("<[^>]* (style|on[a-z]+)=")
                        .doesNotContain("<style");
            }
        }
        for (String app : List.of("tasklist", "welcome")) {
            HttpResponse<String> webapp = anna.get("/camunda/app/" + app + "/default/");
            assertThat(webapp.headers().allValues("Content-Security-Policy"))
                    .singleElement()
                    .asString()
                    .contains("frame-ancestors 'self'", "object-src 'none'", "base-uri 'self'")
                    .containsPattern("script-src 'self' 'sha256-[A-Za-z0-9+/]{43}=' 'unsafe-eval';")
                    .doesNotContain("nonce", "strict-dynamic", "http", "*");
        }
    }

    /** For everybody the same, with the way back; where there is something that one may not see, that is said. */
    @Test
    void aWrongAddressIsNotFound() {
        for (String person : List.of("anna", "maria", "paul", "sabine")) {
            Session session = Session.of(api, person);
            for (String path : List.of("/nowhere", "/contacts/1/2/3/4", "/Contacts/new", "/api/nowhere")) {
                assertThat(session.get(path).statusCode())
                        .as(person + " " + path)
                        .isEqualTo(404);
            }
            assertThat(session.get("/nowhere").body())
                    .contains("<nav", "href=\"/\"", "Die Adresse stimmt nicht")
                    .doesNotContain("Recht");
            assertThat(session.form("/nowhere", Map.of()).statusCode()).isEqualTo(404);
        }
        assertThat(Session.of(api, "anna").get("/users").statusCode()).isEqualTo(403);
        assertThat(new Session(api.base()).get("/nowhere").headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).contains("/login"));
    }

    @Test
    void becomeAMessageInTheCornerWhenAPartOfThePageIsRefused() {
        HttpResponse<String> refused =
                Session.of(api, "anna").header("HX-Request", "true").get("/users");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("HX-Retarget")).hasValue("#toasts");
        assertThat(refused.body()).contains("toast-message").doesNotContain("<html");
    }

    @Test
    void stayWhenTheSessionHasEndedWhileSomebodyWasTyping() {
        HttpResponse<String> refused =
                new Session(api.base()).header("HX-Request", "true").get("/help");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("HX-Retarget")).hasValue("#toasts");
        assertThat(refused.body()).contains("Ihre Anmeldung ist abgelaufen", "/login");

        HttpResponse<String> withoutToken =
                new Session(api.base()).header("HX-Request", "true").form("/contacts/new", Map.of("subject", "x"));
        assertThat(withoutToken.statusCode()).isEqualTo(401);
        assertThat(withoutToken.body()).contains("Ihre Anmeldung ist abgelaufen");
    }

    private static String language(HttpResponse<String> page) {
        return page.body().replaceAll("(?s).*<html[^>]* lang=\"(\\w+)\".*", "$1");
    }
}

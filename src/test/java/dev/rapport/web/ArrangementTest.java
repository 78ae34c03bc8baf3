package dev.rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Api;
import dev.rapport.support.Session;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Panels are moved, collapsed and hidden on every page composed of them, without scripts, for one person on every device. */
@IntegrationTest
class ArrangementTest {

    @Autowired
    private Api api;

    @Test
    void worksOnTheStartPage() {
        check("/", "start", "campaigns");
    }

    @Test
    void worksOnAContactsPageWhichIsOneForm() {
        String path = "/contacts/" + contact();
        check(path, "contact", "part-campaign");
        String page = Session.of(api, "maria").get(path).body();
        assertThat(page.substring(page.indexOf("id=\"contact-form\"")))
                .as("a form within a form is none")
                .matches(Pattern.compile("(?s)[^<]*(?:(?!<form).)*?</form>.*id=\"arrangement-form\".*"));
    }

    @Test
    void worksOnAMeasuresPageWhichIsOneForm() {
        check(
                "/measures/"
                        + api.as("maria")
                                .post("/api/measures", Map.of("subject", "Anordnung"))
                                .json()
                                .path("id")
                                .asString(),
                "measure",
                "part-campaign");
    }

    private void check(String path, String page, String part) {
        Session maria = Session.of(api, "maria");
        String arrange = "/arrangement/" + page;
        try {
            assertThat(maria.get(path).body())
                    .contains("formaction=\"" + arrange + "?part=" + part + "\"")
                    .contains("form=\"arrangement-form\"");
            assertThat(open(maria, path, part)).isTrue();

            maria.form(arrange + "?part=" + part, Map.of("move", "collapse", "back", path));
            assertThat(open(Session.of(api, "maria"), path, part)).isFalse();

            maria.form(arrange + "?part=" + part, Map.of("move", "hide", "back", path));
            assertThat(maria.get(path).body())
                    .doesNotContain("<section class=\"webpart webpart-process\" id=\"" + part + "\"")
                    .contains("name=\"show\" value=\"" + part + "\"");

            maria.form(arrange, Map.of("show", part, "back", path));
            maria.form(arrange + "?part=" + part, Map.of("move", "across", "back", path));
            String[] columns = maria.get(path).body().split("class=\"page-column\"", -1);
            assertThat(columns[1]).contains("id=\"" + part + "\"");
        } finally {
            maria.form(arrange, Map.of("move", "reset"));
        }
    }

    private static boolean open(Session session, String path, String part) {
        return Pattern.compile("<details class=\"webpart-panel\"[^>]*data-webpart=\"" + part + "\"[^>]*>")
                .matcher(session.get(path).body())
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow()
                .contains(" open=\"open\"");
    }

    private String contact() {
        String company = api.as("maria")
                .post("/api/addresses", Map.of("kind", "company", "name", "A" + UUID.randomUUID()))
                .json()
                .path("id")
                .asString();
        return api.as("maria")
                .post(
                        "/api/contacts",
                        Map.of(
                                "addressId", company,
                                "type", "CALL",
                                "direction", "OUTGOING",
                                "status", "PLANNED",
                                "start", "2031-05-05T10:00",
                                "reminder", false,
                                "subject", "Anordnung"))
                .json()
                .path("id")
                .asString();
    }
}

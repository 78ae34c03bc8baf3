package dev.rapport.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Api;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Rule 8: only users can be made responsible. */
@IntegrationTest
class UserApiTest {

    @Autowired
    private Api api;

    private List<String> found(String query) {
        String q = URLEncoder.encode(query, StandardCharsets.UTF_8);
        return api.as("anna")
                .get("/api/users?q=" + q)
                .json()
                .path("items")
                .valueStream()
                .map(user -> user.path("id").asString())
                .toList();
    }

    @Test
    void saysWhoIAm() {
        JsonNode me = api.as("maria").get("/api/me").json();

        assertThat(me.path("user").asString()).isEqualTo("maria");
        assertThat(me.path("name").asString()).isEqualTo("Maria Hoffmann");
        assertThat(me.path("groups").valueStream().map(JsonNode::asString)).containsExactly("manager");
        assertThat(me.path("locale").asString()).isEqualTo("de");
        assertThat(me.path("timeZone").asString()).isEqualTo("Europe/Berlin");
    }

    @ParameterizedTest
    @CsvSource({"ben, ben", "yil, ben", "Yılmaz Ben, ben", "hoff mari, maria", "aria, maria", "BERGER, anna"})
    void findsUsersByLoginAndName(String query, String user) {
        assertThat(found(query)).contains(user);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "\\", "!", "anna ben", "gibtesnicht", "q\0z", "'"})
    void findsNobodyElse(String query) {
        assertThat(found(query)).isEmpty();
    }

    @Test
    void offersUsersBeforeAnythingIsTyped() {
        // other tests create users too, and ten are shown
        assertThat(found("")).contains("anna").hasSizeLessThanOrEqualTo(10);
        assertThat(found("x".repeat(5000))).isEmpty();
    }

    @Test
    void namesContactTypesInTheReadersLanguage() {
        Api anna = api.as("anna");

        JsonNode german = anna.get("/api/contact-types").json().path("items");
        JsonNode english = anna.with("Accept-Language", "en")
                .get("/api/contact-types")
                .json()
                .path("items");

        assertThat(german.path(0).path("code").asString()).isEqualTo("CALL");
        assertThat(german.path(0).path("name").asString()).isEqualTo("Anruf");
        assertThat(german.path(0).path("needsDuration").asBoolean()).isTrue();
        assertThat(english.path(0).path("name").asString()).isEqualTo("Call");
    }
}

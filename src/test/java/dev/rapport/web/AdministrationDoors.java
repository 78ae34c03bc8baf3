package dev.rapport.web;

import dev.rapport.contact.TestContacts;
import dev.rapport.support.Api;
import dev.rapport.support.ContactModelFile;
import dev.rapport.support.Multipart;
import dev.rapport.support.Pages;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The doors of users, contact types and models. */
final class AdministrationDoors extends TextDoors {

    AdministrationDoors(Api api, Pages pages, TestContacts contacts, JdbcClient jdbc, String mark) {
        super(api, pages, contacts, jdbc, mark);
        usersTypesAndModels();
    }

    private void usersTypesAndModels() {
        put("POST /users", text -> addUser(login(), text));
        put("POST /users/{login}", text -> {
            String login = login();
            addUser(login, "Alt");
            return pages.as("sabine")
                    .submit("/users/" + login, with(user(text), "version", version(login)))
                    .status();
        });
        put(
                "POST /contact-types",
                text -> maria.submit(
                                "/contact-types",
                                Map.of(
                                        "nameDe",
                                        text,
                                        "nameEn",
                                        text,
                                        "needsDuration",
                                        "true",
                                        "usualDuration",
                                        "00:30"))
                        .status());
        put("POST /contact-types/{code}", text -> {
            maria.submit("/contact-types", Map.of("nameDe", "Alt " + mark, "nameEn", "Old " + mark));
            String code = jdbc.sql("select code from rapport.contact_type where name_de = ?")
                    .param("Alt " + mark)
                    .query(String.class)
                    .single();
            return maria.submit("/contact-types/" + code, Map.of("version", 0, "nameDe", text, "nameEn", text))
                    .status();
        });
        put("POST /models/{key}/outcome", text -> {
            Pages paul = pages.as("paul");
            int drawn = paul.submit("/models/contact/outcome", Map.of("label", text, "category", "NOT_PERFORMED"))
                    .status();
            return drawn >= 400
                    ? drawn
                    : paul.submit("/models", Map.of("deploy", "true")).status();
        });
        put(
                "POST /models",
                text -> new Multipart()
                        .field("comment", text)
                        .file("contact.bpmn", ContactModelFile.standard())
                        .send(api.as("paul"), "/models")
                        .status());
        put(
                "POST /models/{key}/versions/{version}",
                text -> pages.as("paul")
                        .submit("/models/contact/versions/1", Map.of("comment", text))
                        .status());
        put(
                "POST /api/models/{key}/versions/{version}/restore",
                text -> api.as("paul")
                        .post("/api/models/contact/versions/1/restore", Map.of("comment", text))
                        .status());
    }

    private int version(String login) {
        return jdbc.sql("select version from rapport.app_user where user_id = ?")
                .param(login)
                .query(Integer.class)
                .single();
    }
}

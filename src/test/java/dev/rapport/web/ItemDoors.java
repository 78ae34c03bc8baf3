package dev.rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.contact.TestContacts;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Pages;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The doors of contacts, measures and their lists. */
final class ItemDoors extends TextDoors {

    ItemDoors(Api api, Pages pages, TestContacts contacts, JdbcClient jdbc, String mark) {
        super(api, pages, contacts, jdbc, mark);
        items();
    }

    private void items() {
        put(
                "POST /contacts/new",
                text -> anna.submit(
                                "/contacts/new",
                                Map.of(
                                        "addressId", address,
                                        "type", "CALL",
                                        "direction", "OUTGOING",
                                        "status", "PLANNED",
                                        "date", "2035-01-05",
                                        "time", "10:00",
                                        "subject", text,
                                        "description", text))
                        .status());
        put("POST /contacts/{id}", text -> {
            Existing contact = planned();
            return anna.submit(
                            "/contacts/" + contact.id(),
                            Map.of("version", contact.version(), "subject", text, "description", text))
                    .status();
        });
        put("POST /contacts/{id}, the outcome", text -> {
            Existing contact = planned();
            return anna.submit(
                            "/contacts/" + contact.id(),
                            Map.of("version", contact.version(), "outcome", "notPerformed", "infotext", text))
                    .status();
        });
        for (String path : List.of("/views", "/views/shared")) {
            put(
                    "POST " + path,
                    text -> maria.submit(path, Map.of("list", "contacts", "query", "", "name", text))
                            .status());
        }
        for (String path : List.of("/api/views", "/api/views/shared")) {
            put(
                    "POST " + path,
                    text -> api.as("maria")
                            .post(path, Map.of("list", "contacts", "name", text))
                            .status());
        }
        put("POST /answers/{id}", text -> {
            Existing contact = planned();
            String key = String.valueOf(contact.id());
            return anna.submit(
                            "/answers/" + key,
                            Map.of(
                                    "do",
                                    "notPerformed:" + key,
                                    "version-" + key,
                                    contact.version(),
                                    "reason-" + key,
                                    text))
                    .status();
        });
        put("POST /contacts/{id}, an addition", text -> {
            Existing contact = planned();
            contacts.close(contact, "anna", Map.of("outcome", "notPerformed", "infotext", "Fiel aus"));
            return anna.submit(
                            "/contacts/" + contact.id(),
                            Map.of("version", contacts.read(contact.id()).version(), "addition", text))
                    .status();
        });
        put("POST /reminders", text -> {
            Existing contact = contacts.aPlannedContact().withReminder().create();
            return anna.submit(
                            "/reminders",
                            Map.of(
                                    "do",
                                    "notPerformed:" + contact.id(),
                                    "version-" + contact.id(),
                                    contact.version(),
                                    "reason-" + contact.id(),
                                    text))
                    .status();
        });
        put(
                "POST /api/contacts",
                text -> contacts.aPlannedContact()
                        .with("subject", text)
                        .with("description", text)
                        .send()
                        .status());
        put(
                "PATCH /api/contacts/{id}",
                text -> contacts.change(planned(), Map.of("description", text)).status());
        put(
                "POST /api/contacts/{id}/outcome",
                text -> contacts.close(planned(), "anna", Map.of("outcome", "notPerformed", "infotext", text))
                        .status());
        put("POST /contacts/{id}/void", text -> {
            Existing contact = planned();
            return anna.submit(
                            "/contacts/" + contact.id() + "/void", Map.of("version", contact.version(), "reason", text))
                    .status();
        });
        put("POST /api/contacts/{id}/void", text -> {
            Existing contact = planned();
            return api.as("anna")
                    .post(
                            "/api/contacts/" + contact.id() + "/void",
                            Map.of("version", contact.version(), "reason", text))
                    .status();
        });
        put(
                "POST /measures/{id}/void",
                text -> anna.submit("/measures/" + aMeasure() + "/void", Map.of("version", 0, "reason", text))
                        .status());
        put(
                "POST /api/measures/{id}/void",
                text -> api.as("anna")
                        .post("/api/measures/" + aMeasure() + "/void", Map.of("version", 0, "reason", text))
                        .status());
        put(
                "POST /measures",
                text -> anna.submit("/measures", Map.of("subject", text, "infotext", text))
                        .status());
        put(
                "POST /measures/{id}",
                text -> anna.submit("/measures/" + aMeasure(), Map.of("version", 0, "subject", text, "infotext", text))
                        .status());
        put(
                "POST /api/measures",
                text -> api.as("anna")
                        .post("/api/measures", Map.of("subject", text, "infotext", text))
                        .status());
        put(
                "PATCH /api/measures/{id}",
                text -> api.as("anna")
                        .patch("/api/measures/" + aMeasure(), Map.of("version", 0, "infotext", text))
                        .status());
        put(
                "POST /api/measures/{id}/outcome",
                text -> api.as("anna")
                        .post(
                                "/api/measures/" + aMeasure() + "/outcome",
                                Map.of("version", 0, "outcome", "notPerformed", "infotext", text))
                        .status());
    }

    private long aMeasure() {
        Answer answer = api.as("anna").post("/api/measures", Map.of("subject", "Rundbrief"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asLong();
    }
}

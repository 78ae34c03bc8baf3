package dev.rapport.web;

import dev.rapport.contact.TestContacts;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.support.Api;
import dev.rapport.support.Pages;
import dev.rapport.support.Session;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Doors by which a text reaches the database, by their names, and what they are opened with. */
class TextDoors {

    static final String ENGINE = "/camunda/api/engine/engine/default";

    final Api api;
    final Pages pages;
    final Pages anna;
    final Pages maria;
    final TestContacts contacts;
    final JdbcClient jdbc;
    final String mark;
    final long address;
    final long campaign;

    private final Map<String, ToIntFunction<String>> doors = new LinkedHashMap<>();

    /** @param mark stands in every text that is let in */
    TextDoors(Api api, Pages pages, TestContacts contacts, JdbcClient jdbc, String mark) {
        this.api = api;
        this.pages = pages;
        this.anna = pages.as("anna");
        this.maria = pages.as("maria");
        this.contacts = contacts;
        this.jdbc = jdbc;
        this.mark = mark;
        this.address = contacts.aCompany();
        this.campaign = contacts.aCampaign(false);
    }

    Map<String, ToIntFunction<String>> all() {
        return doors;
    }

    /** @param door takes a text and gives the status of the answer */
    void put(String name, ToIntFunction<String> door) {
        doors.put(name, door);
    }

    Existing planned() {
        return contacts.aPlannedContact().with("campaignId", campaign).create();
    }

    String instance() {
        return jdbc.sql("select proc_inst_id_ from act_ru_task where id_ = ?")
                .param(planned().taskId())
                .query(String.class)
                .single();
    }

    /** Somebody new, as the page of users adds them; gives the status of the answer. */
    int addUser(String login, String firstName) {
        Map<String, Object> fields = with(user(firstName), "login", login);
        return pages.as("sabine").submit("/users", fields).status();
    }

    static Map<String, Object> user(String firstName) {
        return Map.of("firstName", firstName, "name", "Neu", "email", "neu@rapport.example", "groups", "staff");
    }

    static String login() {
        return "un" + UUID.randomUUID().toString().substring(0, 8);
    }

    static Map<String, Object> with(Map<String, Object> fields, String name, Object value) {
        Map<String, Object> all = new HashMap<>(fields);
        all.put(name, value);
        return all;
    }

    static int send(Session session, String method, String path, Map<String, ?> body) {
        return session.json(method, ENGINE + path, JsonMapper.builder().build().writeValueAsString(body))
                .statusCode();
    }
}

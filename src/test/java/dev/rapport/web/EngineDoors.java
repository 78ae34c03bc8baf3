package dev.rapport.web;

import dev.rapport.contact.TestContacts;
import dev.rapport.models.ContactBpmn;
import dev.rapport.models.MeasureBpmn;
import dev.rapport.support.Api;
import dev.rapport.support.Pages;
import dev.rapport.support.Session;
import dev.rapport.support.Tasklist;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The doors of Camunda's webapps. */
final class EngineDoors extends TextDoors {

    EngineDoors(Api api, Pages pages, TestContacts contacts, JdbcClient jdbc, String mark) {
        super(api, pages, contacts, jdbc, mark);
        tasklist();
        engine();
    }

    /** What the pages of Tasklist send. */
    private void tasklist() {
        Tasklist tasklist = Tasklist.of(api, "anna");
        put(
                "Tasklist, a contact",
                text -> tasklist.start(
                                ContactBpmn.KEY,
                                contacts.aPlannedContact().with("subject", text).body())
                        .status());
        put(
                "Tasklist, its outcome",
                text -> tasklist.complete(planned().taskId(), Map.of("outcome", "notPerformed", "infotext", text))
                        .status());
        put(
                "Tasklist, a measure",
                text -> tasklist.start(MeasureBpmn.KEY, Map.of("subject", text)).status());
        put("Tasklist, a variable that nobody knows", text -> {
            Map<String, Object> body = new HashMap<>(contacts.aPlannedContact().body());
            body.put("note", text);
            return tasklist.start(ContactBpmn.KEY, body).status();
        });
        Session session = Session.of(api, "anna");
        session.get("/camunda/app/tasklist/default/");
        put(
                "Tasklist, a comment",
                text -> send(
                        session, "POST", "/task/" + planned().taskId() + "/comment/create", Map.of("message", text)));
    }

    /** What Cockpit and Admin send. */
    private void engine() {
        Session paul = Session.of(api, "paul");
        paul.get("/camunda/app/cockpit/default/");
        Map<String, Object> variable = Map.of("type", "String");
        put(
                "Cockpit, a variable",
                text -> send(
                        paul,
                        "PUT",
                        "/process-instance/" + instance() + "/variables/note",
                        with(variable, "value", text)));
        put(
                "Cockpit, several variables",
                text -> send(
                        paul,
                        "POST",
                        "/process-instance/" + instance() + "/variables",
                        Map.of("modifications", Map.of("note", with(variable, "value", text)))));
        put(
                "Cockpit, a local variable",
                text -> send(
                        paul,
                        "PUT",
                        "/execution/" + instance() + "/localVariables/note",
                        with(variable, "value", text)));
        put(
                "Cockpit, several local variables",
                text -> send(
                        paul,
                        "POST",
                        "/execution/" + instance() + "/localVariables",
                        Map.of("modifications", Map.of("note", with(variable, "value", text)))));
        Session sabine = Session.of(api, "sabine");
        sabine.get("/camunda/app/admin/default/");
        put("Admin, a user", text -> {
            String login = login();
            return send(
                    sabine,
                    "POST",
                    "/user/create",
                    Map.of(
                            "profile",
                            Map.of("id", login, "firstName", text, "lastName", "Neu", "email", "neu@rapport.example"),
                            "credentials",
                            Map.of("password", "ein ganz anderer Satz")));
        });
        put("Admin, a user's profile", text -> {
            String login = login();
            addUser(login, "Alt");
            return send(
                    sabine,
                    "PUT",
                    "/user/" + login + "/profile",
                    Map.of("id", login, "firstName", text, "lastName", "Neu", "email", "neu@rapport.example"));
        });
        put(
                "Admin, a group",
                text -> send(sabine, "POST", "/group/create", Map.of("id", login(), "name", text, "type", "WORKFLOW")));
    }
}

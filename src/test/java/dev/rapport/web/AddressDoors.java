package dev.rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.contact.TestContacts;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.support.Api;
import dev.rapport.support.Pages;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The doors of addresses and campaigns, and of work on many at once. */
final class AddressDoors extends TextDoors {

    AddressDoors(Api api, Pages pages, TestContacts contacts, JdbcClient jdbc, String mark) {
        super(api, pages, contacts, jdbc, mark);
        addresses();
        campaigns();
    }

    private void addresses() {
        put(
                "POST /addresses",
                text -> anna.submit(
                                "/addresses",
                                Map.of("kind", "company", "name", text, "town", text, "notes", text, "sure", "true"))
                        .status());
        put(
                "POST /addresses/{id}",
                text -> anna.submit("/addresses/" + address, Map.of("version", "0", "name", text, "street", text))
                        .status());
        put(
                "POST /addresses/{id}/contact-persons",
                text -> anna.submit("/addresses/" + address + "/contact-persons", Map.of("name", text, "role", text))
                        .status());
        put(
                "POST /contacts/new, another address",
                text -> anna.submit(
                                "/contacts/new", Map.of("action", "addAnyway", "newKind", "COMPANY", "newName", text))
                        .status());
        put(
                "POST /api/addresses",
                text -> api.as("anna")
                        .post("/api/addresses", Map.of("kind", "company", "name", text, "notes", text))
                        .status());
        put(
                "PATCH /api/addresses/{id}",
                text -> api.as("anna")
                        .patch("/api/addresses/" + contacts.aCompany(), Map.of("version", 0, "name", text))
                        .status());
        put(
                "POST /api/addresses/{id}/contact-persons",
                text -> api.as("anna")
                        .post("/api/addresses/" + address + "/contact-persons", Map.of("name", text))
                        .status());
    }

    private void campaigns() {
        put(
                "POST /campaigns",
                text -> maria.submit("/campaigns", Map.of("title", text, "description", text))
                        .status());
        put(
                "POST /campaigns/active",
                text -> maria.submit("/campaigns/active", Map.of("title", text)).status());
        put(
                "POST /campaigns/{id}",
                text -> maria.submit(
                                "/campaigns/" + contacts.aCampaign(false),
                                Map.of("version", 0, "title", text, "description", text))
                        .status());
        put(
                "POST /api/campaigns",
                text -> api.as("maria")
                        .post("/api/campaigns", Map.of("title", text, "description", text))
                        .status());
        put(
                "PATCH /api/campaigns/{id}",
                text -> api.as("maria")
                        .patch("/api/campaigns/" + contacts.aCampaign(false), Map.of("version", 0, "title", text))
                        .status());
        Map<String, Object> plan = Map.of(
                "type", "CALL",
                "startFrom", "2035-03-01T09:00",
                "startTo", "2035-03-02T17:00",
                "reminder", false);
        put(
                "POST /campaigns/{id}/plan-contacts",
                text -> anna.submit(
                                "/campaigns/" + aCampaignWithAMember() + "/plan-contacts",
                                with(with(plan, "subject", text), "description", text))
                        .status());
        put(
                "POST /api/campaigns/{id}/plan-contacts",
                text -> api.as("anna")
                        .post(
                                "/api/campaigns/" + aCampaignWithAMember() + "/plan-contacts",
                                with(plan, "subject", text))
                        .status());
        put(
                "POST /changes",
                text -> anna.submit(
                                "/changes",
                                Map.of(
                                        "list",
                                        "contacts",
                                        "selected",
                                        planned().id(),
                                        "action",
                                        "close",
                                        "outcome",
                                        "notPerformed",
                                        "infotext",
                                        text))
                        .status());
        put(
                "POST /api/changes",
                text -> api.as("anna")
                        .post(
                                "/api/changes",
                                Map.of(
                                        "list",
                                        "contacts",
                                        "ids",
                                        List.of(planned().id()),
                                        "change",
                                        Map.of("action", "close", "outcome", "notPerformed", "infotext", text)))
                        .status());
        put(
                "POST /campaigns/{id}/open-contacts",
                text -> anna.submit(
                                "/campaigns/" + campaign + "/open-contacts",
                                Map.of("action", "notPerformed", "selected", selected(planned()), "reason", text))
                        .status());
        put(
                "POST /api/bulk/close",
                text -> api.as("anna")
                        .post(
                                "/api/bulk/close",
                                Map.of(
                                        "contacts",
                                        List.of(idAndVersion(planned())),
                                        "outcome",
                                        "notPerformed",
                                        "infotext",
                                        text))
                        .status());
    }

    private long aCampaignWithAMember() {
        long id = contacts.aCampaign(false);
        assertThat(api.as("anna")
                        .send("PUT", "/api/campaigns/" + id + "/members/" + address, "{}")
                        .status())
                .isBetween(200, 299);
        return id;
    }

    private static String selected(Existing contact) {
        return contact.id() + ":" + contact.version();
    }

    private static Map<String, Object> idAndVersion(Existing contact) {
        return Map.of("id", contact.id(), "version", contact.version());
    }
}

package dev.rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.shared.BusinessTime;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.MappedRoutes;
import dev.rapport.support.OpenApi;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/**
 * The contract of {@code api.md}, row by row, with real requests. Each of them and its answer is held against the served
 * OpenAPI document, so that neither of the two promises anything else than the code does.
 */
@IntegrationTest
class ApiContractTest {

    @Autowired
    private Api api;

    @Autowired
    private OpenApi openApi;

    @Autowired
    private MappedRoutes routes;

    @Autowired
    private BusinessTime time;

    @Test
    void theDocumentNamesEveryRouteAndNoOther() {
        Set<String> mapped = new TreeSet<>();
        routes.springMvc().stream()
                .filter(route ->
                        route.path().startsWith("/api/") && !route.path().startsWith("/api/openapi"))
                .forEach(route -> mapped.add(route.toString()));

        assertThat(openApi.operations()).isEqualTo(mapped);
    }

    @Test
    void theDocumentSaysHowEachRouteRefuses() {
        for (String operation : openApi.operations()) {
            Set<String> statuses = openApi.statuses(operation);
            assertThat(statuses).as(operation).contains("401", "403").containsAnyOf("200", "201", "202", "204");
            if (operation.contains("{")) {
                assertThat(statuses).as(operation).contains("404");
            }
        }
        assertThat(openApi.query("GET /api/addresses/{id}/history"))
                .contains(
                        "type",
                        "direction",
                        "status",
                        "campaign",
                        "person",
                        "user",
                        "from",
                        "to",
                        "text",
                        "kind",
                        "limit",
                        "after");
    }

    @Test
    void people() {
        fields(get("anna", "/api/me"), "user", "name", "groups", "locale", "timeZone");
        Answer users = get("anna", "/api/users?q=berger");
        fields(items(users).get(0), "id", "name");
        Answer types = get("anna", "/api/contact-types");
        fields(items(types).get(0), "code", "name", "needsDuration", "usualDuration");
        assertThat(api.with("Accept-Language", "en")
                        .as("anna")
                        .get("/api/contact-types")
                        .text())
                .contains("Letter");
    }

    @Test
    void addresses() {
        String name = "Vertrag " + UUID.randomUUID();
        Map<String, Object> body = Map.of("kind", "company", "name", name, "town", "Jena");
        Answer created =
                created("POST /api/addresses", "/api/addresses", body, Map.of("kind", "company", "name", "Anders"));
        fields(created.json(), "id", "version", "kind", "name", "town", "possibleDuplicates");
        String path = "/api/addresses/" + id(created);

        Answer hits = get("anna", "/api/addresses?q=" + name.substring(8, 16));
        fields(items(hits).get(0), "id", "kind", "name", "company", "town", "phone");
        fields(ok("GET /api/addresses/{id}", path, null).json(), "id", "version", "street", "notes");
        Answer changed = ok("PATCH /api/addresses/{id}", path, Map.of("version", 0, "town", "Gera"));
        assertThat(changed.json().path("town").asString()).isEqualTo("Gera");
        stale("PATCH /api/addresses/{id}", path, Map.of("version", 0, "town", "Suhl"));

        Answer person = created(
                "POST /api/addresses/{id}/contact-persons",
                path + "/contact-persons",
                Map.of("name", "Klein", "firstName", "Petra", "role", "Einkauf"),
                Map.of("name", "Groß"));
        fields(person.json(), "id", "name", "firstName", "role", "companyId");
        created(
                "POST /api/addresses/{id}/contact-persons",
                path + "/contact-persons",
                Map.of("name", "Lang"),
                Map.of("name", "Kurz"));
        paged("GET /api/addresses/{id}/contact-persons", path + "/contact-persons");
    }

    @Test
    void anAddressIsDeletedOrKeptInactive() {
        String unused = "/api/addresses/" + anAddress();
        nothing("maria", "DELETE /api/addresses/{id}", unused + "?version=0");
        assertThat(callBy("maria", "GET /api/addresses/{id}", unused, null).status())
                .isEqualTo(404);

        long used = anAddress();
        created("POST /api/contacts", "/api/contacts", aContact(used), aContact(anAddress()));
        String path = "/api/addresses/" + used;
        Answer kept = callBy("maria", "DELETE /api/addresses/{id}", path + "?version=0", null);
        assertThat(kept.status()).as(kept.text()).isEqualTo(200);
        fields(kept.json(), "id", "version", "inactive");
        Map<String, Object> read = Map.of("version", kept.json().path("version").asInt());
        Answer woken = callBy("maria", "POST /api/addresses/{id}/wake", path + "/wake", read);
        assertThat(woken.status()).as(woken.text()).isEqualTo(200);
    }

    @Test
    void contactsRemindersAndHistory() {
        long address = anAddress();
        Map<String, Object> body = aContact(address);
        Map<String, Object> other = new HashMap<>(body);
        other.put("subject", "Anderes");
        Answer created = created("POST /api/contacts", "/api/contacts", body, other);
        fields(created.json(), "id", "number", "version", "status", "reminder", "outcomes", "taskId");
        String path = "/api/contacts/" + id(created);
        Answer shown = ok("GET /api/contacts/{id}", path, null);
        fields(shown.json().path("outcomes").get(0), "code", "label");

        Answer changed = ok(
                "PATCH /api/contacts/{id}",
                path,
                Map.of("version", version(shown), "subject", "Neu", "reminderLead", "PT1H"));
        stale("PATCH /api/contacts/{id}", path, Map.of("version", 4711, "subject", "Zu spät"));

        Answer reminders = ok("GET /api/reminders", "/api/reminders?scope=mine&limit=100", null);
        fields(
                items(reminders).get(0),
                "id",
                "contactId",
                "number",
                "dueAt",
                "section",
                "subject",
                "address",
                "contactPerson",
                "phone",
                "campaign");
        assertThat(reminders.json().has("counts")).isTrue();
        String reminder =
                "/api/reminders/" + changed.json().path("reminder").path("id").asLong();
        ok(
                "POST /api/reminders/{id}/snooze",
                reminder + "/snooze",
                Map.of("until", time.nowLocal().plusDays(1).toOffsetDateTime().toString()));

        Answer foreseen = ok("GET /api/contacts/{id}/outcomes", path + "/outcomes", null);
        assertThat(foreseen.json()).hasSize(2);
        fields(foreseen.json().get(0), "code", "label", "refusals");

        Answer refused = call(
                "POST /api/contacts/{id}/outcome",
                path + "/outcome",
                Map.of("version", version(changed), "outcome", "performed"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.errors()).containsExactly("start:start.required", "duration:duration.required");
        fields(refused.json().path("rule"), "step", "name");
        Map<String, Object> outcome = Map.of(
                "version", version(changed),
                "outcome", "performed",
                "start", "2026-01-05T10:00",
                "duration", "00:10",
                "infotext", "Gut");
        Answer closed = ok("POST /api/contacts/{id}/outcome", path + "/outcome", outcome);
        fields(closed.json().path("rules").get(0), "step", "name", "kind", "result");
        Answer rules = ok("GET /api/contacts/{id}/rules", path + "/rules", null);
        fields(rules, "at", "who");
        assertThat(rules.json().path("rules")).isEqualTo(closed.json().path("rules"));
        Answer twice = call("POST /api/contacts/{id}/outcome", path + "/outcome", outcome);
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.errors()).containsExactly("status:already-closed");

        created("POST /api/contacts", "/api/contacts", aContact(address), other);
        Answer listed = ok("GET /api/contacts", "/api/contacts?count=true&address=" + address, null);
        paged("GET /api/contacts", "/api/contacts");
        assertThat(listed.json().path("total").asInt()).isEqualTo(items(listed).size());
        Answer history = paged("GET /api/addresses/{id}/history", "/api/addresses/" + address + "/history");
        fields(
                items(history).get(0),
                "kind",
                "id",
                "number",
                "start",
                "type",
                "direction",
                "status",
                "subject",
                "contactPerson",
                "responsible",
                "campaign",
                "infotext");
    }

    @Test
    void campaignsAndMeasures() {
        long address = anAddress();
        Map<String, Object> body =
                Map.of("title", "Vertrag " + UUID.randomUUID(), "from", "2026-01-01", "to", "2026-12-31");
        Answer created = createdBy("maria", "POST /api/campaigns", "/api/campaigns", body, Map.of("title", "Andere"));
        fields(created.json(), "id", "version", "title", "description", "from", "to");
        createdBy(
                "maria", "POST /api/campaigns", "/api/campaigns", Map.of("title", "Zweite"), Map.of("title", "Dritte"));
        String path = "/api/campaigns/" + id(created);
        paged("GET /api/campaigns", "/api/campaigns");
        ok("GET /api/campaigns/{id}", path, null);
        Answer changed = callBy("maria", "PATCH /api/campaigns/{id}", path, Map.of("version", 0, "description", "Neu"));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(callBy("maria", "PATCH /api/campaigns/{id}", path, Map.of("version", 0, "title", "Alt"))
                        .status())
                .isEqualTo(409);
        String member = path + "/members/";
        for (long each : List.of(address, address, anAddress())) {
            nothing("anna", "PUT /api/campaigns/{id}/members/{addressId}", member + each);
        }
        paged("GET /api/campaigns/{id}/members", path + "/members");
        ok("GET /api/addresses/{id}/campaigns", "/api/addresses/" + address + "/campaigns", null);
        ok("GET /api/campaigns/{id}/results", path + "/results", null);
        paged("GET /api/campaigns/{id}/next-steps", path + "/next-steps");

        Map<String, Object> subject =
                Map.of("subject", "Katalog", "plannedFor", time.today().toString());
        Answer measure = created("POST /api/measures", "/api/measures", subject, Map.of("subject", "Anderer"));
        assertThat(measure.json().path("number").asString()).matches("M-\\d{4}-\\d{6,}");
        String measurePath = "/api/measures/" + id(measure);
        Answer foreseen = ok("GET /api/measures/{id}/outcomes", measurePath + "/outcomes", null);
        JsonNode refusal = foreseen.json().get(0).path("refusals").get(0);
        fields(refusal, "rule", "message");
        fields(refusal.path("rule"), "step", "name");
        Answer needsCampaign = call(
                "POST /api/measures/{id}/outcome",
                measurePath + "/outcome",
                Map.of("version", version(measure), "outcome", "performed"));
        assertThat(needsCampaign.status()).isEqualTo(422);
        assertThat(needsCampaign.errors()).containsExactly("campaignId:measure.campaign-required");
        Answer chosen = ok(
                "PATCH /api/measures/{id}",
                measurePath,
                Map.of("version", version(measure), "campaignId", id(created), "infotext", "Versandt"));
        Answer closed = ok(
                "POST /api/measures/{id}/outcome",
                measurePath + "/outcome",
                Map.of("version", version(chosen), "outcome", "performed"));
        fields(closed.json().path("rules").get(0), "step", "name", "kind", "result");
        ok("GET /api/measures/{id}", measurePath, null);
        assertThat(api.as("anna").post("/api/measures", subject).status()).isEqualTo(201);
        paged("GET /api/measures", "/api/measures");
        Answer rules = ok("GET /api/measures/{id}/rules", measurePath + "/rules", null);
        assertThat(rules.json().path("rules")).isEqualTo(closed.json().path("rules"));
        assertThat(call("GET /api/measures/{id}/rules", "/api/measures/999999999/rules", null)
                        .status())
                .isEqualTo(404);

        for (int i = 0; i < 2; i++) {
            nothing("anna", "DELETE /api/campaigns/{id}/members/{addressId}", member + address);
            nothing("maria", "DELETE /api/campaigns/{id}", path);
        }
        Answer deleted = call("PUT /api/campaigns/{id}/members/{addressId}", member + address, null);
        assertThat(deleted.errors()).containsExactly("campaignId:campaign.deleted");
    }

    @Test
    void refusalsAreProblemDocumentsInTheReadersLanguage() {
        Answer missing = call("POST /api/contacts", "/api/contacts", Map.of());
        assertThat(missing.status()).isEqualTo(422);
        assertThat(missing.header("Content-Type")).startsWith("application/problem+json");
        assertThat(missing.errors())
                .contains("subject:required", "addressId:required", "type:required", "start:required");
        assertThat(missing.text()).contains("Pflichtfeld");
        assertThat(api.as("anna")
                        .with("Accept-Language", "en")
                        .post("/api/contacts", Map.of())
                        .text())
                .contains("required")
                .doesNotContain("Pflichtfeld");
        assertThat(call("GET /api/contacts/{id}", "/api/contacts/999999999", null)
                        .status())
                .isEqualTo(404);
        assertThat(call("POST /api/campaigns", "/api/campaigns", Map.of("title", "Nein"))
                        .status())
                .isEqualTo(403);
        Answer anonymous = api.get("/api/me");
        assertThat(anonymous.status()).isEqualTo(401);
        openApi.check("GET /api/me", null, anonymous);
        Answer unreadable = api.as("anna").post("/api/contacts", "{");
        assertThat(unreadable.status()).isEqualTo(400);
        openApi.check("POST /api/contacts", null, unreadable);
    }

    private long anAddress() {
        return id(call("POST /api/addresses", "/api/addresses", Map.of("kind", "private", "name", "Vertrag")));
    }

    private Map<String, Object> aContact(long address) {
        return Map.of(
                "addressId", address,
                "type", "CALL",
                "direction", "OUTGOING",
                "status", "PLANNED",
                "start", time.today().plusDays(7) + "T10:00",
                "duration", "00:00",
                "reminder", true,
                "reminderLead", "P1D",
                "subject", "Vertragsprüfung");
    }

    private Answer call(String operation, String path, @Nullable Object body) {
        return callBy("anna", operation, path, body);
    }

    private Answer callBy(String user, String operation, String path, @Nullable Object body) {
        Answer answer = api.as(user).send(operation.split(" ", -1)[0], path, body);
        openApi.check(operation, body, answer);
        return answer;
    }

    private Answer get(String user, String path) {
        Answer answer = callBy(user, "GET " + path.replaceAll("\\?.*", ""), path, null);
        assertThat(answer.status()).isEqualTo(200);
        return answer;
    }

    private Answer ok(String operation, String path, @Nullable Object body) {
        Answer answer = call(operation, path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    private void nothing(String user, String operation, String path) {
        assertThat(callBy(user, operation, path, null).status()).isEqualTo(204);
    }

    private void stale(String operation, String path, Object body) {
        Answer answer = call(operation, path, body);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.errors()).containsExactly("version:stale-version");
        fields(answer.json(), "current", "sent");
    }

    private Answer created(String operation, String path, Object body, Object other) {
        return createdBy("anna", operation, path, body, other);
    }

    /** 201 with a location that shows it; the same key gives the same answer, and refuses another body. */
    private Answer createdBy(String user, String operation, String path, Object body, Object other) {
        Api sender = api.as(user).with("Idempotency-Key", UUID.randomUUID().toString());
        Answer first = sender.post(path, body);
        assertThat(first.status()).as(first.text()).isEqualTo(201);
        openApi.check(operation, body, first);
        String location = String.valueOf(first.header("Location"));
        assertThat(location).endsWith("/" + id(first));
        assertThat(api.as(user).get(location.replace(api.base(), "")).status()).isEqualTo(200);

        Answer again = sender.post(path, body);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Location")).isEqualTo(location);
        Answer reused = sender.post(path, other);
        assertThat(reused.status()).isEqualTo(409);
        openApi.check(operation, other, reused);
        return first;
    }

    /** A page of one has a next page, which goes on behind it; a cursor that nobody gave is refused. */
    private Answer paged(String operation, String path) {
        Answer first = ok(operation, path + "?limit=1", null);
        fields(first.json(), "items", "next");
        assertThat(items(first)).hasSize(1);
        assertThat(first.json().path("next").isString())
                .as("there is more of " + path)
                .isTrue();
        Answer second = ok(
                operation, path + "?limit=1&after=" + first.json().path("next").asString(), null);
        assertThat(items(second)).isNotEmpty().doesNotContainAnyElementsOf(items(first));
        Answer forged = call(operation, path + "?after=x", null);
        assertThat(forged.status()).isEqualTo(422);
        assertThat(forged.errors()).containsExactly("after:invalid");
        return first;
    }

    private static List<JsonNode> items(Answer answer) {
        return answer.json().path("items").valueStream().toList();
    }

    private static void fields(JsonNode json, String... names) {
        assertThat(json.propertyNames()).contains(names);
    }

    private static void fields(Answer answer, String... names) {
        fields(answer.json(), names);
    }

    private static long id(Answer answer) {
        return answer.json().path("id").asLong();
    }

    private static int version(Answer answer) {
        return answer.json().path("version").asInt();
    }
}

package dev.rapport.e2e;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.options.RequestOptions;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Addresses and contacts that only one test knows, made through the API by the person in front of a browser. */
final class OwnData {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final Browser browser;

    OwnData(Browser browser) {
        this.browser = browser;
    }

    /** A word that stands nowhere else. */
    static String word() {
        return "Zq" + Long.toString(System.nanoTime(), 36);
    }

    /** Which only a manager may make. */
    static String campaign(DemoApi manager, String title) {
        return manager.post(
                        "/api/campaigns",
                        Map.of("title", title, "text", title, "start", "2026-01-01", "end", "2099-12-31"))
                .expect(201)
                .path("id")
                .asString();
    }

    String company(String name) {
        return post("/api/addresses", Map.of("kind", "company", "name", name, "town", "Ulm", "phone", "0731 4711"))
                .path("id")
                .asString();
    }

    String person(String company, String firstName, String name) {
        return post("/api/addresses/" + company + "/contact-persons", Map.of("name", name, "firstName", firstName))
                .path("id")
                .asString();
    }

    /** In a week at ten, with a reminder. */
    String plannedCall(String address, String subject) {
        return plannedCall(address, subject, 7);
    }

    /** At ten, with a reminder. */
    String plannedCall(String address, String subject, int daysAhead) {
        return post(
                        "/api/contacts",
                        call(address, subject, LocalDate.now(BERLIN).plusDays(daysAhead) + "T10:00"))
                .path("id")
                .asString();
    }

    /** @param lead of its reminder, e.g. {@code P1D} */
    String plannedCall(String address, String subject, LocalDateTime start, String lead) {
        Map<String, Object> call = call(address, subject, start.toString());
        call.put("reminderLead", lead);
        return post("/api/contacts", call).path("id").asString();
    }

    /** In six seconds, and then it is reminded of. */
    String callThatFallsDue(String address, String subject) {
        LocalDateTime start = LocalDateTime.now(BERLIN).plusSeconds(6).truncatedTo(ChronoUnit.SECONDS);
        return plannedCall(address, subject, start, "PT0M");
    }

    private static Map<String, Object> call(String address, String subject, String start) {
        return new HashMap<>(Map.of(
                "addressId",
                address,
                "type",
                "CALL",
                "direction",
                "OUTGOING",
                "status",
                "PLANNED",
                "start",
                start,
                "reminder",
                true,
                "subject",
                subject));
    }

    JsonNode contact(String id) {
        return get("/api/contacts/" + id);
    }

    /** The contacts in the history of an address. */
    JsonNode history(String address) {
        return get("/api/addresses/" + address + "/history").path("items");
    }

    private JsonNode get(String path) {
        return json(browser.page().request().get(path));
    }

    JsonNode post(String path, Map<String, ?> body) {
        return send("POST", path, body);
    }

    void patch(String path, Map<String, ?> body) {
        send("PATCH", path, body);
    }

    /** As a program that works for the person does. */
    private JsonNode send(String method, String path, Map<String, ?> body) {
        String token = browser.page().context().cookies().stream()
                .filter(cookie -> cookie.name.equals("RAPPORT_CSRF"))
                .map(cookie -> cookie.value)
                .findFirst()
                .orElseThrow();
        return json(browser.page()
                .request()
                .fetch(
                        path,
                        RequestOptions.create()
                                .setMethod(method)
                                .setHeader("X-CSRF-TOKEN", token)
                                .setHeader("Content-Type", "application/json")
                                .setData(JSON.writeValueAsString(body))));
    }

    private static JsonNode json(APIResponse answer) {
        if (!answer.ok()) {
            throw new AssertionError(answer.status() + " " + answer.text());
        }
        return JSON.readTree(answer.text());
    }
}

package dev.rapport.e2e;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.options.RequestOptions;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Addresses and contacts that only one test knows, made through the API by the person in front of a browser. */
final class OwnData {

    private static final JsonMapper JSON = JsonMapper.builder().build();

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
        Map<String, Object> call = new HashMap<>();
        call.put("addressId", address);
        call.put("type", "CALL");
        call.put("direction", "OUTGOING");
        call.put("status", "PLANNED");
        call.put("start", LocalDate.now(ZoneId.of("Europe/Berlin")).plusDays(daysAhead) + "T10:00");
        call.put("reminder", true);
        call.put("subject", subject);
        return post("/api/contacts", call).path("id").asString();
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
        String token = browser.page().context().cookies().stream()
                .filter(cookie -> cookie.name.equals("RAPPORT_CSRF"))
                .map(cookie -> cookie.value)
                .findFirst()
                .orElseThrow();
        return json(browser.page()
                .request()
                .post(
                        path,
                        RequestOptions.create()
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

package dev.rapport.e2e;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What people do in several requests, and how one sees that each was done once. */
enum Flow {
    CONTACT("select count(*) from rapport.contact where subject = ? and status = 'PERFORMED'") {
        @Override
        void run(Sender sender, Map<String, Object> draft, String name) {
            JsonNode contact = sender.create("anna", "/api/contacts", named(draft, "subject", name));
            String path = path("/api/contacts/", contact);
            sender.send("anna", "PATCH", path, Map.of("version", version(contact), "description", "Nachgetragen"));
            sender.send(
                    "anna",
                    "POST",
                    path + "/outcome",
                    Map.of(
                            "version",
                            version(sender.read(path)),
                            "outcome",
                            "performed",
                            "start",
                            "2026-01-05T10:00",
                            "duration",
                            "00:10"));
        }
    },
    REMINDER("""
            select count(*) from rapport.contact c
            join rapport.reminder r on r.contact_id = c.id
            where c.subject = ? and c.status = 'PLANNED' and r.snoozed and r.removed_at is not null""") {
        @Override
        void run(Sender sender, Map<String, Object> draft, String name) {
            Map<String, Object> reminding = named(draft, "subject", name);
            reminding.put("reminder", true);
            JsonNode contact = sender.create("anna", "/api/contacts", reminding);
            String reminder = path("/api/reminders/", contact.path("reminder"));
            sender.send("anna", "POST", reminder + "/snooze", Map.of("until", "2035-01-05T10:00"));
            sender.send("anna", "DELETE", reminder, Map.of());
        }
    },
    MEASURE("select count(*) from rapport.measure where subject = ? and status = 'NOT_PERFORMED'") {
        @Override
        void run(Sender sender, Map<String, Object> draft, String name) {
            JsonNode measure = sender.create("anna", "/api/measures", Map.of("subject", name));
            sender.send(
                    "anna",
                    "POST",
                    path("/api/measures/", measure) + "/outcome",
                    Map.of("version", version(measure), "outcome", "notPerformed", "infotext", "Fiel aus"));
        }
    },
    CAMPAIGN("""
            select count(*) from rapport.campaign k where k.title = ? and k.deleted_at is not null
              and (select count(*) from rapport.bulk_plan p where p.campaign_id = k.id) = 1
              and (select count(*) from rapport.campaign_member m where m.campaign_id = k.id) = 1""") {
        @Override
        void run(Sender sender, Map<String, Object> draft, String name) {
            String campaign = path("/api/campaigns/", sender.create("maria", "/api/campaigns", Map.of("title", name)));
            sender.send("maria", "PUT", campaign + "/members/" + draft.get("addressId"), Map.of());
            sender.create(
                    "maria",
                    campaign + "/plan-contacts",
                    Map.of(
                            "type", "LETTER",
                            "startFrom", "2035-01-05T10:00",
                            "startTo", "2035-01-06T10:00",
                            "reminder", false,
                            "subject", name));
            sender.send("maria", "DELETE", campaign, Map.of());
        }
    };

    /** Sends until it is known to be done. */
    interface Sender {

        /** With an idempotency key. */
        JsonNode create(String person, String path, Map<String, ?> body);

        /** What may be sent again as it is: it says which version it means, or does the same every time. */
        void send(String person, String method, String path, Map<String, ?> body);

        JsonNode read(String path);
    }

    private final String done;

    /** @param done counts by name what is there as it should be */
    Flow(String done) {
        this.done = done;
    }

    String done() {
        return done;
    }

    abstract void run(Sender sender, Map<String, Object> draft, String name);

    private static Map<String, Object> named(Map<String, Object> draft, String field, String name) {
        Map<String, Object> body = new LinkedHashMap<>(draft);
        body.put(field, name);
        return body;
    }

    private static String path(String prefix, JsonNode item) {
        return prefix + item.path("id").asLong();
    }

    private static int version(JsonNode item) {
        return item.path("version").asInt();
    }
}

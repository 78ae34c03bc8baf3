package dev.rapport.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts.Draft;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.models.ContactBpmn;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.FieldError;
import dev.rapport.shared.Sentences;
import dev.rapport.support.Api;
import dev.rapport.support.Rows;
import dev.rapport.support.Tasklist;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** The table of bad input, line by line, through the API and through Tasklist's own way to the engine. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {

    private static final JsonMapper json =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final String NBSP = "\u00a0";
    private static final String ZERO_WIDTH = "\u200b\u2060\ufeff";
    private static final String LONE_SURROGATE = "Angebot \ud800 nachfassen";

    @Autowired
    private Api api;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private BusinessTime time;

    @Autowired
    private Sentences sentences;

    @Autowired
    private Rows rows;

    /** Wrong in the API, and read as people type it in Tasklist (ADR 50). */
    private static final Set<String> READ_IN_TASKLIST = Set.of("1:30", "15", "00:15:00", "30.11.2026 10:00");

    private Tasklist tasklist;

    /** What has been read in English already: once for each code will do. */
    private final Set<List<String>> inEnglish = new HashSet<>();

    @BeforeAll
    void logIn() {
        tasklist = Tasklist.of(api, "anna").in("de");
    }

    /** What is wrong with a contact, and what the answer says about it. */
    private Stream<Arguments> drafts() {
        List<Arguments> lines = new ArrayList<>();
        for (String field : List.of("addressId", "type", "direction", "status", "start", "subject")) {
            for (var nothing : missing()) {
                lines.add(planned(
                        field + " " + nothing.getKey(), Map.of(field, nothing.getValue()), field + ":required"));
            }
        }
        lines.add(planned("reminder not said", Map.of("reminder", gone()), "reminder:required"));
        for (var nothing : missing()) {
            lines.add(performed(
                    "duration " + nothing.getKey(), Map.of("duration", nothing.getValue()), "duration:required"));
        }
        for (String unknown : List.of(
                "999999999999", "abc", "-1", "1e3", "99999999999999999999", "0", "1;drop", "\u0661", "\u0000")) {
            lines.add(planned("address " + unknown, Map.of("addressId", unknown), "addressId:not-found"));
            lines.add(planned("person " + unknown, Map.of("contactPersonId", unknown), "contactPersonId:not-found"));
            lines.add(planned("campaign " + unknown, Map.of("campaignId", unknown), "campaignId:not-found"));
        }
        lines.add(planned(
                "person of another company",
                Map.of("contactPersonId", from(c -> c.aPersonAt(c.aCompany()))),
                "contactPersonId:wrong-company"));
        lines.add(planned(
                "a company as person",
                Map.of("contactPersonId", from(TestContacts::aCompany)),
                "contactPersonId:wrong-company"));
        for (String nobody : List.of("nobody", "gone", "%", "anna\u0000", "\ud800", "' or 1=1")) {
            lines.add(planned("responsible " + nobody, Map.of("responsible", nobody), "responsible:not-a-user"));
        }
        for (String unknown : List.of("CARRIER_PIGEON", "TELEX", "CALL\u0000", "\udc00", "call ' --")) {
            lines.add(planned("type " + unknown, Map.of("type", unknown), "type:not-found"));
        }
        lines.add(planned("direction", Map.of("direction", "SIDEWAYS"), "direction:not-found"));
        lines.add(planned("status", Map.of("status", "DONE"), "status:not-found"));
        lines.add(planned(
                "campaign deleted", Map.of("campaignId", from(c -> c.aCampaign(true))), "campaignId:campaign.deleted"));
        for (String duration : List.of(
                "-00:15",
                "24:00",
                "23:60",
                "1:60",
                "1:30",
                "99:99",
                "15",
                "00:15:00",
                "\u0660\u0660:\u0661\u0665",
                "PT15M",
                "00:15\u0000",
                "\ud800")) {
            lines.add(performed("duration " + duration, Map.of("duration", duration), "duration:duration.invalid"));
            lines.add(planned(
                    "planned, duration " + duration, Map.of("duration", duration), "duration:duration.invalid"));
        }
        lines.add(planned(
                "planned with a duration", Map.of("duration", "00:15"), "duration:duration.planned-must-be-zero"));
        for (String type : List.of("CALL", "VISIT", "MEETING")) {
            lines.add(performed(
                    type + " without time", Map.of("type", type, "duration", "00:00"), "duration:duration.required"));
        }
        for (String start : List.of("1989-12-31T23:59", "1066-10-14T09:00", "+12026-01-01T09:00", "2226-01-01T09:00")) {
            lines.add(planned("start " + start, Map.of("start", start), "start:start.out-of-range"));
        }
        lines.add(planned(
                "start in ten years and a day",
                Map.of("start", time.today().plusYears(10).plusDays(1) + "T00:00"),
                "start:start.out-of-range"));
        for (String start : List.of(
                "morgen",
                "2026-02-30T10:00",
                "2026-13-01T10:00",
                "2026-11-30",
                "10:00",
                "2026-11-30T25:00",
                "30.11.2026 10:00",
                "2026-11-30T10:00\u0000",
                "\u0662\u0660\u0662\u0666-11-30T10:00")) {
            lines.add(planned("start " + start, Map.of("start", start), "start:start.invalid"));
        }
        for (String start : List.of("2027-03-28T02:00", "2027-03-28T02:30", "2027-03-28T02:59:59")) {
            lines.add(planned("start " + start, Map.of("start", start), "start:start.in-dst-gap"));
        }
        lines.add(performed(
                "performed in ten minutes",
                Map.of("start", from(c -> time.nowLocal().plusMinutes(10).toOffsetDateTime())),
                "start:start.in-future"));
        lines.add(performed(
                "reminder of a performed contact", Map.of("reminder", true), "reminder:reminder.not-planned"));
        lines.add(performed(
                "reminder of a contact that was not performed",
                Map.of("status", "NOT_PERFORMED", "duration", "00:00", "reminder", true),
                "reminder:reminder.not-planned"));
        lines.add(planned("lead", Map.of("reminder", true, "reminderLead", "PT2H"), "reminderLead:not-found"));
        lines.add(planned("subject 201", Map.of("subject", "x".repeat(201)), "subject:too-long"));
        for (String control : List.of("\u0000", "\n", "\r", "\t", "\u0007", "\u007f", "\u0085")) {
            lines.add(planned(
                    "subject with U+%04x".formatted((int) control.charAt(0)),
                    Map.of("subject", "Angebot" + control + "nachfassen"),
                    "subject:illegal-characters"));
        }
        lines.add(planned("subject with half a pair", Map.of("subject", LONE_SURROGATE), "subject:illegal-characters"));
        lines.add(planned("description 20001", Map.of("description", "x".repeat(20_001)), "description:too-long"));
        lines.add(planned(
                "description with NUL",
                Map.of("description", "Angebot\u0000nachfassen"),
                "description:illegal-characters"));
        lines.add(planned(
                "long description with NUL",
                Map.of("description", "x".repeat(5_000) + "\u0000"),
                "description:illegal-characters"));
        lines.add(planned(
                "description with half a pair",
                Map.of("description", LONE_SURROGATE),
                "description:illegal-characters"));
        return lines.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("drafts")
    void isRefusedByTheApi(Function<TestContacts, Draft> draft, List<String> expected) {
        Map<String, @Nullable Object> body = draft.apply(contacts).body();
        var before = rows.count();

        var german = api.as("anna").with("Accept-Language", "de").post("/api/contacts", json.writeValueAsString(body));

        assertThat(german.status()).as(german.text()).isEqualTo(422);
        assertThat(german.errors()).isEqualTo(expected);
        assertThat(messages(german)).isEqualTo(expectedSentences(expected, Locale.GERMAN));
        if (inEnglish.add(expected)) {
            var english =
                    api.as("anna").with("Accept-Language", "en").post("/api/contacts", json.writeValueAsString(body));
            assertThat(messages(english)).isEqualTo(expectedSentences(expected, Locale.ENGLISH));
        }
        assertThat(rows.count()).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("drafts")
    void isRefusedInTasklist(Function<TestContacts, Draft> draft, List<String> expected) {
        Map<String, @Nullable Object> body = draft.apply(contacts).body();
        assumeThat(READ_IN_TASKLIST)
                .doesNotContain(String.valueOf(body.get("duration")), String.valueOf(body.get("start")));
        var before = rows.count();

        var answer = tasklist.start(ContactBpmn.KEY, body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.message()).isEqualTo(whole(expected, Locale.GERMAN));
        assertThat(rows.count()).isEqualTo(before);
    }

    @Test
    void saysEverythingThatIsMissingAtOnce() {
        List<String> all = List.of(
                "addressId:required",
                "type:required",
                "direction:required",
                "status:required",
                "start:required",
                "duration:required",
                "reminder:required",
                "subject:required");
        var before = rows.count();

        assertThat(api.as("anna").post("/api/contacts", Map.of()).errors()).containsExactlyInAnyOrderElementsOf(all);
        assertThat(Tasklist.of(api, "anna")
                        .in("en")
                        .start(ContactBpmn.KEY, Map.of())
                        .message())
                .contains("Subject", "Address", "Start", "Duration");
        assertThat(rows.count()).isEqualTo(before);
    }

    /** What is wrong with an outcome, and what the answer says about it. */
    private Stream<Arguments> outcomes() {
        List<Arguments> lines = new ArrayList<>();
        for (var nothing : missing()) {
            lines.add(
                    outcome("outcome " + nothing.getKey(), Map.of("outcome", nothing.getValue()), "outcome:required"));
            lines.add(outcome(
                    "duration " + nothing.getKey(),
                    Map.of("duration", nothing.getValue()),
                    "duration:duration.required"));
        }
        for (String unknown : List.of("postponed", "PERFORMED", "performed\u0000", "${outcome}")) {
            lines.add(outcome("outcome " + unknown, Map.of("outcome", unknown), "outcome:not-found"));
        }
        for (String duration : List.of("-00:15", "24:00", "1:60", "00:15x", "\u0660\u0660:\u0661\u0665")) {
            lines.add(outcome("duration " + duration, Map.of("duration", duration), "duration:duration.invalid"));
        }
        lines.add(outcome("no time at all", Map.of("duration", "00:00"), "duration:duration.required"));
        lines.add(outcome("start before 1990", Map.of("start", "1989-12-31T23:59"), "start:start.out-of-range"));
        lines.add(outcome("start no date", Map.of("start", "gestern"), "start:start.invalid"));
        lines.add(outcome("start that never was", Map.of("start", "2026-03-29T02:30"), "start:start.in-dst-gap"));
        lines.add(outcome(
                "start tomorrow", Map.of("start", time.today().plusDays(1) + "T09:00"), "start:start.in-future"));
        lines.add(outcome("infotext 20001", Map.of("infotext", "x".repeat(20_001)), "infotext:too-long"));
        lines.add(outcome("infotext with NUL", Map.of("infotext", "war\u0000nett"), "infotext:illegal-characters"));
        lines.add(outcome(
                "long infotext with NUL", Map.of("infotext", "\u0000".repeat(5_000)), "infotext:illegal-characters"));
        lines.add(outcome(
                "infotext with half a pair", Map.of("infotext", LONE_SURROGATE), "infotext:illegal-characters"));
        return lines.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outcomes")
    void isRefusedAsOutcomeAndTheTaskStaysOpen(Map<String, Object> outcome, List<String> expected) {
        Existing contact = contacts.aPlannedContact().withReminder().create();
        // ahead of its planned start nothing is performed without saying when it began
        Map<String, Object> body = new LinkedHashMap<>(outcome);
        body.putIfAbsent("start", time.today().minusDays(1) + "T09:00");
        body.put("version", contact.version());
        var before = rows.count();

        var answer = api.as("anna").post("/api/contacts/" + contact.id() + "/outcome", json.writeValueAsString(body));
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.errors()).isEqualTo(expected);
        assertThat(answer.json().path("rule").path("name").asString()).isNotEmpty();

        // in Tasklist a start that is not typed is the planned one, which the form shows
        Map<String, Object> fields = new LinkedHashMap<>(outcome);
        fields.putIfAbsent("start", time.today().minusDays(1) + "T09:00");
        var inTasklist = tasklist.complete(contact.taskId(), fields);
        assertThat(inTasklist.status()).as(inTasklist.text()).isEqualTo(422);
        assertThat(inTasklist.message()).isEqualTo(whole(expected, Locale.GERMAN));

        assertThat(rows.count()).isEqualTo(before);
        assertThat(contacts.read(contact.id()).json()).isEqualTo(contact.json());
    }

    private Arguments planned(String name, Map<String, Object> changes, String... expected) {
        return line(name, TestContacts::aPlannedContact, changes, expected);
    }

    private Arguments performed(String name, Map<String, Object> changes, String... expected) {
        return line(name, TestContacts::aPerformedContact, changes, expected);
    }

    private static Arguments line(
            String name, Function<TestContacts, Draft> base, Map<String, Object> changes, String... expected) {
        Function<TestContacts, Draft> draft = all -> {
            Draft made = base.apply(all);
            changes.forEach((field, value) -> {
                if (value instanceof Made from) {
                    made.with(field, from.value().apply(all));
                } else if (value instanceof Gone) {
                    made.body().remove(field);
                } else {
                    made.with(field, value);
                }
            });
            return made;
        };
        return arguments(named(readable(name), draft), codes(expected));
    }

    private static Arguments outcome(String name, Map<String, Object> changes, String... expected) {
        Map<String, Object> outcome = new LinkedHashMap<>(Map.of("outcome", "performed", "duration", "00:15"));
        changes.forEach((field, value) -> {
            if (value instanceof Gone) {
                outcome.remove(field);
            } else {
                outcome.put(field, value);
            }
        });
        return arguments(named(readable(name), outcome), codes(expected));
    }

    private static List<String> codes(String... expected) {
        return Stream.of(expected).filter(code -> code.contains(":")).toList();
    }

    private static String readable(String name) {
        return json.writeValueAsString(name);
    }

    private record Made(Function<TestContacts, Object> value) {}

    private record Gone() {}

    private static Made from(Function<TestContacts, Object> value) {
        return new Made(value);
    }

    private static Gone gone() {
        return new Gone();
    }

    private static List<Map.Entry<String, Object>> missing() {
        return List.of(
                Map.entry("missing", gone()),
                Map.entry("empty", ""),
                Map.entry("blank", " \t "),
                Map.entry("NBSP", NBSP),
                Map.entry("zero-width", ZERO_WIDTH));
    }

    private static List<String> messages(Api.Answer answer) {
        return answer.json()
                .path("errors")
                .valueStream()
                .map(error -> error.path("message").asString())
                .toList();
    }

    private List<String> expectedSentences(List<String> expected, Locale locale) {
        return errors(expected).stream()
                .map(error -> sentences.of(error, locale))
                .toList();
    }

    private String whole(List<String> expected, Locale locale) {
        return sentences.of(dev.rapport.shared.BusinessRuleViolation.invalid(errors(expected)), locale);
    }

    private static List<FieldError> errors(List<String> expected) {
        return expected.stream()
                .map(text -> {
                    String field = text.substring(0, text.indexOf(':'));
                    String code = text.substring(field.length() + 1);
                    return code.equals("too-long")
                            ? FieldError.of(field, code, field.equals("subject") ? 200 : 20_000)
                            : FieldError.of(field, code);
                })
                .toList();
    }
}

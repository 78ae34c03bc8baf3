package dev.rapport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.contact.TestContacts;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.shared.BusinessTime;
import dev.rapport.support.Api;
import dev.rapport.support.Session;
import dev.rapport.support.Statements;
import dev.rapport.support.Statements.ThrowingRunnable;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the main flows ask of the database, each as a whole request with a session; a batch counts once, the reading of the session
 * does not. No more than these: who needs fewer lowers them. What they cost in time is the benchmark's (src/docs/benchmark.md).
 */
@IntegrationTest
class MainFlowsTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired
    private Api api;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private Statements statements;

    @Autowired
    private BusinessTime time;

    private Session anna;

    /**
     * One of them.
     *
     * @param most statements
     * @param prepared brings about what it needs, uncounted, and is what is counted
     */
    private record Flow(String name, int most, Supplier<ThrowingRunnable> prepared) {}

    @TestFactory
    Stream<DynamicTest> asksNoMoreOfTheDatabase() {
        anna = Session.of(api, "anna");
        long company = contacts.aCompany();
        long campaign = contacts.aCampaign(false);
        long closed =
                contacts.aPerformedContact().with("addressId", company).create().id();
        return Stream.of(
                        new Flow("log a call", 10, () -> () -> send("POST", "/api/contacts", logged(company), 201)),
                        new Flow(
                                "plan with a reminder",
                                21,
                                () -> () -> send("POST", "/api/contacts", planned(company), 201)),
                        new Flow("close", 40, () -> {
                            Existing open = open(company);
                            return () -> send("POST", "/api/contacts/" + open.id() + "/outcome", outcome(open), 200);
                        }),
                        new Flow("move", 43, () -> {
                            Existing open = open(company);
                            return () -> send(
                                    "PATCH",
                                    "/api/contacts/" + open.id(),
                                    Map.of(
                                            "version",
                                            open.version(),
                                            "start",
                                            time.today().plusDays(9) + "T11:00"),
                                    200);
                        }),
                        new Flow("snooze", 25, () -> {
                            Existing open = open(company);
                            return () -> send(
                                    "POST",
                                    "/api/reminders/" + open.reminderId() + "/snooze",
                                    Map.of("until", time.today().plusDays(2) + "T11:00"),
                                    200);
                        }),
                        looks("as whom I work", 1, "/api/me"),
                        looks("find a customer, by one word", 2, "/api/addresses?q=Muster"),
                        looks("find a customer, by two", 3, "/api/addresses?q=Muster+Berlin"),
                        looks("own reminders", 2, "/api/reminders?scope=mine"),
                        looks("everybody's reminders", 2, "/api/reminders?scope=all"),
                        // its keys and its lines apart: one plan for all lines is worth the statement more (ADR 80)
                        looks("history of a customer", 3, "/api/addresses/" + company + "/history"),
                        looks("start", 6, "/"),
                        looks("list", 3, "/contacts"),
                        looks("calendar", 3, "/calendar"),
                        looks("contact", 6, "/contacts/" + closed),
                        looks("address", 13, "/addresses/" + company),
                        looks("campaign", 12, "/campaigns/" + campaign),
                        looks("palette", 5, "/palette?q=Muster"))
                .map(flow -> DynamicTest.dynamicTest(flow.name(), () -> {
                    // what is read once and kept
                    flow.prepared().get().run();
                    // the fewest of three: what the application does by itself meanwhile is nobody's request
                    List<String> sent = Stream.generate(() -> counted(flow))
                            .limit(3)
                            .min(Comparator.comparingInt(List::size))
                            .orElseThrow();
                    assertThat(sent).hasSizeLessThanOrEqualTo(flow.most());
                }));
    }

    /** Without the calls for the next fifty ids, which come when they come. */
    private List<String> counted(Flow flow) {
        return statements.during(flow.prepared().get()).stream()
                .filter(sql -> !sql.contains("_id_seq"))
                .toList();
    }

    private Flow looks(String name, int most, String path) {
        return new Flow(
                name,
                most,
                () -> () -> assertThat(anna.get(path).statusCode()).as(path).isEqualTo(200));
    }

    private void send(String method, String path, Map<String, ?> body, int expected) {
        var answer = anna.json(method, path, JSON.writeValueAsString(body));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected);
    }

    private Existing open(long company) {
        return contacts.aPlannedContact()
                .with("addressId", company)
                .withReminder()
                .create();
    }

    private Map<String, ?> planned(long company) {
        return contacts.aPlannedContact()
                .with("addressId", company)
                .withReminder()
                .body();
    }

    private Map<String, ?> logged(long company) {
        return contacts.aPerformedContact().with("addressId", company).body();
    }

    private static Map<String, ?> outcome(Existing open) {
        Map<String, Object> outcome = new LinkedHashMap<>();
        outcome.put("version", open.version());
        outcome.put("outcome", "performed");
        outcome.put("start", "2026-11-23T10:00");
        outcome.put("duration", "00:10");
        return outcome;
    }
}

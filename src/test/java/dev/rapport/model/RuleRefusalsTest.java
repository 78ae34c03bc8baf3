package dev.rapport.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.engine.RuleRefusals;
import dev.rapport.engine.RuleRefusals.Tally;
import dev.rapport.models.ContactBpmn;
import dev.rapport.support.Api;
import dev.rapport.support.Clock;
import dev.rapport.support.Conditions;
import dev.rapport.support.Deployments;
import dev.rapport.support.Pages;
import dev.rapport.support.Session;
import dev.rapport.support.Tasklist;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What conditions refuse is counted, for process admins to see what a rule costs. */
@IntegrationTest
class RuleRefusalsTest {

    private static final Map<String, String> NOT_PERFORMED = Map.of("outcome", "notPerformed");

    @Autowired
    private Api api;

    @Autowired
    private Pages pages;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private Deployments deployments;

    @Autowired
    private RuleRefusals refusals;

    @Autowired
    private Clock clock;

    @Autowired
    private JdbcClient jdbc;

    /** Other tests' conditions have refused too. */
    @BeforeEach
    void askForAReason() {
        refusals.write();
        jdbc.sql("delete from rapport.rule_refusal").update();
        deployments.deploy(
                "contact.bpmn",
                Conditions.behindCheckOutcome(
                        ContactBpmn.KEY,
                        "requireContactField",
                        Map.of("requiredField", "infotext", "onlyForOutcome", "notPerformed")));
    }

    @AfterEach
    void bringTheStandardBack() {
        deployments.remove();
    }

    @Test
    void everyAttemptCountsOnEveryDoorAndNothingElseDoes() {
        assertThat(refused())
                .as("the trial before the deployment has refused nobody")
                .isEmpty();
        Existing contact = contacts.aPlannedContact().create();

        contacts.close(contact, "anna", NOT_PERFORMED);
        Tasklist.of(api, "anna").in("de").complete(contact.taskId(), NOT_PERFORMED);
        Session.of(api, "anna").form("/contacts/" + contact.id(), Map.of("version", "0", "outcome", "notPerformed"));
        // a rule that nobody can take away, an outdated form, and what is not refused
        contacts.close(contact, "anna", Map.of("outcome", "performed", "duration", "viel"));
        contacts.close(contact, "anna", Map.of("outcome", "notPerformed", "version", 77));
        Tasklist.of(api, "anna")
                .in("de")
                .complete(contact.taskId(), Map.of("outcome", "notPerformed", "readVersion", 77));
        assertThat(contacts.close(contact, "anna", Map.of("outcome", "notPerformed", "infotext", "Krank"))
                        .status())
                .isEqualTo(200);

        assertThat(refused()).singleElement().satisfies(refused -> {
            assertThat(refused.element()).isEqualTo(Conditions.ELEMENT);
            assertThat(refused.name()).isEqualTo("Unsere Bedingung");
            assertThat(refused.thisWeek()).isEqualTo(3);
            assertThat(refused.lately()).isEqualTo(3);
        });
        assertThat(pages.as("maria").get("/models/contact").text())
                .contains("Was Bedingungen abgelehnt haben", "3-mal diese Woche, 3-mal in vier Wochen");
        assertThat(pages.as("paul").inEnglish().get("/models/contact").text())
                .contains("3 times this week, 3 times in four weeks");
        assertThat(pages.as("maria").get("/models/measure").text()).doesNotContain("Was Bedingungen abgelehnt haben");
    }

    @Test
    void weeksAreCountedByThemselves() {
        Existing contact = contacts.aPlannedContact().create();
        contacts.close(contact, "anna", NOT_PERFORMED);

        clock.advance(Duration.ofDays(21));
        contacts.close(contact, "anna", NOT_PERFORMED);

        assertThat(refused())
                .singleElement()
                .extracting(Tally::thisWeek, Tally::lately)
                .containsExactly(1L, 2L);
        clock.advance(Duration.ofDays(7));
        assertThat(refused())
                .singleElement()
                .extracting(Tally::thisWeek, Tally::lately)
                .containsExactly(0L, 1L);
        clock.advance(Duration.ofDays(21));
        assertThat(refused()).isEmpty();
    }

    @Test
    void manyAtOnceAreAllCounted() throws Exception {
        List<Existing> open = IntStream.range(0, 40)
                .mapToObj(i -> contacts.aPlannedContact().create())
                .toList();
        ExecutorService people = Executors.newFixedThreadPool(30);
        try {
            List<Callable<Integer>> attempts = open.stream()
                    .<Callable<Integer>>map(contact ->
                            () -> contacts.close(contact, "anna", NOT_PERFORMED).status())
                    .toList();
            for (Future<Integer> attempt : people.invokeAll(attempts)) {
                assertThat(attempt.get()).isEqualTo(422);
            }
        } finally {
            people.shutdownNow();
        }

        assertThat(refused()).singleElement().extracting(Tally::lately).isEqualTo(40L);
    }

    private List<Tally> refused() {
        refusals.write();
        return refusals.of(ContactBpmn.KEY);
    }
}

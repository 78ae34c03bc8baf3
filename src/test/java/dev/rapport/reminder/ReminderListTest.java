package dev.rapport.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.support.Api;
import dev.rapport.support.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Which part of the list a reminder stands in, and where in it (rule 13). */
@IntegrationTest
class ReminderListTest {

    @Autowired
    private Api api;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private Clock clock;

    @BeforeEach
    void aMondayMorning() {
        clock.moveTo("2031-06-02T10:00");
    }

    private Existing planned(String start, String lead) {
        return contacts.aPlannedContact()
                .by("ben")
                .startingAt(start)
                .withReminder(lead)
                .create();
    }

    @Test
    void sectionsFollowTheAppointmentAndTheReminderOnlyTellsLaterDaysApart() {
        Existing yesterday = planned("2031-06-01T09:00", "PT0S");
        Existing thisMorning = planned("2031-06-02T09:59", "P7D");
        Existing tonight = planned("2031-06-02T23:59", "PT0S");
        Existing remindedLongAgo = planned("2031-06-02T10:01", "P7D");
        Existing tomorrowReminded = planned("2031-06-03T00:00", "P1D");
        Existing nextWeekReminded = planned("2031-06-09T09:00", "P7D");
        Existing nextWeek = planned("2031-06-09T10:01", "P7D");

        assertThat(section(yesterday)).isEqualTo("overdue");
        assertThat(section(thisMorning)).isEqualTo("overdue");
        assertThat(section(tonight)).isEqualTo("today");
        assertThat(section(remindedLongAgo)).isEqualTo("today");
        assertThat(section(tomorrowReminded)).isEqualTo("due");
        assertThat(section(nextWeekReminded)).isEqualTo("due");
        assertThat(section(nextWeek)).isEqualTo("upcoming");

        clock.moveTo("2031-06-02T10:02");
        assertThat(section(remindedLongAgo)).isEqualTo("overdue");
        clock.moveTo("2031-06-09T00:00");
        assertThat(section(nextWeek)).isEqualTo("today");
    }

    @Test
    void snoozingChangesWhenOneIsRemindedAndNotWhetherItIsOverdue() {
        Existing passed = planned("2031-06-02T09:00", "PT0S");
        Existing reminded = planned("2031-06-05T09:00", "P7D");
        for (Existing each : List.of(passed, reminded)) {
            assertThat(api.as("ben")
                            .post(
                                    "/api/reminders/" + each.reminderId() + "/snooze",
                                    Map.of("until", "2031-06-03T09:00"))
                            .status())
                    .isEqualTo(200);
        }

        assertThat(section(passed)).isEqualTo("overdue");
        assertThat(section(reminded)).isEqualTo("upcoming");
    }

    @Test
    void isSortedByTheStartOnEveryPageAndCountsEachSection() {
        Map<String, Long> before = counts();
        Existing last = planned("2031-06-20T09:00", "PT0S");
        Existing first = planned("2031-06-18T09:00", "PT0S");
        Existing second = planned("2031-06-19T09:00", "P7D");

        List<Long> order = new ArrayList<>();
        String previous = "";
        for (JsonNode item : all("")) {
            String start = item.path("start").asString();
            assertThat(start).isGreaterThanOrEqualTo(previous);
            previous = start;
            order.add(item.path("contactId").asLong());
        }
        assertThat(order).containsSubsequence(first.id(), second.id(), last.id());
        assertThat(counts().get("upcoming")).isEqualTo(before.get("upcoming") + 3);
        assertThat(counts()).containsOnlyKeys("overdue", "today", "due", "upcoming");
    }

    @Test
    void oneSectionCanBeAskedForByItsName() {
        Existing reminded = planned("2031-06-04T09:00", "P7D");

        assertThat(all("&section=due"))
                .allMatch(item -> item.path("section").asString().equals("due"))
                .anyMatch(item -> item.path("contactId").asLong() == reminded.id());
        assertThat(all("&section=today"))
                .noneMatch(item -> item.path("contactId").asLong() == reminded.id());
        assertThat(api.as("ben").get("/api/reminders?section=DUE").errors()).containsExactly("section:invalid");
    }

    private String section(Existing contact) {
        return all("").stream()
                .filter(item -> item.path("contactId").asLong() == contact.id())
                .findFirst()
                .orElseThrow()
                .path("section")
                .asString();
    }

    private Map<String, Long> counts() {
        Map<String, Long> counts = new java.util.TreeMap<>();
        api.as("ben")
                .get("/api/reminders?scope=mine&limit=1")
                .json()
                .path("counts")
                .properties()
                .forEach(count -> counts.put(count.getKey(), count.getValue().asLong()));
        return counts;
    }

    /** Page by page. */
    private List<JsonNode> all(String more) {
        List<JsonNode> items = new ArrayList<>();
        String after = "";
        while (true) {
            JsonNode page = api.as("ben")
                    .get("/api/reminders?scope=mine&limit=7" + more + after)
                    .json();
            page.path("items").forEach(items::add);
            if (page.path("next").isNull()) {
                return items;
            }
            after = "&after=" + page.path("next").asString();
        }
    }
}

package dev.rapport.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.reminder.ReminderList.Section;
import dev.rapport.support.Api;
import dev.rapport.support.Clock;
import dev.rapport.worklist.Worklist.After;
import dev.rapport.worklist.Worklist.Kind;
import dev.rapport.worklist.Worklist.Line;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Reminders, open contacts without one and open measures in one list (rule 13). */
@IntegrationTest
class WorklistTest {

    private static final List<Kind> EVERYTHING = List.of(Kind.values());
    private static final int ALL = 100_000;

    @Autowired
    private Api api;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private Clock clock;

    @Autowired
    private Worklist worklist;

    private final String word = "w" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void aMondayMorning() {
        clock.moveTo("2031-06-02T10:00");
    }

    @Test
    void sectionsFollowTheAppointmentAndTheDay() {
        contact("passed", "2031-06-02T09:59");
        contact("tonight", "2031-06-02T23:59");
        contact("tomorrow", "2031-06-03T00:00");
        measure("yesterday", "2031-06-01");
        measure("thisDay", "2031-06-02");
        measure("nextDay", "2031-06-03");
        measure("noDay", null);

        assertThat(mine(List.of(Kind.CONTACT), null).stream().map(this::told))
                .containsExactly("passed OVERDUE", "tonight TODAY", "tomorrow UPCOMING");
        assertThat(mine(List.of(Kind.MEASURE), null).stream().map(this::told))
                .containsExactly("yesterday OVERDUE", "thisDay TODAY", "nextDay UPCOMING", "noDay UPCOMING");
        for (Section section : Section.values()) {
            assertThat(mine(EVERYTHING, section)).allMatch(line -> line.section() == section);
        }
        assertThat(mine(EVERYTHING, Section.TODAY).stream().map(this::told))
                .containsExactly("thisDay TODAY", "tonight TODAY");
    }

    @Test
    void aContactWithAReminderStandsThereOnce() {
        Existing reminded = contacts.aPlannedContact()
                .with("subject", word + " reminded")
                .responsible("ben")
                .startingAt("2031-06-04T09:00")
                .withReminder()
                .create();

        assertThat(mine(EVERYTHING, null))
                .singleElement()
                .satisfies(line -> assertThat(line.kind()).isEqualTo(Kind.REMINDER));
        api.as("ben").send("DELETE", "/api/reminders/" + reminded.reminderId(), null);
        assertThat(mine(EVERYTHING, null))
                .singleElement()
                .satisfies(line -> assertThat(line.kind()).isEqualTo(Kind.CONTACT));
    }

    /** Also where several kinds begin at the very same moment. */
    @Test
    void pagesGoOnWhereTheLastOneEnded() {
        for (int i = 0; i < 3; i++) {
            contact("midnight " + i, "2031-06-05T00:00");
            measure("that day " + i, "2031-06-05");
            contacts.aPlannedContact()
                    .with("subject", word + " reminded " + i)
                    .responsible("ben")
                    .startingAt("2031-06-05T00:00")
                    .withReminder()
                    .create();
        }
        List<Line> all = worklist.list(EVERYTHING, "ben", null, null, ALL).lines();
        assertThat(all)
                .isSortedAccordingTo(Comparator.comparing(Line::start)
                        .thenComparing(Line::kind)
                        .thenComparing(Line::order));

        List<Line> paged = new ArrayList<>();
        After after = null;
        while (true) {
            List<Line> page = worklist.list(EVERYTHING, "ben", null, after, 2).lines();
            if (page.isEmpty()) {
                break;
            }
            paged.addAll(page);
            Line last = page.get(page.size() - 1);
            after = new After(last.start(), last.kind(), last.order());
        }
        assertThat(paged).isEqualTo(all);
    }

    @Test
    void countsAreThoseOfTheLines() {
        contact("later", "2031-06-07T09:00");
        var listing = worklist.list(EVERYTHING, "ben", null, null, ALL);
        for (Section section : Section.values()) {
            assertThat(listing.counts().get(section))
                    .as(section.name())
                    .isEqualTo(listing.lines().stream()
                            .filter(line -> line.section() == section)
                            .count());
        }
    }

    private void contact(String name, String start) {
        contacts.aPlannedContact()
                .with("subject", word + " " + name)
                .responsible("ben")
                .startingAt(start)
                .create();
    }

    private void measure(String name, @Nullable String day) {
        Map<String, Object> measure = new HashMap<>(Map.of("subject", word + " " + name, "responsible", "ben"));
        if (day != null) {
            measure.put("plannedFor", day);
        }
        assertThat(api.as("ben").post("/api/measures", measure).status()).isEqualTo(201);
    }

    private List<Line> mine(List<Kind> kinds, @Nullable Section section) {
        return worklist.list(kinds, "ben", section, null, ALL).lines().stream()
                .filter(line -> line.subject().startsWith(word))
                .toList();
    }

    private String told(Line line) {
        return line.subject().substring(word.length() + 1) + " " + line.section();
    }
}

package dev.rapport.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts;
import dev.rapport.contact.TestContacts.Draft;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Clock;
import dev.rapport.support.Pages;
import dev.rapport.support.Statements;
import dev.rapport.support.TestUsers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The calendar as pages and over the API. Each test has a person of its own, whose calendar shows nothing of other tests. */
@IntegrationTest
class CalendarPagesTest {

    private static final Pattern FEED = Pattern.compile("http://localhost:\\d+(/calendar/[A-Za-z0-9_-]{43}\\.ics)");

    @Autowired
    private Api api;

    @Autowired
    private Pages pages;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private TestUsers users;

    @Autowired
    private Clock clock;

    @Autowired
    private Statements statements;

    private String person;

    @BeforeEach
    void somebody() {
        person = users.somebodyNew();
        clock.moveTo("2027-03-10T10:20");
    }

    @Test
    void withoutAWordItIsOnesOwnWeek() {
        Existing mine = planned("2027-03-11T14:00").create();
        contacts.aPlannedContact().startingAt("2027-03-11T14:00").create();

        String page = page("/calendar");

        assertThat(page).contains("KW 10, 8. bis 12. März 2027", "14:00");
        assertThat(entries(page)).containsExactly(mine.id());
        assertThat(page).contains("at-h14 at-m0 for-h0 for-m25 lane0 of1");
    }

    @Test
    void somebodyElsesAndEverybodysAreAskedForByTheFilterOfLists() {
        Existing mine = planned("2027-03-11T14:00").create();

        assertThat(entries(page("/calendar?view=week&responsible=ben&creator=" + person)))
                .isEmpty();
        assertThat(entries(page("/calendar?view=week&creator=" + person))).containsExactly(mine.id());
        assertThat(page("/calendar?view=week&responsible=ben")).contains("Ben Yılmaz");
        assertThat(page("/calendar?view=week")).contains("<span>Alle</span>");
    }

    /** In 2027 the clock goes on on 28 March and back on 31 October. */
    @ParameterizedTest
    @CsvSource({
        "2027-03-28T03:30, 2027-03-25, at-h3 at-m30",
        "2027-03-28T01:30, 2027-03-28, at-h1 at-m30 for-h2",
        "2027-03-29T09:00, 2027-03-29, at-h9 at-m0",
        "2027-10-31T00:30, 2027-10-31, at-h0 at-m30",
        "2027-10-31T23:30, 2027-10-25, at-h23 at-m30"
    })
    void isRightInTheWeeksOfTheClockChange(String start, String date, String place) {
        planned(start).with("type", "VISIT").create();

        String page = page("/calendar?view=week&date=" + date + "&responsible=" + person);

        assertThat(page).contains(place);
        assertThat(page.replaceAll("(?s).*data-day=\"(" + start.substring(0, 10) + ")\".*?class=\"cal-entry.*", "$1"))
                .isEqualTo(start.substring(0, 10));
    }

    @Test
    void weekendsAreShownOnlyWhenThereIsSomethingAndHolidaysSayTheirName() {
        assertThat(page("/calendar?view=week&date=2027-03-24&responsible=" + person))
                .contains("Karfreitag", "data-day=\"2027-03-26\"")
                .doesNotContain("data-day=\"2027-03-27\"");
        planned("2027-03-27T09:00").create();
        assertThat(page("/calendar?view=week&date=2027-03-24&responsible=" + person))
                .contains("data-day=\"2027-03-27\"")
                .contains("22. bis 27. März 2027");
        assertThat(pages.as(person)
                        .inEnglish()
                        .get("/calendar?view=month&date=2027-03-24")
                        .text())
                .contains("Good Friday", "March 2027");
    }

    /** Whoever works on a Saturday sees where now is. */
    @Test
    void todayIsShownThoughNobodyWorks() {
        clock.moveTo("2027-03-13T10:00");

        assertThat(page("/calendar?view=week&responsible=" + person))
                .contains("data-day=\"2027-03-13\"")
                .doesNotContain("data-day=\"2027-03-14\"");
    }

    @Test
    void whoeverOnlyWatchesBeginsWithEverybodys() {
        planned("2027-03-11T09:00").with("subject", "Nicht von Paul").create();

        assertThat(pages.as("paul").get("/calendar").text()).contains("Nicht von Paul");
        assertThat(pages.as("maria").get("/calendar").text()).doesNotContain("Nicht von Paul");
    }

    @Test
    void withoutFollowUpIsAFilterHereToo() {
        long company = contacts.aCompany();
        contacts.aPerformedContact()
                .with("addressId", company)
                .with("responsible", person)
                .with("start", "2027-03-10T09:00")
                .with("subject", "Keiner danach")
                .create();

        String filter = "&responsible=" + person + "&withoutFollowUp=true";
        assertThat(page("/calendar?view=week" + filter)).contains("Keiner danach");
        planned("2027-03-11T09:00").with("addressId", company).create();
        assertThat(page("/calendar?view=week" + filter)).doesNotContain("Keiner danach");
    }

    @Test
    void earlyAndLateAppointmentsWidenTheDay() {
        planned("2027-03-11T06:45").create();
        planned("2027-03-12T21:10").with("type", "VISIT").create();

        assertThat(page("/calendar")).contains("from6 hours17");
    }

    @Test
    void aFreeHourLeadsToAFormWithThatTimeForThatPerson() {
        String page = page("/calendar?view=week&responsible=ben");
        assertThat(page).contains("/contacts/new?start=2027-03-11T09:30&amp;responsible=ben");

        String form = page("/contacts/new?start=2027-03-11T09:30&responsible=ben");
        assertThat(form)
                .contains("value=\"11.03.2027\"", "value=\"09:30\"", "Ben Yılmaz")
                .containsPattern("value=\"PLANNED\"[^>]*checked");
        assertThat(page("/contacts/new?start=2027-03-09T09:30"))
                .contains("value=\"09.03.2027\"", "value=\"09:30\"")
                .containsPattern("value=\"PERFORMED\"[^>]*checked");
        assertThat(pages.as(person)
                        .get("/contacts/new?start=heute&responsible=niemand")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aMonthShowsFourOfADayAndSaysHowManyMoreThereAre() {
        for (int i = 0; i < 7; i++) {
            planned("2027-03-11T1" + i + ":00").create();
        }

        String page = page("/calendar?view=month&responsible=" + person);

        assertThat(page).contains("+3 weitere", "März 2027");
        assertThat(entries(page)).hasSize(4);
        assertThat(entries(page("/calendar?view=agenda&date=2027-03-11&responsible=" + person)))
                .isEmpty();
    }

    @Test
    void anAgendaGoesOnWhereItsPageEnds() {
        for (int i = 0; i < 30; i++) {
            planned("2027-03-%02dT09:00".formatted(1 + i)).create();
        }
        String first = page("/calendar?view=agenda&date=2027-03-02&responsible=" + person);
        assertThat(first).contains("Dienstag, 2. März", "ab 2. März 2027").doesNotContain("Montag, 1. März");
        String more = first.replaceAll("(?s).*<p class=\"cal-more-days\"[^>]*><a[^>]*href=\"([^\"]*)\".*", "$1")
                .replace("&amp;", "&");
        String second = pages.as(person).asHtmx().get(more).text();
        assertThat(second).contains("30. März").doesNotContain("cal-head", "cal-more-days");
    }

    @Test
    void whatIsOverduePerformedOrVoidedIsToBeToldApart() {
        planned("2027-03-09T09:00").create();
        contacts.close(planned("2027-03-09T11:00").create(), "anna", Map.of("outcome", "notPerformed"));
        Existing voided = planned("2027-03-09T13:00").create();
        api.as(person)
                .post(
                        "/api/contacts/" + voided.id() + "/void",
                        Map.of("version", voided.version(), "reason", "doppelt"));

        String page = page("/calendar?view=week&responsible=" + person);
        assertThat(page).contains("is-late", "Überfällig", "is-done is-not").doesNotContain("is-voided");
        assertThat(page("/calendar?view=week&voided=true&responsible=" + person))
                .contains("is-voided", "Storniert");
    }

    @Test
    void isReadWithAsManyStatementsForManyAsForNone() {
        page("/calendar");
        List<String> none = statements.during(() -> page("/calendar?view=month&responsible=" + person));
        for (int i = 0; i < 12; i++) {
            planned("2027-03-%02dT09:00".formatted(10 + i)).create();
        }
        assertThat(statements.during(() -> page("/calendar?view=month&responsible=" + person)))
                .hasSameSizeAs(none)
                .hasSizeLessThanOrEqualTo(12);
        assertThat(statements.during(() -> page("/calendar?view=week&responsible=" + person)))
                .hasSizeLessThanOrEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"?date=gestern&view=jahr", "?date=0001-01-01", "?date=2027-02-30", "?after=%00&view=agenda"})
    void whatSaysNothingIsPassedOver(String query) {
        assertThat(pages.as(person).get("/calendar" + query).status()).isBetween(200, 422);
    }

    @Test
    void theFeedHasWhatTheListAndTheCalendarHave() {
        List<String> numbers = new ArrayList<>();
        for (String start : List.of("2027-03-01T09:00", "2027-03-11T09:00", "2027-04-01T10:30", "2027-04-20T08:00")) {
            numbers.add(planned(start).create().number());
        }
        String shown = pages.as(person).submit("/calendar-feed", Map.of()).text();
        var address = FEED.matcher(shown);
        assertThat(address.find()).isTrue();
        String feed = api.get(address.group(1)).text();
        List<String> fed = Biweekly.parse(feed).first().getEvents().stream()
                .map(event -> event.getUid().getValue().replace("@rapport", ""))
                .toList();

        assertThat(fed).containsExactlyElementsOf(numbers);
        assertThat(numbers("/api/contacts?status=planned&sort=start&responsible=" + person, "items"))
                .isEqualTo(fed);
        JsonNode days = api.as(person)
                .get("/api/calendar?status=planned&from=2027-03-01&to=2027-04-30&responsible=" + person)
                .json()
                .path("days");
        assertThat(days.findValuesAsString("number")).isEqualTo(fed);
    }

    @Test
    void theApiSaysWhenADayIsFreeAndWhenAnAppointmentEnds() {
        Existing visit = planned("2027-03-29T09:00").with("type", "VISIT").create();
        api.as(person)
                .patch("/api/contacts/" + visit.id(), Map.of("version", visit.version(), "expectedDuration", "02:30"));

        JsonNode days = api.as(person)
                .get("/api/calendar?from=2027-03-28&to=2027-03-29&responsible=" + person)
                .json()
                .path("days");

        assertThat(days.path(0).path("working").asBoolean()).isFalse();
        assertThat(days.path(1).path("working").asBoolean()).isFalse();
        assertThat(days.path(1).path("holiday").asString()).isEqualTo("Ostermontag");
        assertThat(days.path(1).path("items").path(0).path("end").asString()).isEqualTo("2027-03-29T11:30:00+02:00");
    }

    @ParameterizedTest
    @CsvSource({
        "'', from:required to:required",
        "?from=2027-03-01, to:required",
        "?from=2027-03-02&to=2027-03-01, to:period.invalid",
        "?from=2027-03-01&to=2027-05-02, to:period.invalid",
        "?from=2027-03-01&to=morgen&type=ruf*, to:date.invalid type:invalid"
    })
    void theApiRefusesAllAtOnceWhatIsNoPeriod(String query, String errors) {
        Answer answer = api.as(person).get("/api/calendar" + query);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.errors()).containsExactlyInAnyOrder(errors.split(" ", -1));
    }

    private Draft planned(String start) {
        return contacts.aPlannedContact().by(person).startingAt(start);
    }

    private String page(String path) {
        Answer answer = pages.as(person).get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.text();
    }

    private static List<Long> entries(String page) {
        return Pattern.compile("class=\"cal-(?:entry|line) [^>]*href=\"/contacts/(\\d+)\"")
                .matcher(page)
                .results()
                .map(entry -> Long.valueOf(entry.group(1)))
                .toList();
    }

    private List<String> numbers(String url, String items) {
        return api.as(person).get(url).json().path(items).findValuesAsString("number");
    }
}

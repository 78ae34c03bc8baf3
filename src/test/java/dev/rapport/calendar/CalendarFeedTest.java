package dev.rapport.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.component.VEvent;
import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts;
import dev.rapport.contact.TestContacts.Draft;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Clock;
import dev.rapport.support.Pages;
import dev.rapport.support.Statements;
import dev.rapport.support.StrictCalendar;
import dev.rapport.support.TestUsers;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person's planned contacts as a calendar, over real HTTP and without a login (ADR 55). */
@IntegrationTest
class CalendarFeedTest {

    private static final Pattern ADDRESS =
            Pattern.compile("http://localhost:\\d+(/calendar/([A-Za-z0-9_-]{43})\\.ics)");

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

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    private String person;
    private String feed;

    /** Nobody else's contacts in it. */
    @BeforeEach
    void somebodyWithAFeed() {
        person = users.somebodyNew();
        feed = open(person);
    }

    @Test
    void saysOfAPlannedContactWhatACalendarNeeds() throws Exception {
        clock.moveTo("2027-01-15T12:00");
        long company = contacts.aCompany();
        Existing contact = draft().with("addressId", company)
                .with("contactPersonId", contacts.aPersonAt(company))
                .startingAt("2027-03-29T09:00")
                .withReminder("PT15M")
                .with("subject", "Angebot; mit, Sonderzeichen\\ und 👩🏽‍🚒")
                .with("description", "Zeile eins\nZeile zwei")
                .create();

        Answer answer = read();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/calendar;charset=UTF-8");
        VEvent event = only(answer);
        assertThat(event.getUid().getValue()).isEqualTo(contact.number() + "@rapport");
        assertThat(event.getDateStart().getValue().toInstant()).isEqualTo(Instant.parse("2027-03-29T07:00:00Z"));
        assertThat(event.getDateEnd().getValue().toInstant()).isEqualTo(Instant.parse("2027-03-29T07:15:00Z"));
        assertThat(event.getSummary().getValue())
                .isEqualTo("Anruf: Angebot; mit, Sonderzeichen\\ und 👩🏽‍🚒 (Muster GmbH)");
        assertThat(event.getDescription().getValue())
                .startsWith("Mit: Petra Klein, Muster GmbH\nTelefon: +49 30 123456\nZeile eins\nZeile zwei\nhttp");
        assertThat(event.getLocation().getValue()).isEqualTo("Muster GmbH, Berlin");
        assertThat(event.getUrl().getValue()).endsWith("/contacts/" + contact.id());
        assertThat(event.getStatus().isConfirmed()).isTrue();
        assertThat(event.getOrganizer().getEmail()).isEqualTo(person + "@rapport.example");
        assertThat(event.getOrganizer().getCommonName()).isEqualTo("Karla Kalender");
        assertThat(event.getAlarms()).hasSize(1);
        assertThat(event.getAlarms().get(0).getTrigger().getDuration()).hasToString("-PT15M");
    }

    @Test
    void withoutAReminderThereIsNoAlarm() {
        draft().create();

        assertThat(only(read()).getAlarms()).isEmpty();
    }

    @Test
    void speaksTheLanguageOfThePerson() {
        draft().create();
        String german = tag();
        jdbc.sql("update rapport.app_user set locale = 'en' where user_id = :person")
                .param("person", person)
                .update();

        assertThat(only(read()).getSummary().getValue()).startsWith("Call: ");
        assertThat(tag()).isNotEqualTo(german);
    }

    @Test
    void anEmptyOneIsACalendarAllTheSame() throws Exception {
        Answer answer = read();

        assertThat(events(answer)).isEmpty();
        assertThat(ical4j(answer).getComponents()).isNotEmpty();
        assertThat(answer.text()).contains("REFRESH-INTERVAL;VALUE=DURATION:PT15M\r\n");
    }

    @Test
    void theSequenceRisesWithEveryChangeAndTheNameStays() {
        Existing contact = draft().withReminder("PT1H").create();
        List<Integer> sequences = new ArrayList<>(List.of(sequence()));
        String uid = only(read()).getUid().getValue();
        for (Map<String, ?> change : List.<Map<String, ?>>of(
                Map.of("start", clock.now().toLocalDate().plusDays(9) + "T11:00"),
                Map.of("subject", "Anders"),
                Map.of("reminderLead", "P1D"),
                Map.of("reminder", false),
                Map.of("reminder", true))) {
            assertThat(contacts.change(contacts.read(contact.id()), change).status())
                    .isEqualTo(200);
            sequences.add(sequence());
        }

        assertThat(sequences).isSorted().doesNotHaveDuplicates();
        assertThat(only(read()).getUid().getValue()).isEqualTo(uid);
    }

    @Test
    void whatIsClosedIsCancelledForThirtyDays() {
        Existing contact = draft().withReminder().create();
        contacts.close(contact, "anna", Map.of("outcome", "performed", "duration", "00:40"));

        VEvent event = only(read());
        assertThat(event.getStatus().isCancelled()).isTrue();
        assertThat(event.getAlarms()).isEmpty();
        assertThat(Duration.between(
                        event.getDateStart().getValue().toInstant(),
                        event.getDateEnd().getValue().toInstant()))
                .isEqualTo(Duration.ofMinutes(40));

        String before = tag();
        clock.advance(Duration.ofDays(31));
        assertThat(events(read())).isEmpty();
        assertThat(tag()).isNotEqualTo(before);
    }

    @Test
    void whatWasNeverPlannedIsInNoCalendar() {
        contacts.aPerformedContact().by(person).create();

        assertThat(events(read())).isEmpty();
    }

    @Test
    void whatIsVoidedIsCancelledToo() {
        Existing contact = draft().create();
        assertThat(api.as(person)
                        .post(
                                "/api/contacts/" + contact.id() + "/void",
                                Map.of("version", contact.version(), "reason", "Irrtum"))
                        .status())
                .isEqualTo(200);

        assertThat(only(read()).getStatus().isCancelled()).isTrue();
        clock.advance(Duration.ofDays(31));
        assertThat(events(read())).isEmpty();
    }

    @Test
    void whoIsResponsibleHasItAndWhoWasHasItNoMore() {
        Existing contact = draft().create();
        String ben = open("ben");
        assertThat(contacts.change(contact, Map.of("responsible", "ben")).status())
                .isEqualTo(200);

        assertThat(events(read())).isEmpty();
        assertThat(events(api.get(ben)))
                .anyMatch(event -> event.getUid().getValue().startsWith(contact.number()));
        pages.as("ben").submit("/calendar-feed/close", Map.of());
    }

    @Test
    void whatIsKnownIsNotSentAgain() {
        draft().create();
        String tag = tag();

        Answer known = api.with("If-None-Match", tag).get(feed);

        assertThat(known.status()).isEqualTo(304);
        assertThat(known.text()).isEmpty();
        assertThat(known.header("ETag")).isEqualTo(tag);
        assertThat(api.with("If-None-Match", "\"other\"").get(feed).status()).isEqualTo(200);
        assertThat(api.get(feed).header("Cache-Control")).isEqualTo("no-cache, private");
    }

    /** Whatever of it is somebody else's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update rapport.address set name = 'Anders GmbH' where id = (select address_id from rapport.contact where id = :id)",
                "update rapport.address set town = 'Bonn' where id = (select address_id from rapport.contact where id = :id)",
                "update rapport.address set phone = '+49 30 1' where id = (select address_id from rapport.contact where id = :id)",
                "update rapport.contact_type set usual_minutes = 20 where code = (select type from rapport.contact where id = :id)",
                "update rapport.address set email = 'neu@rapport.example' where id = (select u.address_id from rapport.app_user u join rapport.contact c on c.created_by = u.user_id where c.id = :id)"
            })
    void whatElseItSaysChangesTheTag(String change) {
        Existing contact = draft().create();
        String tag = tag();
        String said = read().text();
        try {
            jdbc.sql(change).param("id", contact.id()).update();

            assertThat(tag()).isNotEqualTo(tag);
            assertThat(read().text()).isNotEqualTo(said);
        } finally {
            jdbc.sql("update rapport.contact_type set usual_minutes = 15 where code = 'CALL'")
                    .update();
        }
    }

    @Test
    void aSecretThatIsNoneLeadsNowhereAndLeavesNothing() {
        String wrong = feed.replaceFirst("/calendar/....", "/calendar/AAAA");
        for (String path : List.of(wrong, "/calendar/x.ics", "/calendar/" + "a".repeat(43), "/calendar/%00.ics")) {
            long sessions = sessions();
            Answer answer = api.get(path);
            assertThat(answer.status()).as(path).isIn(400, 404);
            assertThat(answer.response().headers().allValues("Set-Cookie"))
                    .as(path)
                    .isEmpty();
            assertThat(sessions()).as(path).isEqualTo(sessions);
        }
        assertThat(api.get(wrong).text()).isEmpty();
    }

    @Test
    void opensNoSessionAndTellsNobodyWhereItWas() {
        long sessions = sessions();
        Answer answer = api.with("Cookie", "SESSION=MDAwMA==").get(feed);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(sessions()).isEqualTo(sessions);
        assertThat(answer.response().headers().allValues("Set-Cookie")).isEmpty();
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void aLoginIsNeitherAskedForNorLookedAt() {
        assertThat(api.as("nobody").get(feed).status()).isEqualTo(200);
        assertThat(api.send("POST", feed, "{}").status()).isEqualTo(404);
        assertThat(api.send("DELETE", feed, null).status()).isEqualTo(404);
    }

    @Test
    void aNewAddressEndsTheOldOneAndNoneIsKept() {
        String second = open(person);

        assertThat(api.get(feed).status()).isEqualTo(404);
        assertThat(api.get(second).status()).isEqualTo(200);
        assertThat(pages.as(person).get("/calendar-feed").text())
                .contains("Ihre Kalenderadresse gilt seit")
                .doesNotContain(second);
        assertThat(jdbc.sql(
                                "select encode(secret_hash, 'escape') || user_id from rapport.calendar_feed where user_id = :person")
                        .param("person", person)
                        .query(String.class)
                        .single())
                .doesNotContain(second.substring(10, 53));

        assertThat(pages.as(person).submit("/calendar-feed/close", Map.of()).status())
                .isEqualTo(302);
        assertThat(api.get(second).status()).isEqualTo(404);
        assertThat(jdbc.sql("""
                        select coalesce(old_value, '-') || '>' || new_value from rapport.audit_entry
                        where subject_kind = 'user' and subject_key = :person and field = 'calendarFeed' order by id""").param("person", person).query(String.class).list())
                .containsExactly("->true", "->true", "true>false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"enabled = false", "one_time_password = true"})
    void whoMayNotReadContactsHasNoFeed(String state) {
        jdbc.sql("update rapport.app_user set " + state + " where user_id = :person")
                .param("person", person)
                .update();

        assertThat(api.get(feed).status()).isEqualTo(404);
    }

    @Test
    void whoIsInNoGroupThatReadsContactsHasNone() {
        jdbc.sql("update act_id_membership set group_id_ = 'systemAdmin' where user_id_ = :person")
                .param("person", person)
                .update();

        assertThat(api.get(feed).status()).isEqualTo(404);
        assertThat(pages.as("sabine").get("/calendar-feed").status()).isEqualTo(403);
        assertThat(pages.as("sabine").get("/").text()).doesNotContain("/calendar-feed");
    }

    @Test
    void thePageShowsTheAddressOnceWithACodeAndIsInTheMenu() {
        String page = pages.as(person).submit("/calendar-feed", Map.of()).text();

        assertThat(page)
                .contains("Diese Adresse sehen Sie nur jetzt", "href=\"webcal://localhost", "<path d=\"M4,4h1v1h-1z")
                .contains("Outlook", "Apple", "Google");
        assertThat(pages.as(person).get("/").text()).contains("href=\"/calendar-feed\"", "Kalender abonnieren");
        assertThat(pages.as(person).inEnglish().get("/calendar-feed").text()).contains("Subscribe to calendar");
    }

    /** 2,000 polls a minute: one statement where nothing is new, two where something is, and nothing else. */
    @Test
    void aPollIsOneStatementAndAReadTwo() {
        for (int i = 0; i < 5; i++) {
            draft().withReminder().create();
        }
        String tag = tag();

        assertThat(statements.during(() -> api.with("If-None-Match", tag).get(feed)))
                .hasSize(1);
        assertThat(statements.during(this::read)).hasSize(2);
        assertThat(statements.during(() -> api.get("/calendar/x.ics"))).isEmpty();
    }

    /** The own contacts and no others, whatever there are. */
    @Test
    void anIndexLeadsToThem() {
        transactions.executeWithoutResult(transaction -> {
            transaction.setRollbackOnly();
            long company = contacts.aCompany();
            jdbc.sql("""
                            insert into rapport.contact (number, address_id, type, direction, status, start_at, duration_minutes, subject,
                                                         created_at, created_by, closed_at, closed_by)
                            select 'K-2020-' || lpad((900000 + n)::text, 6, '0'), :company, 'CALL', 'OUTGOING',
                                   case when n % 5 = 0 then 'PLANNED' else 'PERFORMED' end, now() + n * interval '1 minute',
                                   case when n % 5 = 0 then 0 else 10 end, 'Last', now(), case when n % 100 = 0 then :person else 'anna' end,
                                   case when n % 5 = 0 then null else now() - n * interval '1 hour' end,
                                   case when n % 5 = 0 then null else 'anna' end
                            from generate_series(1, 50000) n""").param("company", company).param("person", person).update();
            jdbc.sql("analyze rapport.contact").update();
            JsonNode plan = JsonMapper.shared()
                    .readTree(jdbc.sql("explain (analyze, format json) select " + ReadEvents.mark(":person"))
                            .param("person", person)
                            .param(
                                    "from",
                                    Timestamp.from(clock.now().toInstant().minus(Duration.ofDays(365))))
                            .param(
                                    "settledSince",
                                    Timestamp.from(clock.now().toInstant().minus(Duration.ofDays(30))))
                            .query(String.class)
                            .single());
            List<JsonNode> scans = plan.findParents("Relation Name").stream()
                    .filter(node -> node.path("Relation Name").asString().equals("contact"))
                    .toList();
            assertThat(scans).isNotEmpty().allSatisfy(scan -> {
                assertThat(scan.path("Node Type").asString()).isNotEqualTo("Seq Scan");
                assertThat(scan.path("Actual Rows").asDouble()
                                + scan.path("Rows Removed by Filter").asDouble())
                        .isLessThan(1_000);
            });
        });
    }

    private Draft draft() {
        return contacts.aPlannedContact().by(person);
    }

    private String open(String user) {
        Answer page = pages.as(user).submit("/calendar-feed", Map.of());
        Matcher address = ADDRESS.matcher(page.text());
        assertThat(address.find()).as(page.text()).isTrue();
        return address.group(1);
    }

    private Answer read() {
        return api.get(feed);
    }

    private String tag() {
        return String.valueOf(read().header("ETag"));
    }

    private int sequence() {
        return only(read()).getSequence().getValue();
    }

    private VEvent only(Answer answer) {
        List<VEvent> events = events(answer);
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    /** As all three read it. */
    private List<VEvent> events(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(StrictCalendar.faults(answer.text().getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        List<VEvent> events = Biweekly.parse(answer.text()).first().getEvents();
        Map<String, String> other = new HashMap<>();
        Calendar calendar = ical4j(answer);
        assertThat(calendar.validate().getEntries()).isEmpty();
        calendar.getComponents(Component.VEVENT)
                .forEach(event -> other.put(
                        event.getRequiredProperty(Property.UID).getValue(),
                        event.getRequiredProperty(Property.SUMMARY).getValue()));
        assertThat(events)
                .allSatisfy(event -> assertThat(other)
                        .containsEntry(
                                event.getUid().getValue(), event.getSummary().getValue()));
        return events;
    }

    private static Calendar ical4j(Answer answer) {
        try {
            return new CalendarBuilder().build(new StringReader(answer.text()));
        } catch (Exception e) {
            throw new AssertionError(answer.text(), e);
        }
    }

    private long sessions() {
        return jdbc.sql("select count(*) from rapport.spring_session")
                .query(Long.class)
                .single();
    }
}

package dev.rapport.lists;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.campaign.TestCampaigns;
import dev.rapport.shared.BusinessTime;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Pages;
import java.text.Normalizer;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * The page of a list, its count, its export, the calendar and the API agree with a plain oracle on 300 filters made at random, in every order. What is
 * filtered lies in years of its own, because other tests leave contacts behind.
 */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListFiltersTest {

    private static final int CONTACTS = 90;
    private static final int MEASURES = 24;
    private static final int FILTERS = 300;

    /** Of what is past, of what is ahead. */
    private static final List<String> FROM = List.of("1993-01-01", "2033-01-01");

    private static final List<String> TO = List.of("1995-12-31", "2034-12-31");

    private static final List<String> USERS = List.of("anna", "ben", "maria");
    private static final List<String> TYPES = List.of("CALL", "EMAIL", "VISIT");
    private static final List<String> WORDS = List.of("Rückruf", "Angebot", "Grüße", "Lieferung");
    private static final List<String> SORTS = List.of("start", "-start", "customer", "responsible");

    private static final Pattern SHOWN = Pattern.compile("<td class=\"no-break\">([KM]-\\d{4}-\\d+)</td>");

    private static final Pattern IN_MONTH = Pattern.compile("class=\"cal-line [^>]*href=\"/contacts/(\\d+)\"");

    private static final Pattern IN_AGENDA = Pattern.compile("class=\"row-link\" href=\"/contacts/(\\d+)\"");

    /** A contact or a measure with everything that somebody may ask for. */
    private record Row(
            long id,
            String number,
            @Nullable Long address,
            @Nullable Long person,
            @Nullable Long campaign,
            @Nullable String type,
            @Nullable String direction,
            String status,
            @Nullable String outcome,
            Instant start,
            String inCharge,
            String creator,
            boolean voided,
            boolean reminder,
            boolean overdue,
            String text,
            int customerRank,
            int personRank) {}

    @Autowired
    private Api api;

    @Autowired
    private Pages pages;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private BusinessTime time;

    @Autowired
    private TestCampaigns campaigns;

    private final List<Long> addresses = new ArrayList<>();
    private final List<Long> persons = new ArrayList<>();
    private final List<Long> titles = new ArrayList<>();
    private final Random random = new Random();

    /** Brought about by what people do: some closed at once, some later, some voided. */
    @BeforeAll
    void whatIsListed() {
        for (String name : List.of("Zeder AG", "Ähre OHG", "Alm KG", "zander eG")) {
            long company = campaigns.aCompany();
            jdbc.sql("update rapport.address set name = :name where id = :id")
                    .param("name", name)
                    .param("id", company)
                    .update();
            addresses.add(company);
            persons.add(campaigns.aPersonAt(company));
        }
        titles.add(campaigns.aCampaign("Liste eins"));
        titles.add(campaigns.aCampaign("Liste zwei"));
        campaigns.assign(titles.get(0), persons.get(0));
        campaigns.assign(titles.get(1), addresses.get(1));
        for (int i = 0; i < CONTACTS; i++) {
            contact();
        }
        for (int i = 0; i < MEASURES; i++) {
            measure();
        }
    }

    /** What is open for thirty years would stand on top of everybody's list, before what other tests look for there. */
    @AfterAll
    void whatIsOpenGoes() {
        for (String list : List.of("contacts", "measures")) {
            JsonNode open;
            do {
                open = sent(api.as("maria").get("/api/" + list + "?status=planned&limit=100&sort=start&to=1995-12-31"))
                        .json()
                        .path("items");
                open.forEach(item -> sent(api.as("maria")
                        .post(
                                "/api/" + list + "/" + item.path("id").asLong() + "/void",
                                Map.of("version", item.path("version").asInt(), "reason", "nur zum Filtern"))));
            } while (!open.isEmpty());
        }
    }

    private void contact() {
        boolean ahead = random.nextInt(3) == 0;
        boolean closed = !ahead && random.nextBoolean();
        int at = random.nextInt(addresses.size());
        Map<String, Object> body =
                campaigns.aPlannedContact(addresses.get(at), random.nextInt(3) == 0 ? one(titles) : null);
        body.put("type", one(TYPES));
        body.put("direction", random.nextBoolean() ? "INCOMING" : "OUTGOING");
        body.put("start", day(ahead) + "T" + (8 + random.nextInt(9)) + ":00");
        body.put("subject", one(WORDS) + " " + one(WORDS));
        body.put("description", random.nextBoolean() ? one(WORDS) : "");
        if (random.nextBoolean()) {
            body.put("contactPersonId", persons.get(at));
        }
        if (random.nextBoolean()) {
            body.put("responsible", one(USERS));
        }
        if (closed) {
            boolean performed = random.nextBoolean();
            body.put("status", performed ? "PERFORMED" : "NOT_PERFORMED");
            body.put("duration", "00:20");
        } else if (random.nextBoolean()) {
            body.put("reminder", true);
        }
        JsonNode created =
                sent(api.as(one(USERS)).post("/api/contacts", twoDigits(body))).json();
        String path = "/api/contacts/" + created.path("id").asLong();
        if (!closed && !ahead && random.nextInt(4) == 0) {
            sent(api.as("anna")
                    .post(
                            path + "/outcome",
                            Map.of(
                                    "version", created.path("version").asInt(),
                                    "outcome", "notPerformed",
                                    "infotext", one(WORDS))));
        } else if (random.nextInt(8) == 0) {
            sent(api.as("maria")
                    .post(
                            path + "/void",
                            Map.of("version", created.path("version").asInt(), "reason", "doppelt")));
        }
    }

    private void measure() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("subject", one(WORDS));
        body.put("plannedFor", day(random.nextBoolean()));
        if (random.nextBoolean()) {
            body.put("campaignId", one(titles));
        }
        if (random.nextBoolean()) {
            body.put("responsible", one(USERS));
        }
        JsonNode created = sent(api.as(one(USERS)).post("/api/measures", body)).json();
        if (random.nextInt(3) == 0) {
            sent(api.as("anna")
                    .post(
                            "/api/measures/" + created.path("id").asLong() + "/outcome",
                            Map.of("version", created.path("version").asInt(), "outcome", "notPerformed")));
        }
    }

    @Test
    void theApiAndThePageShowWhatPassesInItsOrder() {
        List<Row> contacts = contacts();
        List<Row> measures = measures();
        for (int i = 0; i < FILTERS; i++) {
            boolean ofContacts = i % 4 != 0;
            Map<String, List<String>> filter = filter(ofContacts);
            String sort = ofContacts ? one(SORTS) : random.nextBoolean() ? "start" : "responsible";
            List<String> expected = (ofContacts ? contacts : measures)
                    .stream()
                            .filter(passes(filter, ofContacts ? contacts : measures))
                            .sorted(order(sort))
                            .map(Row::number)
                            .toList();
            String url = (ofContacts ? "/contacts" : "/measures") + query(filter) + "&sort=" + sort;

            assertThat(byApi(url)).as(url).isEqualTo(expected);
            String page = pages.as("anna").get(url + "&columns=number").text();
            assertThat(SHOWN.matcher(page).results().map((MatchResult shown) -> shown.group(1)))
                    .as(url)
                    .isEqualTo(expected.subList(0, Math.min(25, expected.size())));
            assertThat(pages.as("anna").asHtmx().get(url + "&count=true").text())
                    .as(url)
                    .contains(">" + expected.size() + "<");
            assertThat(pages.as("anna")
                            .get(url + "&columns=number&format=csv")
                            .text()
                            .lines()
                            .skip(1))
                    .as(url)
                    .isEqualTo(expected);
            if (ofContacts) {
                theCalendarShows(filter, contacts);
            }
        }
    }

    /** The API's days, the page of the month and the agenda, in a month of the filter's years. */
    private void theCalendarShows(Map<String, List<String>> filter, List<Row> contacts) {
        YearMonth month = YearMonth.of(
                Integer.parseInt(filter.get("to").get(0).substring(0, 4)) - random.nextInt(2), 1 + random.nextInt(12));
        Map<String, List<String>> ofMonth = new LinkedHashMap<>(filter);
        ofMonth.put("from", List.of(month.atDay(1).toString()));
        ofMonth.put("to", List.of(month.atEndOfMonth().toString()));
        List<Row> expected = contacts.stream()
                .filter(passes(ofMonth, contacts))
                .sorted(order("start"))
                .toList();

        String url = "/api/calendar" + query(ofMonth);
        List<String> numbers = new ArrayList<>();
        JsonNode days = sent(api.as("ben").get(url)).json().path("days");
        days.forEach(day -> {
            int before = numbers.size();
            day.path("items").forEach(item -> {
                assertThat(item.path("start").asString())
                        .startsWith(day.path("date").asString());
                numbers.add(item.path("number").asString());
            });
            assertThat(day.path("total").asInt()).as(url).isEqualTo(numbers.size() - before);
        });
        assertThat(days.size()).isEqualTo(month.lengthOfMonth());
        assertThat(numbers).as(url).isEqualTo(expected.stream().map(Row::number).toList());

        String page = "/calendar" + query(ofMonth) + "&date=" + month.atDay(15);
        List<Long> first = expected.stream()
                .collect(Collectors.groupingBy(row -> time.day(row.start), TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(day -> day.stream().limit(4))
                .map(Row::id)
                .toList();
        assertThat(IN_MONTH.matcher(pages.as("anna").get(page + "&view=month").text())
                        .results()
                        .map(shown -> Long.valueOf(shown.group(1))))
                .as(page)
                .isEqualTo(first);

        Map<String, List<String>> fromThen = new LinkedHashMap<>(ofMonth);
        fromThen.remove("to");
        String agenda = "/calendar" + query(fromThen) + "&view=agenda&date=" + month.atDay(1);
        assertThat(IN_AGENDA
                        .matcher(pages.as("anna").get(agenda).text())
                        .results()
                        .map(shown -> Long.valueOf(shown.group(1)))
                        .limit(Math.min(25, expected.size())))
                .as(agenda)
                .isEqualTo(expected.stream().map(Row::id).limit(25).toList());
    }

    /** Every page of the API in turn, of a length that splits what belongs together. */
    private List<String> byApi(String url) {
        List<String> numbers = new ArrayList<>();
        String after = "";
        int total = 0;
        do {
            JsonNode page = sent(api.as("ben").get("/api" + url + "&limit=7&count=true" + after))
                    .json();
            page.path("items").forEach(item -> numbers.add(item.path("number").asString()));
            total = page.path("total").asInt();
            after = page.path("next").isNull()
                    ? ""
                    : "&after=" + page.path("next").asString();
        } while (!after.isEmpty());
        assertThat(total).as(url).isEqualTo(numbers.size());
        return numbers;
    }

    private Map<String, List<String>> filter(boolean ofContacts) {
        Map<String, List<String>> filter = new LinkedHashMap<>();
        int years = random.nextInt(2);
        filter.put("from", List.of(random.nextInt(3) == 0 ? day(years == 1) : FROM.get(years)));
        filter.put("to", List.of(TO.get(years)));
        maybe(filter, "status", some(List.of("PLANNED", "OVERDUE", "PERFORMED", "NOT_PERFORMED")));
        maybe(filter, "responsible", some(USERS));
        maybe(filter, "creator", some(USERS));
        maybe(filter, "campaign", some(titles.stream().map(String::valueOf).toList()));
        maybe(filter, "text", List.of(one(List.of("ruckruf", "GRÜSSE", "gruesse", "t l", "Angebot", "r"))));
        maybe(filter, "outcome", List.of("notPerformed"));
        if (random.nextInt(4) == 0) {
            filter.put("voided", List.of("true"));
        }
        if (ofContacts) {
            maybe(filter, "type", some(TYPES));
            maybe(filter, "direction", List.of(random.nextBoolean() ? "INCOMING" : "OUTGOING"));
            maybe(filter, "reminder", List.of(random.nextBoolean() ? "WITH" : "WITHOUT"));
            maybe(filter, "address", List.of(String.valueOf(random.nextBoolean() ? one(addresses) : one(persons))));
            if (random.nextInt(6) == 0) {
                filter.put("withoutFollowUp", List.of("true"));
            }
        }
        return filter;
    }

    private Predicate<Row> passes(Map<String, List<String>> filter, List<Row> all) {
        Instant from = time.startOf(java.time.LocalDate.parse(filter.get("from").get(0)));
        Instant to =
                time.startOf(java.time.LocalDate.parse(filter.get("to").get(0)).plusDays(1));
        return row -> !row.start.isBefore(from)
                && row.start.isBefore(to)
                && (filter.containsKey("voided") || !row.voided)
                && any(filter, "status", status -> status.equals("OVERDUE") ? row.overdue : status.equals(row.status))
                && any(filter, "responsible", row.inCharge::equals)
                && any(filter, "creator", row.creator::equals)
                && any(filter, "type", type -> type.equals(row.type))
                && any(filter, "direction", direction -> direction.equals(row.direction))
                && any(filter, "outcome", outcome -> outcome.equals(row.outcome))
                && any(filter, "campaign", id -> id.equals(String.valueOf(row.campaign)))
                && any(filter, "reminder", with -> with.equals("WITH") == row.reminder)
                && any(
                        filter,
                        "address",
                        id -> id.equals(String.valueOf(row.address)) || id.equals(String.valueOf(row.person)))
                && any(filter, "text", text -> spellings(row.text).anyMatch(each -> each.contains(folded(text))))
                && (!filter.containsKey("withoutFollowUp") || isTheLast(row, all));
    }

    /** Closed, and nothing of its customer is open or later. */
    private static boolean isTheLast(Row row, List<Row> all) {
        return !row.status.equals("PLANNED")
                && !row.voided
                && all.stream()
                        .filter(other -> Objects.equals(other.address, row.address) && !other.voided)
                        .noneMatch(other -> other.status.equals("PLANNED")
                                || comparing(Row::start).thenComparing(Row::id).compare(other, row) > 0);
    }

    private static boolean any(Map<String, List<String>> filter, String name, Predicate<String> is) {
        return !filter.containsKey(name) || filter.get(name).stream().anyMatch(is);
    }

    private static Comparator<Row> order(String sort) {
        Comparator<Row> byStart = comparing(Row::start).thenComparing(Row::id);
        return switch (sort) {
            case "start" -> byStart;
            case "-start" -> byStart.reversed();
            case "customer" -> comparing(Row::customerRank).thenComparing(byStart.reversed());
            default -> comparing(Row::personRank).thenComparing(byStart.reversed());
        };
    }

    private List<Row> contacts() {
        return rows("""
                select c.id, c.number, c.address_id, c.contact_person_id, c.campaign_id, c.type, c.direction, c.status, c.outcome,
                       c.start_at, coalesce(c.responsible, c.created_by) as in_charge, c.created_by, c.voided_at is not null as voided,
                       exists (select from rapport.reminder r where r.contact_id = c.id and r.removed_at is null) as reminder,
                       c.status = 'PLANNED' and c.start_at < :now as overdue,
                       concat_ws(' ', c.number, c.subject, c.description, c.infotext) as text,
                       dense_rank() over (order by a.name collate "de-x-icu", a.id) as customer_rank,
                       dense_rank() over (order by u.name collate "de-x-icu", u.user_id) as person_rank
                from rapport.contact c
                join rapport.address a on a.id = c.address_id
                left join rapport.user_card u on u.user_id = coalesce(c.responsible, c.created_by)
                """);
    }

    private List<Row> measures() {
        return rows("""
                select c.id, c.number, null::bigint as address_id, null::bigint as contact_person_id, c.campaign_id,
                       null as type, null as direction, c.status, c.outcome,
                       c.start_at, coalesce(c.responsible, c.created_by) as in_charge, c.created_by, c.voided_at is not null as voided,
                       false as reminder, c.status = 'PLANNED' and c.planned_for < (:now at time zone 'Europe/Berlin')::date as overdue,
                       concat_ws(' ', c.number, c.subject, c.infotext) as text,
                       0 as customer_rank,
                       dense_rank() over (order by u.name collate "de-x-icu", u.user_id) as person_rank
                from rapport.measure c
                left join rapport.user_card u on u.user_id = coalesce(c.responsible, c.created_by)
                """);
    }

    private List<Row> rows(String sql) {
        return jdbc.sql(sql)
                .param("now", java.sql.Timestamp.from(time.now()))
                .query((row, n) -> new Row(
                        row.getLong("id"),
                        row.getString("number"),
                        row.getObject("address_id", Long.class),
                        row.getObject("contact_person_id", Long.class),
                        row.getObject("campaign_id", Long.class),
                        row.getString("type"),
                        row.getString("direction"),
                        row.getString("status"),
                        row.getString("outcome"),
                        row.getTimestamp("start_at").toInstant(),
                        row.getString("in_charge"),
                        row.getString("created_by"),
                        row.getBoolean("voided"),
                        row.getBoolean("reminder"),
                        row.getBoolean("overdue"),
                        row.getString("text"),
                        row.getInt("customer_rank"),
                        row.getInt("person_rank")))
                .list();
    }

    private static Stream<String> spellings(String text) {
        String german = text.toLowerCase(Locale.GERMAN)
                .replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("ß", "ss");
        return Stream.of(folded(text), folded(german));
    }

    private static String folded(String text) {
        return Normalizer.normalize(text.replace("ß", "ss"), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }

    private static String query(Map<String, List<String>> filter) {
        return filter.entrySet().stream()
                .flatMap(each -> each.getValue().stream()
                        .map(value -> each.getKey() + "="
                                + java.net.URLEncoder.encode(value, java.nio.charset.StandardCharsets.UTF_8)))
                .collect(Collectors.joining("&", "?", ""));
    }

    private void maybe(Map<String, List<String>> filter, String name, List<String> values) {
        if (random.nextInt(4) == 0) {
            filter.put(name, values);
        }
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private List<String> some(List<String> of) {
        List<String> shuffled = new ArrayList<>(new LinkedHashSet<>(Set.copyOf(of)));
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, 1 + random.nextInt(2));
    }

    private String day(boolean ahead) {
        return "%d-%02d-%02d"
                .formatted((ahead ? 2033 : 1993) + random.nextInt(2), 1 + random.nextInt(12), 1 + random.nextInt(28));
    }

    private static Map<String, Object> twoDigits(Map<String, Object> body) {
        body.computeIfPresent("start", (key, start) -> String.valueOf(start).replaceFirst("T(\\d):", "T0$1:"));
        return body;
    }

    private static Answer sent(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
        return answer;
    }
}

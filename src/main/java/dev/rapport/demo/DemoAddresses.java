package dev.rapport.demo;

import dev.rapport.demo.DemoWords.Town;
import dev.rapport.shared.BusinessTime;
import java.sql.Timestamp;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Companies, private persons and contact persons. The same people live in the same places after every first start: only
 * the dates move along with the calendar. Written in three statements, so that the start stays short.
 */
@Component
@Profile("demo")
@Order(10)
class DemoAddresses implements DemoPart {

    private static final int COMPANIES = 1_450;
    private static final int PRIVATE_PERSONS = 550;
    private static final int CONTACT_PERSONS = 3_000;
    private static final List<String> AUTHORS = List.of("anna", "ben", "maria");

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final BusinessTime time;

    DemoAddresses(JdbcClient jdbc, JdbcTemplate template, BusinessTime time) {
        this.jdbc = jdbc;
        this.template = template;
        this.time = time;
    }

    private record PhoneNumber(String typed, String e164, String national) {}

    private record Company(long id, String slug, Town town) {}

    @Override
    public void create() {
        Random random = new Random(20_261_123);
        List<Long> ids = ids(COMPANIES + PRIVATE_PERSONS + CONTACT_PERSONS);
        Rows rows = new Rows(random, time.now());
        List<Company> companies = companies(random, rows, ids.subList(0, COMPANIES));
        rows.insert(template);
        privatePersons(random, rows, ids.subList(COMPANIES, COMPANIES + PRIVATE_PERSONS));
        rows.insert(template);
        contactPersons(random, rows, companies, ids.subList(COMPANIES + PRIVATE_PERSONS, ids.size()));
        rows.insert(template);
        // else the planner knows nothing of them for a minute
        jdbc.sql("analyze rapport.address, rapport.address_token").update();
    }

    /** As many ids as Hibernate would take for them from the sequence: it hands out fifty at a time. */
    private List<Long> ids(int count) {
        List<Long> ids = new ArrayList<>();
        while (ids.size() < count) {
            long last = jdbc.sql("select nextval('rapport.address_id_seq')")
                    .query(Long.class)
                    .single();
            for (long id = last - 49; id <= last && ids.size() < count; id++) {
                if (id > 1) {
                    ids.add(id);
                }
            }
        }
        return ids;
    }

    private static List<Company> companies(Random random, Rows rows, List<Long> ids) {
        List<Company> companies = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (long id : ids) {
            Town town = any(random, DemoWords.TOWNS);
            String name = companyName(random, town);
            while (!names.add(name)) {
                name = companyName(random, town);
            }
            String slug = slug(name.replaceAll(
                    " (GmbH & Co\\. KG|GmbH|KG|AG|OHG|e\\. K\\.|UG \\(haftungsbeschränkt\\)|PartG mbB|eG)$", ""));
            companies.add(new Company(id, slug, town));
            rows.add(
                    id,
                    "COMPANY",
                    null,
                    name,
                    null,
                    null,
                    town,
                    number(random, town),
                    any(random, List.of("info", "kontakt", "post", "zentrale")) + "@" + slug + ".example");
        }
        return companies;
    }

    private static void privatePersons(Random random, Rows rows, List<Long> ids) {
        for (long id : ids) {
            Town town = any(random, DemoWords.TOWNS);
            String firstName = any(random, DemoWords.FIRST_NAMES);
            String name = any(random, DemoWords.LAST_NAMES);
            rows.add(
                    id,
                    "PRIVATE",
                    null,
                    name,
                    firstName,
                    null,
                    town,
                    number(random, town),
                    slug(firstName) + "." + slug(name) + random.nextInt(100) + "@postfach.example");
        }
    }

    private static void contactPersons(Random random, Rows rows, List<Company> companies, List<Long> ids) {
        int next = 0;
        for (long id : ids) {
            // everybody gets one, then some get many more than others
            Company company = next < companies.size()
                    ? companies.get(next++)
                    : companies.get((int) (companies.size() * Math.pow(random.nextDouble(), 3)));
            String firstName = any(random, DemoWords.FIRST_NAMES);
            String name = any(random, DemoWords.LAST_NAMES);
            rows.add(
                    id,
                    "PERSON",
                    company.id,
                    name,
                    firstName,
                    any(random, DemoWords.ROLES),
                    null,
                    random.nextInt(4) == 0 ? null : number(random, company.town),
                    slug(firstName) + "." + slug(name) + "@" + company.slug + ".example");
        }
    }

    private static String companyName(Random random, Town town) {
        String legalForm = any(random, DemoWords.LEGAL_FORMS);
        String lastName = any(random, DemoWords.LAST_NAMES);
        String trade = any(random, DemoWords.TRADES);
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> lastName + " " + trade + " " + legalForm;
            case 4, 5 -> any(random, DemoWords.INVENTED) + " " + trade + " " + legalForm;
            case 6 -> lastName + " & " + any(random, DemoWords.LAST_NAMES) + " " + trade + " " + legalForm;
            case 7 -> lastName + " & Söhne " + trade + " " + legalForm;
            case 8 -> trade + " " + town.name() + " " + legalForm;
            case 9 -> "Autohaus " + lastName + " " + legalForm;
            case 10 ->
                any(random, List.of("Bäckerei", "Tischlerei", "Gärtnerei", "Brauerei", "Druckerei")) + " " + lastName
                        + " e. K.";
            default -> "Kanzlei " + lastName + " & Partner PartG mbB";
        };
    }

    private static PhoneNumber number(Random random, Town town) {
        // seven digits behind a long code, eight behind a short one
        int digits = 11 - town.areaCode().length();
        StringBuilder subscriber = new StringBuilder().append(2 + random.nextInt(8));
        while (subscriber.length() < Math.min(digits, 7)) {
            subscriber.append(random.nextInt(10));
        }
        String code = town.areaCode().substring(1);
        String typed = switch (random.nextInt(4)) {
            case 0 -> "+49 " + code + " " + subscriber;
            case 1 -> "0" + code + "/" + subscriber;
            case 2 -> "(0" + code + ") " + subscriber;
            default -> "0" + code + " " + subscriber;
        };
        return new PhoneNumber(typed, "+49" + code + subscriber, "0" + code + subscriber);
    }

    private static String slug(String name) {
        String german = name.toLowerCase(Locale.GERMAN)
                .replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("ß", "ss")
                .replace("ł", "l")
                .replace("ı", "i")
                .replace("ø", "o");
        return Normalizer.normalize(german, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }

    private static <T> T any(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** Columns of rows to be inserted at once. */
    private static final class Rows {

        private final Random random;
        private final Instant now;
        private final List<Object[]> rows = new ArrayList<>();

        Rows(Random random, Instant now) {
            this.random = random;
            this.now = now;
        }

        void add(
                long id,
                String kind,
                @Nullable Long companyId,
                String name,
                @Nullable String firstName,
                @Nullable String role,
                @Nullable Town town,
                @Nullable PhoneNumber number,
                String email) {
            Timestamp createdAt = Timestamp.from(now.minus(Duration.ofMinutes(random.nextInt(3 * 365 * 24 * 60))));
            rows.add(new Object[] {
                id,
                kind,
                companyId,
                name,
                firstName,
                role,
                town == null ? null : any(random, DemoWords.STREETS) + " " + (1 + random.nextInt(140)),
                town == null ? null : any(random, town.postcodes()),
                town == null ? null : town.name(),
                town == null ? null : "Deutschland",
                number == null ? null : number.typed,
                number == null ? null : number.e164,
                number == null ? null : number.national,
                email,
                createdAt,
                any(random, AUTHORS)
            });
        }

        void insert(JdbcTemplate template) {
            template.update(connection -> {
                var statement = connection.prepareStatement("""
                                insert into rapport.address (id, kind, company_id, name, first_name, role, street, postcode,
                                    town, country, phone, phone_e164, phone_national, email, created_at, created_by,
                                    updated_at, updated_by)
                                select *, created_at, created_by from unnest(?::bigint[], ?::text[], ?::bigint[], ?::text[],
                                    ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                                    ?::text[], ?::text[], ?::timestamptz[], ?::text[])
                                    r (id, kind, company_id, name, first_name, role, street, postcode, town, country, phone,
                                       phone_e164, phone_national, email, created_at, created_by)""");
                for (int column = 0; column < 16; column++) {
                    int index = column;
                    String type = switch (column) {
                        case 0, 2 -> "bigint";
                        case 14 -> "timestamptz";
                        default -> "text";
                    };
                    statement.setArray(
                            column + 1,
                            connection.createArrayOf(
                                    type, rows.stream().map(row -> row[index]).toArray()));
                }
                return statement;
            });
            rows.clear();
        }
    }
}

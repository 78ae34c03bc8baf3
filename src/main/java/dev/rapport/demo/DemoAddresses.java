package dev.rapport.demo;

import dev.rapport.address.AddressFieldsBuilder;
import dev.rapport.address.AddressKind;
import dev.rapport.address.ImportAddresses;
import dev.rapport.demo.DemoWords.Town;
import dev.rapport.shared.BusinessTime;
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
import org.springframework.stereotype.Component;

/**
 * Companies, private persons and contact persons. The same people live in the same places after every first start: only
 * the dates move along with the calendar. Written in two statements, so that the start stays short.
 */
@Component
@Profile("demo")
@Order(10)
class DemoAddresses implements DemoPart {

    private static final int COMPANIES = 1_450;
    private static final int PRIVATE_PERSONS = 550;
    private static final int CONTACT_PERSONS = 3_000;
    private static final List<String> AUTHORS = List.of("anna", "ben", "maria");

    private final ImportAddresses importAddresses;
    private final BusinessTime time;

    DemoAddresses(ImportAddresses importAddresses, BusinessTime time) {
        this.importAddresses = importAddresses;
        this.time = time;
    }

    private record Company(long id, String slug, Town town) {}

    @Override
    public void create() {
        Random random = new Random(20_261_123);
        List<Long> ids = importAddresses.ids(COMPANIES + PRIVATE_PERSONS + CONTACT_PERSONS);
        Rows rows = new Rows(random, time.now());
        List<Company> companies = companies(random, rows, ids.subList(0, COMPANIES));
        privatePersons(random, rows, ids.subList(COMPANIES, COMPANIES + PRIVATE_PERSONS));
        importAddresses.add(rows.taken());
        contactPersons(random, rows, companies, ids.subList(COMPANIES + PRIVATE_PERSONS, ids.size()));
        importAddresses.add(rows.taken());
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
                    AddressKind.COMPANY,
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
                    AddressKind.PRIVATE,
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
                    AddressKind.PERSON,
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

    private static String number(Random random, Town town) {
        // seven digits behind a long code, eight behind a short one
        int digits = 11 - town.areaCode().length();
        StringBuilder subscriber = new StringBuilder().append(2 + random.nextInt(8));
        while (subscriber.length() < Math.min(digits, 7)) {
            subscriber.append(random.nextInt(10));
        }
        String code = town.areaCode().substring(1);
        return switch (random.nextInt(4)) {
            case 0 -> "+49 " + code + " " + subscriber;
            case 1 -> "0" + code + "/" + subscriber;
            case 2 -> "(0" + code + ") " + subscriber;
            default -> "0" + code + " " + subscriber;
        };
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

    /** Addresses to be written at once. */
    private static final class Rows {

        private final Random random;
        private final Instant now;
        private final List<ImportAddresses.Row> rows = new ArrayList<>();

        Rows(Random random, Instant now) {
            this.random = random;
            this.now = now;
        }

        void add(
                long id,
                AddressKind kind,
                @Nullable Long companyId,
                String name,
                @Nullable String firstName,
                @Nullable String role,
                @Nullable Town town,
                @Nullable String phone,
                String email) {
            Instant createdAt = now.minus(Duration.ofMinutes(random.nextInt(3 * 365 * 24 * 60)));
            rows.add(new ImportAddresses.Row(
                    id,
                    kind,
                    companyId,
                    AddressFieldsBuilder.builder()
                            .name(name)
                            .firstName(firstName)
                            .role(role)
                            .street(
                                    town == null
                                            ? null
                                            : any(random, DemoWords.STREETS) + " " + (1 + random.nextInt(140)))
                            .postcode(town == null ? null : any(random, town.postcodes()))
                            .town(town == null ? null : town.name())
                            .country(town == null ? null : "Deutschland")
                            .phone(phone)
                            .email(email)
                            .build(),
                    createdAt,
                    any(random, AUTHORS)));
        }

        List<ImportAddresses.Row> taken() {
            List<ImportAddresses.Row> taken = List.copyOf(rows);
            rows.clear();
            return taken;
        }
    }
}

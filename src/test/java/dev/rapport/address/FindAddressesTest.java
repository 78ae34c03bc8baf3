package dev.rapport.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rapport.IntegrationTest;
import dev.rapport.address.FindAddresses.Among;
import dev.rapport.shared.Change;
import dev.rapport.shared.Page;
import dev.rapport.support.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Rules 4 and 5. */
@IntegrationTest
class FindAddressesTest {

    @Autowired
    private FindAddresses findAddresses;

    @Autowired
    private ListAddresses listAddresses;

    @Autowired
    private CreateAddress createAddress;

    @Autowired
    private AddContactPerson addContactPerson;

    @Autowired
    private ChangeAddress changeAddress;

    @Autowired
    private Statements statements;

    @Autowired
    private TransactionOperations transactions;

    @Autowired
    private JdbcClient jdbc;

    private long company(String name, @Nullable String town) {
        return company(name, town, null, null);
    }

    private long company(String name, @Nullable String town, @Nullable String phone, @Nullable String email) {
        return createAddress
                .create(
                        AddressKind.COMPANY,
                        new AddressFields(name, null, null, "Weg 1", "12345", town, null, phone, email, null))
                .address()
                .id();
    }

    private long personOf(long companyId, String firstName, String name) {
        return addContactPerson
                .add(companyId, new AddressFields(name, firstName, null, null, null, null, null, null, null, null))
                .address()
                .id();
    }

    private List<Long> find(String query) {
        return ids(findAddresses.find(query, Among.ANY, null));
    }

    private static List<Long> ids(List<AddressHit> hits) {
        return hits.stream().map(AddressHit::id).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "Umlautmüller, Umlautmüller",
        "umlautMUELLER, Umlautmüller",
        "umlautmuller, Umlautmüller",
        "umlautmüller, Umlautmueller",
        "umlautmu\u0308ller, Umlautmüller",
        "rené, Rene",
        "faßmacher, Fassmacher",
        "Fassmacher, Faßmacher",
        "yilmaz, Yılmaz",
        "smorrebrod, Smørrebrød",
        "lautmüll, Umlautmueller",
        "lautmuell, Umlautmüller"
    })
    void foldsUmlautsAndAccents(String query, String name) {
        long id = company(name + " Umlauttest", null);

        assertThat(find(query + " umlauttest")).contains(id);
        assertThat(find("UMLAUTTEST " + query)).contains(id);
    }

    @Test
    void takesTwoTermsInAnyOrderAndBothMustMatch() {
        long berlin = company("Zweibegriff GmbH", "Berlin");
        long bremen = company("Zweibegriff GmbH", "Bremen");

        assertThat(find("zweibegriff berlin")).containsExactly(berlin);
        assertThat(find("brem zweibeg")).containsExactly(bremen);
        assertThat(find("zweibegriff hamburg")).isEmpty();
        assertThat(find("weibegr erli")).containsExactly(berlin);
        assertThat(find("weibegr B")).contains(berlin, bremen);
        assertThat(find("  zweibegriff \t,;  berlin  ")).containsExactly(berlin);
    }

    @Test
    void countsTheFirstTwoOfMoreTerms() {
        long id = company("Vielworte AG", "Aachen");

        assertThat(find("vielworte aachen gibtesnicht undnochmehr")).containsExactly(id);
        assertThat(find("vielworte gibtesnicht aachen")).isEmpty();
    }

    @Test
    void findsByEveryNamedField() {
        long id = company("Feldername OHG", "Felderstadt", "0511 7654321", "felder.post@domaene.example");
        long person = personOf(id, "Vorfelda", "Nachfeldo");

        for (String query : List.of(
                "feldername",
                "Felderstadt",
                "12345 feldername",
                "felder.post@domaene.example",
                "domaene feldern",
                "er.post@dom")) {
            assertThat(find(query)).as(query).contains(id);
        }
        for (String query : List.of("vorfelda", "nachfeldo vorfelda", "nachfeldo feldername", "nachf felderstadt")) {
            assertThat(find(query)).as(query).containsExactly(person);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+49 5121 998811",
                "+495121998811",
                "004951219988",
                "05121998811",
                "05121/998811",
                "(05121) 998811",
                "05121-9988",
                "5121 998811",
                "998811",
                "1998811",
                "+49 (0)5121 / 99 88-11"
            })
    void findsAPhoneInAnySpelling(String query) {
        List<Long> known = find("Telefontest");
        long id = known.isEmpty() ? company("Telefontest GmbH", null, "+49 5121 998811", null) : known.get(0);
        long other = company("Telefon anders GmbH", null, "05121 998822", null);

        assertThat(find(query)).contains(id);
        if (query.replaceAll("[^0-9]", "").endsWith("11")) {
            assertThat(find(query)).doesNotContain(other);
        }
    }

    @Test
    void putsExactBeforePrefixBeforeInside() {
        long inside = company("Vorrangfolger AAA", null);
        long prefix = company("Rangfolgexyz AAB", null);
        long exact = company("Rangfolge AAC", null);

        assertThat(find("rangfolge")).containsExactly(exact, prefix, inside);

        long insideTown = company("Rangfolge ABA", "Nordrangort");
        long prefixTown = company("Rangfolge ABB", "Rangortheim");
        long exactTown = company("Rangfolge ABC", "Rangort");
        assertThat(find("rangfolge rangort")).containsExactly(exactTown, prefixTown, insideTown);
    }

    @Test
    void aCompanyStandsBeforeItsOwnPersons() {
        long zwei = company("Quorneweg Zwei", "Quornau");
        long eins = company("Quorneweg Eins", "Quornau");
        long person = personOf(zwei, "Abel", "Aaron");
        long namesake = personOf(zwei, "Abel", "Quorneweg");

        for (String query : List.of("quorneweg", "quorneweg quornau", "uornewe", "quorn")) {
            assertThat(find(query)).as(query).containsExactly(eins, zwei, person, namesake);
        }
        assertThat(find("abel quorn")).containsExactly(person, namesake);
    }

    /** It was found with more of its persons than are shown. */
    @Test
    void aCompanyStandsBeforeManyPersons() {
        long id = company("Vielevorn GmbH", "Vielau");
        for (int i = 0; i < 30; i++) {
            personOf(id, "Nr" + i, "Person" + i);
        }
        // its row is the last one that a search by these words comes across
        jdbc.sql("update rapport.address set town = 'Vielau' where id = :id")
                .param("id", id)
                .update();

        for (String query : List.of("vielevorn", "vielevorn vielau", "vielev vielau", "ielevor", "ielevor iela")) {
            assertThat(find(query)).as(query).hasSize(10).startsWith(id);
        }
    }

    @Test
    void privatePersonsStandBySurnameThenFirstName() {
        long zander = privatePerson("Anna Sortiername", "Zander");
        long bernd = privatePerson("Bernd Sortiername", "Abel");
        long anna = privatePerson("Anna Sortiername", "Abel");

        assertThat(find("sortiername")).containsExactly(anna, bernd, zander);
        assertThat(find("ortiernam")).containsExactly(anna, bernd, zander);
    }

    /** Namesakes go on where the page before has ended. */
    @Test
    void theListGoesBySurnameThenFirstName() {
        List<Long> namesakes = List.of(
                privatePerson("Dora", "Aaaalistenname"),
                privatePerson("Cleo", "Aaaalistenname"),
                privatePerson("Bea", "Aaaalistenname"),
                privatePerson("Abel", "Aaaalistenname"));
        List<Long> listed = new ArrayList<>();
        String after = null;
        while (!listed.containsAll(namesakes)) {
            Page<AddressHit> page = listAddresses.list(false, after, 1);
            listed.addAll(ids(page.items()));
            after = page.next();
        }
        listed.retainAll(namesakes);

        assertThat(listed).containsExactly(namesakes.get(3), namesakes.get(2), namesakes.get(1), namesakes.get(0));
    }

    @Test
    void amongPersonsAloneNothingTypedFindsTheNewest() {
        long id = company("Neueste GmbH", null);
        long second = personOf(id, "Bea", "Neueste");
        long first = personOf(id, "Abel", "Neueste");

        assertThat(ids(findAddresses.find("", Among.PERSONS, null)))
                .hasSizeLessThanOrEqualTo(10)
                .containsSubsequence(first, second)
                .doesNotContain(id);
    }

    private long privatePerson(String firstName, String name) {
        return createAddress
                .create(
                        AddressKind.PRIVATE,
                        new AddressFields(name, firstName, null, "Weg 1", "12345", null, null, null, null, null))
                .address()
                .id();
    }

    @Test
    void showsAtMostTen() {
        for (int i = 0; i < 12; i++) {
            company("Zehnergrenze " + i, null);
        }

        assertThat(find("zehnergrenze")).hasSize(10);
        assertThat(find("ehnergrenz")).hasSize(10);
        assertThat(find("e")).hasSizeLessThanOrEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({"100%, 1000", "a_b, axb", "c\\d, cxd", "'e''f', exf", "g!h, gxh", "％, 50"})
    void takesSpecialCharactersLiterally(String literal, String other) {
        long id = company(literal + " Sonderzeichen", null);
        long otherId = company(other + " Sonderzeichen", null);

        assertThat(find(literal + " sonderz")).contains(id).doesNotContain(otherId);
        assertThat(find("onderzeich " + literal)).contains(id).doesNotContain(otherId);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%",
                "_",
                "\\",
                "%%%",
                "___",
                "\\\\\\",
                "'",
                "\"",
                "a'; drop table address; --",
                "\0",
                "\ud800",
                "${x}",
                "*",
                "^@"
            })
    void survivesAnythingTyped(String query) {
        assertThat(find(query)).hasSizeLessThanOrEqualTo(10);
        assertThat(find("x" + query)).hasSizeLessThanOrEqualTo(10);
        assertThat(find(query + " berlin")).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void wildcardsMatchNothingButThemselves() {
        company("Ohne Sonderes", null);

        assertThat(find("ohne%sonderes")).isEmpty();
        assertThat(find("%%% Ohne")).isEmpty();
        assertThat(find("ohne s_nderes")).isEmpty();
    }

    @Test
    void survivesTenThousandCharacters() {
        assertThat(find("x".repeat(10_000))).isEmpty();
        assertThat(find("x ".repeat(5_000))).hasSizeLessThanOrEqualTo(10);
        assertThat(find(" ".repeat(10_000))).isEmpty();
        long id = company("Langersuchbegriff", null);
        assertThat(find("Langersuchbegriff" + " ".repeat(10_000))).containsExactly(id);
    }

    @Test
    void findsNothingWithoutAQuery() {
        assertThat(find("")).isEmpty();
        assertThat(find(" \u00a0\u200b ")).isEmpty();
        assertThat(findAddresses.find(null, Among.ANY, null)).isEmpty();
    }

    @Test
    void searchesContactPersonsOnlyWhenAsked() {
        long companyId = company("Nurpersonen GmbH", null);
        long person = personOf(companyId, "Nura", "Nurmann");

        assertThat(find("nurpersonen")).containsExactlyInAnyOrder(companyId, person);
        assertThat(ids(findAddresses.find("nurpersonen", Among.PERSONS, null))).containsExactly(person);
        assertThat(ids(findAddresses.find("urperson", Among.PERSONS, null))).containsExactly(person);
    }

    @Test
    void listsTheContactPersonsOfACompany() {
        long companyId = company("Liste GmbH", null);
        long second = personOf(companyId, "Bea", "Listmann");
        long first = personOf(companyId, "Abel", "Listmann");
        long elsewhere = personOf(company("Andere Liste GmbH", null), "Cleo", "Listmann");

        assertThat(ids(findAddresses.find(null, Among.ANY, companyId))).containsExactly(first, second);
        assertThat(ids(findAddresses.find("bea listm", Among.ANY, companyId))).containsExactly(second);
        assertThat(ids(findAddresses.find("istman", Among.PERSONS, companyId))).containsExactly(first, second);
        assertThat(find("listmann")).contains(elsewhere);
        assertThat(findAddresses.find(null, Among.ANY, -5L)).isEmpty();
    }

    @Test
    void showsCompanyAndTownOfAContactPerson() {
        long companyId = company("Anzeige GmbH", "Anzeigestadt");
        personOf(companyId, "Ada", "Anzeiger");

        assertThat(findAddresses.find("anzeiger", Among.ANY, null))
                .singleElement()
                .satisfies(hit -> {
                    assertThat(hit.name()).isEqualTo("Ada Anzeiger");
                    assertThat(hit.companyId()).isEqualTo(companyId);
                    assertThat(hit.company()).isEqualTo("Anzeige GmbH");
                    assertThat(hit.town()).isEqualTo("Anzeigestadt");
                    assertThat(hit.kind()).isEqualTo(AddressKind.PERSON);
                });
    }

    @Test
    void findsPersonsUnderTheNewNameOfTheirCompany() {
        long companyId = company("Vorhername GmbH", "Vorherstadt");
        long person = personOf(companyId, "Uma", "Umbenannt");

        changeAddress.change(
                companyId,
                0,
                new AddressChange(
                        Change.to("Nachhername GmbH"),
                        Change.none(),
                        Change.none(),
                        Change.none(),
                        Change.none(),
                        Change.to("Nachherstadt"),
                        Change.none(),
                        Change.none(),
                        Change.none(),
                        Change.none()));

        assertThat(find("nachhername umben")).containsExactly(person);
        assertThat(find("achherstad mbenan")).containsExactly(person);
        assertThat(find("vorhername")).isEmpty();
        assertThat(find("orherstad")).isEmpty();
    }

    @Test
    void findsAPersonAddedWhileTheCompanyIsRenamed() {
        long companyId = company("Gleichlauf GmbH", null);
        AtomicReference<CompletableFuture<Void>> renaming = new AtomicReference<>();

        Long person = transactions.execute(status -> {
            long added = personOf(companyId, "Gisela", "Dazwischen");
            renaming.set(CompletableFuture.runAsync(() -> rename(companyId, "Umbenennung GmbH")));
            await().until(() -> jdbc.sql("select exists (select from pg_locks where not granted)")
                    .query(Boolean.class)
                    .single());
            return added;
        });
        renaming.get().join();

        assertThat(find("umbenennung dazwischen")).containsExactly(person);
        assertThat(find("gleichlauf gisela")).isEmpty();
    }

    private void rename(long companyId, String name) {
        jdbc.sql("update rapport.address set name = :name where id = :id")
                .param("name", name)
                .param("id", companyId)
                .update();
    }

    @Test
    void asksTwiceWhenWordsSufficeAndThreeTimesOtherwise() {
        for (int i = 0; i < 10; i++) {
            company("Anfragezahl " + i, null);
        }

        assertThat(statements.during(() -> find("anfragezahl"))).hasSizeLessThanOrEqualTo(2);
        assertThat(statements.during(() -> find("anfragezahl 3"))).hasSizeLessThanOrEqualTo(3);
        assertThat(statements.during(() -> find("nfragezah"))).hasSizeLessThanOrEqualTo(3);
        assertThat(statements.during(() -> find("zq"))).hasSizeLessThanOrEqualTo(1);
        assertThat(statements.during(() -> find(""))).isEmpty();
    }

    @Test
    void findsEveryAddressByAnyTwoPartsOfIt() {
        List<String> words =
                List.of("Eigenschaft", "Prüfungsgesellschaft", "Straßenbau", "Łódź", "O'Neill", "Grün-Weiß");
        long id = company(String.join(" ", words), "Überlingen");

        for (String first : words) {
            for (String second : words) {
                for (int length = 3; length <= Math.min(first.length(), second.length()); length++) {
                    String query = first.substring(first.length() - length) + " " + second.substring(0, length);
                    assertThat(find(query + " ignoriert")).as(query).contains(id);
                }
            }
        }
    }
}

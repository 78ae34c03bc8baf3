package dev.rapport.address;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Statements;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Rules 2, 5, 6 and 11 and the table of bad input, over HTTP. */
@IntegrationTest
class AddressApiTest {

    @Autowired
    private Api anybody;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Statements statements;

    private Api api;

    @BeforeEach
    void asStaff() {
        api = anybody.as("anna");
    }

    private static Map<String, Object> company(String name) {
        return new HashMap<>(Map.of("kind", "company", "name", name));
    }

    private long created(Object body) {
        Answer answer = api.post("/api/addresses", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asLong();
    }

    private long personOf(long companyId, String firstName, String name) {
        Answer answer = api.post(
                "/api/addresses/" + companyId + "/contact-persons", Map.of("firstName", firstName, "name", name));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asLong();
    }

    private long count(String name) {
        return jdbc.sql("select count(*) from rapport.address where name = :name")
                .param("name", name)
                .query(Long.class)
                .single();
    }

    @Test
    void createsACompanyAndReadsItBack() {
        Answer answer = api.post(
                "/api/addresses",
                Map.of(
                        "kind", "company",
                        "name", " Anlegen & Söhne KG ",
                        "street", "Große Gasse 1",
                        "postcode", "01067",
                        "town", "Dresden",
                        "country", "Deutschland",
                        "phone", "0351 4567890",
                        "email", "post@anlegen.example",
                        "notes", "<b>fett</b> ${x}\nzweite Zeile"));

        assertThat(answer.status()).isEqualTo(201);
        String location = answer.header("Location");
        assertThat(location)
                .isEqualTo("/api/addresses/" + answer.json().path("id").asLong());
        assertThat(answer.json().path("possibleDuplicates").isArray()).isTrue();
        JsonNode read = api.get(location).json();
        assertThat(read.path("name").asString()).isEqualTo("Anlegen & Söhne KG");
        assertThat(read.path("kind").asString()).isEqualTo("company");
        assertThat(read.path("version").asInt()).isZero();
        assertThat(read.path("notes").asString()).isEqualTo("<b>fett</b> ${x}\nzweite Zeile");
        assertThat(read.path("createdBy").asString()).isEqualTo("anna");
        assertThat(read.has("possibleDuplicates")).isFalse();
    }

    @Test
    void refusesEverythingThatIsWrongAtOnceAndWritesNothing() {
        Map<String, Object> body = new HashMap<>();
        body.put("name", "\u00a0\u200b");
        body.put("street", "x".repeat(201));
        body.put("town", "Ber\0lin");
        body.put("phone", "\ud800");
        body.put("email", "keine Adresse");
        body.put("notes", "a\0b");
        long before = jdbc.sql("select count(*) from rapport.address")
                .query(Long.class)
                .single();

        Answer answer = api.post("/api/addresses", body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.errors())
                .containsExactlyInAnyOrder(
                        "kind:required",
                        "name:required",
                        "street:too-long",
                        "town:illegal-characters",
                        "phone:illegal-characters",
                        "email:email.invalid",
                        "notes:illegal-characters");
        assertThat(jdbc.sql("select count(*) from rapport.address")
                        .query(Long.class)
                        .single())
                .isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"person", "firma", "COMPANY PRIVATE"})
    void refusesAKindThatCannotBeCreatedHere(String kind) {
        assertThat(api.post("/api/addresses", Map.of("kind", kind, "name", "Art"))
                        .errors())
                .containsExactly("kind:invalid");
    }

    @Test
    void speaksTheReadersLanguage() {
        Map<String, Object> body = Map.of("kind", "company");

        JsonNode german = api.post("/api/addresses", body).json();
        JsonNode english = api.with("Accept-Language", "en-GB,de;q=0.5")
                .post("/api/addresses", body)
                .json();
        JsonNode french =
                api.with("Accept-Language", "fr").post("/api/addresses", body).json();

        assertThat(german.path("errors").path(0).path("message").asString()).isEqualTo("Pflichtfeld");
        assertThat(german.path("detail").asString()).isEqualTo("Name: Pflichtfeld.");
        assertThat(english.path("errors").path(0).path("message").asString()).isEqualTo("Required");
        assertThat(french).isEqualTo(german);
        assertThat(german.path("title").asString()).isNotEmpty();
        assertThat(german.path("status").asInt()).isEqualTo(422);
    }

    @Test
    void ignoresWhatIsNoField() {
        Map<String, Object> body = company("Zusatz AG");
        body.putAll(Map.of("id", 1, "createdBy", "chef", "version", 7, "companyId", 1, "role", "Chef"));

        Answer answer = api.post("/api/addresses", body);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("createdBy").asString()).isEqualTo("anna");
        assertThat(answer.json().path("version").asInt()).isZero();
        assertThat(answer.json().path("companyId").isNull()).isTrue();
        assertThat(answer.json().path("role").isNull()).isTrue();
    }

    @Test
    void answersMalformedAndMistypedBodiesInTheSameShape() {
        Answer malformed = api.post("/api/addresses", "{\"kind\": ");
        assertThat(malformed.status()).isEqualTo(400);
        assertThat(malformed.json().path("errors").isArray()).isTrue();
        assertThat(malformed.header("Content-Type")).startsWith("application/problem+json");

        Answer mistyped = api.post("/api/addresses", "{\"kind\": \"company\", \"name\": {\"a\": 1}}");
        assertThat(mistyped.status()).isEqualTo(422);
        assertThat(mistyped.errors()).containsExactly("name:invalid");

        assertThat(api.send("PUT", "/api/addresses", Map.of()).status()).isIn(403, 405);
        assertThat(api.with("Content-Type", "text/plain")
                        .post("/api/addresses", "x")
                        .status())
                .isEqualTo(415);
        assertThat(api.post("/api/addresses", "null").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "999999999", "abc", "-1", "9223372036854775808", "99999999999999999999999", "1.5", "%00"})
    void findsNothingUnderAnUnknownId(String id) {
        assertThat(api.get("/api/addresses/" + id).status()).isIn(400, 404);
        assertThat(api.patch("/api/addresses/" + id, Map.of("version", 0)).status())
                .isIn(400, 404);
        assertThat(api.get("/api/addresses/" + id + "/contact-persons").status())
                .isIn(400, 404);
        assertThat(api.post("/api/addresses/" + id + "/contact-persons", Map.of("name", "X"))
                        .status())
                .isIn(400, 404);
    }

    @Test
    void anUnknownIdIsAProblemDocument() {
        Answer answer = api.get("/api/addresses/abc");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.errors()).containsExactly("id:not-found");
    }

    @Test
    void changesOnlyWhatIsNamedAndClearsWithNull() {
        Map<String, Object> body = company("Ändern GmbH");
        body.putAll(Map.of("town", "Köln", "phone", "0221 123456", "street", "Ring 1"));
        long id = created(body);

        Answer changed = api.patch("/api/addresses/" + id, "{\"version\": 0, \"town\": \"Bonn\", \"phone\": null}");

        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.json().path("version").asInt()).isEqualTo(1);
        assertThat(changed.json().path("town").asString()).isEqualTo("Bonn");
        assertThat(changed.json().path("phone").isNull()).isTrue();
        assertThat(changed.json().path("street").asString()).isEqualTo("Ring 1");
        assertThat(changed.json().path("name").asString()).isEqualTo("Ändern GmbH");
    }

    @Test
    void refusesAStaleChangeWithBothStates() {
        long id = created(company("Stand GmbH"));
        assertThat(api.patch("/api/addresses/" + id, Map.of("version", 0, "town", "Mainz"))
                        .status())
                .isEqualTo(200);

        Answer stale = api.patch("/api/addresses/" + id, Map.of("version", 0, "town", "Trier"));

        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.errors()).containsExactly("version:stale-version");
        assertThat(stale.json().path("current").path("town").asString()).isEqualTo("Mainz");
        assertThat(stale.json().path("current").path("version").asInt()).isEqualTo(1);
        assertThat(stale.json().path("sent").path("town").asString()).isEqualTo("Trier");
        assertThat(api.get("/api/addresses/" + id).json().path("town").asString())
                .isEqualTo("Mainz");
    }

    @Test
    void refusesAChangeWithoutVersionOrToNothing() {
        long id = created(company("Version GmbH"));

        assertThat(api.patch("/api/addresses/" + id, Map.of("town", "Trier")).errors())
                .containsExactly("version:required");
        assertThat(api.patch("/api/addresses/" + id, "{\"version\": 0, \"name\": null}")
                        .errors())
                .containsExactly("name:required");
        assertThat(api.patch("/api/addresses/" + id, "{\"version\": \"x\"}").errors())
                .containsExactly("version:invalid");
    }

    @Test
    void ofFourChangesAtOnceOneWins() throws Exception {
        long id = created(company("Wettlauf GmbH"));

        List<Integer> answers = atOnce(
                4,
                number -> api.patch("/api/addresses/" + id, Map.of("version", 0, "town", "Ort " + number))
                        .status());

        assertThat(answers).containsExactlyInAnyOrder(200, 409, 409, 409);
    }

    @Test
    void addsContactPersonsToCompaniesOnly() {
        long companyId = created(company("Personen GmbH"));
        long privateId = created(Map.of("kind", "private", "name", "Allein", "firstName", "Alma"));

        Answer person = api.post(
                "/api/addresses/" + companyId + "/contact-persons",
                Map.of(
                        "name",
                        "Klein",
                        "firstName",
                        "Petra",
                        "role",
                        "Einkauf",
                        "phone",
                        "030 1",
                        "email",
                        "p@k.example"));
        assertThat(person.status()).isEqualTo(201);
        assertThat(person.json().path("kind").asString()).isEqualTo("person");
        assertThat(person.json().path("company").asString()).isEqualTo("Personen GmbH");
        assertThat(person.json().path("companyId").asLong()).isEqualTo(companyId);
        assertThat(person.json().path("role").asString()).isEqualTo("Einkauf");

        assertThat(api.post("/api/addresses/" + privateId + "/contact-persons", Map.of("role", "x"))
                        .errors())
                .containsExactlyInAnyOrder("addressId:address.not-a-company", "name:required");
    }

    @Test
    void listsContactPersonsByNamePageByPage() {
        long companyId = created(company("Seiten GmbH"));
        for (String name : List.of("Zander", "Ärger", "Adler", "Öhler", "Ober")) {
            personOf(companyId, "Eva", name);
        }
        personOf(companyId, "Adam", "Adler");

        List<String> names = new ArrayList<>();
        String after = "";
        for (int pages = 0; after != null && pages < 3; pages++) {
            JsonNode page = api.get("/api/addresses/" + companyId + "/contact-persons?limit=4&after=" + after)
                    .json();
            page.path("items")
                    .valueStream()
                    .forEach(item -> names.add(item.path("name").asString()));
            after = page.path("next").isNull() ? null : page.path("next").asString();
        }

        assertThat(names)
                .containsExactly("Adam Adler", "Eva Adler", "Eva Ärger", "Eva Ober", "Eva Öhler", "Eva Zander");
        assertThat(api.get("/api/addresses/" + companyId + "/contact-persons?q=oehl")
                        .json()
                        .path("items")
                        .valueStream()
                        .map(item -> item.path("name").asString()))
                .containsExactly("Eva Öhler");
        assertThat(api.get("/api/addresses/" + companyId + "/contact-persons?after=xyz")
                        .errors())
                .containsExactly("after:invalid");
        assertThat(api.get("/api/addresses/" + companyId + "/contact-persons?limit=viele")
                        .errors())
                .containsExactly("limit:invalid");
    }

    @Test
    void warnsOfPossibleDuplicatesButCreates() {
        Map<String, Object> first = company("Doppelmüller GmbH");
        first.putAll(Map.of("town", "Görlitz", "email", "Doppel@mueller.example", "phone", "03581 445566"));
        long firstId = created(first);
        Map<String, Object> sameNameAndTown = company("DOPPELMUELLER GmbH");
        sameNameAndTown.put("town", "Goerlitz");

        assertThat(duplicates(sameNameAndTown)).contains(firstId);
        assertThat(duplicates(Map.of("kind", "private", "name", "Mail", "email", "doppel@MUELLER.example")))
                .contains(firstId);
        assertThat(duplicates(Map.of("kind", "private", "name", "Fon", "phone", "+49 (0) 3581/44 55-66")))
                .contains(firstId);
        assertThat(duplicates(Map.of("kind", "company", "name", "Doppelmüller GmbH", "town", "Zittau")))
                .doesNotContain(firstId);
    }

    private List<Long> duplicates(Object body) {
        Answer answer = api.post("/api/addresses", body);
        assertThat(answer.status()).isEqualTo(201);
        return answer.json()
                .path("possibleDuplicates")
                .valueStream()
                .map(hit -> hit.path("id").asLong())
                .toList();
    }

    @Test
    void takesColleaguesWithTheSwitchboardsNumberForNoDuplicates() {
        Map<String, Object> body = company("Zentrale Vermittlung GmbH");
        body.put("phone", "0365 998877");
        long companyId = created(body);
        String path = "/api/addresses/" + companyId + "/contact-persons";
        api.post(path, Map.of("name", "Erste", "phone", "0365 998877"));

        Answer second = api.post(path, Map.of("name", "Zweite", "phone", "0365/998877"));
        Answer again = api.post(path, Map.of("name", "Zweite", "phone", "0365/998877"));

        assertThat(second.json().path("possibleDuplicates").isEmpty()).isTrue();
        assertThat(again.json().path("possibleDuplicates").path(0).path("id").asLong())
                .isEqualTo(second.json().path("id").asLong());
    }

    @Test
    void createsOnceWithTheSameKey() {
        Api once = api.with("Idempotency-Key", UUID.randomUUID().toString());

        Answer first = once.post("/api/addresses", company("Einmal GmbH"));
        Answer again = once.post("/api/addresses", " {\"name\":\"Einmal GmbH\",\n\"kind\":\"company\"}");
        Answer other = once.post("/api/addresses", company("Zweimal GmbH"));

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.errors()).containsExactly("Idempotency-Key:idempotency-key.reused");
        assertThat(count("Einmal GmbH")).isEqualTo(1);
        assertThat(count("Zweimal GmbH")).isZero();
    }

    /** The switch of the test above: what a client that heard nothing would do without a key. */
    @Test
    void createsAgainWithoutAKey() {
        for (int sent = 1; sent <= 2; sent++) {
            assertThat(api.post("/api/addresses", company("Ohne Schlüssel GmbH"))
                            .status())
                    .isEqualTo(201);
        }
        assertThat(count("Ohne Schlüssel GmbH")).isEqualTo(2);
    }

    @Test
    void aKeyBelongsToItsUserAndItsPath() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> body = company("Schlüssel GmbH");

        Answer annas = api.with("Idempotency-Key", key).post("/api/addresses", body);
        Answer bens = anybody.as("ben").with("Idempotency-Key", key).post("/api/addresses", body);
        Answer person = api.with("Idempotency-Key", key)
                .post(annas.header("Location") + "/contact-persons", Map.of("name", "Schlüssel"));

        assertThat(bens.status()).isEqualTo(201);
        assertThat(bens.json().path("id").asLong())
                .isNotEqualTo(annas.json().path("id").asLong());
        assertThat(person.status()).isEqualTo(201);
    }

    @Test
    void aRefusedRequestLeavesItsKeyFree() {
        Api once = api.with("Idempotency-Key", UUID.randomUUID().toString());

        assertThat(once.post("/api/addresses", company(" ")).status()).isEqualTo(422);
        assertThat(once.post("/api/addresses", company("Verbessert GmbH")).status())
                .isEqualTo(201);
    }

    @Test
    void ofFourRequestsAtOnceWithTheSameKeyOneCreates() throws Exception {
        Api once = api.with("Idempotency-Key", UUID.randomUUID().toString());

        List<String> answers = atOnce(4, number -> {
            Answer answer = once.post("/api/addresses", company("Gleichzeitig GmbH"));
            return answer.status() + " " + answer.text();
        });

        assertThat(answers).allMatch(answer -> answer.startsWith("201 ")).hasSize(4);
        assertThat(answers.stream().distinct()).hasSize(1);
        assertThat(count("Gleichzeitig GmbH")).isEqualTo(1);
    }

    @Test
    void rightsAreThoseOfThePermissionTable() {
        long id = created(company("Rechte GmbH"));

        assertThat(anybody.get("/api/addresses/" + id).status()).isEqualTo(401);
        assertThat(anybody.get("/api/addresses/" + id).header("Content-Type")).startsWith("application/problem+json");
        assertThat(anybody.as("paul").get("/api/addresses/" + id).status()).isEqualTo(200);
        Answer refused = anybody.as("paul").patch("/api/addresses/" + id, Map.of("version", 0));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("title").asString()).isEqualTo("Dafür fehlt Ihnen das Recht.");
        assertThat(anybody.as("sabine").get("/api/addresses/" + id).status()).isEqualTo(403);
    }

    @Test
    void needsFewStatements() {
        long id = created(company("Sparsam GmbH"));
        long personId = personOf(id, "Sparsame", "Sabine");

        int login = statements.during(() -> api.get("/api/contact-types")).size() - 1;
        assertThat(statements
                                .during(() -> api.get("/api/addresses/" + personId))
                                .size()
                        - login)
                .as("read")
                .isLessThanOrEqualTo(2);
        assertThat(statements.during(() -> api.get("/api/addresses?q=Sparsam")).size() - login)
                .as("autocomplete")
                .isLessThanOrEqualTo(3);
        assertThat(statements
                                .during(() -> api.post("/api/addresses", company("Sparsamer GmbH")))
                                .size()
                        - login)
                .as("create")
                .isLessThanOrEqualTo(3);
        assertThat(statements
                                .during(() -> api.patch("/api/addresses/" + id, Map.of("version", 0, "town", "Ulm")))
                                .size()
                        - login)
                .as("change, and its entry in the audit trail")
                .isLessThanOrEqualTo(3);
    }

    private interface Work<T> {
        T run(int number) throws Exception;
    }

    private static <T> List<T> atOnce(int times, Work<T> work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(times);
        var threads = Executors.newFixedThreadPool(times);
        try {
            List<Callable<T>> calls = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                int number = i;
                calls.add(() -> {
                    start.await();
                    return work.run(number);
                });
            }
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}

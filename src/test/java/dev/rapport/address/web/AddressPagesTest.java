package dev.rapport.address.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Pages;
import dev.rapport.support.Statements;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IntegrationTest
class AddressPagesTest {

    private static final String HOSTILE = "<script>alert(1)</script>";

    @Autowired
    private Api api;

    @Autowired
    private Pages pages;

    @Autowired
    private Statements statements;

    private Pages anna;

    /** A name that no other test has. */
    private String name;

    @BeforeEach
    void anna() {
        anna = pages.as("anna");
        name = "Quell" + UUID.randomUUID().toString().replaceAll("[^a-f]", "")
                + UUID.randomUUID().hashCode();
    }

    private long company() {
        return api.as("anna")
                .post("/api/addresses", Map.of("kind", "company", "name", name + " GmbH", "town", "Köln"))
                .json()
                .path("id")
                .asLong();
    }

    @Test
    void findsAndMarksWhatWasLookedFor() {
        long id = company();
        Answer page = anna.get("/addresses?q=" + name.toLowerCase(java.util.Locale.ROOT));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("<html", "<mark>" + name + "</mark>", "/addresses/" + id);
        Answer part = anna.asHtmx().get("/addresses?q=" + name);
        assertThat(part.text()).doesNotContain("<html").contains("id=\"hits\"", "<mark>" + name + "</mark>");
    }

    @Test
    void offersToCreateWhatIsNotThere() {
        assertThat(anna.get("/addresses?q=" + name + "xyz").text())
                .contains("/addresses/new?name=" + name + "xyz", "Zu „" + name + "xyz“ gibt es keine Adresse.");
        assertThat(anna.inEnglish().get("/addresses?q=" + name + "xyz").text()).contains("There is no address for");
    }

    @Test
    void createsAnAddressAndGoesThere() {
        Answer answer = anna.submit("/addresses", Map.of("kind", "company", "name", name));
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).matches(".*/addresses/\\d+");
    }

    @Test
    void refusesToCreateWithoutANameAndKeepsTheRest() {
        Answer answer = anna.submit("/addresses", Map.of("kind", "company", "name", " ", "town", "Bad Ischl"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("Pflichtfeld", "value=\"Bad Ischl\"");
    }

    @Test
    void warnsOfADuplicateAndCreatesItAllTheSame() {
        long id = company();
        Map<String, String> again = Map.of("kind", "company", "name", name + " GmbH", "town", "Köln");
        Answer warned = anna.submit("/addresses", again);
        assertThat(warned.status()).isEqualTo(200);
        assertThat(warned.text())
                .contains("Diese Adresse gibt es vielleicht schon", "/addresses/" + id, "name=\"sure\"");
        Answer sure = anna.submit(
                "/addresses", Map.of("kind", "company", "name", name + " GmbH", "town", "Köln", "sure", "true"));
        assertThat(sure.status()).isEqualTo(302);
    }

    @Test
    void aDoubleClickCreatesOneAddressAndOneContactPerson() {
        Map<String, String> form = Map.of("idempotencyKey", name, "kind", "company", "name", name + " KG");
        String first = anna.submit("/addresses", form).header("Location");
        assertThat(anna.submit("/addresses", form).header("Location")).isEqualTo(first);

        String path = "/addresses/" + company() + "/contact-persons";
        Map<String, String> person = Map.of("idempotencyKey", name, "name", "Doppel" + name);
        anna.asHtmx().submit(path, person);
        String persons = anna.asHtmx().submit(path, person).text();
        assertThat(persons.split(">Doppel" + name + "<", -1)).hasSize(2);
    }

    @Test
    void whatWasCorrectedUnderAUsedKeyIsSentOnceMore() {
        anna.submit("/addresses", Map.of("idempotencyKey", name, "kind", "company", "name", name));
        Answer other =
                anna.submit("/addresses", Map.of("idempotencyKey", name, "kind", "company", "name", name + " 2"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.text()).contains("value=\"" + name + " 2\"").doesNotContain("value=\"" + name + "\"");
    }

    @Test
    void eachWebPartHasAnAddressOfItsOwn() {
        long id = company();
        for (String part : new String[] {"summary", "create-contact", "campaigns", "master-data", "persons"}) {
            assertThat(anna.get("/addresses/" + id + "/" + part).text()).contains("<html", name);
            assertThat(anna.asHtmx().get("/addresses/" + id + "/" + part).text())
                    .as(part)
                    .doesNotContain("<html")
                    .isNotBlank();
        }
        assertThat(anna.get("/addresses/" + id + "/nothing").status()).isEqualTo(404);
    }

    @Test
    void offersToCreateAContactInPlaceToWhomeverMay() {
        long id = company();
        String page = anna.get("/addresses/" + id).text();
        assertThat(page)
                .contains("id=\"create-contact\"", "name=\"address\" value=\"" + id + "\"", "direkt an die Adresse")
                .doesNotContain("name=\"addressText\"");
        assertThat(pages.as("paul").get("/addresses/" + id).text()).doesNotContain("id=\"create-contact\"");
    }

    @Test
    void aHiddenWebPartIsShownWhenItHasSomethingToSay() {
        long id = company();
        Pages maria = pages.as("maria");
        maria.submit("/arrangement/address", Map.of("part", "master-data", "move", "hide", "back", "/"));
        try {
            assertThat(maria.get("/addresses/" + id).text()).doesNotContain("id=\"master-data\"");
            assertThat(maria.submit("/addresses/" + id, Map.of("version", 0, "name", " "))
                            .text())
                    .contains("id=\"master-data\"", "Pflichtfeld");
        } finally {
            maria.submit("/arrangement/address", Map.of("move", "reset", "back", "/"));
        }
    }

    @Test
    void changesMasterDataInPlaceAndOnThePage() {
        long id = company();
        assertThat(anna.get("/addresses/" + id + "?edit").text()).contains("name=\"version\"");
        Answer part = anna.asHtmx()
                .submit("/addresses/" + id, Map.of("version", 0, "name", name + " AG", "phone", "+49 30 123456"));
        assertThat(part.status()).isEqualTo(200);
        assertThat(part.text()).doesNotContain("<html").contains("href=\"tel:+4930123456\"");
        assertThat(part.header("HX-Trigger")).contains("toast");
        Answer page = anna.submit("/addresses/" + id, Map.of("version", 1, "name", name + " SE"));
        assertThat(page.status()).isEqualTo(302);
        assertThat(anna.get("/addresses/" + id).text()).contains(name + " SE", "+49 30 123456");
    }

    @Test
    void keepsBothValuesWhenSomebodyElseWasQuicker() {
        long id = company();
        pages.as("ben").submit("/addresses/" + id, Map.of("version", 0, "name", name + " von Ben"));
        Map<String, Object> annas = Map.of("version", 0, "name", name + " von Anna");
        Answer page = anna.submit("/addresses/" + id, annas);
        assertThat(page.status()).isEqualTo(409);
        assertThat(page.text())
                .contains(
                        "<html", "value=\"" + name + " von Anna\"", name + " von Ben", "name=\"version\" value=\"1\"");
        Answer part = anna.asHtmx().submit("/addresses/" + id, annas);
        assertThat(part.status()).isEqualTo(409);
        assertThat(part.text()).doesNotContain("<html").contains("value=\"" + name + " von Anna\"");
    }

    @Test
    void refusesBadMasterDataAndKeepsThem() {
        long id = company();
        for (Pages way : new Pages[] {anna, anna.asHtmx()}) {
            Answer answer = way.submit("/addresses/" + id, Map.of("version", 0, "name", name, "email", "kein@@mail"));
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.text()).contains("value=\"kein@@mail\"", "Keine gültige E-Mail-Adresse");
        }
    }

    @Test
    void addsContactPersonsInPlace() {
        long id = company();
        String path = "/addresses/" + id + "/contact-persons";
        Answer part = anna.asHtmx().submit(path, Map.of("name", "Klein", "firstName", "Petra", "role", "Einkauf"));
        assertThat(part.status()).isEqualTo(200);
        assertThat(part.text()).contains("Petra Klein", "Einkauf").doesNotContain("<html");
        assertThat(anna.submit(path, Map.of("name", "Groß")).status()).isEqualTo(302);
        assertThat(anna.asHtmx().get(path + "?persons=groß").text())
                .contains("<mark>Groß</mark>")
                .doesNotContain("Petra");
        Answer refused = anna.asHtmx().submit(path, Map.of("name", "", "role", "Lager"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("Pflichtfeld", "value=\"Lager\"");
        assertThat(anna.submit(path, Map.of("name", "", "role", "Lager")).text())
                .contains("<html", "Pflichtfeld", "value=\"Lager\"");
    }

    @Test
    void showsHostileTextsAsTexts() {
        String hostile = HOSTILE + name;
        Answer created = api.as("anna")
                .post(
                        "/api/addresses",
                        Map.of(
                                "kind", "company", "name", hostile, "notes", HOSTILE, "town", HOSTILE, "phone",
                                HOSTILE));
        long id = created.json().path("id").asLong();
        api.as("anna").post("/api/addresses/" + id + "/contact-persons", Map.of("name", HOSTILE, "role", HOSTILE));
        for (String path : new String[] {
            "/addresses/" + id, "/addresses/" + id + "?edit", "/addresses?q=" + name, "/addresses?q=%3Cscript%3E"
        }) {
            assertThat(anna.get(path).text()).as(path).doesNotContain(HOSTILE).contains("&lt;script&gt;");
        }
    }

    @Test
    void letsProcessAdminsReadOnly() {
        long id = company();
        Pages paul = pages.as("paul");
        assertThat(paul.get("/addresses/" + id).text()).doesNotContain("edit-master-data", "add-in-place");
        assertThat(paul.submit("/addresses/" + id, Map.of("version", 0, "name", "x"))
                        .status())
                .isEqualTo(403);
        assertThat(paul.get("/addresses/new").status()).isEqualTo(403);
        assertThat(pages.as("sabine").get("/addresses").status()).isEqualTo(403);
    }

    @Test
    void knowsNoAddressThatIsNotThere() {
        assertThat(anna.get("/addresses/999999999").status()).isEqualTo(404);
        assertThat(anna.get("/addresses/abc").status()).isEqualTo(404);
    }

    @Test
    void readsAPageInAFewStatementsHoweverManyPersonsThereAre() {
        long id = company();
        for (int i = 0; i < 12; i++) {
            api.as("anna").post("/api/addresses/" + id + "/contact-persons", Map.of("name", "Person " + i));
        }
        int withMany = statements.during(() -> anna.get("/addresses/" + id)).size();
        assertThat(withMany).isLessThanOrEqualTo(25);
    }

    @Test
    void arrangesWebPartsForThePersonAlone() {
        long id = company();
        String path = "/addresses/" + id;
        Pages ben = pages.as("ben");
        assertThat(ben.submit(
                                "/arrangement/address",
                                Map.of("part", "persons", "move", "before:master-data", "back", path))
                        .header("Location"))
                .endsWith(path + "#persons");
        String page = ben.get(path).text();
        assertThat(page.indexOf("id=\"persons\"")).isLessThan(page.indexOf("id=\"master-data\""));
        ben.submit("/arrangement/address", Map.of("part", "master-data", "move", "collapse", "back", path));
        ben.submit("/arrangement/address", Map.of("part", "persons", "move", "hide", "back", path));
        page = ben.get(path).text();
        assertThat(page).doesNotContain("id=\"persons\"").contains("Ansprechpartner einblenden");
        String others = anna.get(path).text();
        assertThat(others.indexOf("id=\"persons\"")).isGreaterThan(others.indexOf("id=\"master-data\""));
        ben.submit("/arrangement/address", Map.of("show", "persons", "back", path));
        assertThat(ben.get(path).text()).contains("id=\"persons\"");
        ben.submit("/arrangement/address", Map.of("move", "reset", "back", path));
        assertThat(ben.get(path).text()).doesNotContain("Anordnung zurücksetzen");
    }

    @Test
    void refusesAnArrangementOfWhatIsNotThere() {
        assertThat(anna.submit("/arrangement/address", Map.of("part", "nothing", "move", "hide"))
                        .status())
                .isEqualTo(404);
        assertThat(anna.submit("/arrangement/nothing", Map.of("part", "persons", "move", "hide"))
                        .status())
                .isEqualTo(404);
        assertThat(anna.submit("/arrangement/address", Map.of("part", "persons", "move", "explode"))
                        .status())
                .isEqualTo(422);
        assertThat(anna.submit(
                                "/arrangement/address",
                                Map.of("part", "persons", "move", "hide", "back", "//evil.example"))
                        .header("Location"))
                .doesNotContain("evil");
        anna.submit("/arrangement/address", Map.of("move", "reset"));
    }
}

package dev.rapport.contact.web.create;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Api;
import dev.rapport.support.Clock;
import dev.rapport.support.Forms;
import dev.rapport.support.Session;
import dev.rapport.support.Statements;
import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** The web part "Kontaktvorgang anlegen" over HTTP, as page and as fragment. */
@IntegrationTest
class NewContactPageTest {

    @Autowired
    private Api api;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private Statements statements;

    @Autowired
    private Clock clock;

    private final String word = "w" + UUID.randomUUID().toString().substring(0, 8);
    private String company = "";
    private String person = "";
    private Session page;
    private Session fragment;

    @BeforeEach
    void anAddressToCall() {
        company = id("/api/addresses", Map.of("kind", "company", "name", word + " GmbH", "town", "Ulm"));
        person = id(
                "/api/addresses/" + company + "/contact-persons",
                Map.of("name", "Klein" + word, "firstName", "Petra", "phone", "0711 123"));
        page = Session.of(api, "anna");
        fragment = Session.of(api, "anna").header("HX-Request", "true");
    }

    @Test
    void isAPageAndAFragmentFromOneTemplate() {
        assertThat(page.get("/contacts/new").body()).contains("<html", "id=\"create-form\"", "Kontaktvorgang anlegen");
        assertThat(fragment.get("/contacts/new").body()).doesNotContain("<html").contains("id=\"create-form\"");
    }

    @Test
    void createsAContactAndSaysItsNumber() {
        HttpResponse<String> answer = fragment.form("/contacts/new", call());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).containsPattern("K-\\d{4}-\\d{6} ist angelegt");
        assertThat(contacts()).isEqualTo(1);
        // choosing a person puts its company on the contact
        assertThat(jdbc.queryForObject(
                        "select address_id || '/' || contact_person_id from rapport.contact where subject = ?",
                        String.class,
                        word))
                .isEqualTo(company + "/" + person);
    }

    @Test
    void withoutScriptsTheConfirmationIsAPageOfItsOwn() {
        HttpResponse<String> answer = page.form("/contacts/new", call());

        assertThat(answer.statusCode()).isEqualTo(303);
        String location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(location).contains("/contacts/new?created=");
        assertThat(page.get(location.replaceFirst("^https?://[^/]*", "")).body())
                .contains("ist angelegt");
    }

    /** Rule 5: who looks for a person is shown persons, whatever stands in the address field. */
    @Test
    void theSearchForPersonsOpensWithPersons() {
        for (String typed : new String[] {"", "  ", "%", "gibtesnicht " + word}) {
            Map<String, String> form = call();
            form.put("action", "findPersons");
            form.put("addressId", "");
            form.put("addressText", typed);
            // other tests' persons may stand before this one's: the list is short
            assertThat(fragment.form("/contacts/new", form).body())
                    .as(typed)
                    .contains("name=\"choose\"")
                    .doesNotContain("Kein Ansprechpartner gefunden");
            form.put("personFilter", "gibtesnicht " + word);
            assertThat(fragment.form("/contacts/new", form).body())
                    .as("what is searched for in it is another thing")
                    .contains("Kein Ansprechpartner gefunden")
                    .doesNotContain("name=\"choose\"");
            form.put("personFilter", word);
            assertThat(fragment.form("/contacts/new", form).body())
                    .as("and it finds")
                    .contains("Petra Klein" + word);
        }
    }

    @Test
    void aDoubleClickCreatesOneContact() {
        Map<String, String> call = call();

        String first = fragment.form("/contacts/new", call).body();
        String second = fragment.form("/contacts/new", call).body();

        assertThat(contacts()).isEqualTo(1);
        assertThat(second).isEqualTo(first);
    }

    @Test
    void anotherInputUnderAUsedKeyIsAskedForAgainAndKept() {
        Map<String, String> call = call();
        fragment.form("/contacts/new", call);
        call.put("description", "Nachtrag " + word);

        HttpResponse<String> answer = fragment.form("/contacts/new", call);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("Nachtrag " + word).doesNotContain(call.get("idempotencyKey"));
    }

    @Test
    void saysEverythingThatIsMissingAtOnceAndKeepsWhatWasTyped() {
        Map<String, String> call = call();
        call.remove("addressId");
        call.put("addressText", "");
        call.put("addressLabel", "");
        call.put("duration", "");
        call.put("subject", " ");
        call.put("date", "");
        call.put("description", "<b>" + word + "</b>");

        HttpResponse<String> answer = fragment.form("/contacts/new", call);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body().split("Pflichtfeld</span>", -1)).hasSize(5);
        assertThat(answer.body()).contains("&lt;b&gt;" + word + "&lt;/b&gt;").doesNotContain("<b>" + word);
        assertThat(contacts()).isZero();
    }

    @Test
    void takesTheOnlyHitOfWhatWasTypedWithoutChoosing() {
        Map<String, String> call = call();
        call.remove("addressId");
        call.put("addressText", "petra klein" + word);
        call.put("addressLabel", "");

        assertThat(fragment.form("/contacts/new", call).statusCode()).isEqualTo(200);
        assertThat(contacts()).isEqualTo(1);
    }

    @Test
    void offersTheHitsWhenThereAreSeveral() {
        Map<String, String> call = call();
        call.remove("addressId");
        call.put("addressText", word);
        call.put("addressLabel", "");

        HttpResponse<String> answer = page.form("/contacts/new", call);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("name=\"choose\" value=\"" + company + "\"", "name=\"choose\" value=\"" + person + "\"");

        call.put("choose", company);
        assertThat(page.form("/contacts/new", call).body())
                .contains("name=\"addressId\" value=\"" + company + "\"", "value=\"" + word + "\"");
    }

    @Test
    void suggestsAtMostTenAddressesWithTheMatchMarked() {
        String options = fragment.get("/contacts/new/addresses?addressText=petra%20" + word)
                .body();

        assertThat(options).contains("role=\"option\"", "<mark>Petra</mark>", "data-value=\"" + person + "\"");
        assertThat(options).doesNotContain("<html");
        assertThat(fragment.get("/contacts/new/addresses?addressText=zz" + word).body())
                .contains("Keine Treffer");
    }

    @Test
    void suggestsUsersOnlyAsResponsible() {
        String options =
                fragment.get("/contacts/new/users?responsibleText=yilmaz").body();

        assertThat(options).contains("data-value=\"ben\"");
        assertThat(fragment.get("/contacts/new/users?responsibleText=" + word).body())
                .contains("Keine Treffer");
    }

    @Test
    void theSearchButtonListsAllContactPersonsOfTheChosenCompany() {
        Map<String, String> form = call();
        form.put("addressId", company);
        form.put("action", "findPersons");

        assertThat(page.form("/contacts/new", form).body())
                .contains("Ansprechpartner von " + word + " GmbH", "name=\"choose\" value=\"" + person + "\"");
    }

    @Test
    void theSearchButtonLooksForContactPersonsOnlyWhenNothingIsChosen() {
        Map<String, String> form = call();
        form.remove("addressId");
        form.put("addressText", "");
        form.put("addressLabel", "");
        form.put("personFilter", word);
        form.put("action", "findPersons");

        assertThat(page.form("/contacts/new", form).body())
                .contains("name=\"choose\" value=\"" + person + "\"")
                .doesNotContain("name=\"choose\" value=\"" + company + "\"");
    }

    @Test
    void createsAnAddressInPlaceAndWarnsOfALikelyDuplicateFirst() {
        Map<String, String> form = call();
        form.remove("addressId");
        form.put("addressText", "");
        form.put("addressLabel", "");
        form.put("newKind", "COMPANY");
        form.put("newName", word + " GmbH");
        form.put("newTown", "Ulm");
        form.put("action", "addAddress");

        String warned = page.form("/contacts/new", form).body();
        assertThat(warned).contains("Gibt es diese Adresse schon?", "value=\"addAnyway\"", word);
        assertThat(addresses()).isEqualTo(1);

        form.put("action", "addAnyway");
        String chosen = page.form("/contacts/new", form).body();
        assertThat(addresses()).isEqualTo(2);
        assertThat(chosen).containsPattern("name=\"addressId\" value=\"\\d+\"").contains("value=\"" + word + "\"");
    }

    @Test
    void refusesAnAddressWithoutNameBesideItsField() {
        Map<String, String> form = call();
        form.put("newKind", "PRIVATE");
        form.put("newName", "");
        form.put("action", "addAnyway");

        HttpResponse<String> answer = page.form("/contacts/new", form);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("Pflichtfeld</span>", "value=\"" + word + "\"");
    }

    @Test
    void asAddressWebPartTheAddressIsFixedAndThePersonComesFromAList() {
        String body = fragment.get("/contacts/new?address=" + company).body();

        assertThat(body)
                .contains("name=\"address\" value=\"" + company + "\"", "direkt an die Adresse", "Petra Klein" + word)
                .doesNotContain("name=\"addressText\"");

        Map<String, String> call = call();
        call.remove("addressId");
        call.remove("addressText");
        call.remove("addressLabel");
        call.put("address", company);
        call.put("contactPersonId", person);
        assertThat(fragment.form("/contacts/new", call).statusCode()).isEqualTo(200);
        assertThat(contacts()).isEqualTo(1);
    }

    @Test
    void aChosenPersonBeyondAHundredStaysChosenAndTheOthersAreFoundBySearching() {
        for (int at = 0; at < 100; at++) {
            id("/api/addresses/" + company + "/contact-persons", Map.of("name", "Aal" + word, "firstName", "Nr" + at));
        }

        String body = fragment.get("/contacts/new?address=" + company + "&person=" + person)
                .body();

        assertThat(body)
                .contains("<option value=\"" + person + "\" selected=\"selected\">Petra Klein" + word)
                .contains("value=\"findPersons\"", "Hier stehen nur");
    }

    @Test
    void onAnAddressPageTheFollowUpStaysThere() {
        Map<String, String> call = call();
        call.put("address", company);
        call.put("contactPersonId", person);
        String confirmation = fragment.form("/contacts/new", call).body();
        Long id = jdbc.queryForObject("select id from rapport.contact where subject = ?", Long.class, word);
        assertThat(confirmation).contains("/contacts/new?followUp=" + id + "&amp;address=" + company);

        assertThat(fragment.get("/contacts/new?followUp=" + id + "&address=" + company)
                        .body())
                .contains("name=\"address\" value=\"" + company + "\"")
                .contains("<option value=\"" + person + "\" selected=\"selected\">");
    }

    @Test
    void acceptsAPlannedContactInThePastWithAWarning() {
        Map<String, String> call = call();
        call.put("status", "PLANNED");
        call.put("date", "2026-01-02");
        call.put("duration", "00:00");
        call.put("reminder", "true");
        call.put("reminderLead", "P1D");

        assertThat(fragment.form("/contacts/new", call).body()).contains("ist angelegt", "liegt in der Vergangenheit");
    }

    @Test
    void aFollowUpTakesOverWhomAndWhat() {
        fragment.form("/contacts/new", call());
        Long id = jdbc.queryForObject("select id from rapport.contact where subject = ?", Long.class, word);

        assertThat(page.get("/contacts/new?followUp=" + id).body())
                .contains("name=\"addressId\" value=\"" + person + "\"", "value=\"" + word + "\"")
                .containsPattern("value=\"PLANNED\" checked");
    }

    @Test
    void oneMoreStartsAnewAlsoWhereThereIsNoAddress() {
        String confirmation = fragment.form("/contacts/new", call()).body();
        assertThat(confirmation).contains("hx-get=\"/contacts/new?address=\"");

        assertThat(fragment.get("/contacts/new?address=").body()).contains("name=\"addressText\"");
        assertThat(page.get("/contacts/new?created=").statusCode()).isEqualTo(200);
    }

    @Test
    void aLinkCanChooseAddressPersonAndCampaign() {
        String campaign = api.as("maria")
                .post("/api/campaigns", Map.of("title", "Messe " + word))
                .json()
                .path("id")
                .asString();

        String form = page.get("/contacts/new?address=" + company + "&person=" + person + "&campaign=" + campaign)
                .body();

        assertThat(form)
                .containsPattern("<option value=\"" + person + "\" selected=\"selected\">")
                .containsPattern("name=\"campaignId\" value=\"" + campaign + "\"")
                .containsPattern("name=\"campaignIdText\"[^>]*value=\"Messe " + word + "\"");
    }

    @Test
    void offersTheCampaignsOfTheAddressFirstAndTenAtMost() {
        for (int i = 0; i < 11; i++) {
            campaign("Andere " + i + " " + word);
        }
        String own = campaign("Zuletzt " + word);
        page.form("/addresses/" + company + "/campaigns", Map.of("campaignId", own));

        String offered = fragment.get("/contacts/new/campaigns?addressId=" + person + "&campaignIdText=" + word)
                .body();

        assertThat(offered.split("data-value=", -1)).hasSize(11);
        assertThat(offered.split("data-value=", -1)[1]).startsWith("\"" + own + "\"");
        assertThat(fragment.get("/contacts/new/campaigns?campaignIdText=" + word + "+zuletzt")
                        .body())
                .contains("<mark>" + word + "</mark>", "data-value=\"" + own + "\"")
                .doesNotContain("Andere");
    }

    @Test
    void whatWasTypedWithoutBeingFoundIsAskedForAndNeverDropped() {
        campaign("Frühling " + word);
        String autumn = campaign("Herbst " + word);
        Map<String, String> call = call();
        call.put("campaignIdText", word);
        call.put("responsibleText", "niemand" + word);
        call.put("subject", "");

        HttpResponse<String> answer = fragment.form("/contacts/new", call);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains(
                        "Bitte wählen Sie eine Kampagne aus der Liste", "Bitte wählen Sie einen Benutzer aus der Liste")
                .contains("new-subject-error", "value=\"niemand" + word + "\"");
        Map<String, String> choosing = Forms.fields(answer.body());
        choosing.put("chooseCampaignId", autumn);
        Map<String, String> chosen =
                Forms.fields(fragment.form("/contacts/new", choosing).body());
        assertThat(chosen).containsEntry("campaignId", autumn);
        chosen.put("subject", word);
        assertThat(fragment.form("/contacts/new", chosen).statusCode())
                .as("nobody of that name")
                .isEqualTo(422);
        assertThat(contacts()).isZero();
        chosen.put("responsibleText", "");
        fragment.form("/contacts/new", chosen);
        assertThat(contacts()).isEqualTo(1);
    }

    private String campaign(String title) {
        return api.as("maria")
                .post("/api/campaigns", Map.of("title", title))
                .json()
                .path("id")
                .asString();
    }

    /** Rule 29, for a form that was open when the campaign was deleted. */
    @Test
    void refusesACampaignThatWasDeletedMeanwhileAndKeepsWhatWasTyped() {
        String campaign = api.as("maria")
                .post("/api/campaigns", Map.of("title", "Messe " + word))
                .json()
                .path("id")
                .asString();
        Map<String, String> form = call();
        form.put("campaignId", campaign);
        api.as("maria").send("DELETE", "/api/campaigns/" + campaign, null);

        HttpResponse<String> answer = page.form("/contacts/new", form);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("Kampagne ist gelöscht", "value=\"" + word + "\"");
        assertThat(contacts()).isZero();
    }

    @Test
    void aContactPersonNeedsACompanyAndNeverBecomesOne() {
        Map<String, String> form = call();
        form.put("newKind", "PERSON");
        form.put("newName", "Sommer" + word);
        form.put("action", "addAnyway");
        // meanwhile something else has been typed into the field of the company
        form.put("addressText", "keine" + word);

        HttpResponse<String> answer = page.form("/contacts/new", form);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("wählen Sie zuerst die Firma", "value=\"Sommer" + word + "\"");
        assertThat(count("select count(*) from rapport.address where name = ?", "Sommer" + word))
                .isZero();

        form.put("addressId", company);
        form.put("addressText", "Petra");
        assertThat(page.form("/contacts/new", form).statusCode()).isEqualTo(200);
        assertThat(count("select count(*) from rapport.address where kind = 'PERSON' and name = ?", "Sommer" + word))
                .isEqualTo(1);
    }

    @Test
    void aCallThatIsDocumentedLaterThanTheFormWasOpenedTookPlaceNowUnlessAStartWasChosen() {
        Map<String, String> call = call();
        call.put("date", "2026-01-15");
        call.put("time", "10:30");
        call.put("suggestedStart", "2026-01-15T10:30");
        Instant before = clock.now().toInstant().truncatedTo(ChronoUnit.MINUTES);

        fragment.form("/contacts/new", call);
        // the same form once more is still the same call
        clock.advance(Duration.ofMinutes(2));
        fragment.form("/contacts/new", call);

        assertThat(start()).isBetween(before, before.plus(Duration.ofMinutes(1)));
    }

    @Test
    void aStartThatWasChosenIsTaken() {
        Map<String, String> call = call();
        call.put("suggestedStart", "");
        fragment.form("/contacts/new", call);
        assertThat(start()).isEqualTo(clock.at("2026-01-15T10:30"));
    }

    @Test
    void withoutScriptsAPlannedContactStartsTheNextMorningUnlessAStartWasChosen() {
        clock.moveTo("2027-01-15T10:30");
        Map<String, String> call = call();
        call.put("date", "2027-01-15");
        call.put("time", "10:25");
        call.put("suggestedStart", "2027-01-15T10:25");
        call.put("status", "PLANNED");
        call.put("duration", "");
        call.put("reminder", "true");

        page.form("/contacts/new", call);

        // that was a Friday
        assertThat(start()).isEqualTo(clock.at("2027-01-18T09:00"));
    }

    @Test
    void anUnknownAddressIsNotFoundAndAProcessAdminMayNotCreate() {
        assertThat(page.get("/contacts/new?address=99999999").statusCode()).isEqualTo(404);
        assertThat(page.get("/contacts/new?address=x").statusCode()).isEqualTo(404);
        assertThat(Session.of(api, "paul").get("/contacts/new").statusCode()).isEqualTo(403);
    }

    @Test
    void thePageNeedsAHandfulOfStatementsHoweverMuchThereIs() {
        assertThat(statements.during(() -> page.get("/contacts/new"))).hasSizeLessThan(6);
        assertThat(statements.during(() -> page.get("/contacts/new?address=" + company)))
                .hasSizeLessThan(10);
    }

    private Map<String, String> call() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("idempotencyKey", UUID.randomUUID().toString());
        form.put("addressId", person);
        form.put("addressText", "Petra");
        form.put("addressLabel", "Petra");
        form.put("type", "CALL");
        form.put("direction", "INCOMING");
        form.put("status", "PERFORMED");
        form.put("date", "2026-01-15");
        form.put("time", "10:30");
        form.put("duration", "00:05");
        form.put("subject", word);
        return form;
    }

    private Instant start() {
        return jdbc.queryForObject("select start_at from rapport.contact where subject = ?", Timestamp.class, word)
                .toInstant();
    }

    private int contacts() {
        return count("select count(*) from rapport.contact where subject = ?", word);
    }

    private int addresses() {
        return count("select count(*) from rapport.address where name = ?", word + " GmbH");
    }

    private int count(String sql, String argument) {
        Integer found = jdbc.queryForObject(sql, Integer.class, argument);
        return found == null ? 0 : found;
    }

    private String id(String path, Map<String, String> body) {
        return api.as("anna").post(path, body).json().path("id").asString();
    }
}

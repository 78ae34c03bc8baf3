package dev.rapport.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.IntegrationTest;
import dev.rapport.campaign.TestCampaigns;
import dev.rapport.contact.TestContacts;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Pages;
import dev.rapport.support.Together;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An address that is not needed any more is deleted, or set inactive where something refers to it (ADR 49). */
@IntegrationTest
class InactiveAddressTest {

    @Autowired
    private Api api;

    @Autowired
    private Pages pages;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private TestCampaigns campaigns;

    @Autowired
    private JdbcClient jdbc;

    private String word = "";
    private long company;
    private long person;

    @BeforeEach
    void aCompanyWithAPerson() {
        word = "i" + UUID.randomUUID().toString().replace("-", "").substring(0, 10);
        company = created("/api/addresses", Map.of("kind", "company", "name", word + " GmbH", "town", "Bonn"));
        person = created("/api/addresses/" + company + "/contact-persons", Map.of("name", word + "mann"));
    }

    @Test
    void whatNothingRefersToIsDeleted() {
        long lonely = created("/api/addresses", Map.of("kind", "private", "name", word));

        assertThat(remove("anna", lonely).status()).isEqualTo(204);

        assertThat(api.as("anna").get("/api/addresses/" + lonely).status()).isEqualTo(404);
        assertThat(audited(lonely)).containsExactly("removed: " + word + " > none by anna");
        assertThat(remove("anna", person).status()).isEqualTo(204);
        assertThat(remove("anna", company).status())
                .as("its last person is gone")
                .isEqualTo(204);
    }

    @Test
    void whateverRefersToItMakesItInactiveInstead() {
        long withContact =
                contacts.aPlannedContact().create().json().path("addressId").asLong();
        long member = campaigns.aCompany();
        long campaign = campaigns.aCampaign("Messe");
        campaigns.assign(campaign, member);
        campaigns.remove(campaign, member);
        long user = jdbc.sql("select address_id from rapport.app_user where user_id = 'ben'")
                .query(Long.class)
                .single();

        for (long used : List.of(company, withContact, member, user)) {
            Answer answer = remove("anna", used);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.json().path("inactive").asBoolean()).isTrue();
            assertThat(audited(used)).contains("inactive: false > true by anna");
            wake(used);
        }
        contacts.aPlannedContact().with("addressId", person).create();
        assertThat(remove("anna", person).status()).isEqualTo(200);
    }

    @Test
    void itIsFoundByWhoAsksForItOnly() {
        contacts.aPlannedContact().with("addressId", company).create();
        assertThat(found("q=" + word)).contains(company, person);

        remove("anna", company);

        for (String query :
                List.of("q=" + word, "q=" + word.substring(3), "q=" + word + "&kind=person", "q=" + word + "+Bonn")) {
            assertThat(found(query)).as(query).isEmpty();
        }
        assertThat(found("inactive=true&q=" + word)).containsExactlyInAnyOrder(company, person);
        assertThat(found("inactive=true&kind=person&q=" + word)).containsExactly(person);
        assertThat(pages.as("anna").get("/addresses?q=" + word).text()).doesNotContain("/addresses/" + company + "\"");
        assertThat(pages.as("anna").get("/addresses?inactive=true&q=" + word).text())
                .contains("/addresses/" + company + "\"", "Stillgelegt");
        assertThat(pages.as("anna").get("/palette?q=" + word).text()).doesNotContain("/addresses/" + company + "\"");
        assertThat(pages.as("anna")
                        .get("/contacts/new/addresses?addressText=" + word)
                        .text())
                .doesNotContain(word + " GmbH");
        assertThat(api.as("anna")
                        .get("/api/addresses/" + company + "/history")
                        .json()
                        .path("items")
                        .size())
                .as("history stays")
                .isOne();
        wake(company);
        assertThat(found("q=" + word)).contains(company, person);
    }

    @Test
    void nothingNewRefersToItOnAnyDoor() {
        long campaign = campaigns.aCampaign("Messe");
        var contact = contacts.aPlannedContact().create();
        contacts.aPlannedContact().with("addressId", company).create();
        remove("anna", company);

        assertThat(contacts.aPlannedContact().with("addressId", company).send().errors())
                .containsExactly("addressId:address.inactive");
        assertThat(contacts.aPlannedContact().with("addressId", person).send().errors())
                .as("a company takes its persons along")
                .containsExactly("addressId:address.inactive");
        assertThat(contacts.change(contact, Map.of("addressId", company)).errors())
                .containsExactly("addressId:address.inactive");
        assertThat(api.as("anna")
                        .send("PUT", "/api/campaigns/" + campaign + "/members/" + company, null)
                        .errors())
                .containsExactly("addressId:address.inactive");
        assertThat(api.as("anna")
                        .post("/api/addresses/" + company + "/contact-persons", Map.of("name", "Neu"))
                        .errors())
                .containsExactly("addressId:address.inactive");
        for (String sql : List.of(
                "insert into rapport.campaign_member (campaign_id, address_id, assigned_at, assigned_by) values ("
                        + campaign + ", " + person + ", now(), 'test')",
                "update rapport.contact set address_id = " + company + " where id = " + contact.id(),
                "insert into rapport.address (kind, company_id, name, created_by, updated_by) values ('PERSON', "
                        + company + ", 'Neu', 'test', 'test')")) {
            assertThatThrownBy(() -> jdbc.sql(sql).update()).as(sql).isInstanceOf(DataAccessException.class);
        }
    }

    /** What is there stays as it is, and can be gone on with. */
    @Test
    void whatRefersToItAlreadyGoesOn() {
        var contact = contacts.aPlannedContact().with("addressId", company).create();
        remove("anna", company);

        Answer changed = contacts.change(contact, Map.of("subject", "Weiter"));
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(contacts.close(contacts.read(contact.id())).status()).isEqualTo(200);
    }

    @Test
    void aPersonThatWasSetInactiveAloneStaysSoWhenItsCompanyWakes() {
        contacts.aPlannedContact().with("addressId", person).create();
        remove("anna", person);
        assertThat(found("q=" + word)).containsExactly(company);
        remove("anna", company);
        wake(company);

        assertThat(found("q=" + word)).containsExactly(company);
        wake(person);
        assertThat(found("q=" + word)).contains(company, person);
    }

    @Test
    void onlyWhoMayEditAddressesMayAndAStaleVersionIsAConflict() {
        for (String reader : List.of("paul", "sabine")) {
            assertThat(remove(reader, company).status()).isEqualTo(403);
            assertThat(api.as(reader)
                            .post("/api/addresses/" + company + "/wake", Map.of("version", 0))
                            .status())
                    .isEqualTo(403);
        }
        Answer stale = api.as("anna").send("DELETE", "/api/addresses/" + company + "?version=7", null);
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.errors()).containsExactly("version:stale-version");
        assertThat(api.as("anna")
                        .send("DELETE", "/api/addresses/" + company, null)
                        .errors())
                .containsExactly("version:required");
        assertThat(api.as("anna")
                        .send("DELETE", "/api/addresses/99999999?version=0", null)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void thePageRemovesAndWakes() {
        contacts.aPlannedContact().with("addressId", company).create();
        String path = "/addresses/" + company;
        assertThat(pages.as("anna").get(path).text()).contains("id=\"removing\"");
        assertThat(pages.as("paul").get(path).text()).doesNotContain("id=\"removing\"");

        assertThat(pages.as("anna")
                        .submit(path + "/remove", Map.of("version", 0))
                        .header("Location"))
                .endsWith(path);
        assertThat(pages.as("anna").get(path).text())
                .contains("id=\"inactive\"", "Wieder aufnehmen")
                .doesNotContain("id=\"removing\"", "id=\"new-contact\"", "id=\"create-contact\"");
        assertThat(pages.as("anna").get("/addresses/" + person).text())
                .contains("ist stillgelegt")
                .doesNotContain("Wieder aufnehmen");
        pages.as("anna").submit(path + "/wake", Map.of("version", version(company)));
        assertThat(pages.as("anna").get(path).text()).contains("id=\"removing\"");
        assertThat(pages.as("anna")
                        .submit(
                                "/addresses/" + created("/api/addresses", Map.of("kind", "private", "name", word))
                                        + "/remove",
                                Map.of("version", 0))
                        .header("Location"))
                .endsWith("/addresses");
    }

    @Test
    void ofAUseAndARemovalAtOnceOneWins() throws Exception {
        for (int round = 0; round < 5; round++) {
            long lonely = created("/api/addresses", Map.of("kind", "private", "name", word));

            List<Answer> answers = Together.atOnce(List.of(
                    () -> remove("anna", lonely),
                    () -> contacts.aPlannedContact().with("addressId", lonely).send()));

            boolean used = answers.get(1).status() == 201;
            assertThat(answers.get(0).status()).isEqualTo(used ? 200 : 204);
            assertThat(answers.get(1).status()).isIn(201, 422);
        }
    }

    private long created(String path, Map<String, ?> body) {
        Answer answer = api.as("anna").post(path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asLong();
    }

    private Answer remove(String user, long id) {
        return api.as(user).send("DELETE", "/api/addresses/" + id + "?version=" + version(id), null);
    }

    private void wake(long id) {
        Answer answer = api.as("anna").post("/api/addresses/" + id + "/wake", Map.of("version", version(id)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("inactive").asBoolean()).isFalse();
    }

    private int version(long id) {
        return api.as("anna").get("/api/addresses/" + id).json().path("version").asInt();
    }

    private List<Long> found(String query) {
        return api.as("anna")
                .get("/api/addresses?" + query)
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.path("id").asLong())
                .toList();
    }

    private List<String> audited(long id) {
        return jdbc.sql("""
                        select field || ': ' || old_value || ' > ' || coalesce(new_value, 'none') || ' by ' || done_by
                        from rapport.audit_entry where subject_kind = 'address' and subject_id = :id order by id""").param("id", id).query(String.class).list();
    }
}

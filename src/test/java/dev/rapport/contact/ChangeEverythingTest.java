package dev.rapport.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Pages;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** On an open contact everything may be changed, whom it is about too; a closed one stays as it is (rule 23). */
@IntegrationTest
class ChangeEverythingTest {

    @Autowired
    private Api api;

    @Autowired
    private Pages pages;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private RuntimeService runtimeService;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aWrongCustomerIsCorrectedWithATrailAndEverythingFollows() {
        long wrong = contacts.aCompany();
        long wrongPerson = contacts.aPersonAt(wrong);
        long right = contacts.aCompany();
        Existing contact = contacts.aPlannedContact()
                .with("addressId", wrong)
                .with("contactPersonId", wrongPerson)
                .withReminder()
                .create();

        Answer answer = change(contact, "addressId", right, "type", "VISIT", "direction", "incoming");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("addressId").asLong()).isEqualTo(right);
        assertThat(answer.json().path("contactPersonId").isNull())
                .as("he belongs to the other company")
                .isTrue();
        assertThat(answer.json().path("type").asString()).isEqualTo("VISIT");
        assertThat(answer.json().path("direction").asString()).isEqualTo("INCOMING");
        assertThat(jdbc.sql("""
                        select field || ': ' || old_value || ' > ' || coalesce(new_value, 'none') from rapport.audit_entry
                        where subject_kind = 'contact' and subject_id = :id order by id""").param("id", contact.id()).query(String.class).list())
                .containsExactly(
                        "addressId: " + wrong + " > " + right,
                        "contactPersonId: " + wrongPerson + " > none",
                        "type: CALL > VISIT",
                        "direction: OUTGOING > INCOMING");
        assertThat(history(wrong)).isEmpty();
        assertThat(history(right)).containsExactly(contact.number());
        assertThat(jdbc.sql("select count(*) from rapport.reminder where contact_id = :id and removed_at is null")
                        .param("id", contact.id())
                        .query(Long.class)
                        .single())
                .isOne();
        assertThat(contacts.close(new Existing(answer.json()), "anna", Map.of("outcome", "performed"))
                        .errors())
                .as("a visit takes time")
                .containsExactly("duration:duration.required");
    }

    /** What Tasklist's form shows. */
    @Test
    void theModelSeesTheNewName() {
        String name = "Neu " + UUID.randomUUID();
        long right = Long.parseLong(api.as("anna")
                .post("/api/addresses", Map.of("kind", "company", "name", name, "town", "Bonn"))
                .json()
                .path("id")
                .asString());
        Existing contact = contacts.aPlannedContact().create();

        assertThat(change(contact, "addressId", right).status()).isEqualTo(200);

        assertThat(runtimeService.getVariable(instance(contact), "addressName")).isEqualTo(name + ", Bonn");
    }

    @Test
    void aContactPersonBringsHisMainAddress() {
        long company = contacts.aCompany();
        long person = contacts.aPersonAt(company);
        Existing contact = contacts.aPlannedContact().create();

        Answer answer = change(contact, "addressId", person);

        assertThat(answer.json().path("addressId").asLong()).isEqualTo(company);
        assertThat(answer.json().path("contactPersonId").asLong()).isEqualTo(person);
        Answer direct = change(new Existing(answer.json()), "contactPersonId", null);
        assertThat(direct.json().path("addressId").asLong()).isEqualTo(company);
        assertThat(direct.json().path("contactPersonId").isNull()).isTrue();
        Answer same = change(
                new Existing(change(new Existing(direct.json()), "contactPersonId", person)
                        .json()),
                "addressId",
                company);
        assertThat(same.json().path("contactPersonId").asLong())
                .as("the same address says nothing about the person")
                .isEqualTo(person);
    }

    @ParameterizedTest
    @CsvSource({
        "addressId, 99999999, addressId:not-found",
        "addressId, abc, addressId:not-found",
        "addressId, , addressId:required",
        "contactPersonId, 99999999, contactPersonId:not-found",
        "type, TELEX, type:not-found",
        "type, , type:required",
        "direction, SIDEWAYS, direction:not-found",
        "direction, , direction:required"
    })
    void refusesWhatCreationRefuses(String field, String value, String error) {
        Existing contact = contacts.aPlannedContact().create();

        Answer answer = change(contact, field, value);

        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.errors()).containsExactly(error);
        assertThat(contacts.read(contact.id()).json()).isEqualTo(contact.json());
    }

    @Test
    void refusesThePersonOfAnotherCompany() {
        Existing contact = contacts.aPlannedContact().create();
        long stranger = contacts.aPersonAt(contacts.aCompany());

        assertThat(change(contact, "contactPersonId", stranger).errors())
                .containsExactly("contactPersonId:wrong-company");
        assertThat(change(contact, "addressId", contacts.aCompany(), "contactPersonId", stranger)
                        .errors())
                .containsExactly("contactPersonId:wrong-company");
    }

    @ParameterizedTest
    @CsvSource({"type, VISIT", "direction, INCOMING", "contactPersonId, "})
    void aClosedOneRefuses(String field, String value) {
        Existing contact = contacts.aPerformedContact().create();

        assertThat(change(contact, field, value).errors()).containsExactly("status:already-closed");
        assertThat(change(contact, "addressId", contacts.aCompany()).errors()).containsExactly("status:already-closed");
    }

    @Test
    void thePageChangesAllOfItAtOnceAndTheCourseTellsOldAndNew() {
        String word = "Umzug" + UUID.randomUUID().toString().substring(0, 8);
        long right = Long.parseLong(api.as("anna")
                .post("/api/addresses", Map.of("kind", "company", "name", word, "town", "Bonn"))
                .json()
                .path("id")
                .asString());
        Existing contact = contacts.aPlannedContact().create();
        String path = "/contacts/" + contact.id();
        assertThat(pages.as("anna").get(path).text())
                .contains("name=\"addressText\"", "value=\"Muster GmbH, Berlin\"")
                .containsPattern("value=\"CALL\"[^>]*selected")
                .containsPattern("value=\"OUTGOING\"[^>]*selected");
        String before = contact.json().path("addressId").asString();
        Map<String, Object> form = new HashMap<>(Map.of("version", 0, "save", "information"));
        form.putAll(Map.of("type", "EMAIL", "wasType", "CALL", "direction", "INCOMING", "wasDirection", "OUTGOING"));
        // typed without choosing: the only hit is meant
        form.putAll(Map.of(
                "addressId",
                before,
                "wasAddressId",
                before,
                "addressText",
                word,
                "addressLabel",
                "Muster GmbH, Berlin"));

        Answer saved = pages.as("anna").submit(path, form);

        assertThat(saved.status()).as(saved.text()).isEqualTo(303);
        var now = contacts.read(contact.id()).json();
        assertThat(List.of(
                        now.path("addressId").asLong(),
                        now.path("type").asString(),
                        now.path("direction").asString()))
                .isEqualTo(Arrays.asList(right, "EMAIL", "INCOMING"));
        assertThat(pages.as("anna").get(path).text()).contains("course-field", word, "Eingehend");
    }

    @Test
    void thePageKeepsWhatIsNotFoundAndOffersWhatMayBeMeant() {
        Existing contact = contacts.aPlannedContact().create();
        String before = contact.json().path("addressId").asString();
        Map<String, Object> form = new HashMap<>(Map.of("version", 0, "save", "information"));
        form.putAll(Map.of(
                "addressId",
                before,
                "wasAddressId",
                before,
                "addressText",
                "Muster",
                "addressLabel",
                "Muster GmbH, Berlin"));
        contacts.aCompany();

        Answer refused = pages.as("anna").submit("/contacts/" + contact.id(), form);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("value=\"Muster\"", "name=\"chooseAddressId\"");
        form.put("addressText", "");
        assertThat(pages.as("anna").submit("/contacts/" + contact.id(), form).status())
                .isEqualTo(422);
        assertThat(contacts.read(contact.id()).version()).isZero();
    }

    private Answer change(Existing contact, Object... fields) {
        Map<String, Object> body = new HashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            body.put(fields[i].toString(), fields[i + 1]);
        }
        return contacts.change(contact, body);
    }

    private List<String> history(long address) {
        return api.as("anna")
                .get("/api/addresses/" + address + "/history")
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.path("number").asString())
                .toList();
    }

    private String instance(Existing contact) {
        return jdbc.sql("select process_instance_id from rapport.contact where id = :id")
                .param("id", contact.id())
                .query(String.class)
                .single();
    }
}

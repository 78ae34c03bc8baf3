package dev.rapport.contacttype.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.models.ContactBpmn;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Pages;
import dev.rapport.support.Tasklist;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Managers add and retire contact types. */
@IntegrationTest
class ContactTypePagesTest {

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String german = "Messegespräch " + mark;
    private final String english = "Fair talk " + mark;
    private final String code = "FAIR_TALK_" + mark.toUpperCase(java.util.Locale.ROOT);

    @Autowired
    private Api api;

    @Autowired
    private Pages pages;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private JdbcClient jdbc;

    /** Other tests read the choices. */
    @AfterEach
    void retireWhatIsLeft() {
        jdbc.sql("update rapport.contact_type set retired_at = now() where name_en like '%' || :mark || '%'")
                .param("mark", mark)
                .update();
    }

    @Test
    void aNewTypeCanBeChosenInBothLanguages() {
        add();

        assertThat(names("de")).contains(german);
        assertThat(names("en")).contains(english);
        assertThat(pages.as("anna").get("/contacts/new").text()).contains(german);
        assertThat(contacts.aPlannedContact().with("type", code).send().status())
                .isEqualTo(201);
        assertThat(audit()).containsExactly("active:null>true");
    }

    @Test
    void aDoubleClickAddsOneType() {
        Map<String, String> form = new HashMap<>(form(german, english));
        form.put("idempotencyKey", UUID.randomUUID().toString());
        assertThat(maria().submit("/contact-types", form).status()).isEqualTo(302);
        assertThat(maria().submit("/contact-types", form).status()).isEqualTo(302);
        assertThat(names("de")).containsOnlyOnce(german);

        form.put("nameDe", "Anders " + mark);
        assertThat(maria().submit("/contact-types", form).status()).isEqualTo(409);
        assertThat(maria().get("/contact-types/new").text()).contains("name=\"idempotencyKey\"");
    }

    @Test
    void aRetiredTypeIsRefusedForNewContactsEverywhereAndClosesOpenOnes() {
        add();
        Existing open = contacts.aPlannedContact().with("type", code).create();

        assertThat(retire(false).status()).isEqualTo(302);

        assertThat(names("de")).as("what Tasklist's form lists").doesNotContain(german);
        assertThat(pages.as("anna").get("/contacts/new").text()).doesNotContain(german);
        assertThat(contacts.aPlannedContact().with("type", code).send().errors())
                .containsExactly("type:not-found");
        var inTasklist = Tasklist.of(api, "anna")
                .in("de")
                .start(
                        ContactBpmn.KEY,
                        contacts.aPlannedContact().with("type", code).body());
        assertThat(inTasklist.status()).isEqualTo(422);
        assertThat(inTasklist.message()).contains("Kontakttyp: nicht gefunden");
        assertThat(contacts.change(open, Map.of("subject", "Geht weiter")).status())
                .isEqualTo(200);
        assertThat(contacts.close(contacts.read(open.id())).status()).isEqualTo(200);
        assertThat(contacts.read(open.id()).json().path("type").asString()).isEqualTo(code);

        assertThat(retire(true).status()).isEqualTo(302);
        assertThat(names("de")).contains(german);
        assertThat(audit()).containsExactly("active:null>true", "active:true>false", "active:false>true");
    }

    @Test
    void aTypeIsRenamedAndKeepsItsCode() {
        add();
        Map<String, String> change = new HashMap<>(form("Standgespräch " + mark, "Booth talk " + mark));
        change.put("version", "0");
        assertThat(maria().submit("/contact-types/" + code, change).status()).isEqualTo(302);

        assertThat(names("de")).contains("Standgespräch " + mark).doesNotContain(german);
        Answer stale = maria().submit("/contact-types/" + code, change);
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.text()).contains("Sie selbst haben das inzwischen in einem anderen Fenster geändert");
        assertThat(audit()).contains("nameDe:" + german + ">Standgespräch " + mark, "needsDuration:true>false");
    }

    @Test
    void aNameThatIsMissingOrTakenIsRefused() {
        Answer missing = maria().submit("/contact-types", form(" ", "x".repeat(61)));
        assertThat(missing.status()).isEqualTo(422);
        assertThat(missing.text()).contains("Pflichtfeld", "Höchstens 60 Zeichen");
        Answer taken = maria().submit("/contact-types", form("anruf", "call"));
        assertThat(taken.status()).isEqualTo(422);
        assertThat(taken.text().split("Diesen Namen gibt es schon", -1)).hasSize(3);
    }

    @Test
    void aRetiredTypeDoesNotComeBackUnderANameThatIsTakenByNow() {
        add();
        retire(false);
        add(code + "2");

        assertThat(retire(true).status()).isEqualTo(422);
    }

    @Test
    void oneTypeIsLeft() {
        List<String> active = jdbc.sql("select code from rapport.contact_type where retired_at is null")
                .query(String.class)
                .list();
        List<Integer> answers = new ArrayList<>();
        try {
            active.forEach(each -> answers.add(maria().submit("/contact-types/" + each + "/active", Map.of())
                    .status()));
        } finally {
            jdbc.sql("update rapport.contact_type set retired_at = null where code in (:codes)")
                    .param("codes", active)
                    .update();
        }
        assertThat(answers).filteredOn(status -> status == 409).hasSize(1);
        assertThat(answers.get(answers.size() - 1)).isEqualTo(409);
    }

    @Test
    void saysHowLongOneUsuallyTakes() {
        add();
        assertThat(usual()).isEqualTo("00:45");
        assertThat(maria().get("/contact-types").text()).contains("Übliche Dauer", "00:45");

        Map<String, String> change = new HashMap<>(form(german, english));
        change.put("version", "0");
        change.put("usualDuration", "1,5 h");
        assertThat(maria().submit("/contact-types/" + code, change).status()).isEqualTo(302);

        assertThat(usual()).isEqualTo("01:30");
        assertThat(audit()).contains("usualDuration:00:45>01:30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00:00", "24:00", "lang", "-5"})
    void aLengthThatIsNoneIsRefusedAndKept(String typed) {
        Map<String, String> form = new HashMap<>(form(german, english));
        form.put("usualDuration", typed);

        Answer refused = maria().submit("/contact-types", form);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("Bitte als HH:mm angeben, von 00:01 bis 23:59", "value=\"" + typed + "\"");
        assertThat(maria().inEnglish().submit("/contact-types", form).text()).contains("from 00:01 to 23:59");
    }

    @Test
    void aLengthThatIsMissingIsRefused() {
        Map<String, String> form = new HashMap<>(form(german, english));
        form.put("usualDuration", " ");

        assertThat(maria().submit("/contact-types", form).text()).contains("Pflichtfeld");
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna", "paul", "sabine"})
    void onlyManagersManageThem(String user) {
        assertThat(pages.as(user).get("/contact-types").status()).isEqualTo(403);
        assertThat(pages.as(user)
                        .submit("/contact-types", form(german, english))
                        .status())
                .isEqualTo(403);
        assertThat(pages.as(user).submit("/contact-types/CALL/active", Map.of()).status())
                .isEqualTo(403);
    }

    @Test
    void theListNamesAllOfThem() {
        add();
        retire(false);
        assertThat(maria().get("/contact-types").text()).contains("Anruf", "Call", german, "Stillgelegt");
        assertThat(maria().inEnglish().get("/contact-types").text()).contains("Contact types", "Retired");
        assertThat(maria().get("/").text()).contains("href=\"/contact-types\"");
        assertThat(pages.as("anna").get("/").text()).doesNotContain("href=\"/contact-types\"");
    }

    private Pages maria() {
        return pages.as("maria");
    }

    private void add() {
        add(code);
    }

    private void add(String expected) {
        Map<String, String> form = new HashMap<>(form(german, english));
        form.put("needsDuration", "true");
        Answer added = maria().submit("/contact-types", form);
        assertThat(added.status()).as(added.text()).isEqualTo(302);
        assertThat(jdbc.sql("select count(*) from rapport.contact_type where code = :code")
                        .param("code", expected)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private Answer retire(boolean active) {
        return maria().submit("/contact-types/" + code + "/active", Map.of("active", active));
    }

    private static Map<String, String> form(String nameDe, String nameEn) {
        return Map.of("nameDe", nameDe, "nameEn", nameEn, "usualDuration", "45");
    }

    private List<String> names(String language) {
        return api.as("anna")
                .with("Accept-Language", language)
                .get("/api/contact-types")
                .json()
                .path("items")
                .valueStream()
                .map(type -> type.path("name").asString())
                .toList();
    }

    private String usual() {
        return api.as("anna")
                .get("/api/contact-types")
                .json()
                .path("items")
                .valueStream()
                .filter(type -> type.path("code").asString().equals(code))
                .map(type -> type.path("usualDuration").asString())
                .findFirst()
                .orElseThrow();
    }

    private List<String> audit() {
        return jdbc.sql("""
                        select field || ':' || coalesce(old_value, 'null') || '>' || coalesce(new_value, 'null')
                        from rapport.audit_entry
                        where subject_kind = 'contact-type' and subject_key = :code and done_by = 'maria' order by id""").param("code", code).query(String.class).list();
    }
}

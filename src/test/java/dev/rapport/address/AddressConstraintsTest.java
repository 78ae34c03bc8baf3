package dev.rapport.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.IntegrationTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** What the database itself refuses, whoever writes. */
@IntegrationTest
@Transactional
class AddressConstraintsTest {

    @Autowired
    private JdbcClient jdbc;

    private long insert(String kind, @Nullable Long companyId, String name) {
        return jdbc.sql("""
                        insert into rapport.address (kind, company_id, name, created_by, updated_by)
                        values (:kind, cast(:companyId as bigint), :name, 'test', 'test') returning id""")
                .param("kind", kind)
                .param("companyId", companyId)
                .param("name", name)
                .query(Long.class)
                .single();
    }

    @Test
    void takesAPersonOfACompany() {
        assertThat(insert("PERSON", insert("COMPANY", null, "Schranke GmbH"), "Schrankmann"))
                .isPositive();
    }

    @Test
    void refusesAPersonWithoutACompany() {
        assertThatThrownBy(() -> insert("PERSON", null, "Allein")).isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void refusesAPersonOfAPrivatePerson() {
        long privateId = insert("PRIVATE", null, "Privat");

        assertThatThrownBy(() -> insert("PERSON", privateId, "Unter"))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void refusesACompanyInACompany() {
        long companyId = insert("COMPANY", null, "Mutter AG");

        assertThatThrownBy(() -> insert("COMPANY", companyId, "Tochter GmbH"))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0", "\u200b", "\t\n", "\ufeff\u2003"})
    void refusesANameThatNobodySees(String name) {
        assertThatThrownBy(() -> insert("COMPANY", null, name)).isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void refusesATooLongName() {
        assertThatThrownBy(() -> insert("COMPANY", null, "x".repeat(201)))
                .isInstanceOf(DataIntegrityViolationException.class);
    }
}

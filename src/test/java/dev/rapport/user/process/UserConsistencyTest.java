package dev.rapport.user.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts;
import dev.rapport.support.Consistency;
import dev.rapport.support.Pages;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A login without a user or the reverse is found, and mended at the next start. */
@IntegrationTest
class UserConsistencyTest {

    private final String login = "otto" + UUID.randomUUID().toString().substring(0, 8);
    private final String unfit = "Otto" + UUID.randomUUID().toString().substring(0, 8);

    @Autowired
    private UserConsistency userConsistency;

    @Autowired
    private Consistency consistency;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private Pages pages;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void leaveNothingBehind() {
        jdbc.sql("delete from act_id_user where id_ in (:logins)")
                .param("logins", List.of(login, unfit))
                .update();
        userConsistency.run(new DefaultApplicationArguments());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Auster", ""})
    void aLoginOfAnEarlierVersionIsAUserAfterTheNextStart(String name) {
        insertLogin(login, name);
        assertThat(consistency.found()).contains("user-missing user " + login);
        assertThat(contacts.aPlannedContact().responsible(login).send().errors())
                .containsExactly("responsible:not-a-user");

        userConsistency.run(new DefaultApplicationArguments());
        userConsistency.run(new DefaultApplicationArguments());

        assertThat(consistency.found()).noneMatch(finding -> finding.endsWith(" " + login));
        assertThat(contacts.aPlannedContact().responsible(login).send().status())
                .isEqualTo(201);
        assertThat(pages.as("sabine").get("/users/" + login).text()).contains(name.isEmpty() ? login : name);
        assertThat(jdbc.sql("select count(*) from rapport.address where name = :name")
                        .param("name", name.isEmpty() ? login : name + login)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aUserWhoseLoginIsGoneIsDisabled() {
        insertLogin(login, "Auster");
        userConsistency.run(new DefaultApplicationArguments());
        jdbc.sql("delete from act_id_user where id_ = :id").param("id", login).update();
        assertThat(consistency.found()).contains("login-missing user " + login);

        consistency.repair();

        assertThat(consistency.found()).noneMatch(finding -> finding.endsWith(" " + login));
        assertThat(contacts.aPlannedContact().responsible(login).send().errors())
                .containsExactly("responsible:not-a-user");
    }

    @Test
    void whatCannotBeAUserKeepsNobodyElseFromBeingOneAndIsFoundAgain() {
        insertLogin(unfit, "Auster");
        insertLogin(login, "Auster");

        userConsistency.run(new DefaultApplicationArguments());

        assertThat(consistency.found())
                .contains("user-missing user " + unfit)
                .noneMatch(finding -> finding.endsWith(" " + login));
    }

    /** Past the engine, so that nobody is told. */
    private void insertLogin(String id, String name) {
        jdbc.sql("""
                        insert into act_id_user (id_, rev_, first_, last_, email_)
                        values (:id, 1, 'Otto', :name, :email)""")
                .param("id", id)
                .param("name", name.isEmpty() ? null : name + id)
                .param("email", id + "@rapport.example")
                .update();
    }
}

package dev.rapport.model.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What Rapport knows of colleagues, for a model that wants something to be told to them. */
@IntegrationTest
class DeployedInForceTest {

    private static final int ALL = 1_000;

    @Autowired
    private DeployedInForce inForce;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    @Test
    void whoReportsToNobodyIsNamed() {
        transactions.executeWithoutResult(transaction -> {
            transaction.setRollbackOnly();
            jdbc.sql("update rapport.app_user set reports_to = 'maria' where user_id <> 'maria'")
                    .update();
            assertThat(inForce.withoutManager(ALL))
                    .as("maria has nobody above her, but others below")
                    .isEmpty();

            jdbc.sql("update rapport.app_user set reports_to = null where user_id in ('anna', 'ben', 'paul')")
                    .update();
            assertThat(inForce.withoutManager(ALL))
                    .as("paul takes on nothing")
                    .containsExactly(name("anna"), name("ben"));
            assertThat(inForce.withoutManager(1)).containsExactly(name("anna"));

            jdbc.sql("update rapport.app_user set enabled = false where user_id = 'anna'")
                    .update();
            assertThat(inForce.withoutManager(ALL)).containsExactly(name("ben"));
        });
    }

    private String name(String login) {
        return jdbc.sql("select name from rapport.user_card where user_id = :login")
                .param("login", login)
                .query(String.class)
                .single();
    }
}

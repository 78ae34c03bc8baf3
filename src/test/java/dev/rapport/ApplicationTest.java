package dev.rapport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.support.Api;
import dev.rapport.support.Statements;
import dev.rapport.user.Users;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IntegrationTest
class ApplicationTest {

    @Autowired
    private Api api;

    @Autowired
    private Statements statements;

    @Autowired
    private Users users;

    @Autowired
    private IdentityService identityService;

    @Test
    void becomesReady() {
        assertThat(api.get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(api.get("/actuator/health/readiness").status()).isEqualTo(200);
    }

    @Test
    void letsNobodyInWithoutALogin() {
        assertThat(api.get("/api/me").status()).isEqualTo(401);
        assertThat(api.as("anna")
                        .with("Authorization", "Basic YW5uYTpmYWxzY2g=")
                        .get("/api/me")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void statementsOfHibernateAndTheEngineAreCounted() {
        assertThat(statements.during(() -> users.findById("anna"))).hasSize(1);
        assertThat(statements.during(() -> identityService.createGroupQuery().count()))
                .hasSize(1);
    }
}

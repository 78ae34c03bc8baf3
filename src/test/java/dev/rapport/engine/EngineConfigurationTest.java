package dev.rapport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import org.apache.ibatis.session.Configuration;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IntegrationTest
class EngineConfigurationTest {

    @Autowired
    private ProcessEngine engine;

    /** Whatever waited for a fragment would never find it. */
    @Test
    void ofTheFilesWithTheStatementsNothingIsKeptAndNoStatementWaitsForOne() {
        Configuration statements = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getSqlSessionFactory()
                .getConfiguration();

        assertThat(statements.getSqlFragments()).isEmpty();
        assertThat(statements.getIncompleteStatements()).isEmpty();
        assertThat(statements.getMappedStatementNames()).hasSizeGreaterThan(1_000);
    }
}

package dev.rapport.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The engine cleans up its history; what a version of a model needs is not history. */
@IntegrationTest
class HistoryCleanupTest {

    private static final String KEPT = """
            select 'version ' || id_ from act_re_procdef union all select 'form ' || id_ from act_re_camformdef
            union all select 'file ' || deployment_id_ || ' ' || name_ from act_ge_bytearray where deployment_id_ is not null
            union all select 'deployment ' || deployment_id from rapport.model_deployment""";

    @Autowired
    private HistoryService historyService;

    @Autowired
    private ManagementService managementService;

    @Autowired
    private RepositoryService repositoryService;

    @Autowired
    private Standards standards;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void removesNothingThatAVersionNeeds() throws IOException {
        List<String> before = kept();
        assertThat(before).isNotEmpty();

        managementService.executeJob(historyService.cleanUpHistoryAsync(true).getId());

        assertThat(kept()).containsExactlyInAnyOrderElementsOf(before);
        for (Standard standard : standards.all()) {
            if (standard.kind() == Standard.Kind.PROCESS) {
                assertThat(file(standard.keys().get(0))).isNotEmpty();
            }
        }
    }

    private List<String> kept() {
        return jdbc.sql(KEPT).query(String.class).list();
    }

    private byte[] file(String key) throws IOException {
        ProcessDefinition version = repositoryService
                .createProcessDefinitionQuery()
                .processDefinitionKey(key)
                .latestVersion()
                .singleResult();
        try (InputStream content = repositoryService.getProcessModel(version.getId())) {
            return content.readAllBytes();
        }
    }
}

package dev.rapport.model;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.model.check.CheckModels;
import dev.rapport.model.check.Finding;
import dev.rapport.support.Api;
import dev.rapport.support.ContactModelFile;
import dev.rapport.support.Multipart;
import dev.rapport.support.Rows;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A trial shows what only running shows, and leaves nothing behind. */
@IntegrationTest
class TrialRunTest {

    @Autowired
    private CheckModels checkModels;

    @Autowired
    private Standards standards;

    @Autowired
    private Api api;

    @Autowired
    private RepositoryService repositoryService;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Rows rows;

    @Autowired
    private ProcessEngine engine;

    @Test
    void theShippedModelsRun() {
        Map<String, byte[]> shipped = standards.all().stream().collect(toMap(Standard::name, Standard::bytes));

        assertThat(checkModels.check(shipped)).isEmpty();
    }

    @Test
    void nothingRemains() {
        Map<String, Long> before = rows.everywhere();
        List<Long> numbers = numbers();
        assertThat(check("contact.bpmn", ContactModelFile.withoutRemovalOfReminders()))
                .extracting(Finding::code)
                .containsExactly("without.removeReminders");

        assertThat(rows.everywhere()).isEqualTo(before);
        assertThat(numbers()).isEqualTo(numbers);
        assertThat(cached()).isSubsetOf(deployed());
    }

    /** The second one waits its turn; it would look like a database that is away to wait inside a statement. */
    @Test
    void deploymentsWaitForEachOther() throws Exception {
        List<Callable<Integer>> deployments = Stream.of("a", "b", "c")
                .<Callable<Integer>>map(tag -> () -> new Multipart()
                        .field("deployment-name", "trial")
                        .field("deployment-source", "Camunda Modeler")
                        .file(
                                "contact.bpmn",
                                ContactModelFile.standard()
                                        .replace("<bpmn:process ", "<bpmn:process camunda:versionTag=\"" + tag + "\" "))
                        .send(api.as("paul"), "/engine-rest/deployment/create")
                        .status())
                .toList();
        ExecutorService people = Executors.newFixedThreadPool(deployments.size());
        try {
            for (Future<Integer> each : people.invokeAll(deployments)) {
                assertThat(each.get()).isEqualTo(200);
            }
        } finally {
            people.shutdownNow();
            repositoryService
                    .createDeploymentQuery()
                    .deploymentName("trial")
                    .list()
                    .forEach(deployment -> repositoryService.deleteDeployment(deployment.getId(), true));
        }
    }

    private List<Finding> check(String file, String model) {
        return checkModels.check(Map.of(file, model.getBytes(StandardCharsets.UTF_8)));
    }

    private List<Long> numbers() {
        return jdbc.sql("select last_value from rapport.contact_number_seq"
                        + " union all select last_value from rapport.measure_number_seq")
                .query(Long.class)
                .list();
    }

    /** Definitions that the engine remembers; deployed ones may be among them that nobody has asked for before. */
    private Set<String> cached() {
        var cache = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getDeploymentCache();
        Set<String> cached = new TreeSet<>(cache.getProcessDefinitionCache().keySet());
        cached.addAll(cache.getBpmnModelInstanceCache().keySet());
        assertThat(cached).isNotEmpty();
        return cached;
    }

    private Set<String> deployed() {
        return repositoryService.createProcessDefinitionQuery().list().stream()
                .map(ProcessDefinition::getId)
                .collect(Collectors.toSet());
    }
}

package dev.rapport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.bpmn.helper.BpmnProperties;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.TimerDeclarationImpl;
import org.camunda.bpm.engine.impl.persistence.deploy.cache.DeploymentCache;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A node that has just started, and many who want something of it at once. */
@IntegrationTest
class WholeDefinitionsTest {

    private static final int ROUNDS = 5;

    @Autowired
    private ProcessEngineConfigurationImpl configuration;

    @Autowired
    private RepositoryService repository;

    @Test
    void nobodySeesADefinitionBeforeItsTimersKnowWhoseTheyAre() throws Exception {
        String reminder = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("reminder")
                .latestVersion()
                .singleResult()
                .getId();
        DeploymentCache cache = configuration.getDeploymentCache();
        for (int round = 0; round < ROUNDS; round++) {
            cache.removeProcessDefinition(reminder);
            List<List<String>> seen = Together.atOnce(List.of(
                    () -> configuration
                            .getCommandExecutorTxRequired()
                            .execute(context -> jobDefinitions(cache.findDeployedProcessDefinitionById(reminder))),
                    () -> jobDefinitions(asSoonAsItIsThere(cache, reminder))));
            assertThat(seen)
                    .allSatisfy(timers -> assertThat(timers).isNotEmpty().doesNotContainNull());
        }
    }

    /** As whoever asks for it, without loading it. */
    private static ProcessDefinitionEntity asSoonAsItIsThere(DeploymentCache cache, String definition) {
        ProcessDefinitionEntity found = null;
        while (found == null) {
            found = cache.getProcessDefinitionCache().get(definition);
        }
        return found;
    }

    private static List<String> jobDefinitions(ProcessDefinitionEntity definition) {
        return timers(definition)
                .map(TimerDeclarationImpl::getJobDefinitionId)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static Stream<TimerDeclarationImpl> timers(ScopeImpl scope) {
        var own = scope.getProperties().get(BpmnProperties.TIMER_DECLARATIONS);
        Stream<ActivityImpl> below = scope.getActivities().stream();
        return Stream.concat(
                own == null ? Stream.of() : own.values().stream(), below.flatMap(WholeDefinitionsTest::timers));
    }
}

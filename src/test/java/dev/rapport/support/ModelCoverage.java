package dev.rapport.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.community.process_test_coverage.core.model.DefaultCollector;
import org.camunda.community.process_test_coverage.core.model.Event;
import org.camunda.community.process_test_coverage.core.model.Run;
import org.camunda.community.process_test_coverage.core.model.Suite;
import org.camunda.community.process_test_coverage.engine.platform7.ExecutionContextModelProvider;
import org.camunda.community.process_test_coverage.engine.platform7.ProcessCoverageConfigurator;
import org.camunda.community.process_test_coverage.engine.platform7.ProcessEngineAdapter;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Which elements and flows of a model a test class has walked. Part of the shared application, so that no test needs
 * another engine; it records nothing until a class asks it to.
 */
@Component
@Profile("test")
public class ModelCoverage extends AbstractProcessEnginePlugin {

    private volatile @Nullable DefaultCollector collector;

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        ProcessCoverageConfigurator.initializeProcessCoverageExtensions(configuration);
    }

    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        new ProcessEngineAdapter(engine, this::note).initializeListeners();
    }

    private synchronized void note(Event event) {
        if (collector != null) {
            collector.addEvent(event);
        }
    }

    /** Begins to record; what was recorded before is forgotten. */
    public synchronized void start() {
        DefaultCollector fresh = new DefaultCollector(new ExecutionContextModelProvider());
        fresh.createSuite(new Suite("suite", "suite"));
        fresh.activateSuite("suite");
        fresh.createRun(new Run("run", "run"), "suite");
        fresh.activateRun("run");
        collector = fresh;
    }

    /** Ends recording. Share of the model's elements and flows that were walked, 1 for all. */
    public synchronized Covered stop(ProcessEngine engine, String process) {
        DefaultCollector recorded = collector;
        collector = null;
        double share = recorded.getModels().stream()
                .filter(model -> model.getKey().equals(process))
                .mapToDouble(model -> recorded.getActiveSuite().calculateCoverage(model))
                .findFirst()
                .orElse(0);
        Set<String> seen = recorded.getActiveSuite().getEvents(process).stream()
                .map(Event::getDefinitionKey)
                .collect(Collectors.toSet());
        Set<String> missed = new TreeSet<>(elements(engine, process));
        missed.removeAll(seen);
        return new Covered(share, missed);
    }

    /**
     * How much was walked.
     *
     * @param missed ids of elements and flows that were not
     */
    public record Covered(double share, Set<String> missed) {}

    private static List<String> elements(ProcessEngine engine, String process) {
        String definition = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .latestVersion()
                .singleResult()
                .getId();
        BpmnModelInstance model = engine.getRepositoryService().getBpmnModelInstance(definition);
        List<String> ids = new ArrayList<>();
        model.getModelElementsByType(FlowNode.class).forEach(node -> ids.add(node.getId()));
        model.getModelElementsByType(SequenceFlow.class).forEach(flow -> ids.add(flow.getId()));
        return ids;
    }
}

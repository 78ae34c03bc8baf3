package dev.rapport.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Which way an instance took through its model: the ids of the elements, in the order in which they were entered. The engine's
 * history does not keep it, so it is noted here, as soon as it is committed.
 */
@Component
@Profile("test")
public class Walks extends AbstractProcessEnginePlugin {

    private final Map<String, List<String>> walked = new ConcurrentHashMap<>();

    /** The latest of each process and item: the engine keeps none of those whose row tells what has become of them. */
    private final Map<String, String> instances = new ConcurrentHashMap<>();

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        List<BpmnParseListener> listeners = configuration.getCustomPostBPMNParseListeners();
        if (listeners == null) {
            listeners = new ArrayList<>();
            configuration.setCustomPostBPMNParseListeners(listeners);
        }
        listeners.add(new AbstractBpmnParseListener() {
            @Override
            public void parseRootElement(Element root, List<ProcessDefinitionEntity> definitions) {
                definitions.forEach(definition -> follow(definition));
            }
        });
    }

    private void follow(ScopeImpl scope) {
        scope.getActivities().forEach(activity -> {
            activity.addBuiltInListener(ExecutionListener.EVENTNAME_START, (ExecutionListener) this::entered);
            follow(activity);
        });
    }

    private void entered(DelegateExecution execution) {
        String instance = execution.getProcessInstanceId();
        String element = execution.getCurrentActivityId();
        String item = execution.getProcessBusinessKey();
        String process = ((ExecutionEntity) execution).getProcessDefinition().getKey();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                walked.computeIfAbsent(instance, begun -> new CopyOnWriteArrayList<>())
                        .add(element);
                if (item != null) {
                    instances.put(process + " " + item, instance);
                }
            }
        });
    }

    public List<String> of(String processInstanceId) {
        return walked.getOrDefault(processInstanceId, List.of());
    }

    /** The way of the one instance that there has been for an item, such as a contact. */
    public List<String> of(String process, long item) {
        return of(instances.getOrDefault(process + " " + item, ""));
    }
}

package dev.rapport.engine;

import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.stereotype.Component;

/** The forms in the engine; its public API can fetch one for a task, but not ask for the newest of a key. */
@Component
public class DeployedForms {

    private final ProcessEngineConfigurationImpl configuration;

    DeployedForms(ProcessEngine engine) {
        this.configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    }

    /** The newest version of one form and where its text lies. */
    public record DeployedForm(String key, int version, String deploymentId, String resourceName) {}

    public Optional<DeployedForm> latest(String key) {
        return configuration
                .getCommandExecutorTxRequired()
                .execute(context -> Optional.ofNullable(
                                context.getCamundaFormDefinitionManager().findLatestDefinitionByKey(key))
                        .map(form -> new DeployedForm(
                                form.getKey(), form.getVersion(), form.getDeploymentId(), form.getResourceName())));
    }
}

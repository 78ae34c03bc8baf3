package dev.rapport.engine;

import org.camunda.bpm.engine.impl.bpmn.deployer.BpmnDeployer;
import org.camunda.bpm.engine.impl.core.model.Properties;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;

/**
 * Shows a process definition to other threads when it is complete. The vendor's deployer puts what it has loaded into the
 * cache first and looks for its jobs' definitions afterwards: whoever comes in between, as many do on a node that has just
 * started, makes jobs of no process definition, and for a timer that fails.
 */
final class WholeDefinitions extends BpmnDeployer {

    private WholeDefinitions(BpmnDeployer vendors) {
        setExpressionManager(vendors.getExpressionManager());
        setBpmnParser(vendors.getBpmnParser());
        setIdGenerator(vendors.getIdGenerator());
    }

    static Deployer insteadOf(Deployer deployer) {
        return deployer instanceof BpmnDeployer vendors ? new WholeDefinitions(vendors) : deployer;
    }

    @Override
    protected void registerDefinition(
            DeploymentEntity deployment, ProcessDefinitionEntity definition, Properties properties) {
        if (deployment.isNew()) {
            // nobody else knows its id yet, and its own start timers look for it
            super.registerDefinition(deployment, definition, properties);
            return;
        }
        definitionAddedToDeploymentCache(deployment, definition, properties);
        addDefinitionToDeploymentCache(getDeploymentCache(), definition);
        deployment.addDeployedArtifact(definition);
    }
}

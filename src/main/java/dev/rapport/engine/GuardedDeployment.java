package dev.rapport.engine;

import dev.rapport.shared.Texts;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * First of the engine's deployers, so that no way to deploy leads round the check. Deployments that the engine loads
 * again from its database were checked when they were new; a trial is part of a check.
 */
final class GuardedDeployment implements Deployer {

    private final ObjectProvider<DeploymentCheck> check;

    GuardedDeployment(ObjectProvider<DeploymentCheck> check) {
        this.check = check;
    }

    @Override
    public void deploy(DeploymentEntity deployment) {
        if (!deployment.isNew() || Trial.isRunning()) {
            return;
        }
        // uploads are the one door to the engine that EngineRequestFilter does not clean
        deployment.setName(visible(deployment.getName()));
        deployment.setSource(visible(deployment.getSource()));
        Map<String, byte[]> resources = new LinkedHashMap<>();
        deployment.getResources().forEach((name, resource) -> resources.put(name, resource.getBytes()));
        check.getObject()
                .check(new DeploymentCheck.Candidate(
                        deployment.getId(),
                        deployment.getName(),
                        deployment.getSource(),
                        deployment.getTenantId(),
                        resources));
    }

    private static @Nullable String visible(@Nullable String text) {
        return text == null ? null : Texts.tidy(text);
    }
}

package dev.rapport.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every deployment before the engine does, whichever way it comes: REST, webapps or Java. Without such a bean
 * nothing deploys.
 */
public interface DeploymentCheck {

    /**
     * What is about to be deployed.
     *
     * @param id of the deployment, if it passes
     * @param name of the deployment, which is what was said about it
     * @param resources content by resource name
     */
    record Candidate(
            String id,
            @Nullable String name,
            @Nullable String source,
            @Nullable String tenantId,
            Map<String, byte[]> resources) {}

    /**
     * Lets a deployment pass or refuses it as a whole. Called in its transaction.
     *
     * @throws org.camunda.bpm.engine.ParseException when it is refused; nothing of it stays
     * @throws DeploymentProposed when it waits until a second person approves it; nothing of it is in the engine
     */
    void check(Candidate candidate);
}

package dev.rapport.model;

import dev.rapport.engine.DeployedForms;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which version of each model and form is in force, who made it, and whether the standard has moved on since. */
@Service
public class ModelVersions {

    /** Source of everything that Rapport deploys itself; every other source is a process admin's. */
    static final String SOURCE = "rapport";

    private final RepositoryService repositoryService;
    private final DeployedForms forms;
    private final Standards standards;

    ModelVersions(RepositoryService repositoryService, DeployedForms forms, Standards standards) {
        this.repositoryService = repositoryService;
        this.forms = forms;
        this.standards = standards;
    }

    /** How a model in force relates to the standard that ships with this version of Rapport. */
    public enum State {
        /** The standard is in force. */
        STANDARD,
        /** Rapport deployed it, but another version of Rapport. */
        OTHER_STANDARD,
        /** A process admin's version, and the standard has not changed since. */
        ADAPTED,
        /** A process admin's version, and a new standard is available. */
        ADAPTED_NEW_STANDARD
    }

    /**
     * The version in force of one model or form.
     *
     * @param name file name of the standard it belongs to
     * @param key process or form id
     * @param source who deployed it: {@value ModelVersions#SOURCE}, {@code Camunda Modeler} …
     */
    public record ModelVersion(
            String name, String key, int version, @Nullable String source, Instant deployedAt, State state) {}

    /** One line for each process and each form that ships with Rapport and is deployed. */
    @Transactional(readOnly = true)
    public List<ModelVersion> all() {
        return standards.all().stream()
                .flatMap(standard -> standard.keys().stream().flatMap(key -> inForce(standard, key).stream()))
                .toList();
    }

    /** The version in force of one process or form of a standard, empty when there is none. */
    Optional<ModelVersion> inForce(Standard standard, String key) {
        return latest(standard, key).map(latest -> {
            Deployment deployment = repositoryService
                    .createDeploymentQuery()
                    .deploymentId(latest.deploymentId())
                    .singleResult();
            boolean same = Arrays.equals(standard.bytes(), content(latest.deploymentId(), latest.resourceName()));
            State state;
            if (SOURCE.equals(deployment.getSource())) {
                state = same ? State.STANDARD : State.OTHER_STANDARD;
            } else {
                state = same || standardIsKnown(standard) ? State.ADAPTED : State.ADAPTED_NEW_STANDARD;
            }
            return new ModelVersion(
                    standard.name(),
                    key,
                    latest.version(),
                    deployment.getSource(),
                    deployment.getDeploymentTime().toInstant(),
                    state);
        });
    }

    private record Latest(int version, String deploymentId, String resourceName) {}

    private Optional<Latest> latest(Standard standard, String key) {
        return switch (standard.kind()) {
            case PROCESS ->
                Optional.ofNullable(repositoryService
                                .createProcessDefinitionQuery()
                                .processDefinitionKey(key)
                                .withoutTenantId()
                                .latestVersion()
                                .singleResult())
                        .map(process ->
                                new Latest(process.getVersion(), process.getDeploymentId(), process.getResourceName()));
            case FORM ->
                forms.latest(key).map(form -> new Latest(form.version(), form.deploymentId(), form.resourceName()));
        };
    }

    /** Whether the newest standard that was ever deployed is this one, so that the admin's version was made after it. */
    private boolean standardIsKnown(Standard standard) {
        return repositoryService
                .createDeploymentQuery()
                .deploymentSource(SOURCE)
                .orderByDeploymentTime()
                .desc()
                .list()
                .stream()
                .filter(deployment -> repositoryService
                        .getDeploymentResourceNames(deployment.getId())
                        .contains(standard.name()))
                .findFirst()
                .map(deployment -> Arrays.equals(standard.bytes(), content(deployment.getId(), standard.name())))
                .orElse(false);
    }

    private byte[] content(String deploymentId, String resourceName) {
        try (InputStream content = repositoryService.getResourceAsStream(deploymentId, resourceName)) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.rapport.model;

import dev.rapport.model.ModelVersions.ModelVersion;
import dev.rapport.model.ModelVersions.State;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.RepositoryService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Deploys the models and forms that ship with Rapport, but never over a process admin's version (rule 32): the
 * engine's own auto-deployment would redeploy every file as soon as one of them changed.
 */
@Service
class SeedModels {

    /** Stable: the engine compares resources within deployments of the same name and source. */
    static final String DEPLOYMENT = "Rapport";

    /** Two nodes that start at once seed one after the other. */
    private static final int LOCK = 0x5eed;

    private static final Logger log = LoggerFactory.getLogger(SeedModels.class);

    private final RepositoryService repositoryService;
    private final ModelVersions versions;
    private final DeploymentGuard guard;
    private final JdbcClient jdbc;

    SeedModels(RepositoryService repositoryService, ModelVersions versions, DeploymentGuard guard, JdbcClient jdbc) {
        this.repositoryService = repositoryService;
        this.versions = versions;
        this.guard = guard;
        this.jdbc = jdbc;
    }

    /**
     * Deploys, together, those standards that are missing or that Rapport itself deployed in another version.
     *
     * @return names of the deployed resources
     */
    @Transactional
    public List<String> seed(List<Standard> standards) {
        oneNodeAfterTheOther();
        List<String> names = deploy(standards.stream().filter(this::mayDeploy).toList());
        if (!names.isEmpty()) {
            log.info("Deployed the standard of {}", names);
        }
        return names;
    }

    /**
     * Deploys, together, those standards that are not in force to the letter, whoever made what is.
     *
     * @return names of the deployed resources
     */
    @Transactional
    public List<String> putOnTop(List<Standard> standards) {
        oneNodeAfterTheOther();
        return deploy(standards.stream()
                .filter(standard -> !versions.isInForceToTheLetter(standard))
                .toList());
    }

    private void oneNodeAfterTheOther() {
        jdbc.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query()
                .listOfRows();
    }

    private List<String> deploy(List<Standard> standards) {
        if (standards.isEmpty()) {
            return List.of();
        }
        var deployment = repositoryService.createDeployment().name(DEPLOYMENT).source(ModelVersions.SOURCE);
        standards.forEach(guard::trust);
        standards.forEach(
                standard -> deployment.addInputStream(standard.name(), new ByteArrayInputStream(standard.bytes())));
        guard.seeding(deployment::deploy);
        return standards.stream().map(Standard::name).toList();
    }

    private boolean mayDeploy(Standard standard) {
        List<ModelVersion> inForce = new ArrayList<>();
        boolean complete = true;
        for (String key : standard.keys()) {
            Optional<ModelVersion> version = versions.inForce(standard, key);
            version.ifPresent(inForce::add);
            complete &= version.isPresent();
        }
        for (ModelVersion version : inForce) {
            if (version.state() == State.ADAPTED_NEW_STANDARD) {
                log.warn(
                        "A new standard of {} is available. Version {} from \"{}\" stays in force",
                        standard.name(),
                        version.deployed().version(),
                        version.deployed().source());
                return false;
            }
            if (version.state() == State.ADAPTED) {
                log.info(
                        "{}: version {} from \"{}\" is in force",
                        standard.name(),
                        version.deployed().version(),
                        version.deployed().source());
                return false;
            }
        }
        return !complete || inForce.stream().anyMatch(version -> version.state() == State.OTHER_STANDARD);
    }
}

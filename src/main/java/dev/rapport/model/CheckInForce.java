package dev.rapport.model;

import dev.rapport.model.DeployedModels.Deployed;
import dev.rapport.model.ModelVersions.ModelVersion;
import dev.rapport.model.ModelVersions.State;
import dev.rapport.model.check.CheckModels;
import dev.rapport.model.check.Finding;
import dev.rapport.model.check.FindingSentences;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Holds what process admins have put in force against the check of this version of Rapport, which may know more than the
 * one that let it pass. What is found is said, on the page and in the health details; nothing is taken away.
 */
@Component
class CheckInForce {

    private static final Logger log = LoggerFactory.getLogger(CheckInForce.class);

    /** What ships has been checked by the build. */
    private static final Set<State> NOT_SHIPPED = EnumSet.of(State.ADAPTED, State.ADAPTED_NEW_STANDARD, State.OWN);

    private final ModelVersions versions;
    private final DeployedModels deployed;
    private final CheckModels checkModels;
    private final RecordDeployment record;
    private final FindingSentences sentences;

    CheckInForce(
            ModelVersions versions,
            DeployedModels deployed,
            CheckModels checkModels,
            RecordDeployment record,
            FindingSentences sentences) {
        this.versions = versions;
        this.deployed = deployed;
        this.checkModels = checkModels;
        this.record = record;
        this.sentences = sentences;
    }

    /** Checks each file by itself, as it came; returns what would not be deployed today, a sentence each. */
    List<String> check() {
        List<String> errors = new ArrayList<>();
        for (ModelVersion version : versions.all()) {
            if (NOT_SHIPPED.contains(version.state())) {
                check(version.deployed(), errors);
            }
        }
        return errors;
    }

    private void check(Deployed version, List<String> errors) {
        ModelFile file = deployed.file(version);
        // nothing is tried: a start must not wait for what a model does
        List<Finding> found = checkModels.read(Map.of(file.name(), file.content()));
        record.found(version, found);
        found.stream().filter(Finding::isError).forEach(error -> {
            String sentence = "%s version %d: %s"
                    .formatted(version.key(), version.version(), sentences.of(error, Locale.ENGLISH));
            log.warn("In force, but would be refused today: {}", sentence);
            errors.add(sentence);
        });
    }
}

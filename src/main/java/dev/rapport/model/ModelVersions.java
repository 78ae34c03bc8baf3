package dev.rapport.model;

import dev.rapport.model.DeployedModels.Deployed;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which version of each model and form is in force, and how it relates to the standard. */
@Service
class ModelVersions {

    /** Source of everything that Rapport deploys itself; every other source is a process admin's. */
    static final String SOURCE = "rapport";

    private final DeployedModels deployed;
    private final Standards standards;

    ModelVersions(DeployedModels deployed, Standards standards) {
        this.deployed = deployed;
        this.standards = standards;
    }

    /** How a model in force relates to the standard that ships with this version of Rapport. */
    enum State {
        /** It says what the standard says. */
        STANDARD,
        /** It says what another version of Rapport shipped, and nobody has chosen that. */
        OTHER_STANDARD,
        /** A process admin's version, and the standard has not changed since. */
        ADAPTED,
        /** A process admin's version, and a new standard is available. */
        ADAPTED_NEW_STANDARD,
        /** Rapport ships none. */
        OWN
    }

    /** The version in force of one model or form. */
    record ModelVersion(Deployed deployed, State state) {}

    /** One line for each process and each form that is deployed. */
    @Transactional(readOnly = true)
    public List<ModelVersion> all() {
        return deployed.inForce().stream()
                .map(version -> new ModelVersion(version, state(version)))
                .toList();
    }

    /** The version in force of one process or form, empty when there is none. */
    Optional<ModelVersion> inForce(String key) {
        return deployed.inForce(key).map(version -> new ModelVersion(version, state(version)));
    }

    State state(Deployed version) {
        return standards
                .of(version.kind(), version.key())
                .map(standard -> state(version, standard))
                .orElse(State.OWN);
    }

    /** The same for a standard that is about to be seeded. */
    Optional<ModelVersion> inForce(Standard standard, String key) {
        return deployed.inForce(standard.kind(), key)
                .map(version -> new ModelVersion(version, state(version, standard)));
    }

    /** Whether every process or form of a standard is in force with the very bytes. */
    boolean isInForceToTheLetter(Standard standard) {
        String digest = standard.file().digest();
        return standard.keys().stream()
                .allMatch(key -> deployed.inForce(standard.kind(), key)
                        .filter(version -> deployed.file(version).digest().equals(digest))
                        .isPresent());
    }

    private State state(Deployed version, Standard standard) {
        // what Rapport deployed follows every change of the file, be it to where a shape stands
        boolean same = version.isRapports()
                ? standard.file().digest().equals(deployed.digest(version))
                : standard.meaning().saysTheSameAs(deployed.meaning(version));
        if (same) {
            return State.STANDARD;
        }
        if (version.isRapports() || version.unchanged()) {
            return State.OTHER_STANDARD;
        }
        return standardIsKnown(standard) ? State.ADAPTED : State.ADAPTED_NEW_STANDARD;
    }

    /** Whether the newest standard that was ever deployed is this one, so that the admin's version was made after it. */
    private boolean standardIsKnown(Standard standard) {
        return deployed.newestStandard(standard.name())
                .map(newest -> standard.meaning().saysTheSameAs(deployed.meaning(newest)))
                .orElse(false);
    }
}

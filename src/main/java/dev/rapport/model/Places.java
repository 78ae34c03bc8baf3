package dev.rapport.model;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Which versions some files would replace, and which ones a deployment made. */
@Component
public class Places {

    private final DeployedModels deployed;

    Places(DeployedModels deployed) {
        this.deployed = deployed;
    }

    /** What is in force now in the place of some files, in the order of the files. */
    public List<Place> of(Collection<ModelFile> files) {
        Set<Place> places = new LinkedHashSet<>();
        for (ModelFile file : files) {
            for (String key : file.keys()) {
                places.add(new Place(
                        name(file.kind()),
                        key,
                        deployed.inForce(file.kind(), key)
                                .map(DeployedModels.Deployed::version)
                                .orElse(null)));
            }
        }
        return List.copyOf(places);
    }

    private static String name(Standard.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** The versions that a deployment made. */
    public List<Place> madeBy(String deploymentId) {
        return deployed.of(deploymentId).stream()
                .map(version -> new Place(name(version.kind()), version.key(), version.version()))
                .toList();
    }
}

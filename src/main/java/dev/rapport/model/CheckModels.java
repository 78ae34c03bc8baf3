package dev.rapport.model;

import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/** Says everything about files that somebody means to deploy. Nothing is deployed. */
@Service
public class CheckModels {

    private final DeploymentGuard guard;

    CheckModels(DeploymentGuard guard) {
        this.guard = guard;
    }

    /**
     * Every finding of every file.
     *
     * @param resources content by file name
     */
    public List<Finding> check(Map<String, byte[]> resources) {
        return guard.findings(resources);
    }
}

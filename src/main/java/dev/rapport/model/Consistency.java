package dev.rapport.model;

import dev.rapport.engine.ConsistencyCheck;
import dev.rapport.engine.ConsistencyCheck.Finding;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Compares the engine with Rapport's own tables, and mends what they disagree about when a process admin says so. */
@Service
class Consistency {

    private static final Logger log = LoggerFactory.getLogger(Consistency.class);

    private final List<ConsistencyCheck> checks;

    Consistency(List<ConsistencyCheck> checks) {
        this.checks = checks;
    }

    List<Finding> find() {
        return checks.stream().flatMap(check -> check.find().stream()).toList();
    }

    /**
     * Mends everything that is found, each finding in a transaction of its own.
     *
     * @return what was found
     */
    List<Finding> repair() {
        List<Finding> found = find();
        for (Finding finding : found) {
            log.warn("Engine and tables disagree, mending: {}", finding);
            checks.stream()
                    .filter(check -> check.process().equals(finding.process()))
                    .forEach(check -> check.repair(finding));
        }
        return found;
    }
}

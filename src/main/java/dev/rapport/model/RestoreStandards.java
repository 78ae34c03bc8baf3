package dev.rapport.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The way back for the day when nothing else works: {@code RAPPORT_RESTORE_STANDARD} names processes and forms, or {@code
 * all}, whose standard is put on top at the start, whatever is in force. Said again at the next start, it does nothing as
 * long as the standard is in force.
 */
@Component
class RestoreStandards {

    private static final String ALL = "all";

    private static final Logger log = LoggerFactory.getLogger(RestoreStandards.class);

    private final Set<String> wanted;
    private final SeedModels seedModels;

    RestoreStandards(@Value("${rapport.restore-standard:}") Set<String> wanted, SeedModels seedModels) {
        this.wanted = wanted;
        this.seedModels = seedModels;
    }

    void restore(List<Standard> standards) {
        Set<String> unknown = new LinkedHashSet<>(wanted);
        unknown.remove(ALL);
        standards.forEach(standard -> unknown.removeAll(standard.keys()));
        if (!unknown.isEmpty()) {
            log.error(
                    "RAPPORT_RESTORE_STANDARD names {}, of which there is no standard. There are {}, and {} for all of them",
                    unknown,
                    standards.stream()
                            .flatMap(standard -> standard.keys().stream())
                            .toList(),
                    ALL);
        }
        List<Standard> named = standards.stream()
                .filter(standard ->
                        wanted.contains(ALL) || standard.keys().stream().anyMatch(wanted::contains))
                .toList();
        if (named.isEmpty()) {
            return;
        }
        List<String> restored = seedModels.putOnTop(named);
        if (restored.isEmpty()) {
            log.warn("RAPPORT_RESTORE_STANDARD: the standard of {} is in force already", wanted);
        } else {
            log.warn(
                    "RAPPORT_RESTORE_STANDARD: the standard of {} is in force again. What was in force is kept as an older"
                            + " version. Start without this setting next time, or it does the same again",
                    restored);
        }
    }
}

package dev.rapport.model.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/**
 * Says everything that is wrong with models and forms before anybody deploys them: what they are made of, how they behave
 * ({@link CheckDrawings}), and, where that leaves nothing to object to, how they do when they are run ({@link TrialRun}).
 * Nothing is deployed.
 */
@Service
public class CheckModels {

    private final CheckDrawings drawings;
    private final TrialRun trialRun;

    CheckModels(CheckDrawings drawings, TrialRun trialRun) {
        this.drawings = drawings;
        this.trialRun = trialRun;
    }

    /** What can be said of files without running anything. */
    public List<Finding> read(Map<String, byte[]> resources) {
        return drawings.check(resources);
    }

    /**
     * Checks the files of one deployment together.
     *
     * @param resources content by file name
     * @return what was found, file by file; errors and warnings
     */
    public List<Finding> check(Map<String, byte[]> resources) {
        List<Finding> found = new ArrayList<>(drawings.check(resources));
        if (found.stream().noneMatch(Finding::isError)) {
            found.addAll(trialRun.run(resources));
        }
        return found;
    }
}

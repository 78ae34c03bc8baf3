package dev.rapport.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A second person's word for a deployment of exactly these files.
 *
 * @param proposer login of who deploys
 * @param approver login of who has approved
 * @param stillSo asked when nobody else can deploy any more; throws where something else is in force than the approver has seen
 */
public record Approval(String proposer, String approver, List<ModelFile> files, Runnable stillSo) {

    boolean isFor(Map<String, byte[]> resources) {
        return resources.size() == files.size()
                && files.stream().allMatch(file -> Arrays.equals(file.content(), resources.get(file.name())));
    }
}

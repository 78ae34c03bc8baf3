package dev.rapport.engine;

import java.util.List;

/**
 * The task that is open for a contact or measure.
 *
 * @param instance id of the instance of the model
 * @param outcomes how it can end, as the deployed model offers it, named in the reader's language
 */
public record OpenTask(String id, String instance, List<ModelledOutcomes.Outcome> outcomes) {}

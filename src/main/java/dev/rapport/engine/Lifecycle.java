package dev.rapport.engine;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A process that Rapport itself starts: what its models can rely on and what they must have, whoever draws them.
 *
 * @param process its key
 * @param atStart variables that are there from the beginning
 * @param startForm fields that the form of its start event must have; empty where it needs none
 * @param register the step that creates the item; null where the item is there before
 * @param work the task in which people say how it ended; null where nobody does
 */
public record Lifecycle(
        String process,
        List<ModelVariable> atStart,
        Set<String> startForm,
        @Nullable String register,
        @Nullable Work work) {

    /**
     * The task in which people say how it ended.
     *
     * @param task id of the user task
     * @param inputs what whoever completes a task may hand in, on every door; empty when left out
     * @param form fields that its form must have
     * @param again fields that its form must have as well where an outcome leaves the item open
     */
    public record Work(String task, List<ModelVariable> inputs, Set<String> form, Set<String> again) {}
}

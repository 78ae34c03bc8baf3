package dev.rapport.engine;

import java.util.List;
import java.util.Map;

/** How items of one kind are begun and reported on in a trial of a model, as people would do it. */
public interface TrialItem {

    /** Key of the process that the items run in. */
    String process();

    /** Keys of further processes that are tried along with it. */
    default List<String> triedAlong() {
        return List.of();
    }

    /** The ways to begin an item; each is the message {@code model.trial.<way>}. */
    List<String> ways();

    /**
     * Begins an item that never was.
     *
     * @return its id
     */
    Long begin(String way);

    /** What somebody hands in to complete the task, beside the outcome. */
    Map<String, Object> report(boolean withInfotext);

    boolean isOpen(Long id);
}

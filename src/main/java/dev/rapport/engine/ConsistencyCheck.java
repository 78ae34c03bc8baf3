package dev.rapport.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds what the engine and Rapport's own tables disagree about, and what should have been done long ago, and mends it. Both
 * are written in one transaction, so there is nothing to find unless somebody restored, deleted or changed one of them
 * alone, or no node does the work.
 */
public interface ConsistencyCheck {

    /**
     * One disagreement.
     *
     * @param kind what is missing: {@code instance-missing}, {@code item-missing}; of users {@code user-missing}, {@code
     *     login-missing}; what should have been done long ago: {@code job-stuck}, {@code mail-stuck}
     * @param process key of the model, or {@code user}, {@code job}, {@code mail}
     * @param id the id of the item, the job or the mail, or the user's login; null where there is neither
     * @param instance the instance; null where there is none
     */
    record Finding(
            String kind,
            String process,
            @Nullable String id,
            @Nullable String instance) {}

    /** Kind of an item that no instance drives. */
    String INSTANCE_MISSING = "instance-missing";

    /** Kind of an instance that belongs to nothing. */
    String ITEM_MISSING = "item-missing";

    List<Finding> find();

    /** Gives the item an instance or ends the instance without an item; the same with a user and a login. */
    void repair(Finding finding);

    /** What {@link Finding#process} says of the findings that this check mends. */
    String process();
}

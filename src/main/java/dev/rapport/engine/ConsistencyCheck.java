package dev.rapport.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds what the engine and Rapport's own tables disagree about, and mends it. Both are written in one transaction, so
 * there is nothing to find unless somebody restored, deleted or changed one of them alone.
 */
public interface ConsistencyCheck {

    /**
     * One disagreement.
     *
     * @param kind what is missing: {@code instance-missing}, {@code item-missing}
     * @param process key of the model
     * @param id the item's id; null where there is no item
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

    /** Gives the item an instance, or ends the instance without an item. */
    void repair(Finding finding);

    /** Key of the model whose findings this check mends. */
    String process();
}

package dev.rapport.model.moves.process;

import dev.rapport.engine.Lifecycle;
import java.util.List;
import java.util.Set;

/** The names of the model {@code moveItems.bpmn}. A public contract: deployed versions keep using them. */
public final class MoveItemsModel {

    /** Process definition key; the business key of an instance is the order's id. */
    public static final String KEY = "moveItems";

    /** What models of this process can rely on, and what they must have. */
    static final Lifecycle LIFECYCLE = new Lifecycle(KEY, List.of(), Set.of(), null, null);

    private MoveItemsModel() {}
}

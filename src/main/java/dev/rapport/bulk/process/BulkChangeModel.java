package dev.rapport.bulk.process;

import dev.rapport.engine.Lifecycle;
import java.util.List;
import java.util.Set;

/** The names of the model {@code bulkChange.bpmn}. A public contract: deployed versions keep using them. */
public final class BulkChangeModel {

    /** Process definition key; the business key of an instance is the order's id. */
    public static final String KEY = "bulkChange";

    /** What models of this process can rely on, and what they must have. */
    static final Lifecycle LIFECYCLE = new Lifecycle(KEY, List.of(), Set.of(), null, null);

    private BulkChangeModel() {}
}

package dev.rapport.bulk.process;

import dev.rapport.engine.Lifecycle;
import java.util.List;
import java.util.Set;

/** The names of the model {@code bulkPlan.bpmn}. A public contract: deployed versions keep using them. */
public final class BulkPlanModel {

    /** Process definition key; the business key of an instance is the plan's id. */
    public static final String KEY = "bulkPlan";

    /** What models of this process can rely on, and what they must have. */
    static final Lifecycle LIFECYCLE = new Lifecycle(KEY, List.of(), Set.of(), null, null);

    private BulkPlanModel() {}
}

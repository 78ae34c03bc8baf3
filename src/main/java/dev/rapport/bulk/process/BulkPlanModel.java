package dev.rapport.bulk.process;

/** The names of the model {@code bulkPlan.bpmn}. A public contract: deployed versions keep using them. */
public final class BulkPlanModel {

    /** Process definition key; the business key of an instance is the plan's id. */
    public static final String KEY = "bulkPlan";

    /** Variables. */
    public static final class Variables {
        /** Whether members may be left. */
        public static final String MORE = "more";

        private Variables() {}
    }

    private BulkPlanModel() {}
}

package dev.rapport.measure.process;

import dev.rapport.engine.Lifecycle;
import dev.rapport.engine.ModelVariable;
import dev.rapport.engine.StartOnce;
import dev.rapport.engine.Submitted;
import java.util.List;
import java.util.Set;

/** The names of the model {@code measure.bpmn}. A public contract: deployed versions keep using them. */
public final class MeasureModel {

    /** Process definition key; the business key of an instance is the measure's id. */
    public static final String KEY = "measure";

    /** Elements that code looks for. */
    public static final class Elements {
        public static final String CARRY_OUT = "userTask_carryOutMeasure";

        private Elements() {}
    }

    /** Variables; those of the forms have the names of the API. */
    public static final class Variables {
        // what a form or the API hands in
        public static final String INFOTEXT = "infotext";
        public static final String OUTCOME = "outcome";
        /** The next day, of a measure that stays open. */
        public static final String PLANNED_FOR = "plannedFor";
        /** The version that the form showed. */
        public static final String READ_VERSION = Submitted.READ_VERSION;

        public static final String IDEMPOTENCY_KEY = StartOnce.KEY;
        // handed in, and kept for cards and for the form that completes the measure
        public static final String SUBJECT = "subject";
        public static final String CAMPAIGN_ID = "campaignId";
        // added when the measure is registered
        public static final String ASSIGNEE = "assignee";
        public static final String DUE_DATE = "dueDate";
        public static final String VERSION = "version";

        private Variables() {}
    }

    /** What models of this process can rely on, and what they must have. */
    static final Lifecycle LIFECYCLE = new Lifecycle(
            KEY,
            List.of(),
            Set.of(Variables.SUBJECT),
            "registerMeasure",
            new Lifecycle.Work(
                    Elements.CARRY_OUT,
                    List.of(
                            ModelVariable.text(Variables.OUTCOME),
                            ModelVariable.text(Variables.CAMPAIGN_ID),
                            ModelVariable.text(Variables.PLANNED_FOR),
                            ModelVariable.text(Variables.INFOTEXT)),
                    Set.of(Variables.OUTCOME, Variables.INFOTEXT, Variables.CAMPAIGN_ID, Variables.READ_VERSION),
                    Set.of(Variables.PLANNED_FOR)));

    private MeasureModel() {}
}

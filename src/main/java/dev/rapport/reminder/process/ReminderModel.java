package dev.rapport.reminder.process;

import dev.rapport.engine.Lifecycle;
import dev.rapport.engine.ModelVariable;
import java.util.List;
import java.util.Set;

/** The names of the model {@code reminder.bpmn}. A public contract: deployed versions keep using them. */
public final class ReminderModel {

    /** Process definition key; the business key of an instance is the reminder's id. */
    public static final String KEY = "reminder";

    /** Messages. */
    public static final class Messages {
        /** The reminder was removed or its time was replaced. */
        public static final String REMOVED = "reminderRemoved";

        private Messages() {}
    }

    /** Variables. */
    public static final class Variables {
        /** When the timer fires; a date. */
        public static final String DUE_AT = "dueAt";

        private Variables() {}
    }

    /** What models of this process can rely on, and what they must have. */
    static final Lifecycle LIFECYCLE =
            new Lifecycle(KEY, List.of(ModelVariable.moment(Variables.DUE_AT)), Set.of(), null, null);

    private ReminderModel() {}
}

package dev.rapport.reminder.process;

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

    private ReminderModel() {}
}

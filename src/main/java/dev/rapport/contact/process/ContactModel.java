package dev.rapport.contact.process;

import dev.rapport.engine.Lifecycle;
import dev.rapport.engine.ModelVariable;
import dev.rapport.engine.StartOnce;
import dev.rapport.engine.Submitted;
import java.util.List;
import java.util.Set;

/** The names of the model {@code contact.bpmn}. A public contract: deployed versions keep using them. */
public final class ContactModel {

    /** Process definition key; the business key of an instance is the contact's id. */
    public static final String KEY = "contact";

    /** Elements that code looks for. */
    public static final class Elements {
        public static final String CARRY_OUT = "userTask_carryOutContact";

        private Elements() {}
    }

    /** Variables; those of the forms have the names of the API. */
    public static final class Variables {
        // what a form or the API hands in
        public static final String ADDRESS_ID = "addressId";
        public static final String TYPE = "type";
        public static final String DIRECTION = "direction";
        public static final String DURATION = "duration";
        public static final String CAMPAIGN_ID = "campaignId";
        public static final String INFOTEXT = "infotext";
        public static final String OUTCOME = "outcome";
        /** The version that the form showed. */
        public static final String READ_VERSION = Submitted.READ_VERSION;

        public static final String IDEMPOTENCY_KEY = StartOnce.KEY;
        // handed in, and kept for routing, forms and cards
        public static final String STATUS = "status";
        public static final String START = "start";
        public static final String REMINDER = "reminder";
        public static final String REMINDER_LEAD = "reminderLead";
        public static final String SUBJECT = "subject";
        // added when the contact is registered
        public static final String ASSIGNEE = "assignee";
        public static final String DUE_DATE = "dueDate";
        public static final String ADDRESS_NAME = "addressName";
        public static final String VERSION = "version";

        private Variables() {}
    }

    /** What the variable {@code status} can be. */
    static final ModelVariable STATUSES =
            ModelVariable.code(Variables.STATUS, Set.of("PLANNED", "PERFORMED", "NOT_PERFORMED"));

    /** What models of this process can rely on, and what they must have. */
    static final Lifecycle LIFECYCLE = new Lifecycle(
            KEY,
            List.of(),
            Set.of(
                    Variables.ADDRESS_ID,
                    Variables.TYPE,
                    Variables.DIRECTION,
                    Variables.STATUS,
                    Variables.START,
                    Variables.DURATION,
                    Variables.SUBJECT),
            "registerContact",
            new Lifecycle.Work(
                    Elements.CARRY_OUT,
                    List.of(
                            ModelVariable.text(Variables.OUTCOME),
                            ModelVariable.moment(Variables.START),
                            ModelVariable.text(Variables.DURATION),
                            ModelVariable.text(Variables.INFOTEXT)),
                    Set.of(
                            Variables.OUTCOME,
                            Variables.START,
                            Variables.DURATION,
                            Variables.INFOTEXT,
                            Variables.READ_VERSION),
                    Set.of(Variables.START)));

    private ContactModel() {}
}

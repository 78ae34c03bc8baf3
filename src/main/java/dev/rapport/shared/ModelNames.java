package dev.rapport.shared;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * What models call their steps and outcomes, in the reader's language. Rapport ships its models in German: a name that is
 * still the shipped one has a translation, and a name that a process admin has chosen is shown as it stands.
 */
@Component
public class ModelNames {

    /** Beans of steps, codes of outcomes, and what else the drawings name, each with a message that begins with {@code model.}. */
    private static final List<String> SHIPPED = List.of(
            "registerContact",
            "scheduleReminder",
            "checkOutcome",
            "recordPerformed",
            "recordNotPerformed",
            "removeReminders",
            "registerMeasure",
            "requireCampaign",
            "carryOutContact",
            "carryOutMeasure",
            Outcomes.PERFORMED,
            Outcomes.NOT_PERFORMED,
            "raiseReminder",
            "sendReminderMail",
            "planNextContacts",
            "changeNextEntries",
            "moveNextItems",
            "createContact",
            "createMeasure",
            "isPlanned",
            "yes",
            "no",
            "alreadyClosed",
            "reminderWanted",
            "whichOutcome",
            "closedAs",
            "reminderScheduled",
            "due",
            "reminded",
            "removeReminder",
            "reminderRemoved",
            "removed",
            "orderGiven",
            "orderDone",
            "addressesLeft",
            "entriesLeft",
            "itemsLeft");

    private final MessageSource messages;
    private final Map<String, String> keys = new HashMap<>();

    public ModelNames(MessageSource messages) {
        this.messages = messages;
        for (String shipped : SHIPPED) {
            String key = "model." + shipped;
            keys.put(messages.getMessage(key, null, Locale.GERMAN), key);
        }
    }

    /** The name as a person of this language reads it. */
    public String of(String modelled, Locale reader) {
        String key = keys.get(modelled);
        return key == null ? modelled : messages.getMessage(key, null, reader);
    }

    /** The step that refused; null when none did. */
    public BusinessRuleViolation.@Nullable Rule of(BusinessRuleViolation.@Nullable Rule refused, Locale reader) {
        return refused == null ? null : new BusinessRuleViolation.Rule(refused.step(), of(refused.name(), reader));
    }
}

package dev.rapport.bulk.web;

import dev.rapport.bulk.BulkPlan;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.ModelNames;
import dev.rapport.shared.Sentences;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Says in the reader's language why an order ended early. */
@Component("stopReason")
class StopReason {

    private final Sentences sentences;
    private final ModelNames modelNames;

    StopReason(Sentences sentences, ModelNames modelNames) {
        this.sentences = sentences;
        this.modelNames = modelNames;
    }

    public String sentence(BulkPlan.Stop stopped, Locale locale) {
        if (stopped.user() != null) {
            return sentences.text("bulk.cancelled-by", locale, stopped.user());
        }
        String refusal =
                sentences.of(BusinessRuleViolation.invalid(String.valueOf(stopped.field()), stopped.code()), locale);
        return stopped.rule() == null ? refusal : modelNames.of(stopped.rule(), locale) + ": " + refusal;
    }
}

package dev.rapport.bulk.web;

import dev.rapport.bulk.BulkPlan;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Sentences;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Says in the reader's language why an order ended early. */
@Component("stopReason")
class StopReason {

    private final Sentences sentences;

    StopReason(Sentences sentences) {
        this.sentences = sentences;
    }

    public String sentence(BulkPlan.Stop stopped, Locale locale) {
        if (stopped.user() != null) {
            return sentences.text("bulk.cancelled-by", locale, stopped.user());
        }
        String refusal =
                sentences.of(BusinessRuleViolation.invalid(String.valueOf(stopped.field()), stopped.code()), locale);
        return stopped.rule() == null ? refusal : stopped.rule() + ": " + refusal;
    }
}

package dev.rapport.item.web;

import dev.rapport.item.Foreseen;
import dev.rapport.item.ShowItem;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.ModelNames;
import dev.rapport.shared.Sentences;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What would be refused if a button were pressed now, for pages and the API. */
@Component
public class ForeseenOutcomes {

    private final Sentences sentences;
    private final ModelNames modelNames;

    ForeseenOutcomes(Sentences sentences, ModelNames modelNames) {
        this.sentences = sentences;
        this.modelNames = modelNames;
    }

    /**
     * In the order of the buttons; none of an item that the person at work cannot complete now.
     *
     * @throws BusinessRuleViolation not-found
     */
    List<ForeseenOutcome> of(ShowItem<?, ?> showItem, Long id, Locale reader) {
        return showItem.foreseen(id).stream()
                .map(each ->
                        ForeseenOutcome.of(each.outcome(), sentences.text("item.done", reader), refusals(each, reader)))
                .toList();
    }

    private List<ForeseenOutcome.Refusal> refusals(Foreseen foreseen, Locale reader) {
        return foreseen.refusals().stream()
                .map(refusal -> new ForeseenOutcome.Refusal(
                        modelNames.of(refusal.rule(), reader), sentences.of(refusal, reader)))
                .toList();
    }
}

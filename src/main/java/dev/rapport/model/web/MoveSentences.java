package dev.rapport.model.web;

import dev.rapport.engine.MoveInstances.Obstacle;
import dev.rapport.model.moves.ModelMove;
import dev.rapport.model.moves.ModelMove.Reason;
import dev.rapport.shared.ModelNames;
import dev.rapport.shared.Sentences;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is said of items that are moved, in the words of the model. */
@Component
class MoveSentences {

    private final Sentences sentences;
    private final ModelNames names;

    MoveSentences(Sentences sentences, ModelNames names) {
        this.sentences = sentences;
        this.names = names;
    }

    /** Where some wait. */
    String steps(List<String> steps, Locale locale) {
        return steps.stream().map(step -> names.of(step, locale)).collect(Collectors.joining(", "));
    }

    /** Why some cannot be moved; nothing where they can. */
    String why(@Nullable Obstacle obstacle, Locale locale) {
        return obstacle == null ? "" : reason(Reason.valueOf(obstacle.kind().name()), obstacle.name(), locale);
    }

    /** Why one stays as it is; nothing of any other. */
    String why(ModelMove.Item item, Locale locale) {
        return item.reason() == null ? "" : reason(item.reason(), item.step(), locale);
    }

    private String reason(Reason reason, @Nullable String step, Locale locale) {
        return sentences.text("models.move.reason." + reason, locale, step == null ? "" : names.of(step, locale));
    }
}

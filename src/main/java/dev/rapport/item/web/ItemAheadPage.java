package dev.rapport.item.web;

import dev.rapport.item.ShowItem;
import dev.rapport.shared.Ids;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What the buttons of an item's page say before they are pressed: a part that the page asks for when it is there already. */
public abstract class ItemAheadPage {

    private final ShowItem<?, ?> showItem;
    private final ForeseenOutcomes outcomes;

    protected ItemAheadPage(ShowItem<?, ?> showItem, ForeseenOutcomes outcomes) {
        this.showItem = showItem;
        this.outcomes = outcomes;
    }

    /**
     * The part.
     *
     * @param told the step of a refusal that stands on the page already; null where there is none
     */
    @GetMapping
    public ModelAndView show(
            @PathVariable String id, @RequestParam(required = false) @Nullable String told, Locale locale) {
        List<ForeseenOutcome> foreseen = outcomes.of(showItem, Ids.require("id", id), locale);
        List<Untold> untold = IntStream.range(0, foreseen.size())
                .mapToObj(at -> Untold.of(at, foreseen.get(at), told))
                .filter(each -> !each.refusals().isEmpty())
                .toList();
        return new ModelAndView("item/item :: ahead")
                .addObject("foreseen", foreseen)
                .addObject("untold", untold);
    }

    /**
     * What is still to be said of a button.
     *
     * @param at its place among them, from 0
     */
    public record Untold(int at, String label, List<ForeseenOutcome.Refusal> refusals) {

        private static Untold of(int at, ForeseenOutcome outcome, @Nullable String told) {
            return new Untold(
                    at,
                    outcome.label(),
                    outcome.refusals().stream()
                            .filter(refusal -> refusal.rule() == null
                                    || !refusal.rule().step().equals(told))
                            .toList());
        }
    }
}

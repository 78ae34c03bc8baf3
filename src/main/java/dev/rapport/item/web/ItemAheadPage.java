package dev.rapport.item.web;

import dev.rapport.item.ShowItem;
import dev.rapport.shared.Ids;
import java.util.List;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** What the buttons of an item's page say before they are pressed: a part that the page asks for when it is there already. */
public abstract class ItemAheadPage {

    private final ShowItem<?, ?> showItem;
    private final ForeseenOutcomes outcomes;

    protected ItemAheadPage(ShowItem<?, ?> showItem, ForeseenOutcomes outcomes) {
        this.showItem = showItem;
        this.outcomes = outcomes;
    }

    @GetMapping
    public ModelAndView show(@PathVariable String id, Locale locale) {
        List<ForeseenOutcome> foreseen = outcomes.of(showItem, Ids.require("id", id), locale);
        return new ModelAndView("item/item :: ahead")
                .addObject("foreseen", foreseen)
                .addObject(
                        "refused",
                        foreseen.stream().anyMatch(each -> !each.refusals().isEmpty()));
    }
}

package dev.rapport.history.web;

import dev.rapport.history.OfferHistoryFilters;
import dev.rapport.history.ShowHistory;
import dev.rapport.lists.Entry;
import dev.rapport.lists.FilterChoices;
import dev.rapport.lists.web.FilterViewBuilder;
import dev.rapport.lists.web.FilterViews;
import dev.rapport.lists.web.FilterViews.Typed;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Page;
import dev.rapport.web.Highlight;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The history of an address as a page of its own, and in parts as htmx asks for them. */
@Controller
class HistoryPages {

    private static final String BODY = "history-body";

    /** The address is given, and who was responsible, created or closed something is one question here. */
    private static final Set<String> OFFERED =
            Set.of("text", "status", "kind", "type", "direction", "user", "period", "from", "to", "voided");

    private final ShowHistory showHistory;
    private final OfferHistoryFilters offerFilters;
    private final FilterViews filterViews;

    HistoryPages(ShowHistory showHistory, OfferHistoryFilters offerFilters, FilterViews filterViews) {
        this.showHistory = showHistory;
        this.offerFilters = offerFilters;
        this.filterViews = filterViews;
    }

    @GetMapping("/addresses/{id}/history")
    String show(
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> parameters,
            HtmxRequest htmx,
            Model model) {
        long address = Ids.require("id", id);
        boolean wholeBody = BODY.equals(htmx.getTarget());
        // what is put below a list that is there comes without filters
        boolean more = htmx.isHtmxRequest() && parameters.containsKey("after");
        FilterChoices choices = more ? FilterChoices.none() : offerFilters.of(address);
        Typed typed = filterViews.read(parameters);
        String after = parameters.getOrDefault("after", List.of("")).get(0);
        HistoryView history = view(
                        address,
                        choices,
                        typed,
                        showHistory.show(address, filterViews.filter(typed.filters()), after, null))
                .later(!after.isEmpty())
                .unfiltered(wholeBody)
                .build();
        model.addAttribute("history", history);
        if (!htmx.isHtmxRequest()) {
            return "history/page";
        }
        if (wholeBody) {
            return "history/history :: history-body";
        }
        return history.later() ? "history/history :: entries" : "history/history :: history-list";
    }

    /**
     * The first page of an address, not filtered.
     *
     * @param person whether it is a contact person
     */
    HistoryView view(long addressId, boolean person) {
        return view(
                        addressId,
                        offerFilters.of(addressId),
                        filterViews.read(Map.of()),
                        showHistory.begin(addressId, person))
                .later(false)
                .unfiltered(false)
                .build();
    }

    private HistoryViewBuilder view(long addressId, FilterChoices choices, Typed typed, Page<Entry> page) {
        Set<String> offered = new HashSet<>(OFFERED);
        if (!choices.campaigns().isEmpty()) {
            offered.add("campaign");
        }
        if (!choices.persons().isEmpty()) {
            offered.add("person");
        }
        return HistoryViewBuilder.builder()
                .addressId(addressId)
                .page(page)
                .filter(filterViews.view(
                        typed,
                        FilterViewBuilder.builder()
                                .prefix("history")
                                .path("/addresses/" + addressId + "/history")
                                .kept(Map.of())
                                .choices(choices)
                                .offered(offered)
                                .listsCampaigns(true)))
                .highlight(Highlight.of(typed.filters().one("text")));
    }
}

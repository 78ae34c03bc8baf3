package dev.rapport.history.web;

import dev.rapport.history.OfferHistoryFilters;
import dev.rapport.history.OfferHistoryFilters.Choices;
import dev.rapport.history.ShowHistory;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.FieldError;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Texts;
import dev.rapport.shared.TimeEntry;
import dev.rapport.shared.TimeEntry.Toward;
import dev.rapport.web.FieldMessages;
import dev.rapport.web.Highlight;
import dev.rapport.web.TypedTimes;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The history of an address as a page of its own, and in parts as htmx asks for them. */
@Controller
class HistoryPages {

    private static final String BODY = "history-body";

    private final ShowHistory showHistory;
    private final OfferHistoryFilters offerFilters;
    private final TypedTimes typedTimes;
    private final FieldMessages fieldMessages;

    HistoryPages(
            ShowHistory showHistory,
            OfferHistoryFilters offerFilters,
            TypedTimes typedTimes,
            FieldMessages fieldMessages) {
        this.showHistory = showHistory;
        this.offerFilters = offerFilters;
        this.typedTimes = typedTimes;
        this.fieldMessages = fieldMessages;
    }

    @GetMapping("/addresses/{id}/history")
    String show(@PathVariable String id, @RequestParam Map<String, String> parameters, HtmxRequest htmx, Model model) {
        long address = Ids.require("id", id);
        boolean wholeBody = BODY.equals(htmx.getTarget());
        // what is put below a list that is there comes without filters
        boolean more = htmx.isHtmxRequest() && parameters.containsKey("after");
        HistoryView history = view(address, parameters, more ? Choices.none() : offerFilters.of(address), wholeBody);
        model.addAttribute("history", history);
        if (!htmx.isHtmxRequest()) {
            return "history/page";
        }
        if (wholeBody) {
            return "history/history :: history-body";
        }
        return history.later() ? "history/history :: entries" : "history/history :: history-list";
    }

    /** The first page of an address, not filtered. */
    HistoryView view(long addressId) {
        return view(addressId, Map.of(), offerFilters.of(addressId), false);
    }

    private HistoryView view(long addressId, Map<String, String> parameters, Choices choices, boolean unfiltered) {
        Map<String, String> read = new HashMap<>(parameters);
        Map<String, String> days = new HashMap<>();
        List<FieldError> unread = new ArrayList<>();
        for (String field : List.of("from", "to")) {
            String typed = parameters.getOrDefault(field, "");
            String day = TimeEntry.date(typed, typedTimes.reader(Toward.BACK)).value();
            read.put(field, day == null ? "" : day);
            days.put(field, day == null ? typed : String.valueOf(typedTimes.shown(LocalDate.parse(day))));
            if (day == null && !Texts.isBlank(typed)) {
                unread.add(FieldError.of(field, "date.invalid"));
            }
        }
        Map<String, String> filters = HistoryView.filters(read);
        String after = parameters.get("after");
        return new HistoryView(
                addressId,
                showHistory.show(addressId, HistoryView.filter(filters), after, null),
                filters,
                days,
                fieldMessages.of(
                        typedTimes.explained(BusinessRuleViolation.invalid(unread), parameters::get),
                        LocaleContextHolder.getLocale()),
                choices,
                Highlight.of(filters.get("text")),
                after != null && !after.isEmpty(),
                unfiltered);
    }
}

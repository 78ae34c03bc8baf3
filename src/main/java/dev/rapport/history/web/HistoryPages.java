package dev.rapport.history.web;

import dev.rapport.history.ShowHistory;
import dev.rapport.shared.Ids;
import dev.rapport.web.Highlight;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The history of an address as a page of its own, and in parts as htmx asks for them. */
@Controller
class HistoryPages {

    private final ShowHistory showHistory;

    HistoryPages(ShowHistory showHistory) {
        this.showHistory = showHistory;
    }

    @GetMapping("/addresses/{id}/history")
    String show(
            @PathVariable String id,
            @RequestParam Map<String, String> parameters,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            Model model) {
        HistoryView history = view(Ids.require("id", id), parameters);
        model.addAttribute("history", history);
        if (htmx == null) {
            return "history/page";
        }
        return history.later() ? "history/history :: entries" : "history/history :: history-list";
    }

    HistoryView view(long addressId, Map<String, String> parameters) {
        Map<String, String> filters = HistoryView.filters(parameters);
        String after = parameters.get("after");
        String query = filters.entrySet().stream()
                .map(filter ->
                        "&" + filter.getKey() + "=" + URLEncoder.encode(filter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
        return new HistoryView(
                addressId,
                showHistory.show(addressId, HistoryView.filter(filters), after, null),
                filters,
                Highlight.of(filters.get("text")),
                after != null && !after.isEmpty(),
                query);
    }
}

package dev.rapport.history.web;

import dev.rapport.history.ShowHistory;
import dev.rapport.lists.EntryFilter;
import dev.rapport.lists.EntryFilter.Section;
import dev.rapport.lists.EntryFilterBuilder;
import dev.rapport.lists.web.EntryItem;
import dev.rapport.lists.web.EntryQuery;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Page;
import dev.rapport.shared.Texts;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The history of an address over the API, see {@code api.md}. */
@RestController
@RequestMapping("/api/addresses/{id}/history")
class HistoryApi {

    private final ShowHistory showHistory;
    private final BusinessTime time;

    HistoryApi(ShowHistory showHistory, BusinessTime time) {
        this.showHistory = showHistory;
        this.time = time;
    }

    @GetMapping
    Page<EntryItem> show(
            @PathVariable String id,
            EntryQuery query,
            @RequestParam(required = false) @Nullable String section,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        FieldChecks checks = new FieldChecks();
        EntryFilter filter = EntryFilterBuilder.builder(query.filter(checks, time))
                .section(section(checks, section))
                .build();
        checks.refuseIfAny();
        return showHistory.show(Ids.require("id", id), filter, after, limit).map(entry -> EntryItem.of(entry, time));
    }

    private static @Nullable Section section(FieldChecks checks, @Nullable String value) {
        if (value == null || Texts.isBlank(value)) {
            return null;
        }
        String name = value.strip().toUpperCase(Locale.ROOT);
        Section section = Arrays.stream(Section.values())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(null);
        if (section == null) {
            checks.refuse("section", "invalid");
        }
        return section;
    }
}

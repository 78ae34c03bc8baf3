package dev.rapport.lists.web;

import dev.rapport.lists.Entry;
import dev.rapport.lists.EntryFilter;
import dev.rapport.lists.ListEntries;
import dev.rapport.lists.Order;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Page;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RestController;

/** The lists of contacts and measures over the API, see {@code api.md}. */
@RestController
class ListApi {

    /**
     * A page.
     *
     * @param total number of all that passes the filter; null unless asked for with {@code count=true}
     */
    record Entries(
            List<EntryItem> items,
            @Nullable String next,
            @Nullable Integer total) {}

    /**
     * What is wanted beside the filter.
     *
     * @param sort {@code start}, {@code -start} (the default), {@code customer} or {@code responsible}
     */
    record Wanted(
            @Schema(allowableValues = {"start", "-start", "customer", "responsible"}) @Nullable
            String sort,

            @Nullable Boolean count,
            @Nullable Integer limit,
            @Nullable String after) {}

    private final ListEntries listEntries;
    private final BusinessTime time;

    ListApi(ListEntries listEntries, BusinessTime time) {
        this.listEntries = listEntries;
        this.time = time;
    }

    @GetMapping("/api/contacts")
    Entries contacts(EntryQuery query, @ModelAttribute Wanted wanted) {
        return list(Entry.Kind.CONTACT, query, wanted);
    }

    @GetMapping("/api/measures")
    Entries measures(EntryQuery query, @ModelAttribute Wanted wanted) {
        return list(Entry.Kind.MEASURE, query, wanted);
    }

    private Entries list(Entry.Kind kind, EntryQuery query, Wanted wanted) {
        FieldChecks checks = new FieldChecks();
        EntryFilter filter = query.filter(checks, time);
        Order order = Sorts.order(wanted.sort(), kind);
        if (order == null) {
            checks.refuse("sort", "invalid");
        }
        checks.refuseIfAny();
        Page<EntryItem> page = listEntries
                .list(kind, filter, order == null ? Order.LATEST : order, wanted.after(), wanted.limit())
                .map(entry -> EntryItem.of(entry, time));
        Integer total = Boolean.TRUE.equals(wanted.count()) ? listEntries.countAll(kind, filter) : null;
        return new Entries(page.items(), page.next(), total);
    }
}

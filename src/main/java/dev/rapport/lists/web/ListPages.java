package dev.rapport.lists.web;

import static dev.rapport.lists.web.ListView.Column.CUSTOMER;
import static dev.rapport.lists.web.ListView.Column.DIRECTION;
import static dev.rapport.lists.web.ListView.Column.DURATION;
import static dev.rapport.lists.web.ListView.Column.PERSON;
import static dev.rapport.lists.web.ListView.Column.REMINDER;
import static dev.rapport.lists.web.ListView.Column.TYPE;

import dev.rapport.lists.Entry;
import dev.rapport.lists.EntryFilter;
import dev.rapport.lists.FilterChoices;
import dev.rapport.lists.ListEntries;
import dev.rapport.lists.ListViews;
import dev.rapport.lists.OfferFilters;
import dev.rapport.lists.Order;
import dev.rapport.lists.web.FilterViews.Typed;
import dev.rapport.lists.web.ListView.Column;
import dev.rapport.shared.Page;
import dev.rapport.web.Highlight;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The lists of contacts and measures as pages, and in parts as htmx asks for them. The URL says all that is shown. */
@Controller
class ListPages {

    /** Up to here a page counts; more is "more than that". */
    private static final int COUNTED = 10_000;

    private static final List<Column> OF_CONTACTS = List.of(Column.values());

    private static final List<Column> OF_MEASURES = Arrays.stream(Column.values())
            .filter(column -> !Set.of(CUSTOMER, PERSON, TYPE, DIRECTION, DURATION, REMINDER)
                    .contains(column))
            .toList();

    private static final Set<Column> USUAL =
            Set.of(Column.START, Column.SUBJECT, CUSTOMER, PERSON, Column.STATUS, Column.RESPONSIBLE);

    private final ListEntries listEntries;
    private final OfferFilters offerFilters;
    private final FilterViews filterViews;
    private final ListViews listViews;

    ListPages(ListEntries listEntries, OfferFilters offerFilters, FilterViews filterViews, ListViews listViews) {
        this.listEntries = listEntries;
        this.offerFilters = offerFilters;
        this.filterViews = filterViews;
        this.listViews = listViews;
    }

    @GetMapping("/contacts")
    String contacts(
            @RequestParam MultiValueMap<String, String> parameters,
            HtmxRequest htmx,
            Model model,
            HttpServletResponse response) {
        return show(Entry.Kind.CONTACT, parameters, htmx, model, response);
    }

    @GetMapping("/measures")
    String measures(
            @RequestParam MultiValueMap<String, String> parameters,
            HtmxRequest htmx,
            Model model,
            HttpServletResponse response) {
        return show(Entry.Kind.MEASURE, parameters, htmx, model, response);
    }

    @GetMapping(path = "/contacts", params = "count")
    String countContacts(@RequestParam MultiValueMap<String, String> parameters, Model model) {
        return count(Entry.Kind.CONTACT, parameters, model);
    }

    @GetMapping(path = "/measures", params = "count")
    String countMeasures(@RequestParam MultiValueMap<String, String> parameters, Model model) {
        return count(Entry.Kind.MEASURE, parameters, model);
    }

    private String show(
            Entry.Kind kind,
            MultiValueMap<String, String> parameters,
            HtmxRequest htmx,
            Model model,
            HttpServletResponse response) {
        ListView view = view(kind, parameters, htmx.isHtmxRequest());
        model.addAttribute("view", view);
        if (!htmx.isHtmxRequest()) {
            return "lists/list";
        }
        if (view.later()) {
            return "lists/list :: entries";
        }
        response.setHeader("HX-Replace-Url", view.filter().url());
        return "list-body".equals(htmx.getTarget()) ? "lists/list :: list-body" : "lists/list :: list";
    }

    private ListView view(Entry.Kind kind, MultiValueMap<String, String> parameters, boolean part) {
        boolean contacts = kind == Entry.Kind.CONTACT;
        Typed typed = filterViews.read(parameters);
        EntryFilter filter = filterViews.filter(typed.filters());
        Order wanted = Sorts.order(parameters.getFirst("sort"), kind);
        Order order = wanted == null ? Order.LATEST : wanted;
        List<Column> columns = columns(kind, parameters);
        Map<String, String> kept = ListUrls.kept(kind, parameters);
        String after = parameters.getFirst("after");
        boolean later = after != null && !after.isEmpty();
        FilterChoices choices = offerFilters.of(
                kind, typed.filters().ids("campaign"), typed.filters().ids("address"));
        String path = contacts ? "/contacts" : "/measures";
        ListViewBuilder view = ListViewBuilder.builder()
                .list(path.substring(1))
                .filter(filterViews.view(
                        typed,
                        FilterViewBuilder.builder()
                                .prefix("list")
                                .path(path)
                                .kept(kept)
                                .choices(choices)
                                .offered(OfferedFilters.of(kind))))
                .order(order)
                .columns(columns)
                .every(every(kind))
                .views(later ? List.of() : listViews.of(kind))
                .highlight(Highlight.of(typed.filters().one("text")))
                .later(later)
                .part(part);
        Optional<Page<Entry>> page =
                WithinPatience.firstPage(later, () -> listEntries.list(kind, filter, order, after, null));
        return view.page(page.orElse(new Page<>(List.of(), null)))
                .slow(page.isEmpty())
                .build();
    }

    /** The columns that are wanted, in their order; the usual ones where none are. */
    static List<Column> columns(Entry.Kind kind, MultiValueMap<String, String> parameters) {
        List<Column> every = every(kind);
        return ListView.columns(
                keys(parameters), every, every.stream().filter(USUAL::contains).toList());
    }

    private static List<Column> every(Entry.Kind kind) {
        return kind == Entry.Kind.CONTACT ? OF_CONTACTS : OF_MEASURES;
    }

    private String count(Entry.Kind kind, MultiValueMap<String, String> parameters, Model model) {
        EntryFilter filter = filterViews.filter(Filters.ofPage(parameters));
        WithinPatience.read(() -> listEntries.count(kind, filter, COUNTED + 1)).ifPresent(count -> {
            model.addAttribute("counted", Math.min(count, COUNTED));
            model.addAttribute("more", count > COUNTED);
        });
        return "lists/list :: count";
    }

    /** Sent one by one from the form, and as one word in a link. */
    private static List<String> keys(MultiValueMap<String, String> parameters) {
        List<String> keys = new ArrayList<>();
        for (String value : parameters.getOrDefault("columns", List.of())) {
            keys.addAll(List.of(value.split(",")));
        }
        return keys;
    }
}

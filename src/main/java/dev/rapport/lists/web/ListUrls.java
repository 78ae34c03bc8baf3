package dev.rapport.lists.web;

import dev.rapport.lists.Entry;
import dev.rapport.lists.EntryFilter;
import dev.rapport.lists.Order;
import dev.rapport.lists.web.ListView.Column;
import dev.rapport.shared.BusinessRuleViolation;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** URLs of lists as they are kept: with what filters, orders and shows something, and nothing else. */
@Component
public class ListUrls {

    private final FilterViews filterViews;

    ListUrls(FilterViews filterViews) {
        this.filterViews = filterViews;
    }

    /**
     * Which list is meant.
     *
     * @throws BusinessRuleViolation if there is no such list
     */
    public static Entry.Kind kind(String list) {
        return find(list).orElseThrow(() -> BusinessRuleViolation.invalid("list", "invalid"));
    }

    /** The list that this is the word for, if it is one. */
    public static Optional<Entry.Kind> find(String list) {
        return switch (list) {
            case "contacts" -> Optional.of(Entry.Kind.CONTACT);
            case "measures" -> Optional.of(Entry.Kind.MEASURE);
            default -> Optional.empty();
        };
    }

    /** The word for a list in paths and requests. */
    public static String list(Entry.Kind kind) {
        return kind == Entry.Kind.CONTACT ? "contacts" : "measures";
    }

    /** The query string with its question mark, in the order in which pages write it; empty where nothing is said. */
    public String tidy(Entry.Kind kind, String query) {
        MultiValueMap<String, String> parameters = parameters(query);
        return filterViews.read(parameters).filters().query(FilterViews.query(kept(kind, parameters)));
    }

    /** What the query string of a list filters today. */
    public EntryFilter filter(String query) {
        return filterViews.filter(filterViews.read(parameters(query)).filters());
    }

    private static MultiValueMap<String, String> parameters(String query) {
        MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
        for (String pair : query.replaceFirst("^\\?", "").split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                parameters.add(decoded(parts[0]), decoded(parts[1]));
            }
        }
        return parameters;
    }

    /** What an URL says beside the filter. */
    static Map<String, String> kept(Entry.Kind kind, MultiValueMap<String, String> parameters) {
        Map<String, String> kept = new LinkedHashMap<>();
        Order order = Sorts.order(parameters.getFirst("sort"), kind);
        if (order != null && order != Order.LATEST) {
            kept.put("sort", Sorts.name(order));
        }
        List<Column> columns = ListPages.columns(kind, parameters);
        if (!columns.equals(ListPages.columns(kind, new LinkedMultiValueMap<>()))) {
            kept.put(
                    "columns",
                    String.join(",", columns.stream().map(Column::key).toList()));
        }
        return kept;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // half an escape says nothing
            return "";
        }
    }
}

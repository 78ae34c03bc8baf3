package dev.rapport.lists.web;

import dev.rapport.lists.FilterChoices;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The filter above a list or a history, as {@code lists/filter.html} shows it.
 *
 * @param prefix of the ids of its controls, and of {@code <prefix>-body} around all and {@code <prefix>-list} around what it filters
 * @param path of the list, without a query
 * @param kept what else the URL says and a filter leaves alone, by name
 * @param offered names of the filters that can be set
 * @param listsCampaigns whether the campaigns are few and stand in a list; otherwise they are looked up
 * @param days what stands in the fields for the period; what is not understood stays as it was typed
 * @param errors what is wrong with them
 */
@RecordBuilder
public record FilterView(
        String prefix,
        String path,
        Map<String, String> kept,
        Set<String> offered,
        boolean listsCampaigns,
        Filters filters,
        FilterChoices choices,
        List<Chip> chips,
        Map<String, String> days,
        Map<String, String> errors) {

    /**
     * A filter that is set, to be seen and taken away.
     *
     * @param shown its value in the reader's language
     * @param without URL of the list without it
     */
    public record Chip(String name, String shown, String without) {}

    public boolean offers(String name) {
        return offered.contains(name);
    }

    /** The URL of the list with this filter. */
    public String url() {
        return path + filters.query(FilterViews.query(kept));
    }

    /** The URL of the list with nothing filtered. */
    public String unfiltered() {
        String query = FilterViews.query(kept);
        return query.isEmpty() ? path : path + "?" + query;
    }

    /** What stands in the field for a choice that is looked up. */
    public @Nullable String label(String name) {
        String value = filters.one(name);
        List<FilterChoices.Choice> among = name.equals("address") ? choices.addresses() : choices.campaigns();
        FilterChoices.Choice choice = value == null ? null : FilterChoices.find(among, value);
        return choice == null ? value : choice.nameDe();
    }
}

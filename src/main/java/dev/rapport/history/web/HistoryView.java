package dev.rapport.history.web;

import dev.rapport.lists.Entry;
import dev.rapport.lists.web.FilterView;
import dev.rapport.shared.Page;
import dev.rapport.web.Highlight;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * The web part of the history.
 *
 * @param later whether it continues an earlier page, whose last section goes on
 * @param unfiltered whether a filter was taken away just now; then the reader goes on at the list
 */
@RecordBuilder
record HistoryView(
        long addressId, Page<Entry> page, FilterView filter, Highlight highlight, boolean later, boolean unfiltered) {

    /** URL of all that passes the filter, as a file. */
    public String file(String format) {
        return filter.path() + filter.filters().query("format=" + format);
    }

    /** The URL of the next page. */
    public String next() {
        return filter.path() + filter.filters().query("after=" + page.next());
    }
}

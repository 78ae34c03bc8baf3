package dev.rapport.lists.web;

import dev.rapport.lists.Entry;
import dev.rapport.lists.ListViews;
import dev.rapport.lists.Order;
import dev.rapport.shared.Page;
import dev.rapport.web.Highlight;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page of a list.
 *
 * @param list {@code contacts} or {@code measures}, as in its path
 * @param columns those that are shown, in their order
 * @param every those that there are
 * @param views those that have a name and that the reader may see
 * @param later whether it continues an earlier page
 * @param part whether it goes into a page that is there
 * @param slow whether its entries took too long to find
 */
@RecordBuilder
record ListView(
        String list,
        Page<Entry> page,
        FilterView filter,
        Order order,
        List<Column> columns,
        List<Column> every,
        List<ListViews.View> views,
        Highlight highlight,
        boolean later,
        boolean part,
        boolean slow) {

    /** What a list can show of an entry, in the order of its columns. */
    enum Column {
        START,
        SUBJECT,
        CUSTOMER,
        PERSON,
        STATUS,
        RESPONSIBLE,
        TYPE,
        DIRECTION,
        DURATION,
        CAMPAIGN,
        REMINDER,
        CREATOR,
        NUMBER,
        INFOTEXT;

        /** As in the URL. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean shows(String column) {
        return columns.contains(Column.valueOf(column));
    }

    public String sort() {
        return Sorts.name(order);
    }

    /** URL of the next page. */
    public String next() {
        return filter.path() + filter.filters().query(FilterViews.query(filter.kept()), "after=" + page.next());
    }

    /** URL of the number of all that passes. */
    public String count() {
        return filter.path() + filter.filters().query("count=true");
    }

    /** Filter, order and columns as the URL says them. */
    public String query() {
        return filter.filters().query(FilterViews.query(filter.kept()));
    }

    /** The view that is shown just now, if it has a name. */
    public ListViews.@Nullable View current() {
        return views.stream()
                .filter(view -> view.query().equals(query()))
                .findFirst()
                .orElse(null);
    }

    /** URL of the whole list as a file. */
    public String file(String format) {
        return filter.path() + filter.filters().query(FilterViews.query(filter.kept()), "format=" + format);
    }

    /** URL of the list in another order: start turns round. */
    public String sortedBy(String column) {
        Order other = switch (column) {
            case "START" -> order == Order.LATEST ? Order.START : Order.LATEST;
            default -> Order.valueOf(column);
        };
        Map<String, String> kept = new LinkedHashMap<>(filter.kept());
        kept.put("sort", Sorts.name(other));
        return filter.path() + filter.filters().query(FilterViews.query(kept));
    }

    /** Whether rows can stand in the order of a column. */
    public boolean sorts(Column column) {
        return column == Column.START || column == Column.RESPONSIBLE || column == Column.CUSTOMER;
    }

    /** {@code ascending}, {@code descending} or {@code none}, of a column's heading. */
    public String sorted(Column column) {
        return switch (order) {
            case START -> column == Column.START ? "ascending" : "none";
            case LATEST -> column == Column.START ? "descending" : "none";
            case CUSTOMER, RESPONSIBLE -> column.name().equals(order.name()) ? "ascending" : "none";
        };
    }

    static List<Column> columns(List<String> keys, List<Column> every, List<Column> usual) {
        List<Column> columns = new ArrayList<>(every);
        columns.removeIf(column -> !keys.contains(column.key()));
        return columns.isEmpty() ? usual : columns;
    }
}

package dev.rapport.shared;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list: its rows and where the next page begins.
 *
 * @param next opaque, to be sent as {@code after}; null on the last page
 */
public record Page<T>(List<T> items, @Nullable String next) {

    public static final int DEFAULT_LIMIT = 25;
    public static final int MAXIMUM_LIMIT = 100;

    /** So many rows are counted where a number stands beside a list: who has more is told so, and counting them costs the same. */
    public static final int COUNTED = 1_000;

    public Page {
        items = List.copyOf(items);
    }

    /** The wanted length of a page, brought into its bounds; {@value #DEFAULT_LIMIT} when nothing was asked for. */
    public static int limit(@Nullable Integer wanted) {
        return wanted == null ? DEFAULT_LIMIT : Math.min(Math.max(wanted, 1), MAXIMUM_LIMIT);
    }

    /**
     * Cuts a page from a query that asked for one row more than the page holds.
     *
     * @param rows at most {@code limit + 1} rows behind the last cursor
     * @param cursor the sort values of a row
     */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, Cursor> cursor) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        List<T> items = rows.subList(0, limit);
        return new Page<>(items, cursor.apply(items.get(limit - 1)).encoded());
    }

    public <R> Page<R> map(Function<? super T, ? extends R> mapper) {
        return new Page<>(items.stream().<R>map(mapper).toList(), next);
    }
}

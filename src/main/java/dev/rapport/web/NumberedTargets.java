package dev.rapport.web;

import dev.rapport.shared.SearchTerms;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Targets with a number and a subject, found by either. */
public abstract class NumberedTargets implements PaletteSource {

    /** The index knows pieces of three characters; shorter terms alone would read every row. */
    private static final int INDEXED = 3;

    /**
     * The newest of the last two stretches of 512 ids, of older ones only while that is too few, and so on: of a frequent word the
     * newest stretches hold enough, of a rare one all of them hold few. Never is everything read that ten years have of a word, to
     * show the newest. The index knows the stretch by this very expression; in the order of {@code id + 0} nobody walks through all ids
     * (ADR 68).
     */
    private static final String NEWEST = """
            with newest as (select max(id) / 512 as stretch from %1$s),
            none as (select * from %1$s where false),
            """
            + further("lately", "none", among(0, 1))
            + further("before", "lately", among(2, 15))
            + further("earlier", "before", among(16, 127))
            + further("ever", "earlier", "id / 512 < (select stretch - 127 from newest)")
            + """
            found as (select * from ever order by id desc limit %2$d)
            select id, number, subject, start_at, %3$s as whose from found order by id desc""";

    private final JdbcClient jdbc;
    private final Dates dates;
    private final String path;
    private final String icon;
    private final String newest;

    /**
     * For the rows of a table that are not voided.
     *
     * @param path what the id is added to
     * @param whose SQL expression for what tells one row {@code found} from others beside its number and its start
     */
    protected NumberedTargets(JdbcClient jdbc, Dates dates, String table, String path, String icon, String whose) {
        this.jdbc = jdbc;
        this.dates = dates;
        this.path = path;
        this.icon = icon;
        this.newest = NEWEST.formatted(table, MOST, whose);
    }

    @Override
    public final String example() {
        return path + "1";
    }

    /** The latest first. */
    @Override
    public final List<Target> find(String query) {
        List<String> words = SearchTerms.of(query).words();
        if (words.stream().noneMatch(word -> word.length() >= INDEXED)) {
            return List.of();
        }
        return jdbc.sql(newest)
                .param("first", words.get(0))
                .param("last", words.get(words.size() - 1))
                .query((row, n) -> new Target(
                        path + row.getLong("id"),
                        icon,
                        row.getString("subject"),
                        Stream.of(
                                        row.getString("whose"),
                                        dates.day(row.getTimestamp("start_at").toInstant()),
                                        row.getString("number"))
                                .filter(Objects::nonNull)
                                .collect(Collectors.joining(" · "))))
                .list();
    }

    private static String further(String name, String before, String where) {
        return """
                %1$s as materialized (select * from %2$s union all (
                    select * from %%1$s where voided_at is null and (select count(*) from %2$s) < %%2$d
                    and search_text like rapport.inside(rapport.fold(:first))
                    and search_text like rapport.inside(rapport.fold(:last)) and %3$s
                    order by id + 0 desc limit %%2$d)),
                """.formatted(name, before, where);
    }

    private static String among(int first, int last) {
        return "array[id / 512] && array(select generate_series(stretch - %d, stretch - %d) from newest)"
                .formatted(last, first);
    }
}

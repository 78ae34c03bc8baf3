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

    private final JdbcClient jdbc;
    private final String table;
    private final String path;
    private final String icon;
    private final String whose;
    private final Dates dates;

    /**
     * For the rows of a table that are not voided.
     *
     * @param path what the id is added to
     * @param whose SQL expression for what tells one row {@code found} from others beside its number and its start
     */
    protected NumberedTargets(JdbcClient jdbc, Dates dates, String table, String path, String icon, String whose) {
        this.jdbc = jdbc;
        this.dates = dates;
        this.whose = whose;
        this.table = table;
        this.path = path;
        this.icon = icon;
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
        return jdbc.sql("""
                        select id, number, subject, start_at, %s as whose
                        from (select * from %s
                              where voided_at is null
                                and search_text like rapport.inside(rapport.fold(:first))
                                and search_text like rapport.inside(rapport.fold(:last))
                              order by id desc limit :most) found
                        order by id desc""".formatted(whose, table))
                .param("first", words.get(0))
                .param("last", words.get(words.size() - 1))
                .param("most", MOST)
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
}

package dev.rapport.lists.web;

import dev.rapport.lists.Entry;
import dev.rapport.lists.web.ListView.Column;
import dev.rapport.shared.Page;
import dev.rapport.web.TableFiles.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Entries as the rows of a file, for those who show them in another order than lists do. */
@Component
public class EntryFiles {

    private final Columns columns;

    EntryFiles(Columns columns) {
        this.columns = columns;
    }

    /**
     * With every column there is.
     *
     * @param read a long page, behind that of the cursor
     */
    public Table<Entry> table(Function<@Nullable String, Page<Entry>> read, Locale locale) {
        List<Column> every = Arrays.asList(Column.values());
        return new Table<>(columns.headings(every, locale), read, entry -> columns.values(every, entry, locale));
    }
}

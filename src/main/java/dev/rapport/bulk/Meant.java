package dev.rapport.bulk;

import dev.rapport.lists.Entry;
import dev.rapport.lists.EntryFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a list is meant.
 *
 * @param ids of what was selected
 * @param filter all that passes it is meant instead; null for the selection
 */
public record Meant(
        Entry.Kind list, List<Long> ids, @Nullable EntryFilter filter) {

    public Meant {
        ids = ids.stream().distinct().toList();
    }

    public static Meant selected(Entry.Kind list, List<Long> ids) {
        return new Meant(list, ids, null);
    }

    public static Meant all(Entry.Kind list, EntryFilter filter) {
        return new Meant(list, List.of(), filter);
    }
}

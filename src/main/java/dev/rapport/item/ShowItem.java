package dev.rapport.item;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.ModelNames;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads one item for showing it: one statement for the item, one for its open task.
 *
 * @param <I> the item
 * @param <V> what is shown of it
 */
public abstract class ShowItem<I extends Item, V extends ItemView> {

    /** An item and how it can end; no task when it is closed. */
    public record Shown<V extends ItemView>(
            V item, @Nullable OpenTask task) {

        /** What has been reported and waits for somebody else; null where nothing does. */
        public @Nullable Report pending() {
            return task == null || task.work() ? null : item.reported();
        }
    }

    private final Items<I> items;
    private final ItemProcess<I, ?, ?> process;
    private final ModelNames modelNames;

    protected ShowItem(Items<I> items, ItemProcess<I, ?, ?> process, ModelNames modelNames) {
        this.items = items;
        this.process = process;
        this.modelNames = modelNames;
    }

    /**
     * Shows an item.
     *
     * @throws BusinessRuleViolation not-found
     */
    @Transactional(readOnly = true)
    public Shown<V> show(Long id) {
        I item = items.read(id);
        V view = view(id);
        return new Shown<>(view, process.openTask(item, names(view)));
    }

    /**
     * What would be refused if one of the item's buttons were pressed now.
     *
     * @throws BusinessRuleViolation not-found
     */
    public List<Foreseen> foreseen(Long id) {
        return process.foreseen(items.read(id));
    }

    /** Reads an item that there is, in one statement. */
    protected abstract V view(Long id);

    private static Map<String, String> names(ItemView item) {
        Map<String, String> names = new HashMap<>();
        if (item.responsible() != null && item.responsibleName() != null) {
            names.put(item.responsible(), item.responsibleName());
        }
        if (item.createdByName() != null) {
            names.put(item.createdBy(), item.createdByName());
        }
        return names;
    }

    /** The columns of the view {@code rapport.item_report}, in the reader's language. */
    protected final @Nullable Report reported(ResultSet row) throws SQLException {
        Report report = Report.of(row);
        return report == null ? null : report.in(LocaleContextHolder.getLocale(), modelNames);
    }

    protected static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }
}

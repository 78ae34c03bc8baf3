package dev.rapport.item.web;

import dev.rapport.web.FormWebPart;
import dev.rapport.web.WebPart;
import dev.rapport.web.WebPart.Column;
import dev.rapport.web.WebPartGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The panels of an item's page, in the order in which they stand for everybody who has not moved them, and the fields in
 * them.
 */
public abstract class ItemParts implements WebPartGroup {

    private static final String ID = "part-";

    private final String page;
    private final List<WebPart> parts = new ArrayList<>();
    private final Map<String, String> partOfField = new HashMap<>();

    /** @param page of the panels, and the folder with its template */
    protected ItemParts(String page) {
        this.page = page;
    }

    /**
     * Adds a panel to the wide column.
     *
     * @param name of the template's fragment
     * @param title key of a message
     * @param fields that stand in it; the others stand in the first panel of all
     */
    protected final void main(String name, String title, String... fields) {
        add(Column.MAIN, name, title, fields);
    }

    /** Adds a panel to the narrow column. */
    protected final void side(String name, String title, String... fields) {
        add(Column.SIDE, name, title, fields);
    }

    private void add(Column column, String name, String title, String... fields) {
        parts.add(new FormWebPart(page, ID + name, title, column, 10 * (parts.size() + 1), page + "/page", name));
        for (String field : fields) {
            partOfField.put(field, ID + name);
        }
    }

    @Override
    public final List<WebPart> parts() {
        return List.copyOf(parts);
    }

    /** The id of the panel in which a field stands. */
    String of(String field) {
        return partOfField.getOrDefault(field, parts.get(0).id());
    }
}

package dev.rapport.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A panel that a page is composed of. A module contributes it as a bean to a page that need not know the module; where
 * it stands is decided by whoever looks at it ({@link WebParts}).
 *
 * <p>Its template has a fragment, {@code part} if it is the only one, that is the whole panel. Its name there and in the database is {@link #id()}.
 */
public interface WebPart {

    /** Where a panel stands unless its reader has moved it. */
    enum Column {
        /** Above everything; stays where it is. */
        TOP,
        MAIN,
        SIDE
    }

    /** The page it belongs to: {@code address}, {@code campaign}. */
    String page();

    /** Unique on its page; lower case and hyphens. */
    String id();

    /** Key of the message that is its title. */
    String title();

    Column column();

    /** Lower ones stand higher. */
    int position();

    /** The template. */
    String view();

    /** Whether it stays closed until somebody needs it; opening it is then no change of the arrangement. */
    default boolean folded() {
        return false;
    }

    /** The fragment of the template. */
    default String fragment() {
        return "part";
    }

    /**
     * What the page is composed for.
     *
     * @param id of what the page is about
     * @param page what the page itself has read already, by the names in its model
     * @param parameters of the request, such as a filter
     */
    record Subject(long id, Map<String, Object> page, Map<String, String> parameters) {}

    /**
     * What the template needs. The names are those of this panel alone, because all panels of a page share a model.
     *
     * @return null when there is no such panel for this subject
     */
    @Nullable
    Map<String, Object> content(Subject subject);
}

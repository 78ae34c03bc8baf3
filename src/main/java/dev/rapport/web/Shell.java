package dev.rapport.web;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the frame around every page shows.
 *
 * @param path of this page, with its query
 * @param person null before login
 * @param navigation what this person may open
 * @param pinned what this person has put into it
 * @param searches whether this person may look for addresses
 * @param creates whether this person may create contacts
 * @param singleKeys whether keys without Ctrl or Alt do something
 */
@RecordBuilder
public record Shell(
        String path,
        @Nullable Person person,
        List<Destination> navigation,
        List<Pinned> pinned,
        boolean searches,
        boolean creates,
        boolean singleKeys) {

    /** Who has logged in. */
    public record Person(String id, String name, String initials) {}

    /** A place that somebody has put into the navigation. */
    public record Pinned(String name, String path, boolean current) {}

    /** Whether there is anything to look after, beside the daily work. */
    public boolean manages() {
        return navigation.stream().anyMatch(Destination::manages);
    }

    /**
     * An entry of the navigation.
     *
     * @param key its name is the message {@code nav.<key>}
     * @param manages whether it stands below the daily work
     * @param deep whether it stands in the menu where there is room for a few only
     */
    public record Destination(String key, String path, String icon, boolean current, boolean manages, boolean deep) {}
}

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
 * @param searches whether this person may look for addresses
 * @param creates whether this person may create contacts
 * @param types whether this person may manage contact types
 * @param models whether this person may look at models and has no entry for them in the navigation
 * @param mails whether this person may look after mails that did not arrive
 * @param administers whether this person may manage logins and groups in the engine's Admin
 * @param singleKeys whether keys without Ctrl or Alt do something
 */
@RecordBuilder
public record Shell(
        String path,
        @Nullable Person person,
        List<Destination> navigation,
        boolean searches,
        boolean creates,
        boolean types,
        boolean models,
        boolean mails,
        boolean administers,
        boolean singleKeys) {

    /** Who has logged in. */
    public record Person(String id, String name, String initials) {}

    /**
     * An entry of the navigation.
     *
     * @param key its name is the message {@code nav.<key>}
     */
    public record Destination(String key, String path, String icon, boolean current) {}
}

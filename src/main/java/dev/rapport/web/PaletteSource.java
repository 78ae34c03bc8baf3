package dev.rapport.web;

import java.util.List;

/** Something that the palette can jump to. A module contributes it as a bean. */
public interface PaletteSource {

    /** More than this of one kind nobody reads. */
    int MOST = 10;

    /**
     * A place to jump to.
     *
     * @param path on Rapport's pages or the engine's webapps
     * @param more what tells it from others of the same title
     */
    record Target(String path, String icon, String title, String more) {}

    /** Key of the message that names the kind. */
    String title();

    /** Lower ones stand higher. */
    int position();

    /** Such a page; whoever may not open it is not offered any. */
    String example();

    /**
     * At most {@link #MOST} that fit every term.
     *
     * @param query the first two terms count; blank for what is offered before anything has been typed
     */
    List<Target> find(String query);
}

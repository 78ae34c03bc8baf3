package dev.rapport.web;

import org.jspecify.annotations.Nullable;

/** Tells the pages of whoever takes a long table along how far it is. */
public interface ProgressOfExports {

    /**
     * How far it is.
     *
     * @param export what tells one from another
     * @param total of its rows; null where that is not known
     */
    void written(String user, String export, int rows, @Nullable Integer total);

    /** It is at its end, or has been broken off. */
    void ended(String user, String export, int rows, boolean whole);
}

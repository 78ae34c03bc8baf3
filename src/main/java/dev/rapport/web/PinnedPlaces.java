package dev.rapport.web;

import java.io.Serializable;
import java.util.List;

/** What a person has put into the navigation. Asked for once in a session, and again when it has changed there. */
public interface PinnedPlaces {

    /** Name in the session of what was asked for: who changes it takes it away. */
    String SESSION = "rapport.pinned";

    /** A place in the application. */
    record Place(String name, String path) implements Serializable {}

    /** Those of the person at work, in their order. */
    List<Place> places();
}

package dev.rapport.user;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** The groups a user can be in; the engine knows them by their ids. */
public enum Group {
    STAFF("staff", "Sachbearbeitung"),
    MANAGER("manager", "Leitung"),
    PROCESS_ADMIN("processAdmin", "Prozessadministration"),
    SYSTEM_ADMIN("systemAdmin", "Systemadministration");

    private final String id;
    private final String label;

    Group(String id, String label) {
        this.id = id;
        this.label = label;
    }

    /** Those of these ids that are groups of Rapport's. */
    static List<Group> of(Collection<String> ids) {
        return Arrays.stream(values()).filter(group -> ids.contains(group.id)).toList();
    }

    public String id() {
        return id;
    }

    /** Name in the engine's Admin, which has one language for group names. */
    public String label() {
        return label;
    }
}

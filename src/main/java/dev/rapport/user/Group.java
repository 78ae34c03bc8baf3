package dev.rapport.user;

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

    public String id() {
        return id;
    }

    /** Name in the engine's Admin, which has one language for group names. */
    public String label() {
        return label;
    }
}

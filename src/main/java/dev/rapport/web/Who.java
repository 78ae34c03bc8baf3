package dev.rapport.web;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Roles as Spring Security names them, and everybody. */
public enum Who {
    ANONYMOUS,
    /** Logged in with a one-time password: no other role counts until another one is chosen. */
    NEWCOMER,
    STAFF,
    MANAGER,
    PROCESS_ADMIN,
    SYSTEM_ADMIN;

    public static final Set<Who> EVERYBODY = Collections.unmodifiableSet(EnumSet.allOf(Who.class));
    public static final Set<Who> NEWCOMERS = only(NEWCOMER);
    public static final Set<Who> LOGGED_IN = only(STAFF, MANAGER, PROCESS_ADMIN, SYSTEM_ADMIN);
    public static final Set<Who> READERS = only(STAFF, MANAGER, PROCESS_ADMIN);
    public static final Set<Who> WRITERS = only(STAFF, MANAGER);
    public static final Set<Who> MANAGERS = only(MANAGER);
    public static final Set<Who> WATCHERS = only(MANAGER, PROCESS_ADMIN);
    public static final Set<Who> PROCESS_ADMINS = only(PROCESS_ADMIN);
    public static final Set<Who> SYSTEM_ADMINS = only(SYSTEM_ADMIN);
    public static final Set<Who> WATCHERS_AND_SYSTEM_ADMINS = only(MANAGER, PROCESS_ADMIN, SYSTEM_ADMIN);
    public static final Set<Who> NOBODY = only();

    private static Set<Who> only(Who... some) {
        EnumSet<Who> set = EnumSet.noneOf(Who.class);
        Collections.addAll(set, some);
        return Collections.unmodifiableSet(set);
    }

    public String authority() {
        return "ROLE_" + name();
    }
}

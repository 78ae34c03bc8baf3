package dev.rapport.shared;

/** What people with a login are called. */
@FunctionalInterface
public interface ColleagueNames {

    /** First and last name; the login itself when nobody has it. */
    String of(String login);
}

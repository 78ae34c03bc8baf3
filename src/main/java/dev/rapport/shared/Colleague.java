package dev.rapport.shared;

/** Somebody with a login, as the argument of a sentence: the sentence says the name. */
public record Colleague(String login) {}

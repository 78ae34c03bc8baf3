package dev.rapport.web;

/**
 * The reader has switched the language.
 *
 * @param language {@code de} or {@code en}
 */
public record LanguageChosen(String language) {}

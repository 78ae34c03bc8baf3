package dev.rapport.lists;

import java.time.LocalDate;
import java.util.List;

/**
 * What begins on a day of the business.
 *
 * @param total how many they are
 * @param entries those that begin first, in their order
 */
public record EntryDay(LocalDate day, int total, List<Entry> entries) {}

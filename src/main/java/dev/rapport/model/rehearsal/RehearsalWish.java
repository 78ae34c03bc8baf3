package dev.rapport.model.rehearsal;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/**
 * On which items somebody wants to rehearse, as typed; the names are those of the form and the API.
 *
 * @param process contact or measure; the one that the files are about where nothing is said
 * @param number how many at most; 200 where nothing is said
 * @param from first day, ISO-8601
 * @param to last day
 * @param type code of a contact type
 * @param outcome code of an outcome
 */
@RecordBuilder
public record RehearsalWish(
        @Nullable String process,
        @Nullable String number,
        @Nullable String from,
        @Nullable String to,
        @Nullable String type,
        @Nullable String outcome) {}

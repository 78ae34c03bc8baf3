package dev.rapport.calendar;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A contact as calendars show it.
 *
 * @param number identifies it in every calendar, for ever
 * @param sequence rises with every change of the contact and of its reminder
 * @param length what really was, else what is expected, else what is usual for its type; never nothing
 * @param type its name in the reader's language
 * @param organizer name of whoever is in charge
 * @param organizerEmail null when there is none
 * @param changed when the contact or its reminder was changed last
 * @param cancelled whether it is closed or voided
 * @param lead how long before the start one is reminded, as ISO 8601 writes it ({@code P1D}); null for no reminder
 */
@RecordBuilder
record CalendarEvent(
        Long contactId,
        String number,
        int sequence,
        Instant start,
        Duration length,
        String type,
        String subject,
        @Nullable String description,
        String address,
        @Nullable String place,
        @Nullable String person,
        @Nullable String phone,
        String organizer,
        @Nullable String organizerEmail,
        Instant created,
        Instant changed,
        boolean cancelled,
        @Nullable String lead) {}

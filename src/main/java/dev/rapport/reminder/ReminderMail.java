package dev.rapport.reminder;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What one reminder mail says.
 *
 * @param messageId the same for every attempt, so that a mail server or reader recognises a doubled one
 * @param email null when the recipient has no address; the mail then cannot go out
 * @param about the time it reminds of: the contact's start, or the time it was snoozed to
 * @param type name of the contact type in the recipient's language
 */
@RecordBuilder
record ReminderMail(
        String messageId,
        @Nullable String email,
        Locale locale,
        Long contactId,
        String number,
        String subject,
        @Nullable String description,
        Instant start,
        Instant about,
        String type,
        String address,
        @Nullable String person,
        @Nullable String phone) {}

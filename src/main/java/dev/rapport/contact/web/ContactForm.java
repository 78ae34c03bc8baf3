package dev.rapport.contact.web;

import dev.rapport.contact.ContactDraft;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The form that creates a contact, as it was typed.
 *
 * @param idempotencyKey sent along so that a double click creates one contact
 * @param address the address page it stands on, which is then the contact's address (rule 7); null elsewhere
 * @param addressId what was chosen
 * @param addressText what stands in the search field
 * @param addressLabel what stood there when it was chosen: another text means another address
 */
record ContactForm(
        @Nullable String idempotencyKey,
        @Nullable String address,
        @Nullable String addressId,
        @Nullable String addressText,
        @Nullable String addressLabel,
        @Nullable String contactPersonId,
        @Nullable String responsible,
        @Nullable String responsibleText,
        @Nullable String responsibleLabel,
        @Nullable String type,
        @Nullable String direction,
        @Nullable String status,
        @Nullable String date,
        @Nullable String time,
        @Nullable String duration,
        @Nullable String reminder,
        @Nullable String reminderLead,
        @Nullable String subject,
        @Nullable String description,
        @Nullable String campaignId) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    /** An empty form: an outgoing call that has just been made. */
    static ContactForm empty(LocalDateTime start) {
        return new ContactForm(
                newKey(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "CALL",
                "OUTGOING",
                "PERFORMED",
                start.toLocalDate().toString(),
                TIME.format(start),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    static String newKey() {
        return UUID.randomUUID().toString();
    }

    static String time(LocalDateTime start) {
        return TIME.format(start);
    }

    public boolean planned() {
        return "PLANNED".equals(status);
    }

    public boolean wantsReminder() {
        return "true".equals(reminder);
    }

    /** Whether the search field says something else than what was chosen. */
    boolean addressRetyped() {
        return address == null && !text(addressText).equals(text(addressLabel));
    }

    boolean responsibleRetyped() {
        return !text(responsibleText).equals(text(responsibleLabel));
    }

    ContactDraft draft() {
        return new ContactDraft(
                address == null ? addressId : address,
                contactPersonId,
                responsible,
                type,
                direction,
                status,
                LocalStart.joined(date, time),
                duration,
                wantsReminder(),
                reminderLead,
                subject,
                lines(description),
                campaignId);
    }

    ContactForm on(@Nullable String page, @Nullable String person) {
        return new ContactForm(
                idempotencyKey,
                page,
                addressId,
                addressText,
                addressLabel,
                person,
                responsible,
                responsibleText,
                responsibleLabel,
                type,
                direction,
                status,
                date,
                time,
                duration,
                reminder,
                reminderLead,
                subject,
                description,
                campaignId);
    }

    ContactForm withAddress(@Nullable String id, @Nullable String label) {
        return new ContactForm(
                idempotencyKey,
                address,
                id,
                label,
                label,
                contactPersonId,
                responsible,
                responsibleText,
                responsibleLabel,
                type,
                direction,
                status,
                date,
                time,
                duration,
                reminder,
                reminderLead,
                subject,
                description,
                campaignId);
    }

    /** What was typed stays, but belongs to nobody any more. */
    ContactForm withoutAddress() {
        return new ContactForm(
                idempotencyKey,
                address,
                null,
                addressText,
                null,
                contactPersonId,
                responsible,
                responsibleText,
                responsibleLabel,
                type,
                direction,
                status,
                date,
                time,
                duration,
                reminder,
                reminderLead,
                subject,
                description,
                campaignId);
    }

    ContactForm withResponsible(@Nullable String id, @Nullable String shown, @Nullable String label) {
        return new ContactForm(
                idempotencyKey,
                address,
                addressId,
                addressText,
                addressLabel,
                contactPersonId,
                id,
                shown,
                label,
                type,
                direction,
                status,
                date,
                time,
                duration,
                reminder,
                reminderLead,
                subject,
                description,
                campaignId);
    }

    ContactForm withKey(String key) {
        return new ContactForm(
                key,
                address,
                addressId,
                addressText,
                addressLabel,
                contactPersonId,
                responsible,
                responsibleText,
                responsibleLabel,
                type,
                direction,
                status,
                date,
                time,
                duration,
                reminder,
                reminderLead,
                subject,
                description,
                campaignId);
    }

    /** A planned contact at the given time with what a follow-up takes over. */
    ContactForm asFollowUp(
            LocalDateTime start, String sameType, String sameSubject, @Nullable String sameCampaign, String lead) {
        return new ContactForm(
                idempotencyKey,
                address,
                addressId,
                addressText,
                addressLabel,
                contactPersonId,
                responsible,
                responsibleText,
                responsibleLabel,
                sameType,
                "OUTGOING",
                "PLANNED",
                start.toLocalDate().toString(),
                TIME.format(start),
                null,
                "true",
                lead,
                sameSubject,
                null,
                sameCampaign);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }

    /** Browsers send line breaks as CR LF; stored is what was typed. */
    static @Nullable String lines(@Nullable String text) {
        return text == null ? null : text.replace("\r\n", "\n");
    }
}

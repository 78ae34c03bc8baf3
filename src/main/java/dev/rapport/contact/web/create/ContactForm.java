package dev.rapport.contact.web.create;

import dev.rapport.contact.ContactDraft;
import dev.rapport.reminder.ReminderLead;
import dev.rapport.web.FormTexts;
import dev.rapport.web.Lookup;
import java.time.LocalDateTime;
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
 * @param suggestedStart the start that the form proposed, as long as nobody has chosen another
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
        @Nullable String campaignId,
        @Nullable String campaignIdText,
        @Nullable String campaignIdLabel,
        @Nullable String suggestedStart) {

    /** An empty form: an outgoing call that has just been made. */
    static ContactForm empty(LocalDateTime start) {
        Copy empty = new Copy();
        empty.idempotencyKey = newKey();
        empty.type = "CALL";
        empty.direction = "OUTGOING";
        empty.status = "PERFORMED";
        return empty.suggesting(start).form();
    }

    static String newKey() {
        return UUID.randomUUID().toString();
    }

    public boolean planned() {
        return "PLANNED".equals(status);
    }

    public boolean wantsReminder() {
        return "true".equals(reminder);
    }

    /** Whether the search field says something else than what was chosen. */
    /** The address that was looked up, on a page that is not about one. */
    Lookup lookedUp() {
        return new Lookup(addressId, addressText, addressLabel);
    }

    public Lookup user() {
        return new Lookup(responsible, responsibleText, responsibleLabel);
    }

    /** The lead time that is chosen, or is to be proposed. */
    public String lead() {
        return reminderLead == null ? ReminderLead.DEFAULT.code() : reminderLead;
    }

    /** Whether something was typed as responsible or campaign of which it is not known who or what is meant. */
    boolean isOpen() {
        return user().isOpen() || campaign().isOpen();
    }

    @Nullable
    String start() {
        return FormTexts.start(date, time);
    }

    /** Whether the start is still the one that was proposed when the form was opened, which may be long ago. */
    boolean startUntouched() {
        return suggestedStart != null && suggestedStart.equals(start());
    }

    ContactDraft draft() {
        return new ContactDraft(
                address == null ? addressId : address,
                contactPersonId,
                responsible,
                type,
                direction,
                status,
                start(),
                duration,
                wantsReminder(),
                reminderLead,
                subject,
                FormTexts.lines(description),
                campaignId);
    }

    ContactForm on(@Nullable String page, @Nullable String person) {
        Copy copy = new Copy(this);
        copy.address = page;
        copy.contactPersonId = person;
        return copy.form();
    }

    ContactForm withAddress(Lookup chosen) {
        Copy copy = new Copy(this);
        copy.addressId = chosen.id();
        copy.addressText = chosen.text();
        copy.addressLabel = chosen.label();
        return copy.form();
    }

    ContactForm withResponsible(Lookup chosen) {
        Copy copy = new Copy(this);
        copy.responsible = chosen.id();
        copy.responsibleText = chosen.text();
        copy.responsibleLabel = chosen.label();
        return copy.form();
    }

    ContactForm withKey(String key) {
        Copy copy = new Copy(this);
        copy.idempotencyKey = key;
        return copy.form();
    }

    public Lookup campaign() {
        return new Lookup(campaignId, campaignIdText, campaignIdLabel);
    }

    ContactForm withCampaign(Lookup campaign) {
        Copy copy = new Copy(this);
        copy.campaignId = campaign.id();
        copy.campaignIdText = campaign.text();
        copy.campaignIdLabel = campaign.label();
        return copy.form();
    }

    ContactForm withSuggestedStart(LocalDateTime start) {
        return new Copy(this).suggesting(start).form();
    }

    /** A planned contact at the given time with what a follow-up takes over. */
    ContactForm asFollowUp(LocalDateTime start, String sameType, String sameSubject, String lead) {
        Copy copy = new Copy(this).suggesting(start);
        copy.type = sameType;
        copy.direction = "OUTGOING";
        copy.status = "PLANNED";
        copy.duration = null;
        copy.reminder = "true";
        copy.reminderLead = lead;
        copy.subject = sameSubject;
        copy.description = null;
        return copy.form();
    }

    /** A form in the making, so that a changed one says only what changes. */
    private static final class Copy {

        private @Nullable String idempotencyKey;
        private @Nullable String address;
        private @Nullable String addressId;
        private @Nullable String addressText;
        private @Nullable String addressLabel;
        private @Nullable String contactPersonId;
        private @Nullable String responsible;
        private @Nullable String responsibleText;
        private @Nullable String responsibleLabel;
        private @Nullable String type;
        private @Nullable String direction;
        private @Nullable String status;
        private @Nullable String date;
        private @Nullable String time;
        private @Nullable String duration;
        private @Nullable String reminder;
        private @Nullable String reminderLead;
        private @Nullable String subject;
        private @Nullable String description;
        private @Nullable String campaignId;
        private @Nullable String campaignIdText;
        private @Nullable String campaignIdLabel;
        private @Nullable String suggestedStart;

        Copy() {}

        Copy(ContactForm form) {
            idempotencyKey = form.idempotencyKey;
            address = form.address;
            addressId = form.addressId;
            addressText = form.addressText;
            addressLabel = form.addressLabel;
            contactPersonId = form.contactPersonId;
            responsible = form.responsible;
            responsibleText = form.responsibleText;
            responsibleLabel = form.responsibleLabel;
            type = form.type;
            direction = form.direction;
            status = form.status;
            date = form.date;
            time = form.time;
            duration = form.duration;
            reminder = form.reminder;
            reminderLead = form.reminderLead;
            subject = form.subject;
            description = form.description;
            campaignId = form.campaignId;
            campaignIdText = form.campaignIdText;
            campaignIdLabel = form.campaignIdLabel;
            suggestedStart = form.suggestedStart;
        }

        Copy suggesting(LocalDateTime start) {
            date = start.toLocalDate().toString();
            time = FormTexts.time(start);
            suggestedStart = FormTexts.start(date, time);
            return this;
        }

        ContactForm form() {
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
                    campaignId,
                    campaignIdText,
                    campaignIdLabel,
                    suggestedStart);
        }
    }
}

package dev.rapport.contact.web;

import dev.rapport.contact.ContactView;
import dev.rapport.engine.ModelledOutcomes;
import dev.rapport.item.OpenTask;
import dev.rapport.item.ShowItem.Shown;
import dev.rapport.item.web.ReportAnswer;
import dev.rapport.shared.BusinessTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A contact as the API answers it.
 *
 * @param start local time of the business zone, with offset
 * @param duration {@code HH:mm}
 * @param outcomes how its open task can end, as the deployed model offers it; empty when closed
 * @param openTask what it waits for, and for whom (rule 35)
 * @param reported what somebody has said of it already
 * @param warnings codes of what is unusual but accepted, e.g. {@code start.in-past}
 */
record ContactAnswer(
        Long id,
        String number,
        int version,
        String status,
        @Nullable String outcome,
        Long addressId,
        String address,
        @Nullable Long contactPersonId,
        @Nullable String contactPerson,
        @Nullable String phone,
        @Nullable String responsible,
        @Nullable String responsibleName,
        String type,
        String direction,
        OffsetDateTime start,
        String duration,
        String subject,
        @Nullable String description,
        @Nullable String infotext,
        @Nullable Long campaignId,
        @Nullable String campaign,
        @Nullable ReminderAnswer reminder,
        OffsetDateTime createdAt,
        String createdBy,
        @Nullable OffsetDateTime closedAt,
        @Nullable String closedBy,
        List<ModelledOutcomes.Outcome> outcomes,
        @Nullable String taskId,
        OpenTask.@Nullable Brief openTask,
        @Nullable ReportAnswer reported,
        List<String> warnings) {

    /** The contact's reminder. */
    record ReminderAnswer(
            Long id,
            String lead,
            OffsetDateTime dueAt,
            @Nullable OffsetDateTime raisedAt) {}

    static ContactAnswer of(Shown<ContactView> shown, BusinessTime time) {
        ContactView contact = shown.item();
        boolean plannedInThePast = !contact.status().closed() && contact.start().isBefore(contact.createdAt());
        return new ContactAnswer(
                contact.id(),
                contact.number(),
                contact.version(),
                contact.status().name(),
                contact.outcome(),
                contact.addressId(),
                contact.address(),
                contact.contactPersonId(),
                contact.contactPerson(),
                contact.phone(),
                contact.responsible(),
                contact.responsibleName(),
                contact.type(),
                contact.direction().name(),
                time.local(contact.start()),
                "%02d:%02d".formatted(contact.durationMinutes() / 60, contact.durationMinutes() % 60),
                contact.subject(),
                contact.description(),
                contact.infotext(),
                contact.campaignId(),
                contact.campaign(),
                reminder(contact, time),
                time.local(contact.createdAt()),
                contact.createdBy(),
                Optional.ofNullable(contact.closedAt()).map(time::local).orElse(null),
                contact.closedBy(),
                shown.task() == null ? List.of() : shown.task().outcomes(),
                shown.task() == null ? null : shown.task().id(),
                shown.task() == null ? null : shown.task().brief(),
                ReportAnswer.of(contact.reported(), time),
                plannedInThePast ? List.of("start.in-past") : List.of());
    }

    private static @Nullable ReminderAnswer reminder(ContactView contact, BusinessTime time) {
        if (contact.reminderId() == null || contact.reminderLead() == null || contact.reminderDueAt() == null) {
            return null;
        }
        return new ReminderAnswer(
                contact.reminderId(),
                contact.reminderLead(),
                time.local(contact.reminderDueAt()),
                Optional.ofNullable(contact.reminderRaisedAt()).map(time::local).orElse(null));
    }
}

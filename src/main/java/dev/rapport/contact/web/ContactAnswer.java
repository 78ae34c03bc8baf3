package dev.rapport.contact.web;

import dev.rapport.contact.ContactView;
import dev.rapport.item.OfferedOutcome;
import dev.rapport.item.OpenTask;
import dev.rapport.item.ShowItem.Shown;
import dev.rapport.item.web.ReportAnswer;
import dev.rapport.item.web.VoidedAnswer;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.OutcomeLabel;
import dev.rapport.web.FormTexts;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;

/**
 * A contact as the API answers it.
 *
 * @param start local time of the business zone, with offset
 * @param duration {@code HH:mm}
 * @param expectedDuration {@code HH:mm}; null for what is usual for its type
 * @param outcomeLabel what its model calls the outcome, in the reader's language; null for Rapport's own words
 * @param attempts how often it was tried and stayed open
 * @param outcomes how its open task can end, as the deployed model offers it; empty when closed
 * @param openTask what it waits for, and for whom (rule 35)
 * @param reported what somebody has said of it already
 * @param voided null unless it was entered by mistake (rule 23)
 * @param warnings codes of what is unusual but accepted, e.g. {@code start.in-past}
 */
@RecordBuilder
record ContactAnswer(
        Long id,
        String number,
        int version,
        String status,
        @Nullable String outcome,
        @Nullable String outcomeLabel,
        @Nullable String outcomeColour,
        int attempts,
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
        @Nullable String expectedDuration,
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
        List<OfferedOutcome> outcomes,
        @Nullable String taskId,
        OpenTask.@Nullable Brief openTask,
        @Nullable ReportAnswer reported,
        @Nullable VoidedAnswer voided,
        List<String> warnings) {

    /** The contact's reminder. */
    record ReminderAnswer(
            Long id,
            String lead,
            OffsetDateTime dueAt,
            @Nullable OffsetDateTime raisedAt) {}

    static ContactAnswer of(Shown<ContactView> shown, BusinessTime time) {
        ContactView contact = shown.item();
        OutcomeLabel label = contact.outcomeLabel();
        boolean plannedInThePast = contact.voided() == null
                && !contact.status().closed()
                && contact.start().isBefore(contact.createdAt());
        return ContactAnswerBuilder.builder()
                .id(contact.id())
                .number(contact.number())
                .version(contact.version())
                .status(contact.status().name())
                .outcome(contact.outcome())
                .outcomeLabel(label == null ? null : label.in(LocaleContextHolder.getLocale()))
                .outcomeColour(label == null ? null : label.colour())
                .attempts(contact.attempts())
                .addressId(contact.addressId())
                .address(contact.address())
                .contactPersonId(contact.contactPersonId())
                .contactPerson(contact.contactPerson())
                .phone(contact.phone())
                .responsible(contact.responsible())
                .responsibleName(contact.responsibleName())
                .type(contact.type())
                .direction(contact.direction().name())
                .start(time.local(contact.start()))
                .duration(FormTexts.duration(contact.durationMinutes()))
                .expectedDuration(Optional.ofNullable(contact.expectedMinutes())
                        .map(FormTexts::duration)
                        .orElse(null))
                .subject(contact.subject())
                .description(contact.description())
                .infotext(contact.infotext())
                .campaignId(contact.campaignId())
                .campaign(contact.campaign())
                .reminder(reminder(contact, time))
                .createdAt(time.local(contact.createdAt()))
                .createdBy(contact.createdBy())
                .closedAt(
                        Optional.ofNullable(contact.closedAt()).map(time::local).orElse(null))
                .closedBy(contact.closedBy())
                .outcomes(shown.task() == null ? List.of() : shown.task().outcomes())
                .taskId(shown.task() == null ? null : shown.task().id())
                .openTask(shown.task() == null ? null : shown.task().brief())
                .reported(ReportAnswer.of(contact.reported(), time))
                .voided(VoidedAnswer.of(contact.voided(), time))
                .warnings(plannedInThePast ? List.of("start.in-past") : List.of())
                .build();
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

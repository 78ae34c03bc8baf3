package dev.rapport.bulk;

import dev.rapport.campaign.FindCampaigns;
import dev.rapport.contact.ChangeContact;
import dev.rapport.contact.CompleteContact;
import dev.rapport.contact.ContactChange;
import dev.rapport.contact.ContactChangeBuilder;
import dev.rapport.contact.ContactDraftBuilder;
import dev.rapport.contact.ContactOutcome;
import dev.rapport.contact.ContactView;
import dev.rapport.contact.CreateContact;
import dev.rapport.contact.ShowContact;
import dev.rapport.lists.Entry;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Change;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.WorkingTime;
import dev.rapport.user.ResponsibleChoice;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** One contact of an order. */
@Component
class ChangeOneContact implements ChangeOne {

    private final ShowContact showContact;
    private final CompleteContact completeContact;
    private final ChangeContact changeContact;
    private final CreateContact createContact;
    private final FindCampaigns findCampaigns;
    private final ResponsibleChoice responsibleChoice;
    private final WorkingTime work;
    private final BusinessTime time;

    ChangeOneContact(
            ShowContact showContact,
            CompleteContact completeContact,
            ChangeContact changeContact,
            CreateContact createContact,
            FindCampaigns findCampaigns,
            ResponsibleChoice responsibleChoice,
            WorkingTime work,
            BusinessTime time) {
        this.showContact = showContact;
        this.completeContact = completeContact;
        this.changeContact = changeContact;
        this.createContact = createContact;
        this.findCampaigns = findCampaigns;
        this.responsibleChoice = responsibleChoice;
        this.work = work;
        this.time = time;
    }

    @Override
    public Entry.Kind list() {
        return Entry.Kind.CONTACT;
    }

    @Override
    public void change(BulkChange order, int turn, Long entry) {
        var shown = showContact.show(entry);
        ContactView contact = shown.item();
        BulkChangeDraft said = order.said();
        ContactChangeBuilder change = ContactChange.of(contact.version());
        switch (order.action()) {
            case CLOSE -> {
                ChangeOne.requireClosing(shown.task(), said.outcome());
                completeContact.carryOut(
                        entry,
                        contact.version(),
                        new ContactOutcome(said.outcome(), began(contact, said), said.duration(), said.infotext()));
            }
            case MOVE ->
                changeContact.change(
                        entry, change.start(Change.to(moved(contact, said))).build());
            case REASSIGN ->
                changeContact.change(
                        entry, change.responsible(Change.to(said.responsible())).build());
            case ASSIGN_CAMPAIGN ->
                changeContact.change(
                        entry, change.campaignId(Change.to(said.campaignId())).build());
            case PLAN_FOLLOW_UP -> followUp(order, turn, contact);
        }
    }

    /** What was said of those that were planned for later; the others began as planned (rule 18). */
    private @Nullable String began(ContactView contact, BulkChangeDraft said) {
        return contact.start().isAfter(time.now()) ? said.start() : null;
    }

    /** Its time of day stays, as a local one. */
    private String moved(ContactView contact, BulkChangeDraft said) {
        LocalDateTime start = local(contact);
        LocalDate day = said.day() != null ? LocalDate.parse(said.day()) : later(start.toLocalDate(), said);
        return day.atTime(start.toLocalTime()).toString();
    }

    /**
     * With the same people about the same campaign, as far as they can still be chosen. So many days after the contact itself,
     * but not so many after one that is long past.
     */
    private void followUp(BulkChange order, int turn, ContactView contact) {
        contact.requireNotVoided();
        BulkChangeDraft said = order.said();
        String start;
        if (said.startFrom() != null && said.startTo() != null) {
            StartSlots slots =
                    new StartSlots(Instant.parse(said.startFrom()), Instant.parse(said.startTo()), time.zone(), work);
            start = slots.start(turn - 1, order.total()).toString();
        } else {
            LocalDateTime before = local(contact);
            LocalDate day = before.toLocalDate().isBefore(time.today()) ? time.today() : before.toLocalDate();
            start = later(day, said).atTime(before.toLocalTime()).toString();
        }
        createContact.create(ContactDraftBuilder.builder()
                .addressId(contact.addressId().toString())
                .contactPersonId(Objects.toString(contact.contactPersonId(), null))
                .responsible(stillResponsible(contact))
                .type(said.type())
                .direction(said.direction())
                .status("PLANNED")
                .start(start)
                .duration("00:00")
                .reminder(Boolean.TRUE.equals(said.reminder()))
                .reminderLead(said.reminderLead())
                .subject(said.subject())
                .description(said.description())
                .campaignId(findCampaigns
                        .chosen(Objects.toString(contact.campaignId(), null))
                        .map(campaign -> String.valueOf(campaign.id()))
                        .orElse(null))
                .build());
    }

    private @Nullable String stillResponsible(ContactView contact) {
        FieldChecks left = new FieldChecks();
        String responsible = responsibleChoice.choose(left, contact.responsible());
        return left.errors().isEmpty() ? responsible : null;
    }

    private LocalDateTime local(ContactView contact) {
        return LocalDateTime.ofInstant(contact.start(), time.zone());
    }

    private LocalDate later(LocalDate day, BulkChangeDraft said) {
        return work.plusWorkingDays(day, Integer.parseInt(String.valueOf(said.workingDays())));
    }
}

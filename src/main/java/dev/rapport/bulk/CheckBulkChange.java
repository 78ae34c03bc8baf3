package dev.rapport.bulk;

import dev.rapport.bulk.BulkChange.ChangeAction;
import dev.rapport.campaign.CampaignChoice;
import dev.rapport.contact.CheckContact;
import dev.rapport.contact.ContactDraft;
import dev.rapport.contact.ContactDraftBuilder;
import dev.rapport.lists.Entry;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.FieldError;
import dev.rapport.shared.Texts;
import dev.rapport.user.ResponsibleChoice;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What can be said of many at once, as far as it can be checked without looking at each of them. */
@Component
class CheckBulkChange {

    /** Of working days in a year. */
    private static final int MOST_DAYS = 260;

    private static final int TEXT = 20_000;

    private final CheckContact checkContact;
    private final ResponsibleChoice responsibleChoice;
    private final CampaignChoice campaignChoice;
    private final BusinessTime time;

    CheckBulkChange(
            CheckContact checkContact,
            ResponsibleChoice responsibleChoice,
            CampaignChoice campaignChoice,
            BusinessTime time) {
        this.checkContact = checkContact;
        this.responsibleChoice = responsibleChoice;
        this.campaignChoice = campaignChoice;
        this.time = time;
    }

    /**
     * Checks what is said; only what its action takes is kept.
     *
     * @return null when something was refused
     */
    @Nullable
    CheckedBulkChange check(FieldChecks checks, Entry.Kind list, BulkChangeDraft draft) {
        ChangeAction action = ChangeAction.of(draft.action(), list).orElse(null);
        if (action == null) {
            checks.required("action", draft.action());
            if (!checks.refuses("action")) {
                checks.refuse("action", "not-found");
            }
            return null;
        }
        BulkChangeDraftBuilder said = BulkChangeDraftBuilder.builder().action(action.code());
        switch (action) {
            case CLOSE -> close(checks, list, draft, said);
            case MOVE -> move(checks, draft, said);
            case REASSIGN -> said.responsible(responsibleChoice.choose(checks, draft.responsible()));
            case ASSIGN_CAMPAIGN ->
                said.campaignId(Objects.toString(campaignChoice.choose(checks, draft.campaignId(), null), null));
            case PLAN_FOLLOW_UP -> followUp(checks, draft, said);
        }
        return checks.errors().isEmpty() ? new CheckedBulkChange(action, said.build()) : null;
    }

    /** Which outcomes there are, and which of them close, says each one's model: see {@link ChangeOne}. */
    private void close(FieldChecks checks, Entry.Kind list, BulkChangeDraft draft, BulkChangeDraftBuilder said) {
        said.outcome(checks.requiredLine("outcome", draft.outcome(), 60));
        said.infotext(checks.optionalText("infotext", draft.infotext(), TEXT));
        if (list == Entry.Kind.CONTACT) {
            said.start(Objects.toString(checkContact.start(checks, draft.start()), null));
            checkContact.duration(checks, draft.duration());
            said.duration(line(draft.duration()));
        }
    }

    private void move(FieldChecks checks, BulkChangeDraft draft, BulkChangeDraftBuilder said) {
        if (line(draft.workingDays()) != null) {
            said.workingDays(workingDays(checks, draft.workingDays()));
            return;
        }
        checks.required("day", draft.day());
        LocalDate day = time.readDate(checks, "day", draft.day());
        said.day(day == null ? null : day.toString());
    }

    private void followUp(FieldChecks checks, BulkChangeDraft draft, BulkChangeDraftBuilder said) {
        if (line(draft.workingDays()) != null) {
            said.workingDays(workingDays(checks, draft.workingDays()));
        } else {
            StartWindow window = StartWindow.read(checks, draft.startFrom(), draft.startTo(), time);
            if (window != null) {
                said.startFrom(window.from().toString()).startTo(window.to().toString());
            }
        }
        String direction = line(draft.direction()) == null ? "OUTGOING" : draft.direction();
        // the rest is what a contact needs anyway; whom it is about and when it is are each one's own
        ContactDraft contact = ContactDraftBuilder.builder()
                .type(draft.type())
                .direction(direction)
                .status("PLANNED")
                .start(time.nowLocal().toOffsetDateTime().toString())
                .reminder(Boolean.TRUE.equals(draft.reminder()))
                .reminderLead(draft.reminderLead())
                .subject(draft.subject())
                .description(draft.description())
                .build();
        for (FieldError error : checkContact.errors(contact)) {
            if (!error.field().equals("addressId")) {
                checks.refuse(error.field(), error.code(), error.arguments().toArray());
            }
        }
        said.type(line(draft.type()))
                .direction(line(direction))
                .subject(Texts.tidy(String.valueOf(draft.subject())))
                .description(checks.optionalText("description", draft.description(), TEXT))
                .reminder(Boolean.TRUE.equals(draft.reminder()))
                .reminderLead(StartWindow.lead(draft.reminder(), draft.reminderLead()));
    }

    private static @Nullable String workingDays(FieldChecks checks, @Nullable String value) {
        String days = line(value);
        if (days != null && days.matches("[0-9]{1,3}")) {
            int count = Integer.parseInt(days);
            if (count >= 1 && count <= MOST_DAYS) {
                return String.valueOf(count);
            }
        }
        checks.refuse("workingDays", "bulk.working-days", MOST_DAYS);
        return null;
    }

    private static @Nullable String line(@Nullable String value) {
        return value == null || Texts.isBlank(value) ? null : value.strip();
    }
}

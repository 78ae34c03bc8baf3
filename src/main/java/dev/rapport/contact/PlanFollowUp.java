package dev.rapport.contact;

import dev.rapport.contacttype.ContactTypes;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.FieldError;
import dev.rapport.shared.Placeholders;
import dev.rapport.shared.Texts;
import dev.rapport.shared.WorkingTime;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Plans another contact with the same people about the same campaign, when one has been closed. It is an event of the model: what
 * cannot be chosen any more is left out, and nobody is kept from closing for its sake.
 */
@Service
public class PlanFollowUp {

    /** Who is in charge of the next one. */
    public enum Whose {
        /** Whoever was in charge of this one. */
        SAME,
        /** Whoever closes this one. */
        CLOSER
    }

    /** What a model says of the next contact; {@code {subject}} and {@code {number}} in its subject are this one's. */
    public record FollowUp(@Nullable String type, int workingDays, Whose whose, String subject) {}

    private static final int LONGEST_SUBJECT = 200;
    private static final int QUARTER = 15;

    /** Fields that a contact can do without. */
    private static final Set<String> OPTIONAL = Set.of("contactPersonId", "responsible", "campaignId");

    private final ShowContact showContact;
    private final CreateContact createContact;
    private final ContactChecks checks;
    private final ContactTypes types;
    private final WorkingTime work;
    private final BusinessTime time;

    PlanFollowUp(
            ShowContact showContact,
            CreateContact createContact,
            ContactChecks checks,
            ContactTypes types,
            WorkingTime work,
            BusinessTime time) {
        this.showContact = showContact;
        this.createContact = createContact;
        this.checks = checks;
        this.types = types;
        this.work = work;
        this.time = time;
    }

    /**
     * Plans it, with a reminder, so many working days from today in the same quarter of an hour.
     *
     * @return its id; empty where there can be none, because its address or its type has been given up
     * @throws BusinessRuleViolation type not-found, where there never was one of that code
     */
    @Transactional
    public Optional<Long> plan(Long contactId, FollowUp said) {
        if (said.type() != null && types.findByCode(said.type()).isEmpty()) {
            throw BusinessRuleViolation.invalid("type", "not-found");
        }
        ContactView contact = showContact.show(contactId).item();
        LocalDate day = work.plusWorkingDays(time.today(), said.workingDays());
        // it began when it really did; appointments are made for quarters of an hour
        LocalTime began = contact.start().atZone(time.zone()).toLocalTime();
        LocalTime clock = LocalTime.of(began.getHour(), began.getMinute() / QUARTER * QUARTER);
        String subject = Placeholders.fill(
                        said.subject(), Map.of("subject", contact.subject(), "number", contact.number()))
                .strip();
        ContactDraft draft = ContactDraftBuilder.builder()
                .addressId(contact.addressId().toString())
                .contactPersonId(Objects.toString(contact.contactPersonId(), null))
                .type(said.type() == null ? contact.type() : said.type())
                .direction("OUTGOING")
                .status("PLANNED")
                .start(day.atTime(clock).toString())
                .duration("00:00")
                .reminder(true)
                .subject(shortened(subject))
                .responsible(
                        said.whose() == Whose.CLOSER
                                ? contact.closedBy()
                                : Objects.requireNonNullElse(contact.responsible(), contact.createdBy()))
                .campaignId(Objects.toString(contact.campaignId(), null))
                .build();
        return withoutWhatCannotBeChosen(draft).map(createContact::create);
    }

    private Optional<ContactDraft> withoutWhatCannotBeChosen(ContactDraft draft) {
        Set<String> wrong = wrong(draft);
        if (!OPTIONAL.containsAll(wrong)) {
            return Optional.empty();
        }
        return Optional.of(ContactDraftBuilder.builder(draft)
                .contactPersonId(wrong.contains("contactPersonId") ? null : draft.contactPersonId())
                .responsible(wrong.contains("responsible") ? null : draft.responsible())
                .campaignId(wrong.contains("campaignId") ? null : draft.campaignId())
                .build());
    }

    private Set<String> wrong(ContactDraft draft) {
        try {
            checks.check(draft);
            return Set.of();
        } catch (BusinessRuleViolation refused) {
            return refused.errors().stream().map(FieldError::field).collect(Collectors.toCollection(HashSet::new));
        }
    }

    private static String shortened(String subject) {
        return Texts.length(subject) <= LONGEST_SUBJECT
                ? subject
                : subject.substring(0, subject.offsetByCodePoints(0, LONGEST_SUBJECT - 1)) + "…";
    }
}

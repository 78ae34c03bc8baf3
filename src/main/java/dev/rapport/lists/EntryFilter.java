package dev.rapport.lists;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a list or a history is wanted (rule 30). Null and an empty set mean everything; of a set one value is enough.
 *
 * @param section open or closed entries only
 * @param types codes of contact types
 * @param direction INCOMING or OUTGOING
 * @param outcomes codes of outcomes that entries were closed with, or of the last attempt at open ones
 * @param inCharge logins of those responsible; where nobody is, whoever created it is
 * @param creators logins
 * @param user login of whoever is responsible, created or closed it
 * @param addressId a main address with its contact persons, or a contact person; of a measure those it concerns
 * @param personId a contact person
 * @param campaignIds also deleted ones
 * @param withoutFollowUp closed, and nothing open or later with the same main address
 * @param from first day, in the business zone
 * @param to last day, in the business zone
 * @param text part of number, subject, description and infotext
 * @param voided whether what was entered by mistake is shown along with the rest (rule 23)
 */
@RecordBuilder
@RecordBuilder.Options(useImmutableCollections = true)
public record EntryFilter(
        Entry.@Nullable Kind kind,
        @Nullable Section section,
        Set<String> types,
        @Nullable String direction,
        Set<Status> statuses,
        Set<String> outcomes,
        Set<String> inCharge,
        Set<String> creators,
        @Nullable String user,
        @Nullable Long addressId,
        @Nullable Long personId,
        Set<Long> campaignIds,
        @Nullable Reminder reminder,
        boolean withoutFollowUp,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable String text,
        boolean voided) {

    public EntryFilter {
        types = Set.copyOf(types);
        statuses = Set.copyOf(statuses);
        outcomes = Set.copyOf(outcomes);
        inCharge = Set.copyOf(inCharge);
        creators = Set.copyOf(creators);
        campaignIds = Set.copyOf(campaignIds);
    }

    /** The two parts of a history: what is still open stands above what is closed. */
    public enum Section {
        UPCOMING,
        PAST
    }

    /** The status of an entry; what is overdue is planned, and its start or its day has passed. */
    public enum Status {
        PLANNED,
        OVERDUE,
        PERFORMED,
        NOT_PERFORMED;

        boolean open() {
            return this == PLANNED || this == OVERDUE;
        }
    }

    /** Whether an entry has a reminder that is not removed, or one that has fallen due. */
    public enum Reminder {
        WITH,
        DUE,
        WITHOUT
    }

    public static EntryFilter none() {
        return EntryFilterBuilder.builder().build();
    }

    public EntryFilter in(Section part) {
        return EntryFilterBuilder.builder(this).section(part).build();
    }

    public EntryFilter of(Entry.Kind each) {
        return EntryFilterBuilder.builder(this).kind(each).build();
    }

    /** Types, directions, reminders and follow-ups are those of contacts, so a measure passes no filter on them. */
    public boolean wants(Entry.Kind each) {
        return (kind == null || kind == each)
                && (each == Entry.Kind.CONTACT
                        || (types.isEmpty() && direction == null && reminder == null && !withoutFollowUp));
    }

    /** Whether entries of this section can pass; a status is in one section only, which spares reading the other. */
    public boolean wants(Section part) {
        boolean open = part == Section.UPCOMING;
        return (section == null || section == part)
                && (statuses.isEmpty() || statuses.stream().anyMatch(status -> status.open() == open))
                && !(open && withoutFollowUp);
    }
}

package dev.rapport.worklist;

import dev.rapport.measure.ListOpenMeasures;
import dev.rapport.reminder.ReminderList;
import dev.rapport.reminder.ReminderList.Section;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.OutcomeLabel;
import dev.rapport.shared.Page;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * All there is to do, in one list by when: reminders, open contacts that nobody is reminded of, open measures. The sections
 * are those of the reminders (rule 13); a measure is overdue when its day has passed.
 */
@Service
public class Worklist {

    /** What a line is; in this order where several begin at the same time. */
    public enum Kind {
        REMINDER,
        CONTACT,
        MEASURE
    }

    /**
     * One line.
     *
     * @param id of the contact or the measure
     * @param start of a measure: the beginning of its day
     * @param day of the business; null for a measure without one
     * @param closed a contact that has stayed in the list (rule 19)
     * @param outcomeLabel what its model calls how it ended, or how far somebody has come; null for Rapport's own words
     * @param attempts how often it was tried and stayed open
     */
    @RecordBuilder
    public record Line(
            Kind kind,
            Long id,
            Long order,
            Section section,
            Instant start,
            @Nullable LocalDate day,
            String subject,
            @Nullable String contactType,
            @Nullable Long addressId,
            @Nullable String address,
            @Nullable Long contactPersonId,
            @Nullable String contactPerson,
            @Nullable String phone,
            @Nullable Long campaignId,
            @Nullable String campaign,
            boolean closed,
            @Nullable OutcomeLabel outcomeLabel,
            int attempts,
            int version) {}

    /**
     * One page and how many there are in each section.
     *
     * @param more sections of which there are more than were counted
     */
    public record Listing(List<Line> lines, Map<Section, Long> counts, Set<Section> more) {}

    /** The last line of the page before. */
    public record After(Instant start, Kind kind, Long order) {}

    /**
     * Where the sections of what has no reminder of its own begin (rule 13); before them it is overdue.
     *
     * @param today when the rest of today begins
     * @param later when tomorrow does
     */
    private record Bounds<T extends Comparable<? super T>>(T today, T later) {

        Section section(T start) {
            return start.compareTo(today) < 0
                    ? Section.OVERDUE
                    : start.compareTo(later) < 0 ? Section.TODAY : Section.UPCOMING;
        }

        @Nullable
        T from(@Nullable Section section) {
            return section == Section.TODAY ? today : section == Section.UPCOMING ? later : null;
        }

        @Nullable
        T before(@Nullable Section section) {
            return section == Section.OVERDUE ? today : section == Section.TODAY ? later : null;
        }
    }

    private static final Comparator<Line> BY_START =
            Comparator.comparing(Line::start).thenComparing(Line::kind).thenComparing(Line::order);

    private final ReminderList reminders;
    private final ListOpenWork contacts;
    private final ListOpenMeasures measures;
    private final BusinessTime time;

    Worklist(ReminderList reminders, ListOpenWork contacts, ListOpenMeasures measures, BusinessTime time) {
        this.reminders = reminders;
        this.contacts = contacts;
        this.measures = measures;
        this.time = time;
    }

    /**
     * Lists what is asked for, by start.
     *
     * @param kinds which lines
     * @param whose null for everybody's
     * @param section null for all
     * @param after null for the first page
     */
    @Transactional(readOnly = true)
    public Listing list(
            List<Kind> kinds, @Nullable String whose, @Nullable Section section, @Nullable After after, int limit) {
        List<Line> lines = new ArrayList<>();
        Map<Section, Long> counts = new EnumMap<>(Section.class);
        Stream.of(Section.values()).forEach(each -> counts.put(each, 0L));
        Set<Section> more = EnumSet.noneOf(Section.class);
        for (Kind kind : kinds) {
            switch (kind) {
                case REMINDER -> addReminders(lines, counts, more, whose, section, after, limit);
                case CONTACT -> addContacts(lines, counts, more, whose, section, after, limit);
                case MEASURE -> addMeasures(lines, counts, more, whose, section, after, limit);
            }
        }
        return new Listing(lines.stream().sorted(BY_START).limit(limit).toList(), counts, more);
    }

    private void addReminders(
            List<Line> lines,
            Map<Section, Long> counts,
            Set<Section> more,
            @Nullable String whose,
            @Nullable Section section,
            @Nullable After after,
            int limit) {
        var listing = reminders.list(
                whose,
                section,
                after == null ? null : new ReminderList.After(after.start(), behind(after, Kind.REMINDER)),
                limit);
        listing.counts().forEach((each, count) -> counts.merge(each, count, Long::sum));
        more.addAll(listing.more());
        listing.items()
                .forEach(item -> lines.add(WorklistLineBuilder.builder()
                        .kind(Kind.REMINDER)
                        .id(item.contactId())
                        .order(item.id())
                        .section(item.section())
                        .start(item.start())
                        .day(time.day(item.start()))
                        .subject(item.subject())
                        .contactType(item.contactType())
                        .addressId(item.addressId())
                        .address(item.address())
                        .contactPersonId(item.contactPersonId())
                        .contactPerson(item.contactPerson())
                        .phone(item.phone())
                        .campaign(item.campaign())
                        .closed(item.closed())
                        .outcomeLabel(item.outcomeLabel())
                        .attempts(item.attempts())
                        .version(item.contactVersion())
                        .build()));
    }

    private void addContacts(
            List<Line> lines,
            Map<Section, Long> counts,
            Set<Section> more,
            @Nullable String whose,
            @Nullable Section section,
            @Nullable After after,
            int limit) {
        Bounds<Instant> bounds =
                new Bounds<>(time.now(), time.startOf(time.today().plusDays(1)));
        var all = contacts.counts(whose, bounds.today(), bounds.later());
        count(counts, more, all.past(), all.today(), all.later());
        if (section == Section.DUE) {
            return;
        }
        contacts.list(
                        whose,
                        bounds.from(section),
                        bounds.before(section),
                        after == null ? null : new ListOpenWork.After(after.start(), behind(after, Kind.CONTACT)),
                        limit)
                .forEach(item -> lines.add(WorklistLineBuilder.builder()
                        .kind(Kind.CONTACT)
                        .id(item.id())
                        .order(item.id())
                        .section(bounds.section(item.start()))
                        .start(item.start())
                        .day(time.day(item.start()))
                        .subject(item.subject())
                        .contactType(item.contactType())
                        .addressId(item.addressId())
                        .address(item.address())
                        .contactPersonId(item.contactPersonId())
                        .contactPerson(item.contactPerson())
                        .phone(item.phone())
                        .campaign(item.campaign())
                        .outcomeLabel(item.outcomeLabel())
                        .attempts(item.attempts())
                        .version(item.version())
                        .build()));
    }

    private void addMeasures(
            List<Line> lines,
            Map<Section, Long> counts,
            Set<Section> more,
            @Nullable String whose,
            @Nullable Section section,
            @Nullable After after,
            int limit) {
        LocalDate today = time.today();
        var all = measures.counts(whose, today);
        count(counts, more, all.past(), all.today(), all.later());
        if (section == Section.DUE) {
            return;
        }
        Bounds<LocalDate> bounds = new Bounds<>(today, today.plusDays(1));
        measures.list(
                        whose,
                        bounds.from(section),
                        bounds.before(section),
                        after == null ? null : behindMeasure(after),
                        limit)
                .forEach(item -> lines.add(WorklistLineBuilder.builder()
                        .kind(Kind.MEASURE)
                        .id(item.id())
                        .order(item.id())
                        .section(bounds.section(item.day()))
                        .start(time.startOf(item.day()))
                        .day(item.day().equals(ListOpenMeasures.NO_DAY) ? null : item.day())
                        .subject(item.subject())
                        .campaignId(item.campaignId())
                        .campaign(item.campaign())
                        .outcomeLabel(item.outcomeLabel())
                        .attempts(item.attempts())
                        .version(item.version())
                        .build()));
    }

    private static void count(Map<Section, Long> counts, Set<Section> more, long past, long today, long later) {
        Map.of(Section.OVERDUE, past, Section.TODAY, today, Section.UPCOMING, later)
                .forEach((section, count) -> {
                    counts.merge(section, count, Long::sum);
                    if (count == Page.COUNTED) {
                        more.add(section);
                    }
                });
    }

    /** Where a kind goes on among its lines of the very start at which the page before ended. */
    private static Long behind(After after, Kind kind) {
        int order = kind.compareTo(after.kind());
        return order == 0 ? after.order() : order < 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
    }

    /** Measures begin with their day: behind any later moment of it there are none left. */
    private ListOpenMeasures.After behindMeasure(After after) {
        LocalDate day = time.day(after.start());
        boolean begins = time.startOf(day).equals(after.start());
        return new ListOpenMeasures.After(day, begins ? behind(after, Kind.MEASURE) : Long.MAX_VALUE);
    }
}

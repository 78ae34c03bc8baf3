package dev.rapport.worklist.web;

import dev.rapport.reminder.ReminderList;
import dev.rapport.reminder.ReminderList.Section;
import dev.rapport.reminder.Snooze;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Cursor;
import dev.rapport.shared.Page;
import dev.rapport.web.NamedWebPart;
import dev.rapport.web.Permissions;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The information web part "Erinnerungen" on the start page (rules 13 and 15). */
@Component
class RemindersPart extends NamedWebPart {

    private static final int LINES = 15;

    private final ReminderList reminderList;
    private final Permissions permissions;
    private final BusinessTime time;

    RemindersPart(ReminderList reminderList, Permissions permissions, BusinessTime time) {
        super("start", "reminders", "reminders.title", Column.MAIN, 10, "worklist/reminders");
        this.reminderList = reminderList;
        this.permissions = permissions;
        this.time = time;
    }

    /**
     * What the list shows.
     *
     * @param scope mine or all
     * @param section null for all of them
     * @param after null for the first page
     */
    record View(
            String scope,
            @Nullable Section section,
            @Nullable String after) {

        static View of(Map<String, String> parameters) {
            String after = parameters.get("after");
            return new View(
                    "all".equals(parameters.get("scope")) ? "all" : "mine",
                    Stream.of(Section.values())
                            .filter(section -> section.name().equals(parameters.get("section")))
                            .findFirst()
                            .orElse(null),
                    after == null || after.isBlank() ? null : after);
        }
    }

    /**
     * The lines of one day.
     *
     * @param goesOn whether the page before ends with lines of the same day, and so has its heading
     */
    record Day(LocalDate day, boolean goesOn, List<ReminderList.Item> items) {}

    /**
     * The list.
     *
     * @param refused what is wrong with a line, by the contact's id
     * @param typed what was typed into the lines when something was refused
     * @param selected the lines' contacts that were selected then
     */
    @RecordBuilder
    record Listed(
            View view,
            List<Day> days,
            @Nullable String next,
            Map<Section, Long> counts,
            Map<String, String> refused,
            Map<String, String> typed,
            List<String> selected,
            ZoneId zone,
            boolean writes) {

        /** What is wrong with contacts that the first page does not show. */
        public List<String> refusedElsewhere() {
            return refused.entrySet().stream()
                    .filter(entry -> days.stream()
                            .flatMap(day -> day.items().stream())
                            .noneMatch(item -> item.contactId().toString().equals(entry.getKey())))
                    .map(Map.Entry::getValue)
                    .toList();
        }

        public Section[] sections() {
            return Section.values();
        }

        public Snooze[] snoozes() {
            return Snooze.values();
        }
    }

    @Override
    public Map<String, Object> content(Subject subject) {
        return Map.of("reminders", list(View.of(subject.parameters())));
    }

    Listed list(View view) {
        return list(view, Map.of(), Map.of(), List.of());
    }

    Listed list(View view, Map<String, String> refused, Map<String, String> typed, List<String> selected) {
        Cursor cursor = Cursor.parse(view.after(), 2);
        var listing = reminderList.list(
                view.scope().equals("mine"),
                view.section(),
                cursor == null ? null : new ReminderList.After(cursor.instant(0), cursor.number(1)),
                LINES + 1);
        Page<ReminderList.Item> lines = Page.of(listing.items(), LINES, item -> Cursor.of(item.start(), item.id()));
        return RemindersPartListedBuilder.builder()
                .view(view)
                .days(days(lines.items(), cursor))
                .next(lines.next())
                .counts(listing.counts())
                .refused(refused)
                .typed(typed)
                .selected(selected)
                .zone(time.zone())
                .writes(permissions.allows("POST", "/reminders"))
                .build();
    }

    private List<Day> days(List<ReminderList.Item> lines, @Nullable Cursor after) {
        LocalDate before = after == null ? null : day(after.instant(0));
        Map<LocalDate, List<ReminderList.Item>> days = lines.stream()
                .collect(Collectors.groupingBy(item -> day(item.start()), LinkedHashMap::new, Collectors.toList()));
        return days.entrySet().stream()
                .map(day -> new Day(day.getKey(), day.getKey().equals(before), day.getValue()))
                .toList();
    }

    private LocalDate day(Instant start) {
        return start.atZone(time.zone()).toLocalDate();
    }
}

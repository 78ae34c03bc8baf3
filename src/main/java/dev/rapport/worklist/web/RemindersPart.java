package dev.rapport.worklist.web;

import dev.rapport.reminder.ReminderList.Section;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.Cursor;
import dev.rapport.shared.Page;
import dev.rapport.user.FindUsers;
import dev.rapport.web.Lookup;
import dev.rapport.web.NamedWebPart;
import dev.rapport.web.Permissions;
import dev.rapport.worklist.Worklist;
import dev.rapport.worklist.Worklist.Kind;
import dev.rapport.worklist.Worklist.Line;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The information web part "Erinnerungen" on the start page (rules 13 and 15): the worklist, which begins with the reminders. */
@Component
class RemindersPart extends NamedWebPart {

    private static final int LINES = 15;

    private final Worklist worklist;
    private final FindUsers findUsers;
    private final CurrentUser currentUser;
    private final Permissions permissions;
    private final BusinessTime time;

    RemindersPart(
            Worklist worklist,
            FindUsers findUsers,
            CurrentUser currentUser,
            Permissions permissions,
            BusinessTime time) {
        super("start", "reminders", "reminders.title", Column.MAIN, 10, "worklist/reminders");
        this.worklist = worklist;
        this.findUsers = findUsers;
        this.currentUser = currentUser;
        this.permissions = permissions;
        this.time = time;
    }

    /** What the list shows; the first is what the web part is named after. */
    enum Shown {
        REMINDERS,
        EVERYTHING,
        CONTACTS,
        MEASURES;

        private List<Kind> kinds() {
            return switch (this) {
                case REMINDERS -> List.of(Kind.REMINDER);
                case EVERYTHING -> List.of(Kind.values());
                case CONTACTS -> List.of(Kind.CONTACT);
                case MEASURES -> List.of(Kind.MEASURE);
            };
        }
    }

    /**
     * Which part of it.
     *
     * @param scope mine, all, or somebody's login
     * @param section null for all of them
     * @param after null for the first page
     */
    record View(
            String scope,
            Shown shown,
            @Nullable Section section,
            @Nullable String after) {

        static View of(Map<String, String> parameters) {
            String after = parameters.get("after");
            String scope = parameters.get("scope");
            return new View(
                    scope == null || scope.isBlank() ? "mine" : scope,
                    Stream.of(Shown.values())
                            .filter(shown -> shown.name().equals(parameters.get("shown")))
                            .findFirst()
                            .orElse(Shown.REMINDERS),
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
     * @param day null for what has none
     * @param goesOn whether the page before ends with lines of the same day, and so has its heading
     */
    record Day(@Nullable LocalDate day, boolean goesOn, List<Line> items) {}

    /**
     * The list.
     *
     * @param colleague whose it is, if it is somebody else's
     * @param refused what is wrong with a line, by its key
     * @param typed what was typed into the lines when something was refused
     * @param selected the lines' contacts that were selected then
     */
    @RecordBuilder
    record Listed(
            View view,
            @Nullable Lookup colleague,
            List<Day> days,
            @Nullable String next,
            Map<Section, Long> counts,
            Set<Section> more,
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
                            .noneMatch(line -> key(line).equals(entry.getKey())))
                    .map(Map.Entry::getValue)
                    .toList();
        }

        /** What a line is called in the form: the contact's id; measures have ids of their own. */
        public String key(Line line) {
            return line.kind() == Kind.MEASURE
                    ? ReminderActions.MEASURE + line.id()
                    : line.id().toString();
        }

        public Shown[] shown() {
            return Shown.values();
        }

        public Section[] sections() {
            return Section.values();
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
        Cursor cursor = Cursor.parse(view.after(), 3);
        String whose = switch (view.scope()) {
            case "mine" -> currentUser.id();
            case "all" -> null;
            default -> view.scope();
        };
        var listing = worklist.list(
                view.shown().kinds(),
                whose,
                view.section(),
                cursor == null ? null : new Worklist.After(cursor.instant(0), kind(cursor), cursor.number(2)),
                LINES + 1);
        Page<Line> lines = Page.of(
                listing.lines(),
                LINES,
                line -> Cursor.of(line.start(), line.kind().name(), line.order()));
        return RemindersPartListedBuilder.builder()
                .view(view)
                .colleague(
                        whose == null || view.scope().equals("mine")
                                ? null
                                : findUsers.chosen(whose).orElse(null))
                .days(days(lines.items(), cursor))
                .next(lines.next())
                .counts(listing.counts())
                .more(listing.more())
                .refused(refused)
                .typed(typed)
                .selected(selected)
                .zone(time.zone())
                .writes(permissions.allows("POST", "/reminders"))
                .build();
    }

    private static Kind kind(Cursor cursor) {
        return Stream.of(Kind.values())
                .filter(kind -> kind.name().equals(cursor.values().get(1)))
                .findFirst()
                .orElse(Kind.REMINDER);
    }

    private List<Day> days(List<Line> lines, @Nullable Cursor after) {
        LocalDate before = after == null ? null : time.day(after.instant(0));
        Map<Optional<LocalDate>, List<Line>> days = lines.stream()
                .collect(Collectors.groupingBy(
                        line -> Optional.ofNullable(line.day()), LinkedHashMap::new, Collectors.toList()));
        return days.entrySet().stream()
                .map(day -> new Day(
                        day.getKey().orElse(null),
                        day.getKey().isPresent() && day.getKey().get().equals(before),
                        day.getValue()))
                .toList();
    }
}

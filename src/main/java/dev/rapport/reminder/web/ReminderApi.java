package dev.rapport.reminder.web;

import dev.rapport.reminder.Reminder;
import dev.rapport.reminder.ReminderList;
import dev.rapport.reminder.ReminderList.Section;
import dev.rapport.reminder.RemoveReminders;
import dev.rapport.reminder.SnoozeReminder;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.Cursor;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Page;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Reminders over the API, see {@code api.md}. */
@RestController
@RequestMapping("/api/reminders")
class ReminderApi {

    /** A line of the list. */
    @RecordBuilder
    record Item(
            Long id,
            Long contactId,
            String number,
            OffsetDateTime dueAt,
            String section,
            OffsetDateTime start,
            String subject,
            Long addressId,
            String address,
            @Nullable String contactPerson,
            @Nullable String phone,
            @Nullable String campaign,
            @Nullable String responsible,
            boolean closed) {}

    /** One page, and how many there are in each section; of the past, of today and of later days at most a thousand are counted. */
    record Listing(List<Item> items, @Nullable String next, Map<String, Long> counts) {}

    /** Body of a snooze. */
    record SnoozeBody(@Nullable String until) {}

    /** A reminder after snoozing. */
    record ReminderAnswer(Long id, Long contactId, String lead, OffsetDateTime dueAt, boolean snoozed) {}

    private final ReminderList reminderList;
    private final SnoozeReminder snoozeReminder;
    private final RemoveReminders removeReminders;
    private final BusinessTime time;
    private final CurrentUser currentUser;

    ReminderApi(
            ReminderList reminderList,
            SnoozeReminder snoozeReminder,
            RemoveReminders removeReminders,
            BusinessTime time,
            CurrentUser currentUser) {
        this.reminderList = reminderList;
        this.snoozeReminder = snoozeReminder;
        this.removeReminders = removeReminders;
        this.time = time;
        this.currentUser = currentUser;
    }

    @GetMapping
    Listing list(
            @RequestParam(defaultValue = "mine") String scope,
            @RequestParam(required = false) @Nullable String section,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        FieldChecks checks = new FieldChecks();
        if (!scope.equals("mine") && !scope.equals("all")) {
            checks.refuse("scope", "invalid");
        }
        Section wanted = section(checks, section);
        checks.refuseIfAny();
        int size = Page.limit(limit);
        Cursor cursor = Cursor.parse(after, 2);
        var listing = reminderList.list(
                scope.equals("mine") ? currentUser.id() : null,
                wanted,
                cursor == null ? null : new ReminderList.After(cursor.instant(0), cursor.number(1)),
                size + 1);
        Page<ReminderList.Item> page = Page.of(listing.items(), size, item -> Cursor.of(item.start(), item.id()));
        Map<String, Long> counts = new TreeMap<>();
        listing.counts().forEach((each, count) -> counts.put(name(each), count));
        return new Listing(page.items().stream().map(this::item).toList(), page.next(), counts);
    }

    @PostMapping("/{id}/snooze")
    ReminderAnswer snooze(@PathVariable String id, @RequestBody SnoozeBody body) {
        long reminderId = Ids.require("id", id);
        FieldChecks checks = new FieldChecks();
        checks.required("until", body.until());
        Instant until =
                body.until() == null || checks.refuses("until") ? null : time.read(checks, "until", body.until());
        checks.refuseIfAny();
        if (until == null) {
            throw new IllegalStateException("A time passed its checks without a value");
        }
        Reminder reminder = snoozeReminder.until(reminderId, until);
        return new ReminderAnswer(
                reminder.id(),
                reminder.contactId(),
                reminder.lead().code(),
                time.local(reminder.dueAt()),
                reminder.snoozed());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id) {
        removeReminders.one(Ids.require("id", id));
    }

    private Item item(ReminderList.Item item) {
        return ReminderApiItemBuilder.builder()
                .id(item.id())
                .contactId(item.contactId())
                .number(item.number())
                .dueAt(time.local(item.dueAt()))
                .section(name(item.section()))
                .start(time.local(item.start()))
                .subject(item.subject())
                .addressId(item.addressId())
                .address(item.address())
                .contactPerson(item.contactPerson())
                .phone(item.phone())
                .campaign(item.campaign())
                .responsible(item.responsible())
                .closed(item.closed())
                .build();
    }

    private static @Nullable Section section(FieldChecks checks, @Nullable String name) {
        if (name == null || name.isEmpty()) {
            return null;
        }
        for (Section each : Section.values()) {
            if (name(each).equals(name)) {
                return each;
            }
        }
        checks.refuse("section", "invalid");
        return null;
    }

    private static String name(Section section) {
        return section.name().toLowerCase(Locale.ROOT);
    }
}

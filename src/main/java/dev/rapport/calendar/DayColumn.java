package dev.rapport.calendar;

import dev.rapport.lists.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * A day of a week as a column: what overlaps stands side by side. Heights are those of the clock on the wall, so that an
 * appointment over the hour that is left out in spring ends where its end is read.
 *
 * @param more where there is no room beside the others
 */
public record DayColumn(List<Block> blocks, List<More> more) {

    /** More than this cannot be read side by side. */
    static final int LANES = 4;

    /** What is shorter is shown as if it took that long, in minutes: a line of text needs the room. */
    static final int SHORTEST = 25;

    private static final int DAY = 24 * 60;

    /**
     * An entry in its place.
     *
     * @param from minutes since midnight, by the clock
     * @param minutes its height
     * @param lane from 0 on
     * @param lanes of how many
     */
    public record Block(Entry entry, int from, int minutes, int lane, int lanes) {

        /** When it ends, in minutes since midnight; no later than the day does. */
        public int to() {
            return from + minutes;
        }
    }

    /**
     * What is not shown.
     *
     * @param from minutes since midnight
     */
    public record More(int from, int count) {}

    private record Span(Entry entry, int from, int to) {}

    /** Arranges what begins on a day, given in the order of its start. */
    static DayColumn of(List<Entry> entries, ZoneId zone) {
        List<Block> blocks = new ArrayList<>();
        List<More> more = new ArrayList<>();
        List<Span> together = new ArrayList<>();
        int until = 0;
        for (Entry entry : entries) {
            Span span = span(entry, zone);
            if (span.from >= until) {
                place(together, blocks, more);
                together.clear();
            }
            together.add(span);
            until = Math.max(until, span.to);
        }
        place(together, blocks, more);
        return new DayColumn(List.copyOf(blocks), List.copyOf(more));
    }

    private static Span span(Entry entry, ZoneId zone) {
        int from = entry.start().atZone(zone).toLocalTime().toSecondOfDay() / 60;
        Integer length = entry.lengthMinutes();
        int minutes = Math.max(SHORTEST, byTheClock(entry.start(), length == null ? 0 : length, zone));
        return new Span(entry, Math.min(from, DAY - SHORTEST), Math.min(from + minutes, DAY));
    }

    /** In the hour that comes twice the clock may say that it ends before it begins; then its length counts. */
    private static int byTheClock(Instant start, int length, ZoneId zone) {
        LocalDateTime from = start.atZone(zone).toLocalDateTime();
        LocalDateTime to = start.plus(Duration.ofMinutes(length)).atZone(zone).toLocalDateTime();
        return to.isAfter(from) ? (int) Duration.between(from, to).toMinutes() : length;
    }

    /** Of some that overlap, one after the other, each goes into the first lane that is free. */
    private static void place(List<Span> together, List<Block> blocks, List<More> more) {
        List<Integer> ends = new ArrayList<>();
        List<Integer> lanes = new ArrayList<>();
        for (Span span : together) {
            int lane = 0;
            while (lane < ends.size() && ends.get(lane) > span.from) {
                lane++;
            }
            if (lane == ends.size()) {
                ends.add(span.to);
            } else {
                ends.set(lane, span.to);
            }
            lanes.add(lane);
        }
        boolean crowded = ends.size() > LANES;
        // the last lane says how many have no room
        int shown = crowded ? LANES - 1 : ends.size();
        int hidden = 0;
        int first = DAY;
        for (int i = 0; i < together.size(); i++) {
            Span span = together.get(i);
            if (lanes.get(i) < shown) {
                blocks.add(new Block(
                        span.entry, span.from, span.to - span.from, lanes.get(i), crowded ? LANES : ends.size()));
            } else {
                hidden++;
                first = Math.min(first, span.from);
            }
        }
        if (hidden > 0) {
            more.add(new More(first, hidden));
        }
    }
}

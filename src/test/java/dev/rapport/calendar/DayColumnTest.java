package dev.rapport.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rapport.calendar.DayColumn.Block;
import dev.rapport.calendar.DayColumn.More;
import dev.rapport.lists.Entry;
import dev.rapport.lists.EntryBuilder;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where the entries of a day stand, on days with and without a change of the clock. */
@Tag("fast")
class DayColumnTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void whatDoesNotOverlapHasTheWholeWidth() {
        assertThat(column(at("2026-11-23T09:00", 60), at("2026-11-23T10:00", 30)))
                .extracting(Block::from, Block::minutes, Block::lane, Block::lanes)
                .containsExactly(tuple(540, 60, 0, 1), tuple(600, 30, 0, 1));
    }

    @Test
    void whatOverlapsStandsSideBySideAndALaneIsUsedAgain() {
        assertThat(column(
                        at("2026-11-23T09:00", 90),
                        at("2026-11-23T09:15", 30),
                        at("2026-11-23T10:00", 60),
                        at("2026-11-23T13:00", 30)))
                .extracting(Block::lane, Block::lanes)
                .containsExactly(tuple(0, 2), tuple(1, 2), tuple(1, 2), tuple(0, 1));
    }

    @Test
    void whatIsVeryShortIsHighEnoughToBeRead() {
        assertThat(column(at("2026-11-23T09:00", 5), at("2026-11-23T09:10", 5)))
                .extracting(Block::minutes, Block::lane)
                .containsExactly(tuple(DayColumn.SHORTEST, 0), tuple(DayColumn.SHORTEST, 1));
    }

    @Test
    void ofACrowdTheLastLaneSaysHowManyHaveNoRoom() {
        List<Entry> crowd = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            crowd.add(at("2026-11-23T09:0" + i, 60));
        }
        DayColumn column = DayColumn.of(crowd, BERLIN);
        assertThat(column.blocks()).hasSize(3).allMatch(block -> block.lanes() == DayColumn.LANES);
        assertThat(column.more()).containsExactly(new More(543, 4));
    }

    @Test
    void endsNoLaterThanItsDay() {
        assertThat(column(at("2026-11-23T23:50", 600))).extracting(Block::to).containsExactly(24 * 60);
        assertThat(column(at("2026-11-23T14:00", 1439))).extracting(Block::to).containsExactly(24 * 60);
    }

    /** From 2:00 the clock says 3:00. */
    @Test
    void overTheHourThatIsLeftOutItEndsWhereTheClockSays() {
        assertThat(column(at("2026-03-29T01:30", 60)))
                .extracting(Block::from, Block::to)
                .containsExactly(tuple(90, 210));
    }

    /** At 3:00 the clock says 2:00 again: what begins in the second such hour begins where it is read. */
    @Test
    void inTheHourThatComesTwiceBothStandWhereTheClockSays() {
        Entry first = at(OffsetDateTime.parse("2026-10-25T02:30:00+02:00"), 45);
        Entry second = at(OffsetDateTime.parse("2026-10-25T02:30:00+01:00"), 45);
        assertThat(DayColumn.of(List.of(first, second), BERLIN).blocks())
                .extracting(Block::from, Block::minutes, Block::lane)
                .containsExactly(tuple(150, 45, 0), tuple(150, 45, 1));
    }

    private static List<Block> column(Entry... entries) {
        return DayColumn.of(List.of(entries), BERLIN).blocks();
    }

    private static Entry at(String start, int minutes) {
        return at(LocalDateTime.parse(start).atZone(BERLIN).toOffsetDateTime(), minutes);
    }

    private static Entry at(OffsetDateTime start, int minutes) {
        return EntryBuilder.builder()
                .kind(Entry.Kind.CONTACT)
                .id(1L)
                .version(0)
                .number("K-1")
                .start(start.toInstant())
                .upcoming(true)
                .status("PLANNED")
                .lengthMinutes(minutes)
                .subject("Besuch")
                .inCharge("anna")
                .inChargeName("Anna Berger")
                .creator("anna")
                .creatorName("Anna Berger")
                .build();
    }
}

package dev.rapport.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A reminder is raised once for each time it falls due, and stays until it is removed (rules 15 and 16). */
@Tag("fast")
class ReminderTest {

    private static final Instant CREATED = Instant.parse("2027-03-01T09:00:00Z");
    private static final Instant DUE = Instant.parse("2027-03-08T09:00:00Z");

    private final Reminder reminder = new Reminder(7L, ReminderLead.DAY_1, DUE, CREATED, "anna");

    @Test
    void aNewOneWaits() {
        reminder.runsIn("4711");

        assertThat(reminder.contactId()).isEqualTo(7);
        assertThat(reminder.lead()).isEqualTo(ReminderLead.DAY_1);
        assertThat(reminder.dueAt()).isEqualTo(DUE);
        assertThat(reminder.createdAt()).isEqualTo(CREATED);
        assertThat(reminder.createdBy()).isEqualTo("anna");
        assertThat(reminder.raisedAt()).isNull();
        assertThat(reminder.snoozed()).isFalse();
        assertThat(reminder.removed()).isFalse();
        assertThat(reminder.processInstanceId()).isEqualTo("4711");
        assertThat(reminder.waitsIn("4711")).isTrue();
        assertThatThrownBy(reminder::id).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void onlyTheInstanceThatIsInChargeRaisesIt() {
        assertThat(reminder.waitsIn("4711")).as("nobody is in charge").isFalse();

        reminder.runsIn("4711");
        reminder.runsIn("4712");

        assertThat(reminder.waitsIn("4711")).isFalse();
        assertThat(reminder.waitsIn("4712")).isTrue();
    }

    @Test
    void itIsRaisedOnce() {
        reminder.runsIn("4711");
        reminder.raise(DUE);

        assertThat(reminder.raisedAt()).isEqualTo(DUE);
        assertThat(reminder.waitsIn("4711")).isFalse();
        assertThat(reminder.removed()).as("it stays in the list").isFalse();
    }

    @Test
    void movingTheContactLetsItFallDueAgain() {
        reminder.runsIn("4711");
        reminder.snoozeUntil(DUE.plus(Duration.ofHours(1)));
        reminder.raise(DUE.plus(Duration.ofHours(1)));

        reminder.moveTo(ReminderLead.HOUR_1, DUE.plus(Duration.ofDays(2)));

        assertThat(reminder.lead()).isEqualTo(ReminderLead.HOUR_1);
        assertThat(reminder.dueAt()).isEqualTo(DUE.plus(Duration.ofDays(2)));
        assertThat(reminder.raisedAt()).isNull();
        assertThat(reminder.snoozed()).isFalse();
        assertThat(reminder.waitsIn("4711")).isTrue();
    }

    @Test
    void snoozedItFallsDueAgain() {
        reminder.runsIn("4711");
        reminder.raise(DUE);

        reminder.snoozeUntil(DUE.plus(Duration.ofHours(1)));

        assertThat(reminder.dueAt()).isEqualTo(DUE.plus(Duration.ofHours(1)));
        assertThat(reminder.snoozed()).isTrue();
        assertThat(reminder.raisedAt()).isNull();
        assertThat(reminder.waitsIn("4711")).isTrue();
        assertThat(reminder.lead()).as("of the contact, as before").isEqualTo(ReminderLead.DAY_1);
    }

    @Test
    void aSnoozeTakenBackTellsNobodyTwice() {
        Instant now = DUE.plus(Duration.ofMinutes(10));
        reminder.runsIn("4711");
        reminder.snoozeUntil(DUE.plus(Duration.ofHours(1)));

        reminder.putBack(DUE, now);

        assertThat(reminder.dueAt()).isEqualTo(DUE);
        assertThat(reminder.raisedAt()).isEqualTo(now);
        assertThat(reminder.waitsIn("4711")).isFalse();
    }

    @Test
    void aSnoozeTakenBackAtTheVeryMomentTellsNobodyTwiceEither() {
        reminder.putBack(DUE, DUE);

        assertThat(reminder.raisedAt()).isEqualTo(DUE);
    }

    @Test
    void aSnoozeTakenBackBeforeItWasDueStillWaits() {
        reminder.runsIn("4711");
        reminder.snoozeUntil(DUE.plus(Duration.ofHours(1)));

        reminder.putBack(DUE, DUE.minusSeconds(1));

        assertThat(reminder.dueAt()).isEqualTo(DUE);
        assertThat(reminder.raisedAt()).isNull();
        assertThat(reminder.waitsIn("4711")).isTrue();
    }

    @Test
    void removedItHasNobodyInCharge() {
        reminder.runsIn("4711");

        reminder.remove(DUE);

        assertThat(reminder.removed()).isTrue();
        assertThat(reminder.processInstanceId()).isNull();
        assertThat(reminder.waitsIn("4711")).isFalse();
    }

    @Test
    void removedItIsNotRaisedByAnInstanceThatIsLate() {
        reminder.remove(DUE);
        reminder.runsIn("4711");

        assertThat(reminder.waitsIn("4711")).isFalse();
    }
}

package dev.rapport.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.shared.DatabaseTrouble.Kind;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PostgreSQL's error classes 08, 25, 40, 53, 55, 57 and 58, state by state, and some that are no trouble of the database. */
@Tag("fast")
class DatabaseTroubleTest {

    @ParameterizedTest
    @CsvSource({
        // connections
        "08000, AWAY",
        "08001, AWAY",
        "08003, AWAY",
        "08004, AWAY",
        "08006, AWAY",
        "08007, AWAY",
        "08P01,",
        // transactions that sat idle or took too long; what comes after a failure in the same one
        "25P03, SLOW",
        "25P04, SLOW",
        "25P02,",
        // rolled back: serialization, deadlock, unknown
        "40000, BUSY",
        "40001, BUSY",
        "40002, BUSY",
        "40003, BUSY",
        "40P01, BUSY",
        // resources: space, memory, connections, limits
        "53000, FULL",
        "53100, FULL",
        "53200, FULL",
        "53300, AWAY",
        "53400, FULL",
        // not in a state for it; a lock is the only one that passes
        "55000,",
        "55006,",
        "55P02,",
        "55P03, BUSY",
        "55P04,",
        // an operator's doing; a cancelled statement is the only one that leaves the connection
        "57000,",
        "57014, SLOW",
        "57P01, AWAY",
        "57P02, AWAY",
        "57P03, AWAY",
        "57P04, AWAY",
        "57P05, AWAY",
        // its disk or system: told as unexpected, with a number by which it is found in the log
        "58000,",
        "58030,",
        "58P01,",
        "58P02,",
        // mistakes of ours, rules of ours
        "22021,",
        "23505,",
        "42P01,",
        "RP001,",
        "XX000,",
    })
    void isToldBySqlState(String state, Kind kind) {
        SQLException thrown = new SQLException("for a test", state);

        assertThat(DatabaseTrouble.behind(new IllegalStateException(new RuntimeException(thrown)))
                        .orElse(null))
                .isEqualTo(kind);
    }

    @Test
    void thePoolHasNoConnectionOrGivesUpABrokenOne() {
        assertThat(DatabaseTrouble.behind(new SQLTransientConnectionException("none")))
                .contains(Kind.AWAY);
        assertThat(DatabaseTrouble.behind(new SQLException("Connection is closed")))
                .contains(Kind.AWAY);
        assertThat(DatabaseTrouble.behind(new SQLException("no state"))).isEmpty();
        assertThat(DatabaseTrouble.behind(null)).isEmpty();
    }

    @Test
    void whatIsToldInAMessageKeepsItsKind() {
        SQLException thrown = new SQLException("for a test", "40P01");

        assertThat(DatabaseTrouble.behind(DatabaseTrouble.told(Kind.SLOW, "zu langsam", thrown)))
                .contains(Kind.SLOW);
    }
}

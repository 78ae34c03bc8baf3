package dev.rapport.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class PlaceholdersTest {

    private static String fill(String text) {
        return Placeholders.fill(text, Map.of("subject", "{customer} $1 \\", "customer", "Müller", "number", "K-1"));
    }

    @Test
    void eachNameGetsItsValue() {
        assertThat(fill("{number}: {customer}, {number}")).isEqualTo("K-1: Müller, K-1");
    }

    @Test
    void whatSomebodyHasTypedIsNotFilledAgain() {
        assertThat(fill("{subject}")).isEqualTo("{customer} $1 \\");
    }

    @Test
    void whatIsNoNameStays() {
        assertThat(fill("{unknown} {} {{number}} {number")).isEqualTo("{unknown} {} {K-1} {number");
    }
}

package dev.rapport.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class PageTest {

    @Test
    void namesTheNextPageOnlyWhenThereIsOne() {
        assertThat(Page.of(List.of(1, 2), 2, Cursor::of).next()).isNull();
        assertThat(Page.of(List.of(1, 2, 3), 2, Cursor::of)).satisfies(page -> {
            assertThat(page.items()).containsExactly(1, 2);
            assertThat(page.next()).isEqualTo(Cursor.of(2).encoded());
        });
    }

    @Test
    void readsACursorBackAsItWas() {
        Cursor cursor = Cursor.of("M\u00fcller & S\u00f6hne \ud83d\ude00", null, 42L);

        assertThat(Cursor.parse(cursor.encoded(), 3))
                .isEqualTo(Cursor.of("M\u00fcller & S\u00f6hne \ud83d\ude00", "", 42L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "%%%", "AAAA", "_____w", "bm90IG9uZSBvZiBvdXJz"})
    void refusesACursorThatItNeverHandedOut(String after) {
        assertThatThrownBy(() -> Cursor.parse(after, 3)).isInstanceOf(BusinessRuleViolation.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gestern",
                "+1000000000-12-31T23:59:59.999999999Z",
                "-1000000000-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z"
            })
    void refusesAnInstantThatNoRowHas(String instant) {
        Cursor cursor = Cursor.of(instant);
        assertThatThrownBy(() -> cursor.instant(0)).isInstanceOf(BusinessRuleViolation.class);
        assertThat(Cursor.of("2026-11-25T00:00:00Z").instant(0)).isEqualTo("2026-11-25T00:00:00Z");
    }

    @Test
    void keepsTheLimitInItsBounds() {
        assertThat(Page.limit(null)).isEqualTo(25);
        assertThat(Page.limit(0)).isEqualTo(1);
        assertThat(Page.limit(5000)).isEqualTo(100);
    }
}

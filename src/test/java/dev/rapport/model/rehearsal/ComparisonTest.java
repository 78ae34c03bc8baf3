package dev.rapport.model.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.model.rehearsal.Life.Place;
import dev.rapport.model.rehearsal.Life.Refusal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is one group of a rehearsal: what refuses, and why. */
@Tag("fast")
class ComparisonTest {

    private static final Place DEADLINE = new Place("serviceTask_deadline", "Frist");

    @Test
    void theSentenceIsEachItemsOwn() {
        Comparison one = refused(DEADLINE, "status:too-late", "Das ließ sich nur bis 12.03.1998 fertigstellen.");
        Comparison other = refused(DEADLINE, "status:too-late", "Das ließ sich nur bis 13.03.1998 fertigstellen.");

        assertThat(one).isEqualTo(other);
        assertThat(one.verdict()).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void anotherStepOfTheSameNameIsAnotherGroup() {
        assertThat(refused(DEADLINE, "status:too-late", "Zu spät."))
                .isNotEqualTo(refused(new Place("serviceTask_other", "Frist"), "status:too-late", "Zu spät."));
    }

    @Test
    void anotherReasonIsAnotherGroup() {
        assertThat(refused(DEADLINE, "status:too-late", "Zu spät."))
                .isNotEqualTo(refused(DEADLINE, "status:too-early", "Zu spät."));
    }

    /** The application itself refused, behind no step. */
    @Test
    void noStepIsAGroupOfItsOwn() {
        assertThat(refused(null, "status:too-late", "Zu spät."))
                .isNotEqualTo(refused(DEADLINE, "status:too-late", "Zu spät."));
    }

    private static Comparison refused(Place place, String kind, String sentence) {
        return Comparison.of(life(null), life(new Refusal(place, kind, Map.of("de", sentence))));
    }

    private static Life life(Refusal refused) {
        return LifeBuilder.builder()
                .begun(true)
                .refused(refused)
                .standing(Map.of())
                .effects(List.of())
                .passed(List.of())
                .waits(List.of())
                .build();
    }
}

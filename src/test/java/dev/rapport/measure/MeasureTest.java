package dev.rapport.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.item.ItemStatus;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessRuleViolation.Kind;
import dev.rapport.shared.Colleague;
import dev.rapport.shared.FieldError;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for a measure whatever the model says (rules 25 to 27). */
@Tag("fast")
class MeasureTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant CREATED = Instant.parse("2027-03-01T09:00:00Z");
    private static final Instant LATER = Instant.parse("2027-03-09T10:00:00Z");

    @Test
    void aNewOneIsWhatWasEntered() {
        Measure measure = measure(LocalDate.of(2027, 7, 1), "ben");

        assertThat(measure.number()).isEqualTo("M-2027-000001");
        assertThat(measure.subject()).isEqualTo("Mailing");
        assertThat(measure.infotext()).isEqualTo("Entwurf");
        assertThat(measure.campaignId()).isEqualTo(5);
        assertThat(measure.plannedFor()).isEqualTo("2027-07-01");
        assertThat(measure.responsible()).isEqualTo("ben");
        assertThat(measure.status()).isEqualTo(ItemStatus.PLANNED);
        assertThat(measure.createdAt()).isEqualTo(CREATED);
        assertThat(measure.createdBy()).isEqualTo("anna");
        assertThat(measure.outcome()).isNull();
        assertThat(measure.closedAt()).isNull();
        assertThat(measure.closedBy()).isNull();
    }

    @Test
    void onlyASavedOneHasAnId() {
        assertThatThrownBy(measure(null, null)::id).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anOpenOneStandsAtThePlannedDayInTheHistoryElseWhereItWasCreated() {
        Measure measure = measure(LocalDate.of(2027, 7, 1), null);
        assertThat(measure.start()).as("midnight in Berlin").isEqualTo("2027-06-30T22:00:00Z");

        measure.plan(null, BERLIN);
        assertThat(measure.start()).isEqualTo(CREATED);
        assertThat(measure.plannedFor()).isNull();

        measure.plan(LocalDate.of(2027, 12, 1), BERLIN);
        assertThat(measure.start()).isEqualTo("2027-11-30T23:00:00Z");
    }

    @Test
    void theResponsibleHasItOnTheListElseItsCreator() {
        Measure measure = measure(null, "ben");
        assertThat(measure.assignee()).isEqualTo("ben");

        measure.reassign(null);
        assertThat(measure.assignee()).isEqualTo("anna");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PLANNED")
    void closingItRecordsWhoAndWhen(ItemStatus status) {
        Measure measure = measure(LocalDate.of(2027, 7, 1), null);

        measure.close(status, "sent", null, LATER, "ben");

        assertThat(measure.status()).isEqualTo(status);
        assertThat(measure.outcome()).isEqualTo("sent");
        assertThat(measure.closedAt()).isEqualTo(LATER);
        assertThat(measure.closedBy()).isEqualTo("ben");
        assertThat(measure.start()).as("where it stands in the history").isEqualTo(LATER);
        assertThat(measure.plannedFor()).isEqualTo("2027-07-01");
    }

    /** That it needs one is a step of the model, which a process admin may remove. */
    @Test
    void itIsClosedWithoutACampaignToo() {
        Measure measure = measure(null, null);
        measure.assignCampaign(null);

        measure.close(ItemStatus.PERFORMED, null, null, LATER, "ben");

        assertThat(measure.status()).isEqualTo(ItemStatus.PERFORMED);
        assertThat(measure.campaignId()).isNull();
    }

    @Test
    void anOpenOneMayBeChanged() {
        Measure measure = measure(null, null);

        measure.rename("Anzeige");
        measure.assignCampaign(6L);
        measure.runsIn("4711");
        measure.note("gedruckt");

        assertThat(measure.subject()).isEqualTo("Anzeige");
        assertThat(measure.campaignId()).isEqualTo(6);
        assertThat(measure.processInstanceId()).isEqualTo("4711");
        assertThat(measure.infotext()).isEqualTo("gedruckt");
    }

    /** Whatever a closed measure refuses. */
    static List<Consumer<Measure>> changes() {
        return List.of(
                measure -> measure.close(ItemStatus.PERFORMED, null, null, LATER, "ben"),
                measure -> measure.assignCampaign(6L),
                measure -> measure.plan(LocalDate.of(2027, 8, 1), BERLIN),
                measure -> measure.reassign("ben"),
                measure -> measure.rename("Anzeige"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aClosedOneNeitherReopensNorChangesAndSaysWhoClosedIt(Consumer<Measure> change) {
        Measure measure = measure(null, null);
        measure.close(ItemStatus.NOT_PERFORMED, "dropped", null, LATER, "maria");

        assertThatThrownBy(() -> change.accept(measure))
                .isInstanceOfSatisfying(BusinessRuleViolation.class, refusal -> {
                    assertThat(refusal.kind()).isEqualTo(Kind.CONFLICT);
                    assertThat(refusal.errors())
                            .containsExactly(FieldError.of("status", "already-closed", new Colleague("maria"), LATER));
                });
        assertThat(measure.status()).isEqualTo(ItemStatus.NOT_PERFORMED);
        assertThat(measure.outcome()).isEqualTo("dropped");
        assertThat(measure.campaignId()).isEqualTo(5);
        assertThat(measure.plannedFor()).isNull();
        assertThat(measure.responsible()).isNull();
        assertThat(measure.subject()).isEqualTo("Mailing");
    }

    @Test
    void theInfotextOfAClosedOneOnlyBecomesLonger() {
        Measure measure = measure(null, null);
        measure.close(ItemStatus.PERFORMED, null, null, LATER, "maria");

        measure.note("An 40 Adressen.");

        assertThat(measure.infotext()).isEqualTo("Entwurf\nAn 40 Adressen.");
    }

    private static Measure measure(LocalDate plannedFor, String responsible) {
        CheckedMeasure input = new CheckedMeasure("Mailing", "Entwurf", 5L, plannedFor, responsible);
        return new Measure("M-2027-000001", input, CREATED, "anna", BERLIN);
    }
}

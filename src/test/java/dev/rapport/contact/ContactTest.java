package dev.rapport.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.item.ItemStatus;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessRuleViolation.Kind;
import dev.rapport.shared.Colleague;
import dev.rapport.shared.FieldError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for a contact whatever the model says (rules 12, 20, 23). */
@Tag("fast")
class ContactTest {

    private static final Instant CREATED = Instant.parse("2027-03-01T09:00:00Z");
    private static final Instant START = Instant.parse("2027-03-08T09:00:00Z");
    private static final Instant LATER = Instant.parse("2027-03-09T10:00:00Z");

    @Test
    void aNewOneIsWhatWasEntered() {
        Contact contact = planned();

        assertThat(contact.number()).isEqualTo("K-2027-000001");
        assertThat(contact.addressId()).isEqualTo(7);
        assertThat(contact.contactPersonId()).isEqualTo(8);
        assertThat(contact.type()).isEqualTo("CALL");
        assertThat(contact.direction()).isEqualTo(Direction.OUTGOING);
        assertThat(contact.status()).isEqualTo(ItemStatus.PLANNED);
        assertThat(contact.start()).isEqualTo(START);
        assertThat(contact.duration()).isZero();
        assertThat(contact.subject()).isEqualTo("Angebot");
        assertThat(contact.description()).isEqualTo("Wegen der Preise");
        assertThat(contact.campaignId()).isEqualTo(5);
        assertThat(contact.createdAt()).isEqualTo(CREATED);
        assertThat(contact.createdBy()).isEqualTo("anna");
        assertThat(contact.outcome()).isNull();
        assertThat(contact.infotext()).isNull();
        assertThat(contact.closedAt()).isNull();
        assertThat(contact.closedBy()).isNull();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PLANNED")
    void enteredAsClosedItWasClosedByItsCreator(ItemStatus status) {
        Contact contact = entered(status, null);

        assertThat(contact.closedAt()).isEqualTo(CREATED);
        assertThat(contact.closedBy()).isEqualTo("anna");
        assertThatThrownBy(contact::requireOpen).isInstanceOf(BusinessRuleViolation.class);
    }

    @Test
    void onlyASavedOneHasAnId() {
        assertThatThrownBy(planned()::id).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theResponsibleHasItOnTheListElseItsCreator() {
        assertThat(entered(ItemStatus.PLANNED, "ben").assignee()).isEqualTo("ben");

        Contact contact = planned();
        assertThat(contact.assignee()).isEqualTo("anna");
        contact.reassign("ben");
        assertThat(contact.assignee()).isEqualTo("ben");
        contact.reassign(null);
        assertThat(contact.assignee()).isEqualTo("anna");
    }

    @Test
    void performingItRecordsWhenAndHowLongItReallyWas() {
        Contact contact = planned();

        contact.tookPlace(START.plusSeconds(600), Duration.ofMinutes(90));
        contact.close(ItemStatus.PERFORMED, "reached", null, LATER, "ben");

        assertThat(contact.status()).isEqualTo(ItemStatus.PERFORMED);
        assertThat(contact.outcome()).isEqualTo("reached");
        assertThat(contact.start()).isEqualTo(START.plusSeconds(600));
        assertThat(contact.duration()).isEqualTo(Duration.ofMinutes(90));
        assertThat(contact.closedAt()).isEqualTo(LATER);
        assertThat(contact.closedBy()).isEqualTo("ben");
    }

    @Test
    void notPerformingItLeavesStartAndDurationAsTheyWere() {
        Contact contact = planned();

        contact.close(ItemStatus.NOT_PERFORMED, "noAnswer", null, LATER, "ben");

        assertThat(contact.status()).isEqualTo(ItemStatus.NOT_PERFORMED);
        assertThat(contact.outcome()).isEqualTo("noAnswer");
        assertThat(contact.start()).isEqualTo(START);
        assertThat(contact.duration()).isZero();
        assertThat(contact.closedAt()).isEqualTo(LATER);
        assertThat(contact.closedBy()).isEqualTo("ben");
    }

    @Test
    void anOpenOneMayBeChanged() {
        Contact contact = planned();

        contact.move(LATER);
        contact.rename("Nachfrage");
        contact.describe(null);
        contact.assignCampaign(null);
        contact.runsIn("4711");

        assertThat(contact.start()).isEqualTo(LATER);
        assertThat(contact.subject()).isEqualTo("Nachfrage");
        assertThat(contact.description()).isNull();
        assertThat(contact.campaignId()).isNull();
        assertThat(contact.processInstanceId()).isEqualTo("4711");
    }

    /** Whatever a closed contact refuses. */
    static List<Consumer<Contact>> changes() {
        return List.of(
                contact -> contact.tookPlace(LATER, Duration.ofMinutes(5)),
                contact -> contact.close(ItemStatus.PERFORMED, null, null, LATER, "ben"),
                contact -> contact.close(ItemStatus.NOT_PERFORMED, null, null, LATER, "ben"),
                contact -> contact.move(LATER),
                contact -> contact.reassign("ben"),
                contact -> contact.rename("Nachfrage"),
                contact -> contact.describe("anders"),
                contact -> contact.assignCampaign(null));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aClosedOneNeitherReopensNorChangesAndSaysWhoClosedIt(Consumer<Contact> change) {
        Contact contact = planned();
        contact.tookPlace(START, Duration.ofMinutes(30));
        contact.close(ItemStatus.PERFORMED, "reached", null, LATER, "maria");

        assertThatThrownBy(() -> change.accept(contact))
                .isInstanceOfSatisfying(BusinessRuleViolation.class, refusal -> {
                    assertThat(refusal.kind()).isEqualTo(Kind.CONFLICT);
                    assertThat(refusal.errors())
                            .containsExactly(FieldError.of("status", "already-closed", new Colleague("maria"), LATER));
                });
        assertThat(contact.status()).isEqualTo(ItemStatus.PERFORMED);
        assertThat(contact.outcome()).isEqualTo("reached");
        assertThat(contact.start()).isEqualTo(START);
        assertThat(contact.duration()).isEqualTo(Duration.ofMinutes(30));
        assertThat(contact.responsible()).isNull();
        assertThat(contact.subject()).isEqualTo("Angebot");
        assertThat(contact.campaignId()).isEqualTo(5);
        assertThat(contact.closedBy()).isEqualTo("maria");
    }

    @Test
    void theInfotextOfAnOpenOneIsWhatWasTypedLast() {
        Contact contact = planned();
        contact.note("nicht erreicht");
        contact.note("erreicht");
        assertThat(contact.infotext()).isEqualTo("erreicht");

        contact.note(null);
        assertThat(contact.infotext()).isNull();
    }

    @Test
    void theInfotextOfAClosedOneOnlyBecomesLonger() {
        Contact contact = planned();
        contact.note("Bestellt.");
        contact.close(ItemStatus.PERFORMED, null, null, LATER, "anna");

        contact.note("Liefertermin offen.");
        assertThat(contact.infotext()).isEqualTo("Bestellt.\nLiefertermin offen.");

        contact.note("Bestellt.\nLiefertermin offen. Im Mai?");
        assertThat(contact.infotext()).isEqualTo("Bestellt.\nLiefertermin offen. Im Mai?");

        contact.note(null);
        assertThat(contact.infotext()).isEqualTo("Bestellt.\nLiefertermin offen. Im Mai?");
    }

    private static Contact planned() {
        return entered(ItemStatus.PLANNED, null);
    }

    private static Contact entered(ItemStatus status, String responsible) {
        CheckedContact input = new CheckedContact(
                7L,
                8L,
                responsible,
                "CALL",
                Direction.OUTGOING,
                status,
                START,
                Duration.ZERO,
                null,
                "Angebot",
                "Wegen der Preise",
                5L,
                "Müller GmbH");
        return new Contact("K-2027-000001", input, CREATED, "anna");
    }
}

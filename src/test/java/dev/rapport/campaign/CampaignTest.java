package dev.rapport.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessRuleViolation.Kind;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.FieldError;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A deleted campaign stays deleted, and nothing in it changes any more (rule 29). */
@Tag("fast")
class CampaignTest {

    private static final Instant CREATED = Instant.parse("2027-03-01T09:00:00Z");
    private static final Instant LATER = Instant.parse("2027-03-09T10:00:00Z");

    private final BusinessTime time =
            new BusinessTime(Clock.fixed(CREATED, ZoneOffset.UTC), ZoneId.of("Europe/Berlin"));

    private final Campaign campaign = new Campaign(
            new CheckedCampaign("Messe", "Halle 4", LocalDate.of(2027, 5, 1), LocalDate.of(2027, 5, 9)),
            CREATED,
            "maria");

    @Test
    void aNewOneIsActive() {
        assertThat(campaign.active()).isTrue();
        assertThat(campaign.createdAt()).isEqualTo(CREATED);
        assertThat(campaign.createdBy()).isEqualTo("maria");
        assertThat(campaign.deletedAt()).isNull();
        assertThat(campaign.deletedBy()).isNull();
        assertThatThrownBy(campaign::id).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anActiveOneMayBeChanged() {
        campaign.edit(new CheckedCampaign("Hausmesse", null, null, LocalDate.of(2027, 6, 1)));

        assertThat(campaign.title()).isEqualTo("Hausmesse");
        assertThat(campaign.description()).isNull();
        assertThat(campaign.from()).isNull();
        assertThat(campaign.to()).isEqualTo("2027-06-01");
    }

    @Test
    void aDeletedOneCannotBeChanged() {
        campaign.delete(LATER, "maria");

        assertThat(campaign.active()).isFalse();
        assertThatThrownBy(() -> campaign.edit(new CheckedCampaign("Hausmesse", null, null, null)))
                .isInstanceOfSatisfying(BusinessRuleViolation.class, refusal -> {
                    assertThat(refusal.kind()).isEqualTo(Kind.CONFLICT);
                    assertThat(refusal.errors()).containsExactly(FieldError.of("id", "campaign.deleted"));
                });
        assertThat(campaign.title()).isEqualTo("Messe");
        assertThat(campaign.description()).isEqualTo("Halle 4");
        assertThat(campaign.from()).isEqualTo("2027-05-01");
        assertThat(campaign.to()).isEqualTo("2027-05-09");
    }

    @Test
    void deletingItAgainChangesNeitherWhoNorWhen() {
        campaign.delete(LATER, "maria");
        campaign.delete(LATER.plusSeconds(60), "ben");

        assertThat(campaign.deletedAt()).isEqualTo(LATER);
        assertThat(campaign.deletedBy()).isEqualTo("maria");
    }

    @Test
    void itMayEndOnTheDayItBegins() {
        CheckedCampaign checked =
                CheckedCampaign.of(new CampaignDraft(" Messe ", null, "2027-05-01", "2027-05-01"), time);

        assertThat(checked)
                .isEqualTo(new CheckedCampaign("Messe", null, LocalDate.of(2027, 5, 1), LocalDate.of(2027, 5, 1)));
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        assertThatThrownBy(() -> CheckedCampaign.of(new CampaignDraft(" ", "a\0b", "2027-05-02", "2027-05-01"), time))
                .isInstanceOfSatisfying(
                        BusinessRuleViolation.class,
                        refusal -> assertThat(refusal.errors())
                                .containsExactly(
                                        FieldError.of("title", "required"),
                                        FieldError.of("description", "illegal-characters"),
                                        FieldError.of("to", "date.before-from")));
    }
}

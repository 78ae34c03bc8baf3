package dev.rapport.campaign;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Texts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one way to choose a campaign for something (rule 29). Locks the campaign's row against its deletion until the
 * transaction ends: a use that gets the lock is before the deletion, one that waits for a deletion is refused.
 */
@Component
public class CampaignChoice {

    private final JdbcClient jdbc;

    CampaignChoice(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether a campaign is deleted; empty for an unknown one. From here on it stays as it is until the commit. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Boolean> holdAndAskDeleted(Long campaign) {
        return jdbc.sql("select deleted_at is not null from rapport.campaign where id = :id for share")
                .param("id", campaign)
                .query(Boolean.class)
                .optional();
    }

    /**
     * Holds a campaign that is to be used as a whole.
     *
     * @param field that names it in a refusal, should there be no such campaign
     * @throws BusinessRuleViolation not-found, campaign.deleted
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void require(String field, Long campaign) {
        if (holdAndAskDeleted(campaign).orElseThrow(() -> BusinessRuleViolation.notFound(field))) {
            throw BusinessRuleViolation.invalid("campaignId", "campaign.deleted");
        }
    }

    /**
     * Checks a chosen campaign.
     *
     * @param value the id as it was sent; blank for none
     * @param kept the campaign that the item has; it stays even when it is deleted
     * @return the campaign, null for none; {@code campaignId} is refused as not-found or campaign.deleted
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public @Nullable Long choose(FieldChecks checks, @Nullable String value, @Nullable Long kept) {
        if (value == null || Texts.isBlank(value)) {
            return null;
        }
        Optional<Long> id = Ids.parse(value.strip());
        if (id.isPresent() && id.get().equals(kept)) {
            return kept;
        }
        Optional<Boolean> deleted = id.flatMap(this::holdAndAskDeleted);
        if (deleted.isEmpty()) {
            checks.refuse("campaignId", "not-found");
        } else if (deleted.get()) {
            checks.refuse("campaignId", "campaign.deleted");
        }
        return id.orElse(null);
    }
}

package dev.rapport.campaign;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.CurrentUser;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Assigns an address to an active campaign, and removes it (rule 24). Each assignment is a row that keeps both times;
 * assigning again after a removal opens another one.
 */
@Service
public class AssignAddress {

    /**
     * Many that were assigned together.
     *
     * @param at by which they can be taken back together
     */
    public record Assigned(int count, Instant at) {}

    private final CampaignChoice choice;
    private final FindCandidates candidates;
    private final JdbcClient jdbc;
    private final BusinessTime time;
    private final CurrentUser currentUser;

    AssignAddress(
            CampaignChoice choice,
            FindCandidates candidates,
            JdbcClient jdbc,
            BusinessTime time,
            CurrentUser currentUser) {
        this.choice = choice;
        this.candidates = candidates;
        this.jdbc = jdbc;
        this.time = time;
        this.currentUser = currentUser;
    }

    /**
     * Assigns an address; one that is assigned already stays as it is.
     *
     * @throws BusinessRuleViolation not-found for an unknown campaign or address, campaign.deleted
     */
    @Transactional
    public void assign(Long campaignId, Long addressId) {
        choice.require("campaignId", campaignId);
        requireActiveAddress(addressId);
        jdbc.sql("""
                        insert into rapport.campaign_member (campaign_id, address_id, assigned_at, assigned_by)
                        values (:campaign, :address, :now, :user)
                        on conflict (campaign_id, address_id) where removed_at is null do nothing""")
                .param("campaign", campaignId)
                .param("address", addressId)
                .param("now", Timestamp.from(time.now()))
                .param("user", currentUser.id())
                .update();
    }

    /**
     * Removes an address from a campaign, a deleted one too; one that is not assigned stays as it is.
     *
     * @throws BusinessRuleViolation not-found for an unknown campaign or address
     */
    @Transactional
    public void remove(Long campaignId, Long addressId) {
        if (choice.holdAndAskDeleted(campaignId).isEmpty()) {
            throw BusinessRuleViolation.notFound("campaignId");
        }
        requireAddress(addressId);
        removeFound(campaignId, "address_id = :address", "address", addressId);
    }

    /**
     * Assigns many addresses at once; unknown ones and those that are assigned already are passed over.
     *
     * @throws BusinessRuleViolation not-found for an unknown campaign, campaign.deleted
     */
    @Transactional
    public Assigned assignAll(Long campaignId, List<Long> addressIds) {
        return assignFound(campaignId, "a.id = any(:addresses)", Map.of("addresses", addressIds.toArray(Long[]::new)));
    }

    /**
     * Assigns all addresses that a search finds.
     *
     * @throws BusinessRuleViolation not-found for an unknown campaign, campaign.deleted, too-many for a search that finds
     *     more than {@value FindCandidates#MOST}
     */
    @Transactional
    public Assigned assignAll(Long campaignId, FindCandidates.Search search) {
        int found = candidates.count(campaignId, search);
        if (found > FindCandidates.MOST) {
            throw BusinessRuleViolation.invalid("q", "too-many", FindCandidates.MOST);
        }
        Map<String, Object> parameters = new HashMap<>();
        String where = FindCandidates.where(search, parameters);
        return assignFound(campaignId, where, parameters);
    }

    private Assigned assignFound(Long campaignId, String where, Map<String, Object> parameters) {
        choice.require("campaignId", campaignId);
        // as the database keeps it
        Instant now = time.now().truncatedTo(ChronoUnit.MICROS);
        int count = jdbc.sql("""
                        insert into rapport.campaign_member (campaign_id, address_id, assigned_at, assigned_by)
                        select :campaign, a.id, :now, :user from rapport.address_card a where not a.inactive and %s order by a.id
                        on conflict (campaign_id, address_id) where removed_at is null do nothing""".formatted(where))
                .params(parameters)
                .param("campaign", campaignId)
                .param("now", Timestamp.from(now))
                .param("user", currentUser.id())
                .update();
        return new Assigned(count, now);
    }

    /**
     * Removes those whom the person has assigned together.
     *
     * @return how many were removed
     */
    @Transactional
    public int takeBack(Long campaignId, Instant assignedAt) {
        return removeFound(
                campaignId, "assigned_at = :assigned and assigned_by = :user", "assigned", Timestamp.from(assignedAt));
    }

    /**
     * Removes many addresses at once; those that are not assigned are passed over.
     *
     * @return how many were removed
     */
    @Transactional
    public int removeAll(Long campaignId, List<Long> addressIds) {
        return removeFound(campaignId, "address_id = any(:addresses)", "addresses", addressIds.toArray(Long[]::new));
    }

    private int removeFound(Long campaignId, String where, String parameter, Object value) {
        return jdbc.sql("""
                        update rapport.campaign_member
                        set removed_at = greatest(assigned_at, :now), removed_by = :user
                        where campaign_id = :campaign and removed_at is null and %s""".formatted(where))
                .param("campaign", campaignId)
                .param(parameter, value)
                .param("now", Timestamp.from(time.now()))
                .param("user", currentUser.id())
                .update();
    }

    private void requireAddress(Long addressId) {
        if (inactive(addressId).isEmpty()) {
            throw BusinessRuleViolation.notFound("addressId");
        }
    }

    /** What is inactive stays where it is assigned, and is assigned to nothing else. */
    private void requireActiveAddress(Long addressId) {
        if (inactive(addressId).orElseThrow(() -> BusinessRuleViolation.notFound("addressId"))) {
            throw BusinessRuleViolation.invalid("addressId", "address.inactive");
        }
    }

    private Optional<Boolean> inactive(Long addressId) {
        return jdbc.sql("select inactive from rapport.address_card where id = :id")
                .param("id", addressId)
                .query(Boolean.class)
                .optional();
    }
}

package dev.rapport.model.proposals;

import dev.rapport.model.Place;
import dev.rapport.model.check.Finding;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Colleague;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deployment that waits for a second person, or about which one has decided.
 *
 * @param digest of the files, as rehearsals have it
 * @param comment what was said about it; null where nothing was
 * @param source where it came from: upload, restore, rapport for the standard, or what a program calls itself
 * @param warnings what the check found when it was proposed
 * @param replaced what was in force in the place of the files then
 * @param names of the files
 * @param proposedByName first and last name
 * @param decidedBy who approved, refused or withdrew it; null while it waits
 * @param reason why it was refused; null where it was not
 * @param deploymentId what it became; null where it was not approved
 */
@RecordBuilder
public record Proposal(
        Long id,
        String digest,
        @Nullable String comment,
        @Nullable String source,
        List<Finding> warnings,
        List<Place> replaced,
        List<String> names,
        Status status,
        Instant proposedAt,
        String proposedBy,
        String proposedByName,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy,
        @Nullable String decidedByName,
        @Nullable String reason,
        @Nullable String deploymentId) {

    /** What has become of it. */
    public enum Status {
        WAITING,
        APPROVED,
        REFUSED,
        WITHDRAWN
    }

    public boolean isWaiting() {
        return status == Status.WAITING;
    }

    public boolean isOf(String login) {
        return proposedBy.equals(login);
    }

    /**
     * Lets somebody decide who has not proposed it: four eyes.
     *
     * @throws BusinessRuleViolation model.proposal.decided (409), model.proposal.own (403)
     */
    void requireSecondPerson(String login) {
        requireWaiting();
        if (isOf(login)) {
            throw BusinessRuleViolation.forbidden("proposal", "model.proposal.own");
        }
    }

    /**
     * Lets nobody withdraw it but who has proposed it.
     *
     * @throws BusinessRuleViolation model.proposal.decided (409), model.proposal.not-own (403)
     */
    void requireProposer(String login) {
        requireWaiting();
        if (!isOf(login)) {
            throw BusinessRuleViolation.forbidden("proposal", "model.proposal.not-own");
        }
    }

    private void requireWaiting() {
        if (decidedBy != null && decidedAt != null) {
            throw BusinessRuleViolation.conflict(
                    "proposal", "model.proposal.decided", new Colleague(decidedBy), decidedAt);
        }
    }
}

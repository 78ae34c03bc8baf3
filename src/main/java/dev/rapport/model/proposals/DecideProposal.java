package dev.rapport.model.proposals;

import dev.rapport.engine.EngineGroups;
import dev.rapport.model.Approval;
import dev.rapport.model.DeployModels;
import dev.rapport.model.ModelFile;
import dev.rapport.model.proposals.Proposal.Status;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Colleague;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.FieldChecks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.camunda.bpm.engine.IdentityService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** "Freigeben", "Ablehnen", "Zurückziehen": the second person decides about a proposal, or its proposer takes it back. */
@Service
public class DecideProposal {

    static final int LONGEST_REASON = 1_000;

    /** As long as somebody else's approval may take, whose models are tried. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    private final ProposalStore store;
    private final ShowProposals showProposals;
    private final DeployModels deployModels;
    private final IdentityService identityService;
    private final CurrentUser currentUser;

    DecideProposal(
            ProposalStore store,
            ShowProposals showProposals,
            DeployModels deployModels,
            IdentityService identityService,
            CurrentUser currentUser) {
        this.store = store;
        this.showProposals = showProposals;
        this.deployModels = deployModels;
        this.identityService = identityService;
        this.currentUser = currentUser;
    }

    /**
     * Puts it in force, in the name of who has proposed it.
     *
     * @param seen what was in force when the person looked, see {@link ShowProposals#seen}
     * @throws BusinessRuleViolation not-found; {@code proposal} model.proposal.own (403), decided or proposer-gone (409),
     *     {@code seen} required or model.proposal.changed (409); every error that the check finds by now. It goes on waiting
     */
    @Transactional
    public void approve(Long id, @Nullable String seen) {
        Proposal proposal = lock(id);
        String approver = currentUser.id();
        proposal.requireSecondPerson(approver);
        FieldChecks checks = new FieldChecks();
        checks.required("seen", seen);
        checks.refuseIfAny();
        requireProcessAdmin(proposal.proposedBy());
        List<ModelFile> files = store.files(id);
        String deployment = deployModels.carryOut(
                new Approval(proposal.proposedBy(), approver, files, () -> {
                    if (!ShowProposals.seen(showProposals.places(files)).equals(seen)) {
                        throw BusinessRuleViolation.conflict("seen", "model.proposal.changed");
                    }
                }),
                proposal.comment(),
                proposal.source());
        store.decide(id, Status.APPROVED, approver, null, deployment);
    }

    /** Whoever proposed it deploys it: somebody who may not any more does not. */
    private void requireProcessAdmin(String proposer) {
        if (!store.isEnabled(proposer)
                || identityService
                                .createUserQuery()
                                .userId(proposer)
                                .memberOfGroup(EngineGroups.PROCESS_ADMIN)
                                .count()
                        == 0) {
            throw BusinessRuleViolation.conflict("proposal", "model.proposal.proposer-gone", new Colleague(proposer));
        }
    }

    /**
     * Refuses it, with a reason.
     *
     * @throws BusinessRuleViolation not-found; {@code proposal} model.proposal.own (403) or decided (409); {@code reason} required or
     *     too-long
     */
    @Transactional
    public void refuse(Long id, @Nullable String reason) {
        Proposal proposal = lock(id);
        proposal.requireSecondPerson(currentUser.id());
        FieldChecks checks = new FieldChecks();
        checks.required("reason", reason);
        String why = checks.optionalText("reason", reason, LONGEST_REASON);
        checks.refuseIfAny();
        store.decide(id, Status.REFUSED, currentUser.id(), why, null);
    }

    /**
     * Takes back one's own.
     *
     * @throws BusinessRuleViolation not-found; {@code proposal} model.proposal.not-own (403) or decided (409)
     */
    @Transactional
    public void withdraw(Long id) {
        lock(id).requireProposer(currentUser.id());
        store.decide(id, Status.WITHDRAWN, currentUser.id(), null, null);
    }

    /** Waits for whoever decides just now without a statement that waits, which would look like a database that is away. */
    private Proposal lock(Long id) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        showProposals.show(id);
        for (Optional<Proposal> locked = store.lock(id); ; locked = store.lock(id)) {
            if (locked.isPresent()) {
                return locked.get();
            }
            if (System.nanoTime() > deadline) {
                throw BusinessRuleViolation.conflict("deployment", "model.busy");
            }
            LockSupport.parkNanos(PAUSE);
        }
    }
}

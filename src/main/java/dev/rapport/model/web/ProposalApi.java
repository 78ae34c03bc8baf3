package dev.rapport.model.web;

import dev.rapport.model.Place;
import dev.rapport.model.check.FindingSentences;
import dev.rapport.model.proposals.DecideProposal;
import dev.rapport.model.proposals.Proposal;
import dev.rapport.model.proposals.Proposal.Status;
import dev.rapport.model.proposals.ShowProposals;
import dev.rapport.model.rehearsal.Rehearsal;
import dev.rapport.model.rehearsal.ShowRehearsal;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Page;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Proposals over the API, for pipelines and for whoever decides without the page. */
@RestController
@RequestMapping("/api/models/proposals")
class ProposalApi {

    /**
     * A proposal as it stands in a list.
     *
     * @param status waiting, approved, refused or withdrawn
     * @param files their names
     * @param decidedBy name of who approved, refused or withdrew it
     * @param reason why it was refused
     */
    @RecordBuilder
    record LineAnswer(
            Long id,
            String status,
            @Nullable String comment,
            @Nullable String source,
            List<String> files,
            OffsetDateTime proposedAt,
            String proposedBy,
            @Nullable OffsetDateTime decidedAt,
            @Nullable String decidedBy,
            @Nullable String reason) {}

    /**
     * A version.
     *
     * @param kind process, form or decision
     * @param version null where nothing is in force yet
     */
    record PlaceAnswer(String kind, String key, @Nullable Integer version) {}

    /**
     * A proposal.
     *
     * @param replaces what is in force now in the place of its files
     * @param seen the same in a word, for whoever approves
     * @param became the versions that it became
     * @param findings what there is to say about it; no errors, which are refused before
     * @param rehearsals ids of those of its files, the newest first
     */
    record Answer(
            LineAnswer proposal,
            List<PlaceAnswer> replaces,
            String seen,
            List<PlaceAnswer> became,
            List<String> findings,
            List<Long> rehearsals) {}

    /** What the person has seen who approves: {@code seen} of the answer. */
    record ApproveBody(@Nullable String seen) {}

    /** Why it is refused. */
    record RefuseBody(@Nullable String reason) {}

    private final ShowProposals showProposals;
    private final DecideProposal decideProposal;
    private final ShowRehearsal showRehearsal;
    private final FindingSentences sentences;
    private final BusinessTime time;

    ProposalApi(
            ShowProposals showProposals,
            DecideProposal decideProposal,
            ShowRehearsal showRehearsal,
            FindingSentences sentences,
            BusinessTime time) {
        this.showProposals = showProposals;
        this.decideProposal = decideProposal;
        this.showRehearsal = showRehearsal;
        this.sentences = sentences;
        this.time = time;
    }

    /**
     * The newest first.
     *
     * @param decided whether those that are decided, instead of those that wait
     */
    @GetMapping
    Page<LineAnswer> all(
            @RequestParam(defaultValue = "false") boolean decided,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        return showProposals.list(!decided, after, Page.limit(limit)).map(this::line);
    }

    @GetMapping("/{id}")
    Answer show(@PathVariable String id, Locale locale) {
        return answer(Ids.require("id", id), locale);
    }

    /** Puts it in force. */
    @PostMapping("/{id}/approve")
    Answer approve(@PathVariable String id, @RequestBody ApproveBody body, Locale locale) {
        Long proposal = Ids.require("id", id);
        decideProposal.approve(proposal, body.seen());
        return answer(proposal, locale);
    }

    @PostMapping("/{id}/refuse")
    Answer refuse(@PathVariable String id, @RequestBody RefuseBody body, Locale locale) {
        Long proposal = Ids.require("id", id);
        decideProposal.refuse(proposal, body.reason());
        return answer(proposal, locale);
    }

    /** Takes back one's own. */
    @PostMapping("/{id}/withdraw")
    Answer withdraw(@PathVariable String id, Locale locale) {
        Long proposal = Ids.require("id", id);
        decideProposal.withdraw(proposal);
        return answer(proposal, locale);
    }

    private Answer answer(Long id, Locale locale) {
        Proposal proposal = showProposals.show(id);
        List<Place> inForce = showProposals.places(showProposals.files(id));
        return new Answer(
                line(proposal),
                places(inForce),
                ShowProposals.seen(inForce),
                places(showProposals.became(proposal)),
                proposal.warnings().stream()
                        .map(finding -> sentences.of(finding, locale))
                        .toList(),
                showRehearsal.ofFiles(proposal.digest()).stream()
                        .map(Rehearsal::id)
                        .toList());
    }

    private LineAnswer line(Proposal proposal) {
        return ProposalApiLineAnswerBuilder.builder()
                .id(proposal.id())
                .status(code(proposal.status()))
                .comment(proposal.comment())
                .source(proposal.source())
                .files(proposal.names())
                .proposedAt(time.local(proposal.proposedAt()))
                .proposedBy(proposal.proposedByName())
                .decidedAt(proposal.decidedAt() == null ? null : time.local(proposal.decidedAt()))
                .decidedBy(proposal.decidedByName())
                .reason(proposal.reason())
                .build();
    }

    private static List<PlaceAnswer> places(List<Place> places) {
        return places.stream()
                .map(place -> new PlaceAnswer(place.kind(), place.key(), place.version()))
                .toList();
    }

    private static String code(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}

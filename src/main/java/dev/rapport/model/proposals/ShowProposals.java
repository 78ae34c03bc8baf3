package dev.rapport.model.proposals;

import dev.rapport.model.ModelFile;
import dev.rapport.model.Place;
import dev.rapport.model.Places;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Cursor;
import dev.rapport.shared.Page;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Which proposals wait, which ones are decided, and what is in them. */
@Service
public class ShowProposals {

    /** So many wait at most that somebody looks through. */
    private static final int MOST_WAITING = 50;

    private final ProposalStore store;
    private final Places places;

    ShowProposals(ProposalStore store, Places places) {
        this.store = store;
        this.places = places;
    }

    /** Those that wait, the newest first. */
    public List<Proposal> waiting() {
        return store.list(true, Long.MAX_VALUE, MOST_WAITING);
    }

    /**
     * Those that wait, or else those that are decided, the newest first.
     *
     * @param after the page before's {@link Page#next}; null for the first page
     */
    public Page<Proposal> list(boolean waiting, @Nullable String after, int size) {
        Cursor cursor = Cursor.parse(after, 1);
        List<Proposal> found = store.list(waiting, cursor == null ? Long.MAX_VALUE : cursor.number(0), size + 1);
        return Page.of(found, size, proposal -> Cursor.of(proposal.id()));
    }

    /**
     * One of them.
     *
     * @throws BusinessRuleViolation not-found
     */
    public Proposal show(Long id) {
        return store.find(id).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
    }

    /** The newest that waits with the files of a rehearsal. */
    public Optional<Long> rehearsedBy(Long rehearsal) {
        return store.rehearsedBy(rehearsal);
    }

    public List<ModelFile> files(Long id) {
        return store.files(id);
    }

    /** The processes, forms and tables in one. */
    public List<String> keys(Long id) {
        return places.of(files(id)).stream().map(Place::key).toList();
    }

    /** What is in force now in the place of some files. */
    public List<Place> places(Collection<ModelFile> files) {
        return places.of(files);
    }

    /**
     * The same in a word, to be handed in by whoever approves: what she has compared with.
     *
     * @param inForce see {@link #places}
     */
    public static String seen(Collection<Place> inForce) {
        return inForce.stream().map(Place::toString).collect(Collectors.joining(" "));
    }

    /**
     * Whether something else is in force in the place of its files than when it was proposed.
     *
     * @param inForce see {@link #places}
     */
    public static boolean isChanged(Proposal proposal, Collection<Place> inForce) {
        // in the order of the files, which the engine has in one of its own
        return !Set.copyOf(inForce).equals(Set.copyOf(proposal.replaced()));
    }

    /** The versions that an approved one became; none of any other. */
    public List<Place> became(Proposal proposal) {
        return proposal.deploymentId() == null ? List.of() : places.madeBy(proposal.deploymentId());
    }
}

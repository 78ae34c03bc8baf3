package dev.rapport.model.proposals;

import dev.rapport.engine.ThreadOfItsOwn;
import dev.rapport.model.ModelFile;
import dev.rapport.model.Places;
import dev.rapport.model.Proposals;
import dev.rapport.model.rehearsal.Rehearse;
import dev.rapport.shared.CurrentUser;
import java.util.Optional;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Service;

/** "Vorschlagen": keeps what somebody wanted to deploy, and has it rehearsed for whoever decides about it. */
@Service
class ProposeDeployment implements Proposals {

    private final ProposalStore store;
    private final Places places;
    private final Rehearse rehearse;
    private final ThreadOfItsOwn thread;
    private final CurrentUser currentUser;

    ProposeDeployment(
            ProposalStore store, Places places, Rehearse rehearse, ThreadOfItsOwn thread, CurrentUser currentUser) {
        this.store = store;
        this.places = places;
        this.rehearse = rehearse;
        this.thread = thread;
        this.currentUser = currentUser;
    }

    /** The engine takes back everything that is written beside a deployment that it does not carry out; so not on its thread. */
    @Override
    public Long propose(Wish wish) {
        return thread.run(() -> currentUser.doAs(wish.by(), () -> {
            LocaleContextHolder.setLocale(wish.reader());
            try {
                return keep(wish);
            } finally {
                LocaleContextHolder.resetLocaleContext();
            }
        }));
    }

    private Long keep(Wish wish) {
        String digest = ModelFile.digest(ModelFile.contents(wish.files()).values());
        Optional<Long> added = store.add(wish, digest, places.of(wish.files()));
        if (added.isEmpty()) {
            return store.waiting(wish.by(), digest).orElseThrow();
        }
        rehearse.proposed(wish.files());
        return added.get();
    }
}

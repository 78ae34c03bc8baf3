package dev.rapport.model.moves;

import dev.rapport.engine.OrderProcess;
import dev.rapport.model.moves.ModelMove.Status;
import dev.rapport.model.moves.ShowMoves.Newest;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Texts;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** "Umstellen": orders that what runs in older versions of a model goes on in the newest one, and ends such orders. */
@Service
public class MoveItems {

    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,8}");

    private final MoveStore store;
    private final ShowMoves showMoves;
    private final OrderProcess process;
    private final CurrentUser currentUser;

    MoveItems(
            MoveStore store,
            ShowMoves showMoves,
            @Qualifier("moveItemsProcess") OrderProcess process,
            CurrentUser currentUser) {
        this.store = store;
        this.showMoves = showMoves;
        this.process = process;
        this.currentUser = currentUser;
    }

    /**
     * Gives the order. What is meant is settled here; the work is done in the background, see {@link MoveNextItems}.
     *
     * @param key of the model
     * @param version the newest one, as it was when the person looked; nothing stands for whichever it is
     * @param from only what runs in this older one; nothing stands for all of them
     * @return the id of the order
     * @throws BusinessRuleViolation everything wrong with the input at once; {@code version} model.move.newer, {@code process}
     *     model.move.nothing or model.move.running (409)
     */
    @Transactional
    public Long start(@Nullable String key, @Nullable String version, @Nullable String from) {
        FieldChecks checks = new FieldChecks();
        checks.required("process", key);
        Newest newest = key == null ? null : showMoves.newest(key.strip()).orElse(null);
        if (newest == null && !checks.refuses("process")) {
            checks.refuse("process", "not-found");
        }
        Integer seen = number(checks, "version", version);
        if (newest != null && seen != null && newest.version() != seen) {
            checks.refuse("version", "model.move.newer", newest.version());
        }
        Integer only = number(checks, "from", from);
        checks.refuseIfAny();
        if (newest == null) {
            throw new IllegalStateException("Checked without a value");
        }
        Long id = add(newest, only);
        if (showMoves.show(id).total() == 0) {
            throw BusinessRuleViolation.invalid("process", "model.move.nothing");
        }
        process.start(id);
        return id;
    }

    private static @Nullable Integer number(FieldChecks checks, String field, @Nullable String said) {
        if (said == null || Texts.isBlank(said)) {
            return null;
        }
        if (!NUMBER.matcher(said.strip()).matches()) {
            checks.refuse(field, "not-found");
            return null;
        }
        return Integer.valueOf(said.strip());
    }

    /** An order in which nothing is meant, of a model that is none, for trials. */
    @Transactional
    public Long startEmpty() {
        Long id = store.empty("trial", 2, "trial", currentUser.id());
        process.start(id);
        return id;
    }

    private Long add(Newest newest, @Nullable Integer from) {
        if (newest.version() == 1) {
            throw BusinessRuleViolation.invalid("process", "model.move.nothing");
        }
        if (store.running(newest.process()).isPresent()) {
            throw BusinessRuleViolation.conflict("process", "model.move.running");
        }
        try {
            return store.add(newest.process(), newest.version(), newest.definition(), from, currentUser.id());
        } catch (DuplicateKeyException somebodyElse) {
            throw BusinessRuleViolation.conflict("process", "model.move.running");
        }
    }

    /**
     * Ends one early; what is moved stays moved. One that has ended stays as it is.
     *
     * @throws BusinessRuleViolation not-found
     */
    @Transactional
    public void stop(Long id) {
        showMoves.show(id);
        store.end(id, Status.STOPPED, currentUser.id());
        process.wake(id);
    }
}

package dev.rapport.model.moves;

import dev.rapport.engine.DrawnModels;
import dev.rapport.engine.MoveInstances;
import dev.rapport.engine.MoveInstances.Obstacle;
import dev.rapport.model.moves.ModelMove.Item;
import dev.rapport.model.moves.ModelMove.Reason;
import dev.rapport.model.moves.ModelMove.Result;
import dev.rapport.model.moves.ModelMove.Status;
import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.DatabaseTrouble;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves the next items of an order, at most {@value #BATCH}, each in a transaction of its own, in which the order moves on and the
 * item's audit entry is written, too: one that cannot be moved holds no other back, and after a crash at any moment none is moved
 * twice and none left out. It is done in the name of whoever gave the order.
 */
@Service
public class MoveNextItems {

    static final int BATCH = 100;

    /** A job that lasts longer than its lock is taken for dead. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    /** So often one is tried that somebody else works on at the same moment. */
    private static final int TRIES = 3;

    private static final Logger log = LoggerFactory.getLogger(MoveNextItems.class);

    private final MoveStore store;
    private final MoveInstances moveInstances;
    private final MissingValues missingValues;
    private final DrawnModels drawnModels;
    private final RuntimeService runtimeService;
    private final AuditTrail audit;
    private final CurrentUser currentUser;
    private final TransactionTemplate transaction;

    MoveNextItems(
            MoveStore store,
            MoveInstances moveInstances,
            MissingValues missingValues,
            DrawnModels drawnModels,
            RuntimeService runtimeService,
            AuditTrail audit,
            CurrentUser currentUser,
            TransactionTemplate transaction) {
        this.store = store;
        this.moveInstances = moveInstances;
        this.missingValues = missingValues;
        this.drawnModels = drawnModels;
        this.runtimeService = runtimeService;
        this.audit = audit;
        this.currentUser = currentUser;
        this.transaction = transaction;
    }

    /**
     * Moves the next ones. Must be called on a thread on which no transaction is open, or that one is the only one.
     *
     * @return whether some may be left
     */
    public boolean next(Long moveId) {
        long end = System.nanoTime() + LONGEST.toNanos();
        boolean more = true;
        for (int i = 0;
                more
                        && i < BATCH
                        && System.nanoTime() < end
                        && !Thread.currentThread().isInterrupted();
                i++) {
            ModelMove move = store.find(moveId).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
            more = currentUser.doAs(move.createdBy(), () -> one(moveId, 1));
        }
        return more;
    }

    private boolean one(Long moveId, int attempt) {
        AtomicInteger turn = new AtomicInteger();
        try {
            return inTurn(moveId, (move, item) -> {
                turn.set(item.turn());
                move(move, item);
            });
        } catch (OptimisticLockingException | ConcurrencyFailureException worked) {
            return attempt < TRIES ? one(moveId, attempt + 1) : keep(moveId, turn.get(), Reason.BUSY);
        } catch (ProcessEngineException | BusinessRuleViolation failed) {
            if (DatabaseTrouble.behind(failed).isPresent()) {
                throw failed;
            }
            log.error("Turn {} of move {} failed", turn, moveId, failed);
            return keep(moveId, turn.get(), Reason.FAILED);
        }
    }

    private void move(ModelMove move, Item item) {
        if (!isRunning(item.instance())) {
            store.handled(move, Result.ENDED, null, null);
            return;
        }
        Optional<Obstacle> obstacle = missingValues
                .of(item.instance(), drawnModels.here(move.process(), item.itemId()), move.process(), move.definition())
                .or(() -> moveInstances.move(item.instance(), move.definition()));
        if (obstacle.isPresent()) {
            store.handled(
                    move,
                    Result.KEPT,
                    Reason.valueOf(obstacle.get().kind().name()),
                    obstacle.get().name());
            return;
        }
        store.handled(move, Result.MOVED, null, null);
        audit.changed(move.process(), item.itemId(), AuditTrail.MODEL_VERSION, item.from(), move.version());
    }

    private boolean isRunning(String instance) {
        return runtimeService
                        .createProcessInstanceQuery()
                        .processInstanceId(instance)
                        .count()
                > 0;
    }

    private boolean keep(Long moveId, int turn, Reason reason) {
        return inTurn(moveId, (move, item) -> {
            // a job that was thought dead may have come back meanwhile, and this one's turn be over
            if (item.turn() == turn) {
                store.handled(move, Result.KEPT, reason, null);
            }
        });
    }

    /**
     * Does something about the item whose turn it is, unless the order has ended; it ends behind the last one.
     *
     * @return whether some items may be left
     */
    private boolean inTurn(Long moveId, BiConsumer<ModelMove, Item> work) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            ModelMove move = store.lock(moveId).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
            if (!move.isRunning()) {
                return false;
            }
            if (move.handled() < move.total()) {
                work.accept(move, store.next(move));
                return true;
            }
            store.end(moveId, Status.DONE, null);
            return false;
        }));
    }
}

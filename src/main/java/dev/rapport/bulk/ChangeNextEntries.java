package dev.rapport.bulk;

import dev.rapport.lists.Entry;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.DatabaseRules;
import dev.rapport.shared.FieldError;
import dev.rapport.shared.ModelNames;
import dev.rapport.shared.Sentences;
import dev.rapport.user.StillAtWork;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes the next entries of an order, each in a transaction of its own, in which the order moves on too: what one refuses
 * changes nothing for the others, and after a crash at any moment none is changed twice and none left out. It is done by the
 * person who gave the order.
 */
@Service
public class ChangeNextEntries {

    /** At most so many at a time. */
    static final int CHUNK = 50;

    /** A job that lasts longer than its lock is taken for dead. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    /** So often one is tried that somebody else is changing at the same moment. */
    private static final int TRIES = 3;

    private static final String STALE = "stale-version";

    private final BulkChanges changes;
    private final StillAtWork stillAtWork;
    private final CurrentUser currentUser;
    private final Sentences sentences;
    private final ModelNames modelNames;
    private final TransactionTemplate transaction;
    private final List<ChangeOne> changeOne;

    ChangeNextEntries(
            BulkChanges changes,
            StillAtWork stillAtWork,
            CurrentUser currentUser,
            Sentences sentences,
            ModelNames modelNames,
            TransactionTemplate transaction,
            List<ChangeOne> changeOne) {
        this.changes = changes;
        this.stillAtWork = stillAtWork;
        this.currentUser = currentUser;
        this.sentences = sentences;
        this.modelNames = modelNames;
        this.transaction = transaction;
        this.changeOne = changeOne;
    }

    /**
     * Changes the next entries. Must be called on a thread on which no transaction is open, or that one is the only one.
     *
     * @return whether some may be left
     */
    public boolean next(Long changeId) {
        long end = System.nanoTime() + LONGEST.toNanos();
        boolean more = true;
        for (int i = 0;
                more
                        && i < CHUNK
                        && System.nanoTime() < end
                        && !Thread.currentThread().isInterrupted();
                i++) {
            more = one(changeId);
        }
        return more;
    }

    private boolean one(Long changeId) {
        BulkChange order = changes.find(changeId).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
        LocaleContextHolder.setLocale(order.language());
        try {
            return currentUser.doAs(order.createdBy(), () -> change(order, 1));
        } finally {
            LocaleContextHolder.resetLocaleContext();
        }
    }

    private boolean change(BulkChange given, int attempt) {
        AtomicInteger turn = new AtomicInteger();
        BusinessRuleViolation refusal;
        try {
            return inTurn(given.id(), order -> {
                turn.set(order.handled() + 1);
                ofList(order.list()).change(order, turn.get(), changes.entry(order, turn.get()));
                changes.changed(order);
                return true;
            });
        } catch (BusinessRuleViolation refused) {
            refusal = refused;
        } catch (ConcurrencyFailureException e) {
            refusal = BusinessRuleViolation.conflict("version", STALE);
        } catch (DataAccessException e) {
            refusal = DatabaseRules.refusal(e).orElseThrow(() -> e);
        }
        boolean stale = refusal.errors().stream().anyMatch(error -> error.code().equals(STALE));
        if (stale && attempt < TRIES) {
            return change(given, attempt + 1);
        }
        String reason = reason(refusal, given.language());
        return inTurn(given.id(), order -> {
            // a job that was thought dead may have come back meanwhile, and this one's turn be over
            boolean still = order.handled() + 1 == turn.get();
            if (still) {
                changes.refused(order, reason);
            }
            return still;
        });
    }

    /**
     * Does something about the entry whose turn it is, unless the order has ended or ends now.
     *
     * @param work whether the order has moved on by it
     * @return whether some entries may be left
     */
    private boolean inTurn(Long changeId, Predicate<BulkChange> work) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            BulkChange order = changes.lock(changeId).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
            if (order.status() != BulkPlan.Status.RUNNING) {
                return false;
            }
            if (!stillAtWork.mayWrite(order.createdBy())) {
                changes.stop(changeId, BulkPlan.Stop.refused(FieldError.of("createdBy", "bulk.not-at-work"), null));
                return false;
            }
            return !work.test(order) || order.handled() + 1 < order.total();
        }));
    }

    private ChangeOne ofList(Entry.Kind list) {
        return changeOne.stream()
                .filter(each -> each.list() == list)
                .findFirst()
                .orElseThrow();
    }

    /** The sentence, and before it the step of the model that refused. */
    private String reason(BusinessRuleViolation refusal, Locale reader) {
        String sentence = sentences.of(refusal, reader);
        BusinessRuleViolation.Rule rule = refusal.rule();
        return rule == null ? sentence : modelNames.of(rule.name(), reader) + ": " + sentence;
    }
}

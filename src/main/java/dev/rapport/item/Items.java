package dev.rapport.item;

import dev.rapport.shared.BusinessRuleViolation;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;

/**
 * All items of one kind.
 *
 * @param <I> the kind
 */
@NoRepositoryBean
public interface Items<I extends Item> extends Repository<I, Long> {

    I save(I item);

    /** Writes what has changed now: what reads by SQL sees it, and the database's constraints speak here. */
    void flush();

    Optional<I> findById(Long id);

    /** Locks the row: of two people closing the same item one wins, the other reads who it was. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select i from #{#entityName} i where i.id = :id")
    Optional<I> lock(Long id);

    /** A trial (see {@link dev.rapport.engine.Trial}) uses up no number: sequences are not rolled back. */
    long nextNumber();

    /**
     * One that there is.
     *
     * @throws BusinessRuleViolation not-found
     */
    default I read(Long id) {
        return findById(id).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
    }

    /**
     * One that is not voided, locked until the transaction ends.
     *
     * @throws BusinessRuleViolation not-found, or already-voided with who and when
     */
    default I locked(Long id) {
        I item = lock(id).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
        item.requireNotVoided();
        return item;
    }

    /**
     * An open one, locked until the transaction ends.
     *
     * @throws BusinessRuleViolation not-found, or already-closed or already-voided with who and when
     */
    default I open(Long id) {
        I item = locked(id);
        item.requireOpen();
        return item;
    }
}

package dev.rapport.measure;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All measures. */
interface Measures extends Repository<Measure, Long> {

    Measure save(Measure measure);

    /** Writes what has changed now: what reads by SQL sees it, and the database's constraints speak here. */
    void flush();

    Optional<Measure> findById(Long id);

    /** Locks the row: of two people closing the same measure one wins, the other reads who it was. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select m from Measure m where m.id = :id")
    Optional<Measure> lock(Long id);

    /** A trial (see {@link dev.rapport.engine.Trial}) uses up no number: sequences are not rolled back. */
    @Query(nativeQuery = true, value = """
            select case when current_setting('rapport.trial', true) = 'on' then 0
                        else nextval('rapport.measure_number_seq') end""")
    long nextNumber();
}

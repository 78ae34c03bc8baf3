package dev.rapport.contact;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All contacts. */
interface Contacts extends Repository<Contact, Long> {

    Contact save(Contact contact);

    /** Writes what has changed now: what reads by SQL sees it, and the database's constraints speak here. */
    void flush();

    Optional<Contact> findById(Long id);

    /** Locks the row: of two people closing the same contact one wins, the other reads who it was. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from Contact c where c.id = :id")
    Optional<Contact> lock(Long id);

    /** A trial (see {@link dev.rapport.engine.Trial}) uses up no number: sequences are not rolled back. */
    @Query(nativeQuery = true, value = """
            select case when current_setting('rapport.trial', true) = 'on' then 0
                        else nextval('rapport.contact_number_seq') end""")
    long nextNumber();
}

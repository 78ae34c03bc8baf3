package dev.rapport.reminder;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All reminders. */
interface Reminders extends Repository<Reminder, Long> {

    Reminder save(Reminder reminder);

    /** Writes what has changed now, so that what reads by SQL sees it. */
    void flush();

    /** Locks the row, so that raising, snoozing and removing never overlap. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Reminder r where r.id = :id")
    Optional<Reminder> lock(Long id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Reminder r where r.contactId = :contactId and r.removedAt is null")
    Optional<Reminder> lockOfContact(Long contactId);
}

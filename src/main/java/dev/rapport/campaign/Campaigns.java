package dev.rapport.campaign;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All campaigns, the deleted ones too. */
interface Campaigns extends Repository<Campaign, Long> {

    Campaign save(Campaign campaign);

    void flush();

    /** Locks the row: waits for every running use of the campaign and makes later ones wait. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from Campaign c where c.id = :id")
    Optional<Campaign> lock(Long id);
}

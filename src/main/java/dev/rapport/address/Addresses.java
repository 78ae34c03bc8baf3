package dev.rapport.address;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All addresses. */
public interface Addresses extends Repository<Address, Long> {

    Optional<Address> findById(long id);

    boolean existsById(long id);

    Address saveAndFlush(Address address);

    /** Held until the transaction ends, so that two changes of one address follow each other. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from Address a where a.id = :id")
    Optional<Address> findAndLock(long id);
}

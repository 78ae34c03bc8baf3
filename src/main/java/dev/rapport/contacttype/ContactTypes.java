package dev.rapport.contacttype;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All contact types. */
public interface ContactTypes extends Repository<ContactType, String> {

    Optional<ContactType> findByCode(String code);

    ContactType saveAndFlush(ContactType type);

    @Query("select t from ContactType t where t.retiredAt is null order by t.position, t.code")
    List<ContactType> active();

    /** Active ones in the order of choices, then retired ones. */
    @Query("select t from ContactType t order by case when t.retiredAt is null then 0 else 1 end, t.position, t.code")
    List<ContactType> all();

    /** Locks all of them, there are few: names are unique and one is left. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select t from ContactType t order by t.code")
    List<ContactType> lockAll();
}

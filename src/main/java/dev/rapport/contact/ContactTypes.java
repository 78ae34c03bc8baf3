package dev.rapport.contact;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All contact types. */
public interface ContactTypes extends Repository<ContactType, String> {

    Optional<ContactType> findByCode(String code);

    @Query("select t from ContactType t where t.retiredAt is null order by t.position, t.code")
    List<ContactType> active();
}

package dev.rapport.user;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All users. */
public interface Users extends Repository<AppUser, String> {

    Optional<AppUser> findById(String userId);

    AppUser save(AppUser user);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select u from AppUser u where u.userId = :userId")
    Optional<AppUser> lock(String userId);

    /** A user as lists and choices show it. */
    record UserName(String id, String name) {}

    /** Enabled users in whose login or name both texts occur, at most ten, by name; see {@link FindUsers}. */
    @Query(nativeQuery = true, value = """
            select u.user_id as id, a.name
            from rapport.app_user u join rapport.address_card a on a.id = u.address_id,
                 lateral (select concat_ws(' ', u.user_id, a.name) as text) n
            where u.enabled
              and (position(rapport.fold(:first) in rapport.fold(n.text)) > 0
                   or position(rapport.fold_german(:first) in rapport.fold_german(n.text)) > 0)
              and (position(rapport.fold(:second) in rapport.fold(n.text)) > 0
                   or position(rapport.fold_german(:second) in rapport.fold_german(n.text)) > 0)
            order by a.last_name collate "de-x-icu", a.first_name collate "de-x-icu", u.user_id
            limit 10""")
    List<UserName> search(String first, String second);

    @Query(nativeQuery = true, value = """
            select u.user_id as id, u.name from rapport.user_card u where u.user_id = :userId""")
    Optional<UserName> nameOf(String userId);
}

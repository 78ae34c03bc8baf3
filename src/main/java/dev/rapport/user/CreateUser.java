package dev.rapport.user;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes an address a user: login in the engine's identity tables, user row beside it, both or neither. */
@Service
public class CreateUser {

    private final Users users;
    private final Identity identity;
    private final JdbcClient jdbc;

    CreateUser(Users users, Identity identity, JdbcClient jdbc) {
        this.users = users;
        this.identity = identity;
        this.jdbc = jdbc;
    }

    /**
     * Creates a private address and the user on it.
     *
     * @param userId login, lower case; also the engine's user id
     * @param password at least 12 characters, checked by the engine's password policy
     */
    @Transactional
    public void create(
            String userId, String firstName, String lastName, String email, String password, List<Group> groups) {
        Long addressId = jdbc.sql("""
                        insert into rapport.address (kind, first_name, name, email, created_by, updated_by)
                        values ('PRIVATE', :firstName, :lastName, :email, 'system', 'system') returning id""")
                .param("firstName", firstName)
                .param("lastName", lastName)
                .param("email", email)
                .query(Long.class)
                .single();
        users.save(new AppUser(userId, addressId, "de"));
        identity.create(
                userId,
                firstName,
                lastName,
                email,
                password,
                groups.stream().map(Group::id).toList());
    }
}

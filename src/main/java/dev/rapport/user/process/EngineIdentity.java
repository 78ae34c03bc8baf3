package dev.rapport.user.process;

import dev.rapport.engine.EnginePasswords;
import dev.rapport.shared.Texts;
import dev.rapport.user.Group;
import dev.rapport.user.Identity;
import dev.rapport.user.PasswordRule.Person;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** {@link Identity} in the engine's tables, so that the engine's Admin manages the users too. */
@Component
class EngineIdentity implements Identity {

    private final IdentityService identityService;
    private final EnginePasswords passwords;
    private final JdbcClient jdbc;

    EngineIdentity(IdentityService identityService, EnginePasswords passwords, JdbcClient jdbc) {
        this.identityService = identityService;
        this.passwords = passwords;
        this.jdbc = jdbc;
    }

    @Override
    public boolean passwordMatches(String userId, String password, String from) {
        return passwords.matches(userId, password, from);
    }

    @Override
    public boolean passwordMatchedLately(String userId, String password, String from) {
        return passwords.verifiedLately(userId, password, from);
    }

    @Override
    public boolean exists(String userId) {
        return identityService.createUserQuery().userId(userId).count() > 0;
    }

    @Override
    public Person person(String userId) {
        User user = user(userId);
        return new Person(userId, user.getFirstName(), user.getLastName(), user.getEmail());
    }

    @Override
    public List<String> groupsOf(String userId) {
        return groupsOf(List.of(userId)).getOrDefault(userId, List.of());
    }

    /** The engine's queries know one user at a time, and cost more than what they ask. */
    @Override
    public Map<String, List<String>> groupsOf(Collection<String> userIds) {
        Map<String, List<String>> groups = new HashMap<>();
        if (!userIds.isEmpty()) {
            jdbc.sql("""
                            select u.id_, m.group_id_ from act_id_user u
                            left join act_id_membership m on m.user_id_ = u.id_ where u.id_ in (:users) order by m.group_id_""").param("users", userIds).query(row -> {
                List<String> ofUser = groups.computeIfAbsent(row.getString(1), user -> new ArrayList<>());
                if (row.getString(2) != null) {
                    ofUser.add(row.getString(2));
                }
            });
        }
        return groups;
    }

    @Override
    @Transactional
    public void create(
            String userId, @Nullable String firstName, String lastName, @Nullable String email, String password) {
        User user = identityService.newUser(userId);
        describe(user, firstName, lastName, email);
        user.setPassword(password);
        passwords.save(user);
    }

    @Override
    @Transactional
    public void rename(String userId, @Nullable String firstName, String lastName, @Nullable String email) {
        User user = user(userId);
        describe(user, firstName, lastName, email);
        identityService.saveUser(user);
    }

    /** Without what nobody sees, as the user's address has it. */
    private static void describe(User user, @Nullable String firstName, String lastName, @Nullable String email) {
        user.setFirstName(firstName == null ? null : Texts.tidy(firstName));
        user.setLastName(Texts.tidy(lastName));
        user.setEmail(email == null ? null : Texts.tidy(email));
    }

    @Override
    @Transactional
    public void setPassword(String userId, String password) {
        User user = user(userId);
        user.setPassword(password);
        passwords.save(user);
    }

    @Override
    @Transactional
    public void setGroups(String userId, Collection<Group> groups) {
        List<String> before = groupsOf(userId);
        for (Group group : Group.values()) {
            boolean member = before.contains(group.id());
            if (groups.contains(group) && !member) {
                identityService.createMembership(userId, group.id());
            } else if (!groups.contains(group) && member) {
                identityService.deleteMembership(userId, group.id());
            }
        }
    }

    @Override
    public boolean hasMembers(String group) {
        return identityService.createUserQuery().memberOfGroup(group).count() > 0;
    }

    private User user(String userId) {
        return Objects.requireNonNull(
                identityService.createUserQuery().userId(userId).singleResult(), userId);
    }
}

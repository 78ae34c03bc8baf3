package dev.rapport.user.process;

import dev.rapport.engine.EnginePasswords;
import dev.rapport.user.Identity;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** {@link Identity} in the engine's tables, so that the engine's Admin manages the users. */
@Component
class EngineIdentity implements Identity {

    private final IdentityService identityService;
    private final EnginePasswords passwords;

    EngineIdentity(IdentityService identityService, EnginePasswords passwords) {
        this.identityService = identityService;
        this.passwords = passwords;
    }

    @Override
    public boolean passwordMatches(String userId, String password) {
        return passwords.matches(userId, password);
    }

    @Override
    public boolean passwordMatchedLately(String userId, String password) {
        return passwords.verifiedLately(userId, password);
    }

    @Override
    public boolean exists(String userId) {
        return identityService.createUserQuery().userId(userId).count() > 0;
    }

    @Override
    public List<String> groupsOf(String userId) {
        return identityService.createGroupQuery().groupMember(userId).list().stream()
                .map(Group::getId)
                .toList();
    }

    @Override
    @Transactional
    public void create(
            String userId, String firstName, String lastName, String email, String password, List<String> groups) {
        User user = identityService.newUser(userId);
        user.setFirstName(firstName);
        user.setLastName(lastName);
        user.setEmail(email);
        user.setPassword(password);
        identityService.saveUser(user);
        groups.forEach(group -> identityService.createMembership(userId, group));
    }

    @Override
    public boolean hasMembers(String group) {
        return identityService.createUserQuery().memberOfGroup(group).count() > 0;
    }
}

package dev.rapport.engine;

import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.identity.IdentityOperationResult;
import org.camunda.bpm.engine.impl.identity.db.DbIdentityServiceProvider;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.springframework.beans.factory.ObjectProvider;

/** The engine's identity tables, with somebody listening: every user there is one of Rapport's too. */
final class WatchedIdentities extends DbIdentityServiceProvider {

    private final UserChanges listener;

    private WatchedIdentities(UserChanges listener) {
        this.listener = listener;
    }

    static SessionFactory with(ObjectProvider<UserChanges> listener) {
        return new SessionFactory() {
            @Override
            public Class<?> getSessionType() {
                return WatchedIdentities.class;
            }

            @Override
            public Session openSession() {
                return new WatchedIdentities(listener.getObject());
            }
        };
    }

    /** By whoever changes a password in Admin: the own one is asked for, and could be guessed in a session left open. */
    @Override
    public boolean checkPassword(String userId, String password) {
        return listener.counted(userId, () -> super.checkPassword(userId, password));
    }

    @Override
    public IdentityOperationResult saveUser(User user) {
        IdentityOperationResult result = super.saveUser(user);
        UserChanges.Profile profile =
                new UserChanges.Profile(user.getId(), user.getFirstName(), user.getLastName(), user.getEmail());
        if (result.getOperation().equals(IdentityOperationResult.OPERATION_CREATE)) {
            listener.created(profile);
        } else {
            listener.saved(profile);
            if (((UserEntity) user).hasNewPassword()) {
                listener.passwordChanged(user.getId());
            }
        }
        return result;
    }

    @Override
    public IdentityOperationResult deleteUser(String userId) {
        IdentityOperationResult result = super.deleteUser(userId);
        listener.deleted(userId);
        return result;
    }

    @Override
    public IdentityOperationResult createMembership(String userId, String groupId) {
        IdentityOperationResult result = super.createMembership(userId, groupId);
        listener.joined(userId, groupId);
        return result;
    }

    @Override
    public IdentityOperationResult deleteMembership(String userId, String groupId) {
        IdentityOperationResult result = super.deleteMembership(userId, groupId);
        listener.left(userId, groupId);
        return result;
    }
}

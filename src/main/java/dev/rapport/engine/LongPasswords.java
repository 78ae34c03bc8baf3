package dev.rapport.engine;

import dev.rapport.shared.BusinessRuleViolation;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.identity.PasswordPolicy;
import org.camunda.bpm.engine.identity.PasswordPolicyRule;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.identity.PasswordPolicyLengthRuleImpl;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The engine's door to Rapport's rule about passwords: its Admin and its API take the same ones as Rapport's pages, and no rule
 * makes people write passwords down.
 */
final class LongPasswords implements PasswordPolicy {

    static final int SHORTEST = 12;

    private final ObjectProvider<UserChanges> listener;

    LongPasswords(ObjectProvider<UserChanges> listener) {
        this.listener = listener;
    }

    @Override
    public List<PasswordPolicyRule> getRules() {
        return List.of(new PasswordPolicyLengthRuleImpl(SHORTEST), new Unguessable());
    }

    /** What the engine's own exception does not say: why. */
    static final class Refused extends ProcessEngineException {

        private static final long serialVersionUID = 1;

        private final BusinessRuleViolation refusal;

        Refused(BusinessRuleViolation refusal) {
            super(refusal.getMessage(), refusal);
            this.refusal = refusal;
        }

        BusinessRuleViolation refusal() {
            return refusal;
        }
    }

    private final class Unguessable implements PasswordPolicyRule {

        /** Admin translates what it finds among its own texts, and shows everything else as it is. */
        @Override
        public String getPlaceholder() {
            return listener.getObject().aboutPasswords();
        }

        @Override
        public @Nullable Map<String, String> getParameters() {
            return null;
        }

        @Override
        public boolean execute(String password) {
            return execute(password, null);
        }

        @Override
        public boolean execute(String password, @Nullable User user) {
            try {
                listener.getObject().password(profile(user), password);
                return true;
            } catch (BusinessRuleViolation refusal) {
                if (user instanceof UserEntity saved && saved.hasNewPassword()) {
                    throw new Refused(refusal);
                }
                return false;
            }
        }

        private static UserChanges.Profile profile(@Nullable User user) {
            return user == null
                    ? new UserChanges.Profile("", null, null, null)
                    : new UserChanges.Profile(user.getId(), user.getFirstName(), user.getLastName(), user.getEmail());
        }
    }
}

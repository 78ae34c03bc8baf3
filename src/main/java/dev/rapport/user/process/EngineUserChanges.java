package dev.rapport.user.process;

import dev.rapport.engine.UserChanges;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Sentences;
import dev.rapport.user.FollowIdentities;
import dev.rapport.user.LoginThrottle;
import dev.rapport.user.LoginThrottle.Reservation;
import dev.rapport.user.PasswordRule;
import dev.rapport.user.PasswordRule.Person;
import java.util.function.BooleanSupplier;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells Rapport what happens in the engine's identity tables, and the engine's Admin in a sentence what is refused. */
@Component
class EngineUserChanges implements UserChanges {

    /** Counted apart from logins, as if it were a browser of its own. */
    private static final String CHECKED_BY_ENGINE = "engine";

    private final FollowIdentities followIdentities;
    private final PasswordRule passwords;
    private final LoginThrottle throttle;
    private final JdbcClient jdbc;
    private final Sentences sentences;

    EngineUserChanges(
            FollowIdentities followIdentities,
            PasswordRule passwords,
            LoginThrottle throttle,
            JdbcClient jdbc,
            Sentences sentences) {
        this.followIdentities = followIdentities;
        this.passwords = passwords;
        this.throttle = throttle;
        this.jdbc = jdbc;
        this.sentences = sentences;
    }

    @Override
    public void password(Profile user, String password) {
        FieldChecks errors = new FieldChecks();
        passwords.check(errors, password, new Person(user.userId(), user.firstName(), user.lastName(), user.email()));
        explained(errors::refuseIfAny);
    }

    /** In the transaction of the check, which is over before anything is said of it. */
    @Override
    public boolean counted(String userId, BooleanSupplier check) {
        Reservation counted = throttle.reserve(userId, "", CHECKED_BY_ENGINE)
                .orElseThrow(() -> explained(BusinessRuleViolation.conflict("password", "password.throttled")));
        boolean right = check.getAsBoolean();
        if (right) {
            throttle.giveBack(counted);
        }
        return right;
    }

    @Override
    public String aboutPasswords() {
        return sentences.text("password.policy", LocaleContextHolder.getLocale());
    }

    @Override
    public void created(Profile user) {
        if (isPerson(user.userId())) {
            explained(() -> followIdentities.created(user.userId(), user.firstName(), user.lastName(), user.email()));
        }
    }

    /** A new password is no new name: whatever the address says by now stays then. */
    @Override
    public void saved(Profile user) {
        if (isPerson(user.userId()) && !user.equals(before(user.userId()))) {
            explained(() -> followIdentities.renamed(user.userId(), user.firstName(), user.lastName(), user.email()));
        }
    }

    @Override
    public void passwordChanged(String userId) {
        followIdentities.passwordChanged(userId);
    }

    @Override
    public void deleted(String userId) {
        followIdentities.deleted(userId);
    }

    @Override
    public void joined(String userId, String group) {
        if (isPerson(userId)) {
            followIdentities.joined(userId, group);
        }
    }

    @Override
    public void left(String userId, String group) {
        followIdentities.left(userId, group);
    }

    private static boolean isPerson(String userId) {
        return !userId.equals(GroupRights.TECHNICAL_USER);
    }

    /** The engine writes at the end of its command, so the table still holds what was. */
    private Profile before(String userId) {
        return jdbc.sql("select id_, first_, last_, email_ from act_id_user where id_ = :id")
                .param("id", userId)
                .query((row, n) -> new Profile(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .single();
    }

    private void explained(Runnable work) {
        try {
            work.run();
        } catch (BusinessRuleViolation refusal) {
            throw explained(refusal);
        }
    }

    private BusinessRuleViolation explained(BusinessRuleViolation refusal) {
        return refusal.saying(sentences.of(refusal, LocaleContextHolder.getLocale()));
    }
}

package dev.rapport.user;

import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.FieldChecks;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Changes what a user is called and may do. */
@Service
public class ChangeUser {

    private final EntityManager entities;
    private final Identity identity;
    private final UserChecks checks;
    private final AuditTrail audit;

    ChangeUser(EntityManager entities, Identity identity, UserChecks checks, AuditTrail audit) {
        this.entities = entities;
        this.identity = identity;
        this.checks = checks;
        this.audit = audit;
    }

    /**
     * Changes a user.
     *
     * @throws dev.rapport.shared.BusinessRuleViolation not-found, user.deleted, stale-version, user.yourself for giving up
     *     one's own administration, or everything wrong with the input at once
     */
    @Transactional
    public void change(String login, UserChange change) {
        AppUser user = checks.lock(login);
        audit.requireVersion(AuditTrail.USER, login, user.version(), change.version());
        FieldChecks errors = new FieldChecks();
        checks.person(errors, change.firstName(), change.name(), change.email());
        errors.required("email", change.email());
        String language = checks.language(errors, change.language());
        String manager = checks.reportsTo(errors, login, change.reportsTo(), user.reportsTo());
        List<Group> groups = checks.groups(errors, change.groups());
        errors.refuseIfAny();
        if (!groups.contains(Group.SYSTEM_ADMIN)) {
            checks.refuseYourself(login);
        }

        identity.rename(login, change.firstName(), String.valueOf(change.name()), change.email());
        identity.setGroups(login, groups);
        if (!Objects.equals(user.locale(), language)) {
            audit.changed(AuditTrail.USER, login, "language", user.locale(), language);
            user.speak(language);
        }
        if (!Objects.equals(user.reportsTo(), manager)) {
            audit.changed(AuditTrail.USER, login, "reportsTo", user.reportsTo(), manager);
            user.reportTo(manager);
        }
        // name and groups are kept elsewhere, and still are a change of the user
        entities.lock(user, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
    }
}

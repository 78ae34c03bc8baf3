package dev.rapport.user;

import dev.rapport.address.AddressChange;
import dev.rapport.address.AddressFieldsBuilder;
import dev.rapport.address.AddressKind;
import dev.rapport.address.ChangeAddress;
import dev.rapport.address.CreateAddress;
import dev.rapport.address.ReadAddress;
import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.Change;
import dev.rapport.shared.FieldChecks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps Rapport's users in step with the logins in the engine's identity tables: wherever a login is created, renamed or
 * deleted, the user is (rule 8). A deleted user counts as disabled, because what the user did stays (rule 31).
 */
@Service
public class FollowIdentities {

    private final Users users;
    private final UserChecks checks;
    private final CreateAddress createAddress;
    private final ChangeAddress changeAddress;
    private final ReadAddress readAddress;
    private final UserSessions sessions;
    private final AuditTrail audit;

    FollowIdentities(
            Users users,
            UserChecks checks,
            CreateAddress createAddress,
            ChangeAddress changeAddress,
            ReadAddress readAddress,
            UserSessions sessions,
            AuditTrail audit) {
        this.users = users;
        this.checks = checks;
        this.createAddress = createAddress;
        this.changeAddress = changeAddress;
        this.readAddress = readAddress;
        this.sessions = sessions;
        this.audit = audit;
    }

    /**
     * Makes a new login a user. Somebody who comes back is the user from before.
     *
     * @throws dev.rapport.shared.BusinessRuleViolation when Rapport could not keep such a user
     */
    @Transactional
    public void created(String login, @Nullable String firstName, @Nullable String name, @Nullable String email) {
        FieldChecks errors = new FieldChecks();
        checks.login(errors, login);
        checks.person(errors, firstName, name, email);
        errors.refuseIfAny();
        AppUser known = users.lock(login).orElse(null);
        if (known == null) {
            var address = createAddress.create(
                    AddressKind.PRIVATE,
                    AddressFieldsBuilder.builder()
                            .name(name)
                            .firstName(firstName)
                            .email(email)
                            .build());
            users.save(new AppUser(login, address.address().id()));
        } else {
            known.enable();
            rename(known, firstName, name, email);
        }
        audit.changed(AuditTrail.USER, login, "enabled", null, true);
    }

    @Transactional
    public void renamed(String login, @Nullable String firstName, @Nullable String name, @Nullable String email) {
        FieldChecks errors = new FieldChecks();
        checks.person(errors, firstName, name, email);
        errors.refuseIfAny();
        users.lock(login).ifPresent(user -> rename(user, firstName, name, email));
    }

    private void rename(AppUser user, @Nullable String firstName, @Nullable String name, @Nullable String email) {
        changeAddress.change(
                user.addressId(),
                readAddress.read(user.addressId()).version(),
                AddressChange.ofPerson(Change.to(firstName), Change.to(name), Change.to(email)));
    }

    /**
     * Ends every session that began with the old password, but for the one in which its owner has changed it: whoever else knew
     * the old one is out, wherever it was changed.
     */
    @Transactional
    public void passwordChanged(String login) {
        audit.changed(AuditTrail.USER, login, "password", null, null);
        sessions.endOthers(login);
    }

    @Transactional
    public void deleted(String login) {
        users.lock(login).ifPresent(user -> {
            user.disable();
            audit.changed(AuditTrail.USER, login, "deleted", false, true);
            sessions.endAll(login);
        });
    }

    @Transactional
    public void joined(String login, String group) {
        audit.changed(AuditTrail.USER, login, "groups", null, group);
    }

    @Transactional
    public void left(String login, String group) {
        audit.changed(AuditTrail.USER, login, "groups", group, null);
    }
}

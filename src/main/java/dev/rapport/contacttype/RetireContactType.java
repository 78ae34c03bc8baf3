package dev.rapport.contacttype;

import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.FieldChecks;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes a contact type out of every choice, or puts it back. Contacts that have it keep it and can still be closed. */
@Service
public class RetireContactType {

    private final ContactTypes types;
    private final BusinessTime time;
    private final AuditTrail audit;

    RetireContactType(ContactTypes types, BusinessTime time, AuditTrail audit) {
        this.types = types;
        this.time = time;
        this.audit = audit;
    }

    /**
     * No new contact can have it from now on.
     *
     * @throws BusinessRuleViolation not-found, contact-type.last for the only one that is left
     */
    @Transactional
    public void retire(String code) {
        List<ContactType> all = types.lockAll();
        ContactType type = ChangeContactType.find(all, code);
        if (!type.active()) {
            return;
        }
        if (all.stream().filter(ContactType::active).count() == 1) {
            throw BusinessRuleViolation.conflict("code", "contact-type.last");
        }
        type.retire(time.now());
        types.saveAndFlush(type);
        audit.changed(AuditTrail.CONTACT_TYPE, code, "active", true, false);
    }

    /**
     * New contacts can have it again.
     *
     * @throws BusinessRuleViolation not-found, name.taken when another type has its name by now
     */
    @Transactional
    public void reactivate(String code) {
        List<ContactType> all = types.lockAll();
        ContactType type = ChangeContactType.find(all, code);
        if (type.active()) {
            return;
        }
        FieldChecks errors = new FieldChecks();
        ChangeContactType.refuseTaken(
                errors,
                new ContactTypeDraft(type.nameDe(), type.nameEn(), type.needsDuration(), type.usualDuration()),
                all);
        errors.refuseIfAny();
        type.reactivate();
        types.saveAndFlush(type);
        audit.changed(AuditTrail.CONTACT_TYPE, code, "active", false, true);
    }
}

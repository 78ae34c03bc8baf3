package dev.rapport.contacttype;

import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.FieldChecks;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Renames a contact type, or says anew whether it needs a duration and how long one usually takes. Contacts that are closed stay as they are. */
@Service
public class ChangeContactType {

    private final ContactTypes types;
    private final AuditTrail audit;

    ChangeContactType(ContactTypes types, AuditTrail audit) {
        this.types = types;
        this.audit = audit;
    }

    /**
     * Changes a type.
     *
     * @param version that was read
     * @throws BusinessRuleViolation not-found, stale-version, or everything wrong with the input at once
     */
    @Transactional
    public void change(String code, int version, ContactTypeDraft draft) {
        List<ContactType> all = types.lockAll();
        ContactType type = find(all, code);
        audit.requireVersion(AuditTrail.CONTACT_TYPE, code, type.version(), version);
        FieldChecks errors = new FieldChecks();
        ContactTypeDraft checked = draft.checked(errors, type.usualDuration());
        refuseTaken(errors, checked, all.stream().filter(other -> other != type).toList());
        errors.refuseIfAny();
        note(code, "nameDe", type.nameDe(), checked.nameDe());
        note(code, "nameEn", type.nameEn(), checked.nameEn());
        note(code, "needsDuration", type.needsDuration(), checked.needsDuration());
        note(code, "usualDuration", type.usualDuration(), checked.usualDuration());
        type.change(checked);
        types.saveAndFlush(type);
    }

    private void note(String code, String field, Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            audit.changed(AuditTrail.CONTACT_TYPE, code, field, before, after);
        }
    }

    static ContactType find(List<ContactType> types, String code) {
        return types.stream()
                .filter(type -> type.code().equals(code))
                .findFirst()
                .orElseThrow(() -> BusinessRuleViolation.notFound("code"));
    }

    /** Two types that people can choose must not have the same name. */
    static void refuseTaken(FieldChecks errors, ContactTypeDraft draft, List<ContactType> others) {
        for (ContactType other : others) {
            if (other.active() && other.nameDe().equalsIgnoreCase(draft.nameDe())) {
                errors.refuse("nameDe", "name.taken");
            }
            if (other.active() && other.nameEn().equalsIgnoreCase(draft.nameEn())) {
                errors.refuse("nameEn", "name.taken");
            }
        }
    }
}

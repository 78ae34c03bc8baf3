package dev.rapport.contacttype;

import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.FieldChecks;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Adds a contact type, at the end of every choice. */
@Service
public class AddContactType {

    /** As long as the database keeps it, less three digits that tell it from another one. */
    private static final int CODE_LENGTH = 27;

    private final ContactTypes types;
    private final AuditTrail audit;

    AddContactType(ContactTypes types, AuditTrail audit) {
        this.types = types;
        this.audit = audit;
    }

    /**
     * Adds a type.
     *
     * @return its code, made from its English name: API, models and contacts know it by that, whatever it is called later
     * @throws dev.rapport.shared.BusinessRuleViolation with everything that is wrong with the draft, at once
     */
    @Transactional
    public String add(ContactTypeDraft draft) {
        List<ContactType> present = types.lockAll();
        FieldChecks errors = new FieldChecks();
        ContactTypeDraft checked = draft.checked(errors, ContactTypeDraft.USUAL);
        ChangeContactType.refuseTaken(errors, checked, present);
        errors.refuseIfAny();
        String code = freeCode(
                checked.nameEn(), present.stream().map(ContactType::code).collect(Collectors.toSet()));
        int last = present.stream().mapToInt(ContactType::position).max().orElse(0);
        types.saveAndFlush(new ContactType(code, checked, last + 1));
        audit.changed(AuditTrail.CONTACT_TYPE, code, "active", null, true);
        return code;
    }

    static String freeCode(@org.jspecify.annotations.Nullable String name, Set<String> taken) {
        String plain = Normalizer.normalize(String.valueOf(name), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toUpperCase(Locale.ROOT)
                .replaceAll("[^A-Z0-9]+", "_")
                .replaceAll("^[_0-9]+|_+$", "");
        String code = plain.isEmpty() ? "TYPE" : plain.substring(0, Math.min(plain.length(), CODE_LENGTH));
        return Stream.iterate(1, number -> number + 1)
                .map(number -> number == 1 ? code : code + number)
                .filter(free -> !taken.contains(free))
                .findFirst()
                .orElseThrow();
    }
}

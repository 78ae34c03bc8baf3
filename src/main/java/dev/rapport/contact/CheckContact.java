package dev.rapport.contact;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.FieldError;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Says what would be wrong with a draft without creating anything, so that work on many can ask before it begins. */
@Service
public class CheckContact {

    private final ContactChecks checks;

    CheckContact(ContactChecks checks) {
        this.checks = checks;
    }

    /** Everything that is wrong with the draft; empty when it may be created. */
    @Transactional
    public List<FieldError> errors(ContactDraft draft) {
        try {
            checks.check(draft);
            return List.of();
        } catch (BusinessRuleViolation refusal) {
            return refusal.errors();
        }
    }

    /** What would be wrong with when performed contacts began; null where nothing is said of it, or when it was refused. */
    public @Nullable Instant start(FieldChecks errors, @Nullable String value) {
        return checks.performedStart(errors, value);
    }

    /** What would be wrong with the duration of a performed contact of a type that needs none; each type may ask for more. */
    public void duration(FieldChecks errors, @Nullable String value) {
        checks.performedDuration(errors, value);
    }
}

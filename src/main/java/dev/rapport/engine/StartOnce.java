package dev.rapport.engine;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.IdempotencyKeys;
import dev.rapport.shared.IdempotencyKeys.First;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/**
 * A start form that is sent twice starts once (rule 11): after a lost reply, Tasklist keeps the form open and whoever
 * filled it in presses "Start" again. The form carries a key, which Rapport's script in Tasklist puts in.
 */
@Component
public class StartOnce {

    /** The variable with the key; a start without one is not protected. */
    public static final String KEY = "idempotencyKey";

    private final IdempotencyKeys keys;

    StartOnce(IdempotencyKeys keys) {
        this.keys = keys;
    }

    /**
     * Claims the key of the form for the instance that is starting.
     *
     * @param draft what was typed; its text tells a resend from something else
     * @throws BusinessRuleViolation already-started, when something else was sent under the same key
     */
    public void claim(DelegateExecution execution, Record draft) {
        if (!(execution.getVariable(KEY) instanceof String key) || key.isBlank()) {
            return;
        }
        execution.removeVariable(KEY);
        if (key.length() > IdempotencyKeys.LONGEST) {
            throw BusinessRuleViolation.invalid(KEY, "too-long", IdempotencyKeys.LONGEST);
        }
        String route = "start form of " + draft.getClass().getSimpleName();
        String hash = IdempotencyKeys.hash(draft.toString());
        if (keys.claim(key, route, hash)) {
            keys.keep(key, route, execution.getProcessInstanceId(), null);
            return;
        }
        First first = keys.first(key, route);
        if (!first.bodyHash().equals(hash)) {
            throw BusinessRuleViolation.conflict(KEY, "already-started");
        }
        throw new AlreadyStarted(first.location());
    }
}

package dev.rapport.engine;

import dev.rapport.engine.Steps.Step;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.DatabaseTrouble;
import dev.rapport.shared.ModelNames;
import dev.rapport.shared.Sentences;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * What slips through every check of a model ends here (rule 36): the person reads which step is drawn wrongly and whom to
 * tell, and process admins find it among the {@link ModelFaults}. Refusals, conflicts and outages are no faults of a model
 * and stay what they are.
 */
@Component
class FailedSteps {

    private static final Logger log = LoggerFactory.getLogger(FailedSteps.class);

    /** No field has this name: the sentence stands for itself. */
    private static final String FIELD = "step";

    /** The model is not the reason for these, wherever they come from. */
    private static final List<Class<? extends Throwable>> NO_FAULTS = List.of(
            OptimisticLockingException.class,
            AuthorizationException.class,
            SQLException.class,
            PersistenceException.class,
            IllegalStateException.class,
            // the database or the mail server is away, a transaction cannot begin
            NestedRuntimeException.class);

    /** Where Rapport's own exceptions are: a refusal, a mail that did not go out. They are thrown on purpose. */
    private static final String OURS = "dev.rapport.";

    private final ModelFaults faults;
    private final ModelNames names;
    private final Sentences sentences;

    FailedSteps(ModelFaults faults, ModelNames names, Sentences sentences) {
        this.faults = faults;
        this.names = names;
        this.sentences = sentences;
    }

    /**
     * What is thrown instead.
     *
     * @param thrown what came out of the engine while a model was under way
     * @param read whether somebody reads the answer
     */
    RuntimeException answer(Throwable thrown, Step step, boolean read) {
        if (!isFault(thrown)) {
            return rethrown(thrown);
        }
        boolean loop = isLoop(thrown);
        boolean noted = note(thrown, step, loop ? ModelFault.Kind.LOOP : ModelFault.Kind.FAILED);
        return noted && read ? refusal(step, loop) : rethrown(thrown);
    }

    /** The engine's REST API would tell what the database said, and for all of it as an error of its own. */
    void throwTrouble(Throwable thrown) {
        DatabaseTrouble.behind(thrown).ifPresent(trouble -> {
            throw DatabaseTrouble.told(trouble, sentences.text(trouble.key(), LocaleContextHolder.getLocale()), thrown);
        });
    }

    static boolean isLoop(@Nullable Throwable thrown) {
        // a process that calls itself runs out of the thread's stack before it has gone a thousand steps
        return thrown instanceof TooManySteps || thrown instanceof StackOverflowError;
    }

    private static RuntimeException rethrown(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return (RuntimeException) thrown;
    }

    private static boolean isFault(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 30; depth++) {
            if (cause.getClass().getName().startsWith(OURS) && !isLoop(cause)) {
                return false;
            }
            for (Class<?> other : NO_FAULTS) {
                if (other.isInstance(cause)) {
                    return false;
                }
            }
            cause = cause.getCause();
        }
        return true;
    }

    /** Whether it is a fault of the model. */
    private boolean note(Throwable thrown, Step step, ModelFault.Kind kind) {
        try {
            long count = faults.note(step, kind, thrown);
            if (count == 1) {
                log.error("A model fails: {} version {} at {}", step.process(), step.version(), step.element(), thrown);
            }
            return count > 0;
        } catch (DataAccessException | TransactionException lost) {
            // whoever waits for an answer gets it all the same
            log.error("A model fails: {} at {}, and that cannot be kept", step.definition(), step.element(), thrown);
            log.error("The fault of a model cannot be kept", lost);
            return true;
        }
    }

    private BusinessRuleViolation refusal(Step step, boolean loop) {
        Locale reader = LocaleContextHolder.getLocale();
        String name = names.of(step.name() == null ? step.element() : step.name(), reader);
        String code = loop ? "model.loop" : step.isProcess() ? "model.process-failed" : "model.failed";
        BusinessRuleViolation refusal = BusinessRuleViolation.invalid(FIELD, code, name, step.processName())
                .refusedBy(step.element(), name);
        return refusal.saying(sentences.of(refusal, reader));
    }
}

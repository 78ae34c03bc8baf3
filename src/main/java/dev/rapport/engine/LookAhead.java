package dev.rapport.engine;

import dev.rapport.shared.BusinessRuleViolation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What conditions would refuse if a task were completed now. The engine goes on from it, in a command that never gets
 * as far as writing, in a transaction in which the database lets nobody write or lock: conditions say what they refuse and let it
 * go on, and the first step that does something ends the look.
 */
@Component
public class LookAhead {

    private static final Logger log = LoggerFactory.getLogger(LookAhead.class);

    private static final ThreadLocal<@Nullable Look> CURRENT = new ThreadLocal<>();

    /** One look, on one thread. */
    private static final class Look {

        private final Set<String> unsaid;
        private final List<BusinessRuleViolation> refused = new ArrayList<>();
        private boolean over;

        Look(Set<String> unsaid) {
            this.unsaid = unsaid;
        }
    }

    /** Ends a look: as far as this can be told beforehand. */
    private static final class Over extends BadUserRequestException {

        private static final long serialVersionUID = 1;

        Over() {
            super("As far as a look ahead goes");
        }

        /** Nobody reads where it was thrown, and it is thrown at every look. */
        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    private final ProcessEngine engine;
    private final RepositoryService repositoryService;
    private final ModelSteps steps;
    private final Set<String> unsaid;
    private final TransactionTemplate transaction;
    private final Map<String, Boolean> worthwhile = new ConcurrentHashMap<>();

    LookAhead(
            @Lazy ProcessEngine engine,
            @Lazy RepositoryService repositoryService,
            ModelSteps steps,
            List<Lifecycle> lifecycles,
            PlatformTransactionManager transactions) {
        this.engine = engine;
        this.repositoryService = repositoryService;
        this.steps = steps;
        this.unsaid = lifecycles.stream()
                .map(Lifecycle::work)
                .filter(work -> work != null)
                .flatMap(work -> work.inputs().stream())
                .map(ModelVariable::name)
                .filter(name -> !name.equals(ModelledOutcomes.VARIABLE))
                .collect(Collectors.toUnmodifiableSet());
        this.transaction = new TransactionTemplate(transactions);
        transaction.setReadOnly(true);
    }

    /** Whether the work on this thread is such a look. */
    static boolean isLooking() {
        return CURRENT.get() != null;
    }

    /** Whether a variable is one that people hand in with a task, and this is a look at what they have not handed in yet. */
    static boolean asksFor(String variable) {
        Look look = CURRENT.get();
        return look != null && look.unsaid.contains(variable);
    }

    /** Says what would be refused; the look goes on, so that all of it is told at once. */
    static void refused(BusinessRuleViolation refusal) {
        Look look = CURRENT.get();
        if (look != null) {
            look.refused.add(refusal);
        }
    }

    /** Ends the look, if this is one: what comes now depends on what nobody has said or done yet. */
    public static void end() {
        Look look = CURRENT.get();
        if (look != null) {
            look.over = true;
            throw new Over();
        }
    }

    /** Whether a deployed model has a condition of which anything can be told beforehand. */
    public boolean isWorthwhile(String definition) {
        return worthwhile.computeIfAbsent(definition, this::read);
    }

    private boolean read(String definition) {
        BpmnModelInstance model = repositoryService.getBpmnModelInstance(definition);
        Stream<@Nullable String> named = Stream.concat(
                model.getModelElementsByType(ServiceTask.class).stream().map(ServiceTask::getCamundaDelegateExpression),
                model.getModelElementsByType(CamundaExecutionListener.class).stream()
                        .map(CamundaExecutionListener::getCamundaDelegateExpression));
        Set<String> foreseeable = steps.catalogue().entrySet().stream()
                .filter(step -> step.getValue().kind() == ModelStep.Kind.CONDITION
                        && step.getValue().foresight() != Foresight.NEVER)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
        return named.anyMatch(expression -> expression != null
                && ExpressionGrammar.singleName(expression)
                        .filter(foreseeable::contains)
                        .isPresent());
    }

    /**
     * Some looks in one transaction of their own, which is rolled back.
     *
     * @return nothing where the database is away: a page does without
     */
    public <T> List<T> during(Supplier<List<T>> looks) {
        try {
            List<T> seen = transaction.execute(status -> {
                status.setRollbackOnly();
                return looks.get();
            });
            return seen == null ? List.of() : seen;
        } catch (TransactionException away) {
            log.warn("Nothing can be told beforehand at the moment: {}", away.toString());
            return List.of();
        }
    }

    /**
     * What would be refused if a task were completed with these variables; nothing of one that is gone. Must be called within
     * {@link #during}, on a thread on which no command of the engine is under way.
     *
     * @return with the step that would refuse, in the order of the model; nothing where the look fails, which is logged
     */
    public List<BusinessRuleViolation> refusals(String task, Map<String, Object> variables) {
        Look look = new Look(unsaid);
        CURRENT.set(look);
        try {
            configuration().getCommandExecutorTxRequired().execute(context -> {
                TaskEntity open = context.getTaskManager().findTaskById(task);
                if (open != null) {
                    open.setExecutionVariables(variables);
                    // what completing does to the task itself, whose rights are asked elsewhere, decides about no way
                    open.getExecution().signal(null, null);
                }
                // nothing of it is written, however far it went
                throw new Over();
            });
        } catch (Over reached) {
            look.over = true;
        } catch (RuntimeException | StackOverflowError failed) {
            // an expression wraps what ends the look
            if (!look.over) {
                log.warn("What task {} would refuse cannot be told beforehand: {}", task, failed.toString());
                return List.of();
            }
        } finally {
            CURRENT.remove();
        }
        return List.copyOf(look.refused);
    }

    private ProcessEngineConfigurationImpl configuration() {
        return (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    }
}
